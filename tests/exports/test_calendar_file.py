"""Commitments in a calendar: private, all day long, of nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from icalendar import Calendar

from circle.level import Level
from circle.session_notes import CommitmentNotes, SessionNotes
from circle.templates import Shape
from exports import calendar_file
from exports.words import in_reading_order, one_line
from tests.exports.an_evening import SESSION, an_evening
from tests.exports.five_sessions import FIVE, MINE
from tests.exports.hostile import FEW, hostile_text
from tests.notes import make_notes

GIVEN_AWAY = CommitmentNotes("I will give away the rota.", "Dev", "2026-06-08")


def notes_of(shape: Shape = Shape.POWER, level: Level = Level.ALIASES) -> SessionNotes:
    return make_notes(SESSION, FIVE[shape](), level)


def entries(document: bytes) -> list[Any]:
    return [*Calendar.from_ical(document).walk("VEVENT")]


def test_a_commitment_with_a_day_is_there_all_day_long_and_private() -> None:
    (entry,) = entries(calendar_file.render(notes_of()))
    assert entry["SUMMARY"] == "I will sit down before I speak."
    assert entry["DTSTART"].dt == date(2026, 5, 18)
    assert entry["DTSTAMP"].dt == datetime(2026, 5, 11, tzinfo=UTC)
    assert entry["CLASS"] == "PRIVATE"
    assert entry["TRANSP"] == "TRANSPARENT"
    assert entry["DESCRIPTION"].split("\n") == [
        "I will sit down before I speak.",
        "Dev",
        "A commitment of a listening circle.",
        "With aliases.",
        "For the report.",
        "Confidentiality: What is said here stays here; what we learn may go along.",
    ]


def test_nobody_organises_or_attends_it_and_without_names_nobody_is_in_it() -> None:
    document = calendar_file.render(notes_of(level=Level.NOBODY))
    (entry,) = entries(document)
    assert not {"ORGANIZER", "ATTENDEE", "CONTACT", "LOCATION", "GEO"} & {*entry}
    assert entry["UID"] == f"circle-{SESSION}-6554fb23c4ed-1@circlekeeper"
    assert b"Dev" not in document
    assert MINE.encode() not in document


def test_it_is_the_same_entry_each_time() -> None:
    assert calendar_file.render(notes_of()) == calendar_file.render(notes_of())
    level, other = (
        [entry["UID"] for entry in entries(calendar_file.render(notes_of(level=level)))]
        for level in (Level.NOBODY, Level.ALIASES)
    )
    assert level == other


def test_an_entry_stays_itself_wherever_it_stands_and_two_alike_are_two() -> None:
    notes = notes_of(level=Level.NOBODY)
    other = CommitmentNotes("To rest.", "", "2026-06-08")
    both = (*notes.commitments, other, other)

    def found(those: tuple[CommitmentNotes, ...]) -> dict[str, str]:
        made = entries(calendar_file.render(replace(notes, commitments=those)))
        return {str(one["UID"]): str(one["SUMMARY"]) for one in made}

    assert found(both) == found(both[::-1])
    assert len(found(both)) == 3


@pytest.mark.parametrize("by", ["", "soon", "2026-13-01"])
def test_what_has_no_day_is_not_in_it_and_a_calendar_without_entries_is_one(by: str) -> None:
    notes = replace(notes_of(), commitments=(CommitmentNotes("To rest.", "", by),))
    for document in (
        calendar_file.render(notes),
        calendar_file.render(make_notes(SESSION, an_evening(), Level.NOBODY)),
    ):
        read = Calendar.from_ical(document)
        assert read["VERSION"] == "2.0"
        assert [one.name for one in read.subcomponents] == ["VTIMEZONE"]


@FEW
@given(hostile_text)
@example("é" * 200)
@example("a" * 72 + "👩‍👩‍👧" * 30)
@example("one; two, three\\n\nEND:VEVENT\nATTENDEE:mailto:a@x.org")
def test_whatever_is_promised_reads_as_it_was_written(text: str) -> None:
    made = replace(GIVEN_AWAY, text=text)
    document = calendar_file.render(replace(notes_of(), commitments=(made,)))
    (entry,) = entries(document)
    assert entry["SUMMARY"] == in_reading_order(one_line(text))
    assert {*entry} == {
        *("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "CLASS", "TRANSP"),
    }
    lines = document.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()
        assert not {*line} & {*range(9), *range(10, 32)}
