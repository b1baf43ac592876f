"""Writing documents: all or none, under names that say nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from circle.age import opened
from circle.errors import Refused
from circle.files import NotWritten, write_new
from circle.harvest import Seen
from circle.level import Level
from circle.session_notes import SessionNotes
from exports.formats import FORMATS, format_of
from exports.house import HouseStyle
from exports.writing import document, export, file_name
from tests.exports.an_evening import SESSION, an_evening
from tests.notes import make_notes


@pytest.fixture
def notes() -> SessionNotes:
    return make_notes(SESSION, an_evening(), Level.NOBODY)


def test_the_names_of_files_hold_a_date_and_four_letters_and_no_title(
    notes: SessionNotes, tmp_path: Path
) -> None:
    paths = export(notes, FORMATS, tmp_path)
    assert [path.name for path in paths] == [
        f"circle-2026-05-11-k3fa{format.suffix}" for format in FORMATS
    ]
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_the_names_of_files_say_who_appears_and_that_they_are_for_a_trainer(
    notes: SessionNotes,
) -> None:
    trainers = replace(notes, level=Level.SEATS, reader=Seen.TRAINER)
    assert file_name(trainers, format_of("md")) == "circle-2026-05-11-k3fa-seats-trainer.md"


def test_what_is_there_already_is_kept(notes: SessionNotes, tmp_path: Path) -> None:
    (first,) = export(notes, [format_of("md")], tmp_path)
    before = first.read_bytes()
    (second,) = export(replace(notes, title="Another"), [format_of("md")], tmp_path)
    assert second.name == "circle-2026-05-11-k3fa-2.md"
    assert first.read_bytes() == before


def test_nothing_is_written_when_one_document_cannot_be_made(
    notes: SessionNotes, tmp_path: Path
) -> None:
    def breaks(_notes: SessionNotes, _house: HouseStyle) -> bytes:
        raise RuntimeError

    broken = replace(FORMATS[-1], make=breaks)
    with pytest.raises(RuntimeError):
        export(notes, [*FORMATS[:-1], broken], tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_is_not_there_is_named(notes: SessionNotes, tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"That folder does not exist"):
        export(notes, FORMATS, tmp_path / "gone")


def test_an_unknown_format_names_those_that_there_are() -> None:
    assert format_of("csv").media_type == "text/csv"
    known = ", ".join(format.id for format in FORMATS)
    with pytest.raises(Refused, match=rf"no format “doc”. Choose from: {known}\."):
        format_of("doc")


def test_a_passphrase_keeps_what_can_be_kept_by_one_under_the_same_name(
    notes: SessionNotes,
) -> None:
    for format in FORMATS:
        plain, kept = document(notes, format), document(notes, format, passphrase="four words")
        assert kept.name == plain.name
        assert kept.sealed is format.seals is (format.id == "circle")
        assert (kept.data == plain.data) is not kept.sealed
        if kept.sealed:
            assert opened(kept.data, "four words") == plain.data


def test_when_the_program_is_interrupted_none_stays(
    notes: SessionNotes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped_at_the_second(folder: Path, name: str, data: bytes) -> Path:
        if name.endswith(".md"):
            raise KeyboardInterrupt
        return write_new(folder, name, data)

    monkeypatch.setattr("exports.writing.write_new", stopped_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        export(notes, [format_of("html"), format_of("md")], tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_when_one_document_cannot_be_written_none_stays(
    notes: SessionNotes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_at_the_second(folder: Path, name: str, data: bytes) -> Path:
        if name.endswith(".md"):
            raise NotWritten("The disk is full.")
        return write_new(folder, name, data)

    monkeypatch.setattr("exports.writing.write_new", full_at_the_second)
    with pytest.raises(NotWritten):
        export(notes, [format_of("html"), format_of("md")], tmp_path)
    assert [*tmp_path.iterdir()] == []
