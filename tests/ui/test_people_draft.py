"""Whole lists of people in the seats, and what is said of circles. No window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.aliases import AliasKind
from circle.circles import Circle, KnownCircle, Usual
from circle.name_lists import Listed
from circle.people import Question
from ui.pages.circles_shown import circle_words, kept_name, menu_words
from ui.pages.people_draft import seat_aliases, seat_circle, seat_listed
from ui.pages.prepare_steps import Steps
from ui.pages.seats_draft import (
    MOST_SEATS,
    SeatsDraft,
    paste,
    rename,
    say,
    say_facilitator,
    seats_of,
)

KITCHEN = KnownCircle(Circle("Kitchen table", (Usual("Ann"),)), sessions=3, next_number=23)
FORGOTTEN = KnownCircle(Circle("Riverside"), kept=False, sessions=1, next_number=5)


def seated(*names: str) -> SeatsDraft:
    return paste(seats_of(len(names)), names)


def test_a_circles_people_take_the_seats_and_nobody_has_said_yes():
    before = say(seated("Ann", "Dan", "Eve"), "s1", Question.LEAVES, answer=True)
    after = seat_circle(before, (Usual("Ann"), Usual("Seat 2", facilitator=True)))
    assert after.aliases == ("Ann", "Seat 2")
    assert [seat.name for seat in after.seats] == ["Ann", ""]
    assert [seat.facilitator for seat in after.seats] == [False, True]
    assert not any(seat.says_yes for seat in after.seats)
    assert {seat.key for seat in after.seats}.isdisjoint(seat.key for seat in before.seats)


@pytest.mark.parametrize("n", [0, 1])
def test_a_circle_of_fewer_than_two_still_has_two_seats(n: int):
    assert len(seat_circle(seats_of(8), (Usual("Ann"),) * n)) == 2


def test_a_list_says_what_became_of_its_names():
    listed = (Listed("Ann"), Listed("ann", facilitator=True), Listed("y" * 201))
    taken = seat_listed(seats_of(4), listed, "people.csv")
    assert taken.seats.aliases == ("Ann", "ann 2", "y" * 200, "Seat 4")
    assert [seat.facilitator for seat in taken.seats.seats] == [False, True, False, False]
    assert taken.words == (
        "3 names from “people.csv”. 1 was there before and has a number now. "
        "1 name was longer than 200 letters and was cut short. "
        "1 seat has no name. If nobody sits there, − takes it away."
    )


def test_aliases_leave_what_was_said_of_a_person_with_their_seat():
    draft = say_facilitator(seated("Ann Lee", "Ben Ray"), "s2", facilitator=True)
    draft = say(draft, "s2", Question.LEAVES, answer=True)
    after = seat_aliases(draft, AliasKind.INITIALS).seats
    assert [(s.key, s.name, s.facilitator, s.says_yes) for s in after.seats] == [
        ("s1", "AL", False, None),
        ("s2", "BR", True, True),
    ]


def test_a_seat_that_is_called_after_its_number_has_no_name_to_take_along():
    after = seat_aliases(rename(seats_of(3), "s1", "Ann"), AliasKind.SEATS).seats
    assert [seat.name for seat in after.seats] == ["", "", ""]


@given(
    st.lists(st.builds(Usual, st.text(max_size=12), st.booleans()), max_size=MOST_SEATS),
    st.sampled_from(AliasKind),
)
def test_whoever_comes_in_can_be_told_apart_and_nobody_is_missing(usual: list[Usual], kind):
    draft = seat_circle(seats_of(3), usual)
    listed = [Listed(one.alias, facilitator=one.facilitator) for one in usual if one.alias.strip()]
    for seats in (
        draft,
        seat_listed(draft, listed, "x").seats,
        seat_aliases(draft, kind).seats,
    ):
        assert len(seats) == max(2, len(usual))
        assert len({alias.casefold() for alias in seats.aliases}) == len(seats)
        assert len({seat.key for seat in seats.seats}) == len(seats)
    assert sum(s.facilitator for s in draft.seats) == sum(one.facilitator for one in usual)


@pytest.mark.parametrize(
    ("name", "is_seated", "words"),
    [
        ("", False, ""),
        (" \n ", False, ""),
        (
            "New",
            False,
            "Session 1 of this circle. Who sits here is remembered when it opens.",
        ),
        (
            "kitchen TABLE ",
            False,
            "Session 23 of this circle. Enter puts its people in their seats.",
        ),
        ("Kitchen table", True, "Session 23 of this circle."),
        ("Riverside", False, "Session 5 of this circle."),
    ],
)
def test_which_session_it_is_is_said(name: str, is_seated: bool, words: str):
    assert circle_words(name, (KITCHEN, FORGOTTEN), seated=is_seated) == words


def test_a_circles_name_is_one_clean_line():
    assert kept_name(" Kitchen\n\x07 table ") == "Kitchen table"
    assert len(kept_name("x" * 300)) == 200
    assert menu_words(KITCHEN) == "Kitchen table · 3 sessions"
    assert menu_words(KnownCircle(Circle("New"))) == "New"


def test_what_is_written_in_one_place_is_one_step_and_undoing_is_none():
    steps, done = Steps(), list[str]()

    def add(name: str, joins: str = "") -> None:
        def undo() -> None:
            done.append(name)
            add("undoing")

        steps.add(undo, joins=joins)

    for name, joins in (
        ("first", ""),
        ("H", "title"),
        ("Hi", "title"),
        ("5", "minutes"),
        ("o", "title"),
    ):
        add(name, joins)
    for _ in range(6):
        steps.undo()
    assert done == ["o", "5", "H", "first"]
