"""How long after a turn ended the next began: for the group, round by round."""

from __future__ import annotations

from dataclasses import replace

import pytest

from circle import events as e
from circle.around_turns import STEPS_MS, AroundTurns, around_turns, in_all
from circle.rounding import GRID_MS
from circle.summary import Summary, summarise
from tests.circle.story import Story


def summary(story: Story) -> Summary:
    return summarise(story.state, story.now_ms)


def a_round() -> Story:
    """4 s before Ann, none before Ben, a silence of 20 s before Cleo, 9 s after her."""
    story = Story(3).begins("go_round").at(4_000).gives("Ann").at(30_000).gives("Ben")
    story.at(60_000).does(e.SilenceBegan()).at(80_000).gives("Cleo").at(90_000).centres()
    return story.at(99_000).ends_round()


def test_what_lies_between_turns_is_counted_by_how_long_it_was() -> None:
    assert around_turns(summary(a_round())) == (AroundTurns(0, (1, 0, 1, 0), 4_000, 9_000),)


@pytest.mark.parametrize(
    ("still_ms", "counts"),
    [
        (0, (1, 0, 0, 0)),
        (4_999, (1, 0, 0, 0)),
        (5_000, (0, 1, 0, 0)),
        (14_999, (0, 1, 0, 0)),
        (15_000, (0, 0, 1, 0)),
        (59_999, (0, 0, 1, 0)),
        (60_000, (0, 0, 0, 1)),
    ],
)
def test_each_step_begins_where_the_one_before_ends(still_ms: int, counts: tuple[int, ...]) -> None:
    story = Story(3).begins("open").gives("Ann").at(1_000).centres().at(1_000 + still_ms)
    (found,) = around_turns(summary(story.gives("Ben").at(100_000).ends_round()))
    assert found.counts == counts


def test_a_pause_within_a_turn_or_after_it_is_no_part_of_what_is_between() -> None:
    story = Story(3).begins("open").gives("Ann").at(10_000).pauses().at(40_000).resumes()
    story.at(50_000).centres().at(52_000).pauses().at(90_000).resumes().at(93_000).gives("Ben")
    (found,) = around_turns(summary(story.at(100_000).ends_round()))
    assert found == AroundTurns(0, (0, 1, 0, 0), 0, 0)


def test_across_a_break_nothing_is_counted() -> None:
    story = Story(3).begins("open").gives("Ann").at(10_000).centres().does(e.BreakBegan())
    story.at(20_000).does(e.BreakEnded()).gives("Ben").at(30_000).does(e.BreakBegan())
    (found,) = around_turns(summary(story.at(40_000).does(e.BreakEnded()).ends_round()))
    assert (found.followed, found.before_ms, found.after_ms) == (0, 0, None)


def test_a_round_without_turns_and_one_without_times_are_not_in_it() -> None:
    story = Story(3).begins("silent").at(60_000).ends_round()
    assert around_turns(summary(story)) == ()
    plan = replace(summary(a_round()).rounds[0].round.plan, measured=False)
    log = a_round().log
    state = replace(log.state, rounds=(replace(log.state.rounds[0], plan=plan),))
    assert around_turns(summarise(state, 99_000)) == ()


def test_all_rounds_together() -> None:
    one = AroundTurns(0, (1, 0, 2, 0), 0, 0)
    assert in_all([one, AroundTurns(1, (0, 1, 1, 4), None, 0)]) == (1, 1, 3, 4)
    assert in_all([]) == (0, 0, 0, 0)


def test_times_that_are_rounded_fall_where_most_of_them_would_have() -> None:
    """No step begins where rounded times stand close by on its wrong side."""
    assert all(step % GRID_MS in (0, GRID_MS // 2) for step in STEPS_MS)
