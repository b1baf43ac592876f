"""Files that may be sessions from this program, among those and in the folders that somebody names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from circle.errors import quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext

MOST_FILES = 2000
MOST_LOOKED_AT = 50_000
"""Names, in all folders together: a stick may hold somebody's whole life."""
DEEPEST = 8
_BUNDLE = ".circle"
_BEGINNING = 4096
_OURS = (b"application/vnd.circlekeeper", b'"circlekeeper-session"')
_LISTS = {".rttm", ".csv"}
_LOOKED_INTO = {"", ".json", ".zip"}
"""Endings that a session may have been given on its way; what begins otherwise is somebody else's."""


@dataclass(frozen=True, slots=True)
class Found:
    """`unread`: a sentence for each folder that could not be looked through. `more`: whether there were more files
    than are opened at once.
    """

    files: tuple[Path, ...] = ()
    unread: tuple[str, ...] = ()
    more: bool = False
    lists: int = 0
    """So many may be times of turns, and are taken only when they are named: many others have such endings."""


def lists_words(n: int) -> str:
    return ngettext(
        "{n} file there is RTTM or CSV. Such a file is taken in when it is named itself.",
        "{n} files there are RTTM or CSV. Such files are taken in when they are named one by one.",
        n,
    ).format(n=n)


def files_in(paths: Iterable[Path], most: int = MOST_FILES) -> Found:
    """Files as they were named; and what may be a session in folders and in the folders within, in order."""
    looking = _Looking(most)
    for path in paths:
        if path.is_dir():
            looking.through(path)
        else:
            looking.take(path)
    return Found(tuple(looking.files), tuple(looking.unread), looking.more, looking.lists)


class _Looking:
    def __init__(self, most: int) -> None:
        self.files: dict[Path, None] = {}
        self._most = most
        self.unread: list[str] = []
        self.more = False
        self.lists = 0
        self._left = MOST_LOOKED_AT
        self._been: set[tuple[int, int]] = set()
        """Folders, by their numbers: some systems have ways round that are no links."""

    def take(self, path: Path) -> None:
        if len(self.files) < self._most:
            self.files[path] = None
        else:
            self.more = self.more or path not in self.files

    def through(self, folder: Path, depth: int = 0) -> None:
        try:
            if self._was_here(folder):
                return
            entries = sorted(self._entries(folder), key=lambda one: (_is_folder(one), one.name))
        except OSError as error:
            why = _("The folder {folder} could not be looked through: the disk answered {answer}.")
            answer = quoted(error.strerror or error)
            self.unread.append(why.format(folder=quoted(folder.name or folder), answer=answer))
            return
        for entry in entries:
            if _is_folder(entry):
                if depth < DEEPEST:
                    self.through(Path(entry.path), depth + 1)
            elif _may_be_ours(entry):
                self.take(Path(entry.path))
            else:
                self.lists += Path(entry.name).suffix.lower() in _LISTS

    def _was_here(self, folder: Path) -> bool:
        known = folder.stat()
        key = known.st_dev, known.st_ino
        if known.st_ino and key in self._been:
            return True
        self._been.add(key)
        return False

    def _entries(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        """What systems keep for themselves is hidden: on sticks a Mac puts such a file beside each."""
        with os.scandir(folder) as entries:
            for entry in entries:
                self._left -= 1
                if self._left < 0:
                    self.more = True
                    return
                if not entry.name.startswith((".", "$")):
                    yield entry


def _may_be_ours(entry: os.DirEntry[str]) -> bool:
    ending = Path(entry.name).suffix.lower()
    if ending == _BUNDLE:
        return not _is_a_folder_elsewhere(entry)
    try:
        if ending not in _LOOKED_INTO or not entry.is_file():
            return False
        with Path(entry.path).open("rb") as file:
            beginning = file.read(_BEGINNING)
    except OSError:
        return False
    return any(mark in beginning for mark in _OURS)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _is_a_folder_elsewhere(entry: os.DirEntry[str]) -> bool:
    """Links to folders are not followed: they may point round."""
    try:
        return entry.is_dir()
    except OSError:
        return False
