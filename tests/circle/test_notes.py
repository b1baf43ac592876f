"""The frozen notes of a session: who appears, what was found, what was counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from circle import events as e
from circle import note_moves
from circle.harvest import Seen
from circle.level import Level
from circle.log import Log
from circle.notes import numbers_left
from circle.people import Consent
from circle.privacy import LevelRefused
from circle.searched import NOBODY_ELSE
from circle.session_notes import SessionNotes
from circle.timeline import Floor
from tests.circle.story import Story
from tests.exports.an_evening import SESSION, an_evening, people
from tests.notes import make_notes


def notes_at(level: Level, log: Log | None = None) -> SessionNotes:
    return make_notes(SESSION, log or an_evening(say_yes=True), level)


def test_each_level_shows_people_as_it_says() -> None:
    shown = {level: [one.label for one in notes_at(level).people] for level in Level}
    assert shown == {
        Level.NOBODY: [],
        Level.SEATS: [f"Seat {n}" for n in range(1, 7)],
        Level.ALIASES: ["Ceri", "Dev", "Gwen", "Hamid", "Ines", "Jon"],
        Level.NAMES: ["Ceri", "Dev", "Gwen", "Hamid", "Ines", "Jon"],
    }


def test_without_names_a_turn_is_a_time_and_nothing_else() -> None:
    turns = notes_at(Level.NOBODY).turns
    assert {(turn.label, turn.seat) for turn in turns} == {("", None)}
    assert [turn.length_ms for turn in turns] == [90_000, 50_000, 30_000]
    assert turns[0].parts == ((10_000, 80_000), (110_000, 130_000))


@pytest.mark.parametrize(
    ("level", "said"), [(Level.NOBODY, "said someone."), (Level.SEATS, "said Seat 3.")]
)
def test_names_in_texts_are_replaced_and_listed(level: Level, said: str) -> None:
    notes = notes_at(level)
    assert (
        notes.rounds[0].notes[0].text == f"A nurse sat down.\nNobody had done that before, {said}"
    )
    (found,) = notes.found
    assert (found.where, found.hit.found) == ("a note", "Gwen")
    assert found.text[found.hit.start : found.hit.end] == "Gwen"
    assert found.hit.replacement in said


def test_names_leave_only_when_everybody_said_yes() -> None:
    with pytest.raises(LevelRefused, match="6 of 6 people have not"):
        notes_at(Level.NAMES, an_evening(say_yes=False))
    one = people(("Ceri", "Dev"), say_yes=True)
    opened = e.SessionOpened("An evening", (one[0], replace(one[1], says_yes=False)))
    log = Log([replace(an_evening().entries[0], event=opened)])
    with pytest.raises(LevelRefused, match="1 of 2 people has not"):
        notes_at(Level.NAMES, log)


def test_somebody_who_left_early_is_asked_too() -> None:
    story = Story(2)
    story.does(e.ConsentSaid("p1", says_yes=True)).leaves("Ben").at(5000).closes()
    with pytest.raises(LevelRefused, match="1 of 2 people has not"):
        notes_at(Level.NAMES, story.log)


def test_an_earlier_name_is_searched_for_as_well() -> None:
    story = Story(2).does(e.PersonRenamed("p2", "Robin", ""))
    story.does(e.NoteWritten(3, "Ben smiled.")).at(4000).closes()
    for level, said in (
        (Level.NOBODY, "someone"),
        (Level.SEATS, "Seat 2"),
        (Level.ALIASES, "Robin"),
    ):
        assert notes_at(level, story.log).notes[0].text == f"{said} smiled."


def test_the_facilitators_share_is_said_unless_nobody_is_named() -> None:
    assert notes_at(Level.NOBODY).sentence == "3 of 6 people spoke."
    assert notes_at(Level.SEATS).sentence == (
        "3 of 6 people spoke. The facilitator held 18 % of the time."
    )


def test_a_confidential_round_shows_form_prompt_and_times() -> None:
    hidden = notes_at(Level.ALIASES).rounds[2]
    assert hidden.confidential
    assert (hidden.form, hidden.prompt) == ("Open round", "What has not been said?")
    assert (hidden.began_ms, hidden.length_ms) == (614_750, 101_000)
    assert (hidden.title, hidden.notes) == ("", ())
    assert {hidden.offered, hidden.heard, hidden.passed, hidden.silences} == {None}


def test_the_lengths_add_up() -> None:
    notes = notes_at(Level.ALIASES)
    assert sum(notes.floors_ms.values()) + notes.confidential_ms == notes.length_ms
    assert notes.floors_ms[Floor.PAUSED] == 30_000
    assert notes.floors_ms[Floor.BREAK] == 300_000


def test_a_round_that_offers_the_piece_to_nobody_counts_no_voices() -> None:
    story = Story(3).begins("silent").at(60_000).closes()
    (silent,) = notes_at(Level.ALIASES, story.log).rounds
    assert (silent.offered, silent.not_reached) == (None, None)
    assert silent.silence_ms == 60_000


def test_counts_of_a_round() -> None:
    first = notes_at(Level.NOBODY).rounds[0]
    assert (first.offered, first.heard, first.passed, first.not_reached) == (4, 2, 2, 1)
    assert (first.planned_ms, first.silences, first.silence_ms) == (900_000, 1, 90_000)


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS])
def test_the_numbers_of_what_left_are_of_the_very_record_that_left(level: Level) -> None:
    """Where the group said no for whoever was not asked, too."""
    told = note_moves.write_note(Story(3).state, number=2, text="Ann was moved, and Ben was not.")
    story = Story(3).does(told).does(e.GroupSaid(Consent(noted=False))).closes()
    made, numbers = numbers_left(SESSION, story.log, level, Seen.REPORT, NOBODY_ELSE)
    assert made == make_notes(SESSION, story.log, level).record
    assert [*numbers.values()] == [2]
