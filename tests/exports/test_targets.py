"""Trouble with where documents go, in every format: nothing is damaged, nothing half written stays, no success is
told of that was none, and a sentence says what to do.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from circle.files import NotWritten, write_new
from circle.level import Level
from circle.store import Store
from exports import aside
from exports.formats import FORMATS
from exports.writing import Document, document, write
from tests.disks import (
    fill,
    folder_for_everyone,
    make_read_only,
    own_disk,
    someone_without_rights,
)
from tests.exports.an_evening import SESSION, an_evening
from tests.notes import make_notes
from tests.ui.typed import Typed, typed_here

NO_ROOM = "There is no room left: make some, or choose another disk."
NO_RIGHT = "Nothing may be written there: choose another folder."


@pytest.fixture(scope="module")
def documents() -> Iterator[tuple[Document, ...]]:
    notes = make_notes(SESSION, an_evening(), Level.NOBODY)
    yield tuple(document(notes, format) for format in FORMATS)
    aside.stop()


@contextmanager
def full(folder: Path) -> Generator[Path]:
    with own_disk(folder, kilobytes=64):
        fill(folder / "other")
        yield folder


@contextmanager
def read_only(folder: Path) -> Generator[Path]:
    with own_disk(folder, kilobytes=64):
        make_read_only(folder)
        yield folder


@contextmanager
def vanished(folder: Path) -> Generator[Path]:
    yield folder / "stick" / "notes"


@contextmanager
def a_file(folder: Path) -> Generator[Path]:
    (folder / "notes").write_text("mine", "utf-8")
    yield folder / "notes"
    assert (folder / "notes").read_text("utf-8") == "mine"


@contextmanager
def too_long(folder: Path) -> Generator[Path]:
    yield folder / Path(*["long" * 60] * 20)


@contextmanager
def not_mine(_folder: Path) -> Generator[Path]:
    with folder_for_everyone() as folder:
        folder.chmod(0o555)
        with someone_without_rights():
            yield folder


Trouble = Callable[[Path], AbstractContextManager[Path]]
TROUBLES: list[tuple[Trouble, str]] = [
    (full, NO_ROOM),
    (read_only, NO_RIGHT),
    (vanished, "That folder does not exist: choose another one."),
    (a_file, "That is not a folder: choose one."),
    (too_long, "The name is too long: choose a shorter one."),
    (not_mine, NO_RIGHT),
]


def files_in(folder: Path) -> set[str]:
    try:
        return {one.name for one in folder.iterdir()}
    except OSError:
        return set()


@pytest.mark.parametrize(
    ("trouble", "said"), TROUBLES, ids=lambda one: getattr(one, "__name__", "")
)
def test_where_nothing_can_be_written_nothing_is_and_a_sentence_says_what_to_do(
    documents: tuple[Document, ...], trouble: Trouble, said: str, tmp_path: Path
) -> None:
    with trouble(tmp_path) as folder:
        before = files_in(folder)
        for one in documents:
            with pytest.raises(NotWritten) as why:
                write([one], folder)
            assert said in str(why.value), one.format
            assert f"“{one.name}” was not saved in" in str(why.value)
            assert files_in(folder) == before, one.format


def test_a_disk_with_room_for_the_first_file_alone_keeps_neither(
    documents: tuple[Document, ...], tmp_path: Path
) -> None:
    for one in documents:
        size = -(-len(one.data) // 4096) * 4
        with own_disk(tmp_path, kilobytes=2 * size - 4):
            none = r"no room left.* None of the files was saved\. Nothing else was changed\.$"
            with pytest.raises(NotWritten, match=none):
                write([one, one, one], tmp_path)
            assert files_in(tmp_path) == set(), one.format


def test_a_stick_that_is_pulled_out_in_the_middle_is_told_of(
    documents: tuple[Document, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"

    def pulled_out_after_the_first(folder: Path, name: str, data: bytes) -> Path:
        written = write_new(folder, name, data)
        shutil.rmtree(stick)
        return written

    monkeypatch.setattr("exports.writing.write_new", pulled_out_after_the_first)
    for one in documents:
        stick.mkdir()
        with pytest.raises(NotWritten, match="That folder does not exist"):
            write([one, one], stick)
        assert not stick.exists()


def test_what_cannot_be_taken_away_again_is_named(
    documents: tuple[Document, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a stick that the system makes read-only in the middle."""

    def read_only_after_the_first(folder: Path, name: str, data: bytes) -> Path:
        written = write_new(folder, name, data)
        make_read_only(folder)
        return written

    monkeypatch.setattr("exports.writing.write_new", read_only_after_the_first)
    first = documents[0]
    with own_disk(tmp_path, kilobytes=4096):
        with pytest.raises(NotWritten) as why:
            write([first, first], tmp_path)
        assert NO_RIGHT in str(why.value)
        assert f"“{first.name}” cannot be taken away again: remove them yourself." in str(why.value)
        assert (tmp_path / first.name).read_bytes() == first.data, "whole, and said to be there"


def test_a_name_that_is_taken_is_left_alone_whatever_has_it(
    documents: tuple[Document, ...], tmp_path: Path
) -> None:
    for n, one in enumerate(documents):
        taken = tmp_path / one.name
        if n % 2:
            taken.mkdir()
        else:
            taken.write_bytes(b"mine")
        (written,) = write([one], tmp_path)
        assert written.name == f"{taken.stem}-2{taken.suffix}"
        assert written.read_bytes() == one.data
        assert taken.is_dir() or taken.read_bytes() == b"mine"


def test_a_disk_that_answers_with_an_error_leaves_nothing(
    documents: tuple[Document, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fails)
    for one in documents:
        with pytest.raises(NotWritten, match="try again, or choose another disk"):
            write([one], tmp_path)
        assert files_in(tmp_path) == set()


@pytest.mark.skipif(os.name != "nt", reason="only Windows keeps others from a file that is open")
def test_a_file_that_somebody_holds_open_is_left_alone(
    documents: tuple[Document, ...], tmp_path: Path
) -> None:
    first = documents[0]
    with (tmp_path / first.name).open("wb"):
        (written,) = write([first], tmp_path)
        assert written.name != first.name


@pytest.mark.parametrize("trouble", [full, read_only, vanished, a_file, too_long])
def test_what_did_not_leave_is_not_in_the_register(
    trouble: Trouble, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, folder = tmp_path / "home", tmp_path / "out"
    folder.mkdir()
    with closing(Store.open(home)) as store:
        store.add_session(SESSION, an_evening())
    typed: Typed = typed_here(capsys, home)
    with trouble(folder) as target:
        done = typed("export", SESSION, "--format", "md,csv", "--out", target)
        assert (done.code, done.out) == (1, "")
        assert "Nothing else was changed." in done.err
        assert [one for one in files_in(folder) if one.endswith(".part")] == []
    assert typed("exports").lines == ["Nothing has left the kit."]
    assert typed("verify").code == 0
