"""What the panel of turns says of a session."""

from __future__ import annotations

from dataclasses import replace

import pytest

from circle import events as e
from circle import moves
from circle.log import Log
from tests.circle.story import Story
from ui.widgets.turns_shown import (
    NoSuchMoment,
    after_holder,
    read_moment,
    split_middle,
    split_moved,
    turns_shown,
)


def a_round() -> Story:
    """Ann 0:10 to 1:10, silence until 1:25, Ben from then on; it is 2:00."""
    story = Story(3).begins().at(10_000).gives("Ann").at(70_000).centres()
    story.does(moves.begin_silence(story.state))
    return story.at(85_000).gives("Ben").at(120_000)


def test_the_rows_are_what_happened_in_its_order() -> None:
    story = a_round()
    rows = turns_shown(story.state, story.now_ms).rows
    assert [(row.lead, row.text, row.trail) for row in rows] == [
        ("0:10", "Ann", "1:00"),
        ("1:10", "Silence", "0:15"),
        ("1:25", "Ben", "now"),
    ]
    assert [row.quiet for row in rows] == [False, True, False]
    assert rows[2].said == "Ben, from 1:25, now"


def test_where_times_are_not_measured_none_is_shown_and_every_turn_is_there() -> None:
    story = a_round()
    opened = story.log.entries[0]
    assert isinstance(opened.event, e.SessionOpened)
    unmeasured = replace(opened, event=replace(opened.event, measured=False))
    state = Log([unmeasured, *story.log.entries[1:]]).state
    shown = turns_shown(state, story.now_ms)
    assert [(row.lead, row.text, row.trail, row.said) for row in shown.rows] == [
        ("", "Ann", "", "Ann"),
        ("", "Silence", "", "Silence"),
        ("", "Ben", "now", "Ben, now"),
    ]
    assert len(shown.turns) == 2


def test_a_running_turn_has_no_end_to_move_and_nothing_to_join() -> None:
    story = a_round()
    shown = turns_shown(story.state, story.now_ms)
    first, running = shown.turns
    assert (first.began, first.ended) == ("0:10", "1:10")
    assert (running.began, running.ended, running.following) == ("1:25", None, None)
    assert first.following == running.number == shown.newest


def test_the_turn_in_which_a_session_ended_has_an_end_that_stays() -> None:
    story = a_round().closes()
    last = turns_shown(story.state, 500_000).turns[-1]
    assert (last.ended, turns_shown(story.state, 500_000).rows[-1].trail) == (None, "0:35")


def test_turns_of_two_rounds_are_not_joined() -> None:
    story = Story(2).begins().at(1_000).gives("Ann").at(9_000)
    story.does(moves.end_round(story.state)).begins().at(12_000).gives("Ben").at(20_000)
    assert [turn.following for turn in turns_shown(story.state, 20_000).turns] == [None, None]


def test_nothing_has_happened_yet() -> None:
    story = Story(2)
    shown = turns_shown(story.state, 0)
    assert (shown.rows, shown.newest, shown.nearest(0)) == ((), None, None)


def test_the_turn_nearest_to_a_row_that_is_gone() -> None:
    story = a_round()
    shown = turns_shown(story.state, story.now_ms)
    first, second = (turn.number for turn in shown.turns)
    assert [shown.nearest(at) for at in (0, 2, 9)] == [first, second, second]


def test_a_turn_is_split_at_a_full_second_inside_it() -> None:
    turn = turns_shown(a_round().state, 120_000).turns[0]
    assert split_middle(turn) == 40_000
    assert split_moved(turn, 40_000, -5_000) == 35_000
    assert split_moved(turn, 12_000, -5_000) == 11_000
    assert split_moved(turn, 68_000, 5_000) == 69_000


def test_the_second_part_is_first_offered_to_the_neighbour() -> None:
    shown = turns_shown(a_round().state, 120_000)
    assert [after_holder(shown, person) for person in ("p1", "p3")] == ["p2", "p1"]


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("12:04", 724_000),
        ("0:09", 9_000),
        (" 75:30 ", 4_530_000),
        ("1:02:14", 3_734_000),
        ("2.30", 150_000),
    ],
)
def test_a_moment_is_read(text: str, ms: int) -> None:
    assert read_moment(text) == ms


@pytest.mark.parametrize(
    "text", ["", "12", "12:4", "12:64", "1:75:00", "noon", "-1:00", "1:00:00:00"]
)
def test_what_is_no_moment_is_quoted_with_what_would_be_right(text: str) -> None:
    with pytest.raises(NoSuchMoment) as why:
        read_moment(text)
    assert str(why.value) == f"“{text}” is not a time. Write minutes and seconds, as in 12:04."
