"""Files and folders that leave the program, one after another: what power cuts and faults are tried on. All formats are
rendered to bytes first, so what is in them makes no difference.

    python -m tests.reliability.some_exports FOLDER [--end-at-refusal] [--never-syncs]

It says on its standard output, in JSON, what it began and what it said was saved, and where.
"""

import argparse
import errno
import json
import os
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import count
from pathlib import Path
from unittest.mock import patch

from circle.errors import Refused
from circle.files import write_new
from circle.new_folder import new_folder

SHORT, LONG = b"<p>What was said.</p>\n" * 7, bytes(range(251)) * 500
PARTS = {"README.txt": b"What is in here.\n", "data/sessions.csv": LONG[:70_000], "data/turns.csv": b"a,b\n"}  # fmt: skip


def _file(name: str, data: bytes, *, links: bool = True) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        with nullcontext() if links else patch.object(os, "link", _no_links):
            return write_new(folder, name, data)

    return write


def _no_links(*_given: object) -> None:
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def _folder(name: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        with new_folder(folder, name) as made, made.told():
            for part, data in PARTS.items():
                made.opens(part).write(data)
        return made.path

    return write


STICK = "on-a-stick.html"
"""Written where there are no links, as on most memory sticks: there an empty file of that name comes first."""

WRITTEN: tuple[tuple[Callable[[Path], Path], bytes | dict[str, bytes]], ...] = (
    (_file("notes.html", SHORT), SHORT),
    (_file("notes.pdf", LONG), LONG),
    (_file("notes.html", SHORT[:100]), SHORT[:100]),
    (_folder("archive"), PARTS),
    (_file(STICK, SHORT, links=False), SHORT),
    (_folder("archive"), PARTS),
    (_file("notes.md", b""), b""),
)
"""How each is written, and what is in it then."""


def paths(folder: Path) -> Iterator[Path]:
    """Whatever may be there at some time."""
    yield folder
    names = [f".circlekeeper-{n}.part" for n in range(3 * len(WRITTEN))]
    for name in (
        "notes.html",
        "notes-2.html",
        "notes.pdf",
        "notes.md",
        STICK,
        "archive",
        "archive-2",
        *names,
    ):
        yield folder / name
        yield folder / name / "data"
        yield from (folder / name / part for part in PARTS)


def say(**what: object) -> None:
    os.write(1, json.dumps(what).encode() + b"\n")


def write_all(folder: Path, *, end_at_refusal: bool) -> None:
    tempfile._name_sequence = map(str, count())  # type: ignore[attr-defined] # so that strace can be told of them
    for number, (write, _data) in enumerate(WRITTEN):
        say(begun=number)
        try:
            path = write(folder)
        except Refused as why:
            say(refused=number, kind=type(why).__name__, said=str(why))
            if end_at_refusal:
                return
        except Exception:
            say(broke=number, said=traceback.format_exc())
        else:
            say(saved=number, path=path.name)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--end-at-refusal", action="store_true")
    parser.add_argument("--never-syncs", action="store_true")
    given = parser.parse_args()
    if given.never_syncs:
        os.fsync = lambda _descriptor: None
    write_all(given.folder, end_at_refusal=given.end_at_refusal)


if __name__ == "__main__":
    main()
