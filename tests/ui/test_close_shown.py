"""What the Close page says of a session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from circle import moves, note_moves
from circle.errors import Refused
from circle.harvest import NoteKind, Seen
from circle.level import Level
from circle.log import Log
from circle.searched import NOBODY_ELSE
from tests.circle.story import Story
from ui.pages.close_shown import (
    NamesShown,
    check_formats,
    close_shown,
    first_level,
    levels_shown,
    names_shown,
    saved_words,
)
from ui.pages.harvest_shown import harvest_shown


def an_evening() -> Story:
    """Ann for a minute, Ben passes, a silence, and what was written."""
    story = Story(3).begins().at(10_000).gives("Ann").at(70_000).passes("Ben").centres()
    story.does(moves.begin_silence(story.state)).at(90_000)
    for text, kind in (
        ("Ask first.", NoteKind.KEY_POINT),
        ("Ben’s words.", NoteKind.NOTE),
        ("Wait.", NoteKind.KEY_POINT),
    ):
        number = story.log.next_seq
        story.does(note_moves.write_note(story.state, number=number, text=text, kind=kind))
    return story.at(100_000).closes()


def test_it_says_how_the_time_was_shared_and_counts_the_voices() -> None:
    shown = close_shown(an_evening().state, 100_000)
    assert shown.sentence == "1 of 3 people spoke."
    assert shown.counts == "2 offered · 1 heard · 1 passed · 1 not reached · 1 silence"


def test_key_points_are_numbered_and_notes_have_their_time() -> None:
    state = an_evening().state
    shown, (((block,),),) = close_shown(state, 100_000), harvest_shown(state).lines
    assert [(row.lead, row.text) for row in block.rows] == [
        ("1.", "Ask first."),
        ("2.", "Wait."),
    ]
    assert [(row.lead, row.text) for row in shown.notes] == [("1:30", "Ben’s words.")]
    assert block.rows[1].said == "Round 1, key point 2: Wait. · Mine alone"


def test_names_are_possible_only_when_everybody_said_yes() -> None:
    story = an_evening()
    assert levels_shown(story.state)[-1].words == "Names · 3 people have not said yes"
    for person in ("p1", "p2"):
        story.does(moves.say_consent(story.state, person=person, says_yes=True))
    names = levels_shown(story.state)[-1]
    assert (names.words, names.possible) == ("Names · 1 person has not said yes", False)
    story.does(moves.say_consent(story.state, person="p3", says_yes=True))
    names = levels_shown(story.state)[-1]
    assert (names.words, names.possible) == ("Names", True)


@pytest.mark.parametrize(
    ("agreed", "first"),
    [
        ("seats", Level.SEATS),
        ("aliases", Level.ALIASES),
        ("names", Level.NOBODY),
        ("", Level.NOBODY),
        ("whatever", Level.NOBODY),
    ],
)
def test_what_the_room_agreed_is_chosen_first_where_it_is_possible(
    agreed: str, first: Level
) -> None:
    state = an_evening().state
    assert state.opened is not None
    assert first_level(replace(state, opened=replace(state.opened, level=agreed))) is first


def names_in(log: Log, level: Level) -> NamesShown:
    return names_shown("k3fa", log, level, Seen.REPORT, NOBODY_ELSE)


def test_every_name_in_a_text_is_shown_with_what_it_becomes() -> None:
    story = an_evening()
    found = [
        [row.text for row in names_in(story.log, level).rows]
        for level in (Level.NOBODY, Level.SEATS, Level.ALIASES)
    ]
    assert found == [
        ["“Ben’s” in a note becomes “someone’s”"],
        ["“Ben’s” in a note becomes “Seat 2’s”"],
        [],
    ]
    kept = names_in(story.log, Level.ALIASES).heading
    assert kept == "Aliases stay as they were typed. Where one is a person’s name, choose seats."


def test_a_level_that_is_refused_says_why_before_anything_is_written() -> None:
    shown = names_in(an_evening().log, Level.NAMES)
    assert shown.heading.startswith("Names can leave only when everyone has said yes.")


def test_no_format_is_refused() -> None:
    with pytest.raises(Refused, match=r"No format is chosen, so nothing was exported\."):
        check_formats(())


def test_files_are_named_when_they_are_saved() -> None:
    words = saved_words((Path("/notes/a.html"), Path("/notes/a.md")))
    assert words == "Saved and checked: a.html, a.md"
