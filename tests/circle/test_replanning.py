"""While a session is held: ahead or behind, the rest shortened, a round dropped, a later end agreed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle import agreed_moves, moves
from circle.errors import Refused
from circle.next_act import Act, next_act
from circle.planning import is_rest
from circle.plans import RoundPlan
from circle.replanning import (
    Ahead,
    NothingShorter,
    begins_ms,
    drop,
    end_ms,
    go_on_until,
    how_it_goes,
    left_ms,
    planned_end_ms,
    shorten_evenly,
    to_come,
)
from tests.circle.story import FORMS, Story

MINUTE = 60_000


def plan(*minutes: int, form: str = "go_round") -> tuple[RoundPlan, ...]:
    return tuple(
        RoundPlan(form, title=f"Part {n}", length_ms=length * MINUTE)
        for n, length in enumerate(minutes, 1)
    )


def minutes_of(rounds: Sequence[RoundPlan]) -> list[int]:
    return [one.length_ms // MINUTE for one in rounds]


def begins(story: Story, row: int) -> Story:
    one = story.state.plan[row]
    began = moves.begin_round(story.state, form=FORMS[one.form], plan=one, planned=row)
    return story.does(began)


def changes(story: Story, new: tuple[RoundPlan, ...], ends_ms: int | None = None) -> Story:
    return story.does(agreed_moves.change_plan(story.state, plan=new, ends_ms=ends_ms))


def behind(story: Story) -> int | None:
    goes = how_it_goes(story.state, story.now_ms)
    return goes.behind_min if goes else None


def test_on_time_it_ends_as_planned() -> None:
    story = begins(Story(4, plan(20, 20, 20)), 0).at(15 * MINUTE)
    assert how_it_goes(story.state, story.now_ms) == Ahead(60 * MINUTE, 60 * MINUTE)


def test_a_round_that_goes_on_puts_the_end_off() -> None:
    story = begins(Story(4, plan(20, 20, 20)), 0).at(26 * MINUTE)
    assert behind(story) == 6
    assert left_ms(story.state, story.now_ms) == 40 * MINUTE


def test_a_round_that_was_short_puts_it_ahead() -> None:
    story = begins(Story(4, plan(20, 20, 20)), 0).at(10 * MINUTE).ends_round()
    assert behind(story) == -10


def test_a_beginning_that_waits_counts() -> None:
    assert behind(Story(4, plan(20, 20)).at(5 * MINUTE)) == 5


def test_a_pause_and_a_break_within_a_round_are_no_part_of_its_length() -> None:
    story = begins(Story(4, plan(20, 20)), 0).at(5 * MINUTE).pauses().at(9 * MINUTE).resumes()
    story.does(moves.begin_break(story.state)).at(12 * MINUTE)
    assert behind(story) == 7
    assert behind(story.does(moves.end_break(story.state)).at(20 * MINUTE)) == 7


def test_a_round_that_is_a_break_goes_by_while_it_lasts() -> None:
    story = begins(Story(4, plan(10, form="break")), 0).at(6 * MINUTE)
    assert left_ms(story.state, story.now_ms) == 4 * MINUTE


def test_a_plan_without_times_is_neither_ahead_nor_behind() -> None:
    story = begins(Story(4, plan(0, 0)), 0).at(50 * MINUTE)
    assert planned_end_ms(story.state) is None
    assert how_it_goes(story.state, story.now_ms) is None


def test_one_more_round_that_was_not_planned_puts_the_end_off() -> None:
    story = begins(Story(4, plan(20, 20)), 0).at(20 * MINUTE).ends_round()
    again = moves.begin_round(story.state, form=FORMS["go_round"], plan=story.state.plan[0])
    assert behind(story.does(again)) == 20


def test_the_rounds_to_come_begin_one_after_another() -> None:
    story = begins(Story(4, plan(20, 20, 0, 5)), 0).at(26 * MINUTE)
    assert [ms // MINUTE for ms in begins_ms(story.state, story.now_ms)] == [26, 46, 46]


def test_what_is_left_is_shared_in_proportion() -> None:
    story = begins(Story(4, plan(20, 30, 10)), 0).at(28 * MINUTE)
    shorter = shorten_evenly(story.state, story.now_ms, FORMS)
    assert minutes_of(shorter) == [20, 24, 8]
    assert behind(changes(story, shorter)) == 0


def test_breaks_and_shared_silences_keep_their_length() -> None:
    rounds = (*plan(20, 20), *plan(10, form="break"), *plan(3, form="silent"), *plan(20))
    story = begins(Story(4, rounds), 0).at(30 * MINUTE)
    assert minutes_of(shorten_evenly(story.state, story.now_ms, FORMS)) == [20, 15, 10, 3, 15]


def test_the_time_for_each_is_that_of_the_people_who_are_here_now() -> None:
    story = begins(Story(5, plan(20, 30)), 0).steps_out("Ben").leaves("Eva").at(26 * MINUTE)
    shorter = shorten_evenly(story.state, story.now_ms, FORMS)
    assert (minutes_of(shorter)[1], shorter[1].suggested_ms) == (24, 8 * MINUTE)


def test_a_time_for_each_that_no_length_gives_stays() -> None:
    rounds = (*plan(20), RoundPlan("open", length_ms=20 * MINUTE, suggested_ms=2 * MINUTE))
    story = begins(Story(4, rounds), 0).at(30 * MINUTE)
    assert shorten_evenly(story.state, story.now_ms, FORMS)[1].suggested_ms == 2 * MINUTE


REFUSED = {
    "not behind": (plan(20, 20), 10, "Nothing needs to be shorter"),
    "no set times": (plan(0, 0), 10, "Nothing needs to be shorter"),
    "the last round": (plan(20), 30, "No round to come has a length"),
    "only a break to come": ((*plan(20), *plan(9, form="break")), 30, "No round to come"),
    "no time left": (
        plan(20, 10, 10),
        39,
        "the rounds to come need at least 2 min, 1 min more than there is",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_where_it_cannot_be_shortened_it_says_what_is_missing(case: str) -> None:
    rounds, minutes, words = REFUSED[case]
    story = begins(Story(4, rounds), 0).at(minutes * MINUTE)
    with pytest.raises(NothingShorter, match=words):
        shorten_evenly(story.state, story.now_ms, FORMS)


def test_a_dropped_round_leaves_the_others() -> None:
    assert minutes_of(drop(plan(20, 10, 5), 1)) == [20, 5]


def test_a_later_end_that_is_agreed_is_the_planned_one() -> None:
    story = begins(Story(4, plan(20, 20)), 0).at(25 * MINUTE + 20_000)
    later = go_on_until(story.state, story.now_ms)
    assert later == 45 * MINUTE
    changes(story, story.state.plan, later)
    assert planned_end_ms(story.state) == later
    assert behind(story) == 0
    story.undoes()
    assert planned_end_ms(story.state) == 40 * MINUTE


_ROUND = st.builds(
    lambda form, minutes: RoundPlan(form, length_ms=minutes * MINUTE),
    st.sampled_from([*FORMS]),
    st.sampled_from([0, 1, 2, 5, 10, 15, 20, 45]),
)


@given(
    st.lists(_ROUND, min_size=1, max_size=12).map(tuple),
    st.lists(st.integers(0, 50 * MINUTE), max_size=6),
    st.booleans(),
)
def test_after_shortening_it_ends_as_planned_or_it_was_refused(
    rounds: tuple[RoundPlan, ...], lengths: list[int], running: bool
) -> None:
    story = Story(5, rounds)
    for row, length_ms in enumerate(lengths[: len(rounds)]):
        begins(story, row).at(story.now_ms + length_ms)
        if running and row + 1 == len(lengths[: len(rounds)]):
            break
        story.ends_round()
    state, now = story.state, story.now_ms
    begun = len(rounds) - len(to_come(state))
    try:
        shorter = shorten_evenly(state, now, FORMS)
    except Refused:
        return
    assert shorter[:begun] == state.plan[:begun]
    assert len(shorter) == len(rounds)
    for old, new in zip(rounds[begun:], shorter[begun:], strict=True):
        assert bool(new.length_ms) == bool(old.length_ms)
        assert 0 <= new.length_ms <= old.length_ms
        assert not is_rest(old.form, FORMS) or new == old
        assert 0 <= new.suggested_ms <= max(new.length_ms, old.suggested_ms)
    changes(story, shorter)
    planned = planned_end_ms(story.state)
    assert planned is not None
    assert abs(end_ms(story.state, now) - planned) <= MINUTE


_CHANGE = st.tuples(
    st.sampled_from(["drop", "add", "later", "earlier", "shorter", "round", "again", "undo"]),
    st.integers(0, 7),
)


def _change(story: Story, what: str, number: int) -> None:
    rows = story.state.plan
    begun = len(rows) - len(to_come(story.state))
    at = begun + number % max(1, len(rows) - begun)
    match what:
        case "drop":
            changes(story, drop(rows, at))
        case "add":
            changes(story, (*rows, RoundPlan("go_round", f"New {story.log.next_seq}?")))
        case "later" | "earlier" if at < len(rows):
            others = drop(rows, at)
            to = max(begun, at + (1 if what == "later" else -1))
            changes(story, (*others[:to], rows[at], *others[to:]))
        case "shorter":
            changes(story, shorten_evenly(story.state, story.now_ms, FORMS))
        case "undo":
            story.undoes()
        case "again" if story.state.round is None:
            story.begins()
        case _:
            _next_round(story)


def _next_round(story: Story) -> None:
    """What the main button does when no round runs; else the round ends."""
    if story.state.round is not None:
        story.ends_round()
    coming = next_act(story.state)
    if coming.act is Act.BEGIN_ROUND and coming.planned is not None:
        begins(story, coming.planned)


@given(
    st.lists(_ROUND, min_size=1, max_size=6, unique_by=id).map(tuple),
    st.lists(_CHANGE, max_size=20),
)
def test_whatever_is_changed_the_first_row_that_has_not_begun_is_the_next_round(
    rounds: tuple[RoundPlan, ...], what: list[tuple[str, int]]
) -> None:
    story = Story(3, rounds)
    for name, number in what:
        story.at(story.now_ms + 3 * MINUTE)
        try:
            _change(story, name, number)
        except Refused:
            continue
        state = story.state
        planned = [round for round in state.rounds if round.planned is not None]
        assert [round.planned for round in planned] == [*range(len(planned))]
        assert [state.plan[round.planned or 0] for round in planned] == [r.plan for r in planned]
        if state.round is None:
            coming = next_act(state)
            left = len(planned) < len(state.plan)
            assert (coming.act, coming.planned) == (
                (Act.BEGIN_ROUND, len(planned)) if left else (Act.CLOSE, None)
            )
