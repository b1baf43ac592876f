"""The tables that spreadsheets and researchers get: whole, typed, in the order of the notes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from circle.harvest import Seen
from circle.level import Level
from circle.templates import Shape
from exports.tables import Cell, Field, Kind, Table, tables
from tests.exports.an_evening import OPENED, SECRET, SESSION, TAKEN_BACK, an_evening
from tests.exports.five_sessions import FIVE, FOR_A_TRAINER, MINE
from tests.notes import make_notes

NAMES = (
    *("session", "rounds", "turns", "people", "notes", "prompts", "commitments", "followed"),
    *("listening", "floors", "measures"),
)
PYTHON: dict[Kind, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "date": (date,),
    "datetime": (datetime,),
}


def tables_of(shape: Shape | None = None, level: Level = Level.ALIASES) -> dict[str, Table]:
    log = an_evening(say_yes=True) if shape is None else FIVE[shape]()
    return {one.name: one for one in tables(make_notes(SESSION, log, level))}


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
@pytest.mark.parametrize("shape", [None, *FIVE])
def test_there_are_always_the_same_tables_with_the_same_fields(
    shape: Shape | None, level: Level
) -> None:
    made = tables_of(shape, level)
    assert tuple(made) == NAMES
    assert {name: one.fields for name, one in made.items()} == {
        name: one.fields for name, one in tables_of().items()
    }
    for one in made.values():
        assert len(one.fields) == len({field.name for field in one.fields})
        for row in one.rows:
            for field, cell in zip(one.fields, row, strict=True):
                check(field, cell)


def check(field: Field, cell: Cell) -> None:
    if cell is not None:
        assert type(cell) in PYTHON[field.type], field.name
    if isinstance(cell, datetime):
        assert cell.tzinfo is UTC


def test_every_field_and_every_table_says_what_it_is() -> None:
    for one in tables_of().values():
        assert one.title
        assert one.description.endswith(".")
        for field in one.fields:
            assert field.title
            assert field.description.endswith(".")
            assert not field.name.endswith("_s") or field.unit == "s"


def test_without_names_the_table_of_people_has_a_header_and_nobody() -> None:
    made = tables_of(level=Level.NOBODY)
    assert made["people"].rows == ()
    assert "Without names there is nobody in it" in made["people"].description
    assert {*made["turns"].column("person")} == {""}
    assert {*made["turns"].column("seat")} == {None}
    assert "hoover_without_facilitators" not in made["measures"].column("measure")


def test_people_are_in_the_order_of_their_seats_and_a_pass_is_not_a_zero() -> None:
    people = tables_of()["people"]
    assert people.column("person") == ("Ceri", "Dev", "Gwen", "Hamid", "Ines", "Jon")
    assert people.column("seat") == (1, 2, 3, 4, 5, 6)
    assert people.column("held_s")[3] is None
    assert people.column("turns")[3] is None


def test_times_are_moments_and_seconds() -> None:
    turns = tables_of()["turns"]
    assert turns.column("start_s")[0] == 10.5
    assert turns.column("start_utc")[0] == datetime(2026, 5, 11, 18, 30, 10, 500_000, UTC)
    assert tables_of()["session"].column("opened_utc") == (OPENED,)


def test_the_floors_add_up_to_the_session() -> None:
    made = tables_of()
    lengths = {row[0]: row[1] for row in made["floors"].rows if isinstance(row[1], float)}
    assert sum(lengths.values()) == pytest.approx(made["session"].column("length_s")[0])
    assert lengths["confidential"] == 101.0


def test_a_commitment_has_its_day_and_whom_it_was_attached_to() -> None:
    commitments = tables_of(Shape.TOPIC)["commitments"]
    assert commitments.rows == (("I will sit down before I speak.", "Ines", date(2026, 6, 8)),)
    assert tables_of(Shape.TOPIC, Level.NOBODY)["commitments"].column("person") == (None,)


def test_listening_has_every_answer_in_the_order_of_the_answers() -> None:
    listening = tables_of(Shape.PRACTICE)["listening"]
    stances = [row for row in listening.rows if row[0] == "stance" and row[1] == "close"]
    assert [row[3] for row in stances] == [
        *("understand", "respond", "fix", "agree", "survive", "drifted"),
    ]
    assert [row[5] for row in stances] == [4, 2, 5, 0, 0, 1]
    assert {row[6] for row in stances} == {6}
    assert ("said back", "round", 1, "almost", "Almost", 2, None) in listening.rows
    own = [row[4] for row in listening.rows if row[0] in ("keep", "try next")]
    assert own == ["The silence after the second story.", "Wait before I ask."]


def test_key_points_have_their_side_and_their_group() -> None:
    sides = tables_of(Shape.STORY)["notes"]
    assert ("key_point", "helped") in {row[:2] for row in sides.rows}
    assert [*tables_of(Shape.POINTS)["notes"].column("group")] == [
        *(None, 1, 1, 1, 2, 2, 2, 3, 3, 3),
    ]


@pytest.mark.parametrize("shape", [None, *FIVE])
def test_nothing_is_there_that_may_not_be_seen(shape: Shape | None) -> None:
    log = an_evening() if shape is None else FIVE[shape]()
    everything = repr(tables(make_notes(SESSION, log, Level.ALIASES, Seen.REPORT)))
    for hidden in (SECRET, TAKEN_BACK, MINE, FOR_A_TRAINER):
        assert hidden not in everything
