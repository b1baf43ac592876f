"""What is older than it was to be kept is pointed out; and never because a clock was wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.retention import (
    Due,
    Known,
    Longer,
    Rules,
    Starts,
    due,
    is_quiet,
    kept_longer,
    months_before,
    started,
)

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
DAY = timedelta(days=1)
RULES = Rules(notes=1, sessions=12)


def session(opened: datetime, name: str = "one", *, has_notes: bool = True) -> Known:
    return Known(name, "An evening", opened, has_notes)


def at(*times: datetime, newest: datetime | None = None) -> Starts:
    starts = Starts()
    for one in times:
        starts = started(starts, one, newest)
    return starts


def found(opened: datetime, *times: datetime, rules: Rules = RULES) -> Due:
    return due(rules, [session(opened)], at(*times))


def test_a_session_is_due_once_two_starts_a_day_apart_say_that_it_is_old() -> None:
    old = NOW - 400 * DAY
    assert not found(old, NOW).how_many
    assert not found(old, NOW, NOW + timedelta(hours=23)).how_many
    assert found(old, NOW, NOW + DAY).sessions
    assert not found(old, NOW, NOW + 61 * DAY).how_many
    assert found(old, NOW, NOW + 61 * DAY, NOW + 63 * DAY).sessions


def test_a_session_that_is_not_so_old_gives_its_notes_alone() -> None:
    opened = NOW - 100 * DAY
    assert [one.session for one in found(opened, NOW, NOW + DAY).notes] == ["one"]
    assert not due(RULES, [session(opened, has_notes=False)], at(NOW, NOW + DAY)).how_many
    assert not found(opened, NOW, NOW + DAY, rules=Rules(sessions=12)).how_many


def test_nothing_is_due_where_nothing_was_chosen() -> None:
    assert not found(datetime(2010, 1, 1, tzinfo=UTC), NOW, NOW + DAY, rules=Rules()).how_many


def test_to_the_day() -> None:
    starts = (NOW, NOW + DAY)
    opened = months_before(NOW, 12)
    assert not found(opened, *starts).sessions
    assert found(opened - timedelta(seconds=1), *starts).sessions


@pytest.mark.parametrize(
    ("moment", "months", "before"),
    [
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-01-15", 13, "2024-12-15"),
    ],
)
def test_a_month_ends_when_it_ends(moment: str, months: int, before: str) -> None:
    found = months_before(datetime.fromisoformat(moment), months)
    assert found.date().isoformat() == before


def test_what_is_kept_longer_is_not_due_until_then() -> None:
    old, starts = session(NOW - 400 * DAY), at(NOW, NOW + DAY)
    longer = {"one": kept_longer(NOW, 6, " The study goes on ")}
    assert longer["one"].reason == "The study goes on"
    assert not due(RULES, [old], starts, longer=longer).how_many
    over = at(NOW + 200 * DAY, NOW + 202 * DAY)
    assert due(RULES, [old], over, longer=longer).sessions
    assert due(RULES, [old], starts, longer={"two": Longer("2099-01-01T00:00:00+00:00")}).sessions


def test_nothing_is_due_before_what_was_written_last() -> None:
    starts = at(NOW, NOW + DAY)
    assert not due(RULES, [session(NOW - 400 * DAY)], starts, newest=NOW + 2 * DAY).how_many


def test_later_is_thirty_days_and_not_for_ever_where_the_clock_was_ahead() -> None:
    assert is_quiet(NOW.isoformat(), NOW + 29 * DAY)
    assert not is_quiet(NOW.isoformat(), NOW + 31 * DAY)
    assert not is_quiet((NOW + 3650 * DAY).isoformat(), NOW)
    assert not is_quiet("", NOW)


days = st.integers(0, 40)
jumps = st.one_of(st.integers(-5000, 5000).filter(bool), st.sampled_from([-3653, 3653]))


@given(
    gaps=st.lists(days, min_size=1, max_size=15),
    wrong=st.integers(0, 14),
    jump=jumps,
    age=st.integers(0, 800),
)
def test_a_clock_that_is_wrong_once_never_makes_anything_due(
    gaps: list[int], wrong: int, jump: int, age: int
) -> None:
    """Whatever is due at a start by the clock is so by the true time, too."""
    opened, true, starts = NOW - age * DAY, NOW, Starts()
    for n, gap in enumerate(gaps):
        true += gap * DAY
        clock = true + jump * DAY if n == wrong else true
        starts = started(starts, clock, None)
        if due(RULES, [session(opened)], starts).sessions:
            assert opened < months_before(true, RULES.sessions)


@given(
    held=st.integers(0, 20),
    jump=st.integers(-5000, -61),
    gaps=st.lists(days, min_size=2, max_size=10),
)
def test_a_session_held_while_the_clock_was_behind_is_never_due(
    held: int, jump: int, gaps: list[int]
) -> None:
    starts = at(NOW - 2 * DAY, NOW - DAY)
    behind = NOW + jump * DAY
    starts = started(starts, behind, None)
    one = session(behind + timedelta(hours=held))
    true = NOW
    for gap in gaps:
        true += gap * DAY
        starts = started(starts, true, None)
        assert not due(Rules(sessions=12), [one], starts).how_many


@given(st.lists(days, min_size=1, max_size=8), st.lists(days, min_size=1, max_size=8))
def test_ten_years_forward_and_back_make_nothing_due(before: list[int], after: list[int]) -> None:
    opened = NOW - 10 * DAY
    true, starts = NOW, Starts()
    for gap in before:
        true += gap * DAY
        starts = started(starts, true, None)
        if due(RULES, [session(opened)], starts).sessions:
            assert opened < months_before(true, 12)
    starts = started(starts, true + 3653 * DAY, None)
    assert not due(Rules(sessions=12), [session(true)], starts).how_many
    for gap in after:
        true += gap * DAY
        starts = started(starts, true, None)
        if due(RULES, [session(opened)], starts).sessions:
            assert opened < months_before(true, 12)
