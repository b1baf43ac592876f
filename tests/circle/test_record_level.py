"""A record says no more of people than the level that it states, or is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from circle import events as e
from circle.errors import NotRead, Refused
from circle.level import Level
from circle.plain import to_plain
from circle.record import read_record
from exports import json_record
from tests.circle.story import Story
from tests.circle.test_record import linked, written
from tests.exports.an_evening import SESSION, an_evening
from tests.exports.any_session import any_session
from tests.exports.five_sessions import FIVE
from tests.notes import make_notes

Table = dict[str, Any]


def left(level: Level) -> Table:
    story = Story(5).begins("go_round").at(1000).gives("Ben").at(60_000).gives("Ann")
    return json.loads(json_record.render(make_notes(SESSION, story.at(90_000).closes().log, level)))


def _state(level: str) -> Callable[[Table], None]:
    return lambda table: table.update(level=level)


def _in(n: int, **fields: object) -> Callable[[Table], None]:
    """Fields in the data of an event."""
    return lambda table: table["events"][n]["data"].update(fields)


def _first(**fields: object) -> Callable[[Table], None]:
    """Fields of the first person."""
    return lambda table: table["events"][0]["data"]["participants"][0].update(fields)


def _also(event: e.Event) -> Callable[[Table], None]:
    def change(table: Table) -> None:
        last = table["events"][-1]
        told = {"kind": type(event).__name__, "data": to_plain(event), "seq": last["seq"] + 1}
        table["events"].append(last | told)

    return change


WRONG = {
    "people where there is nobody": (Level.SEATS, _state("nobody"), "told apart"),
    "a holder": (Level.NOBODY, _in(2, to="p3"), "told apart"),
    "somebody who joins": (
        Level.NOBODY,
        _also(e.PersonJoined(e.Participant("p9", "Eve"), 0)),
        "told apart",
    ),
    "somebody who is renamed": (
        Level.NOBODY,
        _also(e.PersonRenamed("someone", "Eve")),
        "told apart",
    ),
    "somebody who passes": (Level.NOBODY, _also(e.Passed("p2")), "told apart"),
    "who promised": (
        Level.NOBODY,
        _also(e.CommitmentMade(1, "Tea", "p2", "")),
        "told apart",
    ),
    "aliases where there are seats": (Level.ALIASES, _state("seats"), "seats only"),
    "an alias where there are seats": (Level.SEATS, _first(alias="Ann"), "seats only"),
    "a number beside an alias": (Level.SEATS, _first(alias="Ann 1"), "seats only"),
    "a name where there are seats": (Level.SEATS, _first(name="Ann Lee"), "no names"),
    "a name where there are aliases": (Level.ALIASES, _first(name="Ann Lee"), "no names"),
    "a name by renaming": (
        Level.ALIASES,
        _also(e.PersonRenamed("p1", "Ann", "Ann Lee")),
        "no names",
    ),
    "no yes where there are names": (Level.ALIASES, _state("names"), "has not said yes"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_says_more_than_its_level_is_refused(case: str, tmp_path: Path) -> None:
    level, change, said = WRONG[case]
    table = left(level)
    change(table)
    with pytest.raises(NotRead, match=said):
        read_record(written(tmp_path, linked(table)))


def test_the_seats_of_another_language_are_read(tmp_path: Path) -> None:
    table = left(Level.SEATS)
    people = table["events"][0]["data"]["participants"]
    for n, one in enumerate(people, 1):
        one["alias"] = f"Platz {n}" if n < 4 else "Jemand"
    assert read_record(written(tmp_path, linked(table))).level is Level.SEATS


LOGS = {
    "an evening": an_evening,
    **{str(shape): FIVE[shape] for shape in FIVE},
    **{f"any session {n}": lambda n=n: any_session(n).log for n in range(12)},
}


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("log", LOGS)
def test_what_leaves_at_any_level_is_read(level: Level, log: str, tmp_path: Path) -> None:
    try:
        notes = make_notes(SESSION, LOGS[log](), level)
    except Refused:
        assert level is Level.NAMES
        return
    path = tmp_path / "session.json"
    path.write_bytes(json_record.render(notes))
    assert read_record(path).log.entries == [*notes.record]
