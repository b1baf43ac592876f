from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.events import RoundPlan
from circle.forms import RoundForm, Speaks
from circle.paths import assets
from circle.planning import (
    DoesNotFit,
    how_it_fits,
    minutes_for,
    plan_of,
    round_ms,
    spread,
    suggested_ms,
)
from circle.plans import Opener
from circle.start_times import ends_words, next_five_minutes, start_times
from circle.templates import PlannedRound, SessionTemplate, read_shelf

MINUTE = 60_000
TIMES = st.integers(0, 10**8)


def test_shares_what_the_opening_and_the_silences_leave() -> None:
    each = suggested_ms(
        round_ms=60 * MINUTE, opening_ms=5 * MINUTE, people=10, silence_ms=MINUTE // 2
    )
    assert each == 5 * MINUTE
    assert (
        round_ms(suggested_ms=each, opening_ms=5 * MINUTE, people=10, silence_ms=MINUTE // 2)
        == 60 * MINUTE
    )


@pytest.mark.parametrize(
    ("length", "opening", "people", "silence"),
    [(10, 20, 4, 0), (10, 0, 4, 5), (10, 10, 1, 0), (10, 0, 0, 0), (0, 0, 3, 0)],
)
def test_suggests_nothing_where_nothing_is_left(
    length: int, opening: int, people: int, silence: int
) -> None:
    assert suggested_ms(round_ms=length, opening_ms=opening, people=people, silence_ms=silence) == 0


@given(TIMES, TIMES, st.integers(1, 40), TIMES)
def test_what_is_suggested_fits_and_leaves_less_than_a_millisecond_each(
    length: int, opening: int, people: int, silence: int
) -> None:
    each = suggested_ms(round_ms=length, opening_ms=opening, people=people, silence_ms=silence)
    needed = round_ms(suggested_ms=each, opening_ms=opening, people=people, silence_ms=silence)
    assert each >= 0
    if each:
        assert length - people < needed <= length


@given(TIMES, TIMES, st.integers(1, 40), TIMES)
def test_there_and_back(each: int, opening: int, people: int, silence: int) -> None:
    length = round_ms(suggested_ms=each, opening_ms=opening, people=people, silence_ms=silence)
    assert (
        suggested_ms(round_ms=length, opening_ms=opening, people=people, silence_ms=silence) == each
    )


@pytest.mark.parametrize(
    ("people", "each_min", "available_min", "sentence"),
    [
        (20, 5, 90, "20 people × 5 min is 1 h 40, and there is 1 h 30."),
        (12, 3, 45, "12 people × 3 min is 36 min, and fits in 45 min."),
        (12, 3, 36, "12 people × 3 min is 36 min, and fits in 36 min."),
        (1, 5, 4, "1 person × 5 min is 5 min, and there is 4 min."),
        (4, 2.5, 20, "4 people × 2 min 30 is 10 min, and fits in 20 min."),
        (11, 3.2, 35, "11 people × 3:12 is 35 min, and fits in 35 min."),
        (6, 0.25, 1, "6 people × 15 s is 1 min 30, and there is 1 min."),
    ],
)
def test_says_how_it_fits(
    people: int, each_min: float, available_min: float, sentence: str
) -> None:
    said = how_it_fits(
        people=people, each_ms=int(each_min * MINUTE), available_ms=int(available_min * MINUTE)
    )
    assert said == sentence


SHELF = read_shelf(assets())


@given(st.sampled_from(SHELF.templates), st.integers(1, 200), st.integers(1, 1440))
def test_a_plan_takes_the_minutes_there_are_and_what_each_has_fits(
    template: SessionTemplate, people: int, minutes: int
) -> None:
    try:
        rounds = spread(template.rounds, minutes, SHELF.forms)
    except DoesNotFit as why:
        least = int(str(why).split()[-2])
        assert minutes < least
        assert sum(one.minutes for one in spread(template.rounds, least, SHELF.forms)) == least
        return
    plan = plan_of(rounds, people, SHELF.forms)
    assert sum(one.length_ms for one in plan) == minutes * MINUTE
    for one, asked in zip(plan, template.rounds, strict=True):
        assert one.length_ms >= MINUTE
        form = SHELF.forms[one.form]
        needed = round_ms(
            suggested_ms=one.suggested_ms,
            opening_ms=0,
            people=1 if Speaks.REPORTERS in form.parts else len(form.parts) or people,
            silence_ms=form.silence_s * 1000,
        )
        assert not one.suggested_ms or needed <= one.length_ms
        assert asked.form not in ("silent", "break") or one.length_ms == asked.minutes * MINUTE


def test_silences_and_breaks_alone_take_what_they_take() -> None:
    rests = (PlannedRound("silent", "A", minutes=5), PlannedRound("break", "B"))
    assert spread(rests, 5, SHELF.forms) == rests
    for minutes in (4, 10):
        with pytest.raises(DoesNotFit):
            spread(rests, minutes, SHELF.forms)


def test_what_has_no_set_time_beside_what_has_gets_none() -> None:
    rounds = (PlannedRound("open", "A"), PlannedRound("open", "B", minutes=20))
    assert [one.minutes for one in spread(rounds, 60, SHELF.forms)] == [0, 60]


@pytest.mark.parametrize(
    ("form", "minutes", "people", "each_min"),
    [
        ("dyad", 10, 12, 5),
        ("triad", 24, 7, 8),
        ("small_groups", 30, 12, 0),
        ("fishbowl", 30, 12, 0),
        ("witness_round", 30, 12, 0),
        ("opening_speaker", 20, 12, 10),
    ],
)
def test_the_time_for_each_part_for_each_who_opens_and_none_where_it_is_open(
    form: str, minutes: int, people: int, each_min: int
) -> None:
    openers = (Opener("p1"), Opener("p4"))
    (plan,) = plan_of((PlannedRound(form, "A", minutes=minutes),), people, SHELF.forms, openers)
    assert plan.suggested_ms == each_min * MINUTE
    assert bool(plan.openers) is (form == "opening_speaker")


def test_reports_share_their_time_by_the_groups_before_them() -> None:
    rounds = (
        PlannedRound("small_groups", "A", minutes=20, group_of=4),
        PlannedRound("report_back", "B", minutes=15),
    )
    assert [one.suggested_ms for one in plan_of(rounds, 12, SHELF.forms)] == [0, 5 * MINUTE]


def test_a_suggested_time_that_was_written_stays() -> None:
    (plan,) = plan_of((PlannedRound("go_round", "A", minutes=5, suggested_s=90),), 8, SHELF.forms)
    assert plan.suggested_ms == 90_000


def lengths(*minutes: int) -> list[RoundPlan]:
    return [RoundPlan("open", length_ms=one * MINUTE) for one in minutes]


@pytest.mark.parametrize(
    ("minutes", "begins", "starts"),
    [
        ((), "19:00", "19:00"),
        ((10, 35), "19:00", "19:00 19:10 19:45"),
        ((90, 60), "22:45", "22:45 00:15 01:15"),
        ((10, 0, 5), "19:00", "19:00 19:10 – –"),
        ((0,), "19:00", "19:00 –"),
        ((1440,), "09:05", "09:05 09:05"),
    ],
)
def test_every_round_begins_when_those_before_it_are_over(
    minutes: tuple[int, ...], begins: str, starts: str
) -> None:
    found = start_times(lengths(*minutes), time.fromisoformat(begins))
    assert " ".join(f"{at:%H:%M}" if at else "–" for at in found) == starts


def test_when_it_ends_is_said_as_far_as_it_is_known() -> None:
    assert ends_words(lengths(60, 30), time(19)) == "Ends about 20:30."
    assert ends_words(lengths(60, 0), time(19)).startswith("When it ends is open")


@pytest.mark.parametrize(
    ("now", "then"),
    [("18:30:00", "18:30"), ("18:30:01", "18:35"), ("18:34:59", "18:35"), ("23:57:00", "00:00")],
)
def test_the_next_time_that_people_name(now: str, then: str) -> None:
    moment = datetime.fromisoformat(f"2026-03-12T{now}+00:00")
    assert f"{next_five_minutes(moment, UTC):%H:%M}" == then
    east = timezone(timedelta(hours=5, minutes=30))
    assert next_five_minutes(moment, east).minute % 5 == 0


@given(st.integers(1, 3600), st.integers(1, 60), st.sampled_from(list(SHELF.forms.values())))
def test_the_minutes_for_a_time_each_are_enough(seconds: int, people: int, form: RoundForm) -> None:
    minutes = minutes_for(seconds * 1000, people, form)
    left = suggested_ms(
        round_ms=minutes * MINUTE,
        opening_ms=0,
        people=people + form.returns,
        silence_ms=form.silence_s * 1000,
    )
    assert left >= seconds * 1000
