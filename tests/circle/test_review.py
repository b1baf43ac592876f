"""A session as it is reviewed: no more of it than may be seen, and what was near a moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from circle import events as e
from circle.comments import About, Comment, CommentKind
from circle.harvest import NoteKind
from circle.kept import Arrived
from circle.level import Level
from circle.log import Log
from circle.review import NEAR_MS, Review, reviewed
from tests.circle.story import Story
from tests.exports.an_evening import SECRET, SESSION, an_evening
from tests.notes import make_notes

ARRIVED = Arrived(SESSION, datetime(2026, 6, 1, tzinfo=UTC))


def noted() -> Review:
    """Two rounds of a minute, with a minute between; notes at 0:30 and 2:30, and one a day later."""
    story = Story(3).begins("open").gives("Ann").at(30_000).does(e.NoteWritten(1, "Early"))
    story.at(60_000).ends_round().at(120_000).begins("open").at(150_000)
    story.does(e.NoteWritten(2, "Late", NoteKind.KEY_POINT)).at(180_000).closes()
    story.at(86_400_000).does(e.NoteWritten(3, "A day later"))
    return reviewed(SESSION, story.log)


def test_of_ones_own_a_confidential_round_is_only_its_form_its_prompt_and_its_times() -> None:
    review = reviewed(SESSION, an_evening())
    (hidden,) = (one for one in review.summary.rounds if one.round.plan.confidential)
    assert (hidden.turns, hidden.notes, hidden.offered) == ((), (), 0)
    assert hidden.round.plan.prompt
    assert SECRET not in str(review.summary) + str(review.told.entries)
    assert SECRET in str(review.log.entries)


def test_the_numbers_of_notes_stay_what_comments_call_them() -> None:
    review = reviewed(SESSION, an_evening())
    there = {note.number: note.text for note in review.summary.notes}
    state = review.log.state.notes
    assert there == {n: note.text for n, note in state.items() if note.text != SECRET}


@pytest.mark.parametrize(
    ("at_ms", "round"), [(0, 0), (59_999, 0), (60_000, None), (120_000, 1), (180_000, None)]
)
def test_the_round_that_ran_at_a_moment(at_ms: int, round: int | None) -> None:
    assert noted().round_at(at_ms) == round


@pytest.mark.parametrize(
    ("at_ms", "notes"),
    [(30_000, {1, 2}), (30_000 + NEAR_MS + 1, {2}), (29_000, {1}), (86_400_000, set[int]())],
)
def test_notes_are_near_within_two_minutes_and_never_those_from_after_the_end(
    at_ms: int, notes: set[int]
) -> None:
    assert noted().notes_near(at_ms) == notes


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS])
def test_below_the_aliases_no_note_is_near_any_moment(level: Level) -> None:
    log = Log(make_notes(SESSION, an_evening(), level).record)
    review = reviewed(SESSION, log, arrived=replace(ARRIVED, level=level.value))
    assert review.summary.notes
    moments = range(0, review.summary.length_ms + 10_000, 10_000)
    assert not any(review.notes_near(at_ms) for at_ms in moments)


def test_the_level_is_known_where_the_file_said_it() -> None:
    log = an_evening()
    assert reviewed(SESSION, log).level is None
    assert reviewed(SESSION, log, arrived=ARRIVED).level is None
    assert reviewed(SESSION, log, arrived=replace(ARRIVED, level="seats")).level is Level.SEATS


def test_comments_are_counted_by_their_places() -> None:
    written = "2026-06-08T18:30:00.000+00:00"
    comments = [
        Comment(name, SESSION, about, place, CommentKind.NOTICING, "So still.", "Sam", written)
        for name, about, place in (
            ("c0ffee01", About.ROUND, 2),
            ("c0ffee02", About.ROUND, 2),
            ("c0ffee03", About.WHOLE, None),
        )
    ]
    counted = reviewed(SESSION, an_evening(), comments).comments_at
    assert counted == {(About.ROUND, 2): 2, (About.WHOLE, None): 1}
