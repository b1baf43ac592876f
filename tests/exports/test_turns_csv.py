"""The table of turns: for spreadsheets, and to be taken in again."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given

from circle.importing import log_of
from circle.level import Level
from circle.session_notes import SessionNotes
from circle.turn_lists import read_csv
from exports import turns_csv
from tests.exports.an_evening import OPENED, SESSION, Words, an_evening
from tests.exports.hostile import FEW, hostile_words
from tests.notes import make_notes

HEADER = (
    *("round", "seat", "person", "outcome", "start_utc", "end_utc"),
    *("start_s", "end_s", "duration_s", "confidentiality"),
)


def notes_of(words: Words | None = None, level: Level = Level.ALIASES) -> SessionNotes:
    return make_notes(SESSION, an_evening(words), level)


def rows_of(notes: SessionNotes) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(turns_csv.render(notes).decode(), newline=""))]


def test_a_turn_with_a_pause_is_two_rows_and_its_times_are_in_both_forms() -> None:
    first, second, *_ = rows_of(notes_of())
    assert first == {
        "round": "1",
        "seat": "2",
        "person": "Dev",
        "outcome": "held",
        "start_utc": "2026-05-11T18:30:10.500Z",
        "end_utc": "2026-05-11T18:31:20.500Z",
        "start_s": "10.500",
        "end_s": "80.500",
        "duration_s": "70.000",
        "confidentiality": "circle",
    }
    assert (second["person"], second["outcome"], second["start_s"]) == (
        "Dev",
        "continued",
        "110.500",
    )


def test_lines_end_as_spreadsheets_expect() -> None:
    document = turns_csv.render(notes_of())
    assert document.endswith(b"\r\n")
    assert document.count(b"\n") == document.count(b"\r\n") == 5


def test_at_nobody_neither_person_nor_seat_is_filled_in() -> None:
    rows = rows_of(notes_of(level=Level.NOBODY))
    assert len(rows) == 4
    assert {row["person"] for row in rows} == {row["seat"] for row in rows} == {""}


def test_no_turn_of_a_confidential_round_is_there() -> None:
    assert {row["round"] for row in rows_of(notes_of())} == {"1", "2"}


@pytest.mark.parametrize("alias", ["=1+1", "+1", "-1", "@x", "  =1", "＝1"])
def test_what_would_begin_a_formula_is_text(alias: str) -> None:
    aliases = ("Ceri", alias, "Gwen", "Hamid")
    assert rows_of(notes_of(Words(aliases=aliases)))[0]["person"] == f"'{alias.strip()}"


@FEW
@given(hostile_words())
def test_no_cell_is_a_formula(words: Words) -> None:
    for row in rows_of(notes_of(words)):
        assert tuple(row) == HEADER
        for cell in row.values():
            assert not cell.lstrip(" ").startswith(
                ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
            )


def test_the_turns_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "turns.csv"
    notes = notes_of()
    path.write_bytes(turns_csv.render(notes))
    listed = read_csv(path)
    assert listed.opened == OPENED
    again = make_notes(SESSION, log_of(listed, opened=OPENED, source=path.name), Level.ALIASES)
    assert [(turn.label, turn.parts) for turn in again.turns] == [
        (turn.label, turn.parts) for turn in notes.turns
    ]
    assert turns_csv.render(again).count(b"continued") == 1
