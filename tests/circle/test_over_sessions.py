"""Several sessions: which are alike, how each measure is spread, what came of commitments, what was used."""

from __future__ import annotations

import statistics
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.archived import Measured
from circle.archived_series import RoundUsed
from circle.commitments import Answer, InSession, Made
from circle.harvest import Became
from circle.listened import Listened, Part
from circle.over_sessions import (
    Kind,
    Measure,
    Met,
    Noted,
    Promised,
    alike,
    are_alike,
    kind_of,
    noted,
    once,
    promised,
    prompts_used,
    series,
    spread,
    templates_used,
    values_of,
)
from circle.reflection import Stance

DAY = datetime(2026, 3, 1, 18, tzinfo=UTC)
FIGURES = Measured(
    id="a", title="", circle="Riverside", number=None, opened=DAY, length_ms=5_400_000, people=8, few=0,
    offered=8, heard=7, passed=1, not_reached=0, turns=14, held_ms=4_000_000,
    facilitators=1, facilitators_ms=400_000, silences=4, planned_ms=6_000_000, gini=0.3, hoover=0.25,
    template="", arrived=False,
)  # fmt: skip


def session(
    day: int = 0,
    people: int = 8,
    *,
    template: str = "",
    form: str = "go_round",
    known_as: str = "",
    **given: object,
) -> Met:
    name = f"day{day}"
    measured = FIGURES._replace(
        id=name, opened=DAY + timedelta(days=day), people=people, template=template
    )
    rounds = (RoundUsed(form, f"Question {form}?", 60_000),) if form else ()
    listened = Listened(
        noticed=(Stance.FIX,),
        silence=Part(1, 10),
        offered=Part(people, people) if people else None,
        heard=Part(1, people) if people else None,
        held=Part(1, 4),
    )
    return Met(measured._replace(**given), listened, rounds, known_as or name)


SESSIONS = st.lists(
    st.builds(
        lambda people, template, form: (people, template, form),
        st.integers(0, 30),
        st.sampled_from(["", "", "council", "fishbowl"]),
        st.sampled_from(["", "go_round", "open"]),
    ),
    max_size=25,
).map(lambda drawn: tuple(session(n, one[0], template=one[1], form=one[2]) for n, one in enumerate(drawn)))  # fmt: skip


def ids(sessions: tuple[Met, ...]) -> list[str]:
    return [one.measured.id for one in sessions]


@given(SESSIONS)
def test_every_session_is_in_one_group_and_any_two_of_a_group_are_alike(sessions: tuple[Met, ...]):
    groups = alike(sessions)
    assert sorted(name for group in groups for name in ids(group.sessions)) == sorted(ids(sessions))
    for group in groups:
        assert all(are_alike(one, other) for one in group.sessions for other in group.sessions)
        sizes = [one.people for one in group.sessions]
        assert (min(sizes), max(sizes)) == (group.least, group.most)
        assert ids(group.sessions) == sorted(ids(group.sessions), key=ids(sessions).index)
    lengths = [len(group.sessions) for group in groups]
    assert lengths == sorted(lengths, reverse=True)


@given(SESSIONS, st.integers(0, 99))
def test_the_groups_do_not_depend_on_the_order_of_the_sessions(
    sessions: tuple[Met, ...], seed: int
):
    mixed = [*sessions]
    Random(seed).shuffle(mixed)
    found = [(one.kind, one.least, {*ids(one.sessions)}) for one in alike(sessions)]
    assert [(one.kind, one.least, {*ids(one.sessions)}) for one in alike(mixed)] == found


def test_sessions_of_other_forms_or_sizes_are_shown_apart():
    there = (
        *(session(n, people) for n, people in enumerate((6, 8, 7, 9))),
        session(4, 7, form="fishbowl"),
        session(5, 24),
        session(6, 0),
    )
    assert [(one.kind.form, one.least, one.most, len(one.sessions)) for one in alike(there)] == [
        ("go_round", 6, 9, 4),
        ("go_round", 0, 0, 1),
        ("go_round", 24, 24, 1),
        ("fishbowl", 7, 7, 1),
    ]


@pytest.mark.parametrize(
    ("fewer", "more", "found"),
    [(6, 9, True), (6, 10, False), (1, 1, True), (1, 2, False), (0, 0, True), (0, 5, False)],
)
def test_about_as_many_people_are_half_as_many_again(fewer: int, more: int, found: bool):
    assert are_alike(session(0, fewer), session(1, more)) is found
    assert are_alike(session(0, more), session(1, fewer)) is found


def test_the_form_is_the_template_or_else_the_round_that_took_longest():
    rounds = (RoundUsed("open", "", 9), RoundUsed("go_round", "", 5), RoundUsed("go_round", "", 5))
    assert kind_of(session(template="council")) == Kind(template="council")
    assert kind_of(replace(session(), rounds=rounds)) == Kind(form="go_round")
    assert kind_of(session(form="")) == Kind()


@given(st.lists(st.floats(0, 3), max_size=40))
def test_the_spread_is_that_of_a_text_book_and_says_nothing_of_fewer_than_three(
    values: list[float],
):
    found = spread(values)
    if len(values) < 3:
        assert found is None
        return
    assert found is not None
    quartiles = statistics.quantiles(values, n=4, method="inclusive")
    assert (found.lower, found.middle, found.upper) == pytest.approx(quartiles)
    assert (found.least, found.most) == (min(values), max(values))


@given(SESSIONS)
def test_a_series_has_one_entry_for_each_session_and_what_was_not_measured_is_a_gap(
    sessions: tuple[Met, ...],
):
    told = tuple(
        replace(one, listened=Listened()) if n % 2 else one for n, one in enumerate(sessions)
    )
    for one in series(told):
        assert len(one.values) == len(sessions)
        if one.measure in (Measure.SILENCE, Measure.LED):
            assert all((value is None) is bool(n % 2) for n, value in enumerate(one.values))


def test_of_so_few_people_that_only_totals_are_told_there_is_the_length_alone():
    found = values_of(session(few=3, people=0))
    assert found.pop(Measure.LENGTH) == 0.9
    assert set(found.values()) == {None}
    assert values_of(session(planned_ms=0))[Measure.LENGTH] is None


def test_of_several_copies_ones_own_is_counted_then_the_one_under_its_own_id():
    own = session(1)
    beside = session(2, known_as="day1", arrived=True)
    first = session(3, known_as="day3", arrived=True)
    second = session(4, known_as="day3", arrived=True)
    assert ids(once((second, beside, first, own))) == ["day3", "day1"]


def test_stances_are_counted_where_they_were_noted():
    silent = replace(session(2), listened=Listened())
    both = replace(session(3), listened=Listened(noticed=(Stance.FIX, Stance.AGREE)))
    found = noted((session(1), silent, both))
    assert found == Noted(3, 2, {**dict.fromkeys(Stance, 0), Stance.FIX: 2, Stance.AGREE: 1})


def test_what_became_of_commitments_is_what_the_newest_session_that_asked_says():
    made = tuple(Made(number, "To ask.") for number in range(1, 5))
    first = InSession("here", "Riverside", DAY, made)
    second = InSession(
        "b",
        "Riverside",
        DAY + timedelta(days=7),
        answers=(Answer("here", 1, Became.OPEN), Answer("there", 2, Became.LET_GO)),
    )
    third = InSession(
        "c",
        "Riverside",
        DAY + timedelta(days=14),
        answers=(Answer("here", 1, Became.DONE), Answer("there", 3, Became.OPEN)),
    )
    found = promised((first, second, third), {"here": "there"})
    assert found == Promised(made=4, done=1, let_go=1, still_open=1, unasked=1)


def test_templates_and_prompts_are_told_with_the_one_used_last_first():
    there = (session(1, template="council"), session(2, form="open"), session(3, template="council"))  # fmt: skip
    assert [(one.name, one.sessions) for one in templates_used(there)] == [("council", 2)]
    assert [(one.name, one.sessions, (one.last - DAY).days) for one in prompts_used(there)] == [
        ("Question go_round?", 2, 3),
        ("Question open?", 1, 2),
    ]
