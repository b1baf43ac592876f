"""Seats put out, named, moved and taken away while a circle is prepared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.events import Participant
from circle.people import Question
from ui.pages.seats_draft import (
    MOST_SEATS,
    SeatsDraft,
    move,
    parse_names,
    participants,
    paste,
    remove,
    rename,
    resize,
    say,
    say_facilitator,
    seats_of,
)


def seated(*names: str) -> SeatsDraft:
    return paste(seats_of(len(names)), names)


def test_seats_have_their_numbers_for_names():
    assert seats_of(3).aliases == ("Seat 1", "Seat 2", "Seat 3")


@pytest.mark.parametrize(("asked", "got"), [(-4, 2), (1, 2), (2, 2), (200, 200), (201, 200)])
def test_there_are_two_to_two_hundred_seats(asked: int, got: int):
    assert len(seats_of(asked)) == got


def test_fewer_seats_take_away_the_last_that_nobody_has_been_given():
    named = rename(rename(seats_of(4), "s1", "Ann"), "s4", "Dan")
    assert resize(named, 3).aliases == ("Ann", "Seat 2", "Dan")
    assert resize(named, 2).aliases == ("Ann", "Dan")
    assert resize(seated("Ann", "Ben", "Cleo"), 2).aliases == ("Ann", "Ben")


def test_the_facilitators_seat_is_not_the_first_to_go():
    led = say_facilitator(seats_of(3), "s3", facilitator=True)
    assert [seat.facilitator for seat in resize(led, 2).seats] == [False, True]


def test_a_moved_seat_takes_its_name_along_and_numbers_follow_the_room():
    named = rename(seats_of(4), "s3", "Cleo")
    assert move(named, "s3", 0).aliases == ("Cleo", "Seat 2", "Seat 3", "Seat 4")
    assert move(named, "s1", 3).aliases == ("Seat 1", "Cleo", "Seat 3", "Seat 4")


def test_a_seat_is_taken_away_unless_two_are_left():
    assert remove(seated("Ann", "Ben", "Cleo"), "s2").aliases == ("Ann", "Cleo")
    assert remove(seated("Ann", "Ben"), "s2").aliases == ("Ann", "Ben")


def test_a_new_seat_is_never_taken_for_one_that_is_gone():
    again = resize(remove(seats_of(3), "s3"), 3)
    assert [seat.key for seat in again.seats] == ["s1", "s2", "s4"]


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("  Bea ", "Bea"),
        ("Mary\tAnn", "Mary Ann"),
        ("", "Seat 2"),
        ("Seat 1", "Seat 2"),
        ("Ann", "Ann 2"),
        ("ann", "ann 2"),
        ("Z\x07oë\u0308", "Zoë̈"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_name_is_one_clean_line_that_nobody_else_has(text: str, alias: str):
    assert rename(seated("Ann", "Ben"), "s2", text).aliases == ("Ann", alias)


def test_keeping_ones_own_name_changes_nothing():
    draft = seated("Ann", "Ben")
    assert rename(draft, "s2", "Ben") == draft


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann\nBen\r\nCleo", ("Ann", "Ben", "Cleo")),
        ("Ann, Ben;Cleo\tDan", ("Ann", "Ben", "Cleo", "Dan")),
        ("أميرة، دنيا", ("أميرة", "دنيا")),
        ("\n\n Ann \n\n,,\nBen\n", ("Ann", "Ben")),
        ("1. Ann\n2) Ben\n- Cleo\n•\tDan", ("Ann", "Ben", "Cleo", "Dan")),
        ("Ann\nAnn\nann", ("Ann", "Ann 2", "ann 3")),
        ("Ann 2\nAnn\nAnn", ("Ann 2", "Ann", "Ann 3")),
        ("Mary Ann\n🌻", ("Mary Ann", "🌻")),
        ("Ann\nSeat 2\nCleo", ("Ann", "", "Cleo")),
        ("", ()),
        (" \n\x00\n", ()),
    ],
)
def test_names_are_found_in_what_was_pasted(text: str, names: tuple[str, ...]):
    assert parse_names(text).names == names
    assert parse_names(text).left_out == ""


def test_what_was_left_out_is_said():
    many = parse_names("\n".join(f"Person {n}" for n in range(203)))
    assert len(many.names) == 200
    assert many.left_out == "There are at most 200 seats, so the last 3 names were left out."
    long = parse_names("y" * 201)
    assert long.names == ("y" * 200,)
    assert long.left_out == "1 name was longer than 200 letters and was cut short."


def test_names_take_the_seats_in_order_and_more_seats_come_when_they_are_more():
    assert paste(seats_of(4), ("Ann", "Ben")).aliases == ("Ann", "Ben", "Seat 3", "Seat 4")
    assert paste(seats_of(2), ("Ann", "Ben", "Cleo")).aliases == ("Ann", "Ben", "Cleo")


def test_what_was_said_of_a_person_stays_with_the_name():
    draft = say(
        say_facilitator(seated("Ann", "Ben"), "s1", facilitator=True),
        "s2",
        Question.LEAVES,
        answer=True,
    )
    again = paste(draft, ("Ben", "Cleo", "Ann"))
    assert [(s.name, s.facilitator, s.says_yes) for s in again.seats] == [
        ("Ben", False, True),
        ("Cleo", False, None),
        ("Ann", True, None),
    ]


def test_a_yes_does_not_go_to_whoever_sits_there_next():
    draft = say(seated("Ann", "Ben"), "s1", Question.LEAVES, answer=True)
    assert [seat.says_yes for seat in paste(draft, ("Cleo", "Ben")).seats] == [None, None]


def test_the_session_opens_with_people_in_seat_order():
    draft = say(
        say_facilitator(rename(seats_of(3), "s2", "Ben"), "s2", facilitator=True),
        "s3",
        Question.LEAVES,
        answer=True,
    )
    assert participants(move(draft, "s2", 0)) == (
        Participant("p1", "Ben", facilitator=True),
        Participant("p2", "Seat 2"),
        Participant("p3", "Seat 3", says_yes=True),
    )


@given(st.text(max_size=400))
def test_whatever_is_pasted_gives_names_that_can_be_told_apart(text: str):
    draft = paste(seats_of(8), parse_names(text).names)
    aliases = [alias.casefold() for alias in draft.aliases]
    assert len(set(aliases)) == len(aliases)
    assert 8 <= len(draft) <= MOST_SEATS
    assert all(alias and len(alias) <= 200 and "\n" not in alias for alias in draft.aliases)


@given(st.lists(st.integers(0, 5), max_size=30), st.data())
def test_seats_can_be_told_apart_whatever_is_done_to_them(acts: list[int], data: st.DataObject):
    draft = seats_of(5)
    for act in acts:
        key = data.draw(st.sampled_from([seat.key for seat in draft.seats]))
        n = data.draw(st.integers(-1, 45) | st.just(201))
        draft = [
            lambda draft=draft, n=n: resize(draft, n),
            lambda draft=draft, key=key: remove(draft, key),
            lambda draft=draft, key=key, n=n: move(draft, key, n % len(draft)),
            lambda draft=draft, key=key, n=n: rename(draft, key, f"Name {n % 3}"),
            lambda draft=draft: paste(draft, ("Name 1", "Name 2")),
            lambda draft=draft, key=key: say(draft, key, Question.LEAVES, answer=True),
        ][act]()
        assert 2 <= len(draft) <= MOST_SEATS
        assert len({seat.key for seat in draft.seats}) == len(draft)
        assert len(set(draft.aliases)) == len(draft)
