"""The plan for so many people, in times and in words, and the session that is opened."""

from __future__ import annotations

import pytest

from circle.events import RoundPlan
from circle.level import Level
from circle.paths import assets
from circle.people import Question
from circle.planning import fit_words, length_words, plan_of
from circle.templates import PlannedRound, read_shelf
from ui.pages.prepare_shown import (
    rounds_shown,
    seats_shown,
    session_opened,
    yes_words,
)
from ui.pages.rounds_draft import UNPLANNED
from ui.pages.seats_draft import paste, rename, say, say_facilitator, seats_of
from ui.widgets.circle_shown import Mark

SHELF = read_shelf(assets())
LISTENING = next(one for one in SHELF.templates if one.name == "listening_round")


@pytest.mark.parametrize(
    ("form", "minutes", "people", "suggested_ms"),
    [
        ("go_round", 35, 11, 180_000),
        ("go_round", 10, 11, 45_000),
        ("go_round", 10, 40, 15_000),
        ("go_round", 9, 40, 0),
        ("go_round", 35, 8, 240_000),
        ("go_round", 9, 7, 60_000),
        ("go_round", 45, 4, 660_000),
        ("go_round", 0, 11, 0),
        ("thinking_round", 25, 10, 150_000),
        ("open", 40, 10, 0),
        ("silent", 2, 10, 0),
    ],
)
def test_each_has_a_share_of_a_round_rounded_down_to_a_time_that_can_be_said(
    form: str, minutes: int, people: int, suggested_ms: int
):
    (plan,) = plan_of([PlannedRound(form, "R", minutes=minutes)], people, SHELF.forms)
    assert plan.suggested_ms == suggested_ms
    assert plan.length_ms == minutes * 60_000


def test_without_a_template_it_is_one_untimed_go_round():
    assert plan_of(UNPLANNED, 8, SHELF.forms) == (RoundPlan("go_round"),)


def test_a_round_says_its_question_how_it_goes_and_how_long():
    rows = rounds_shown(plan_of(LISTENING.rounds, 11, SHELF.forms), SHELF.forms)
    assert [(row.title, row.form, row.length) for row in rows] == [
        ("Check-in", "Go-round · about 45 s each", "10 min"),
        ("The question", "Go-round · about 3 min each", "35 min"),
        ("Shared silence", "", "2 min"),
        ("Check-out", "Go-round · about 1 min each", "13 min"),
    ]
    assert rows[1].prompt == "What do you want to be understood about this?"


def test_a_round_without_a_title_or_a_question_is_told_by_its_form():
    (row,) = rounds_shown(plan_of(UNPLANNED, 8, SHELF.forms), SHELF.forms)
    assert (row.title, row.length) == ("Go-round", "no set time")
    assert row.form == "The piece goes from neighbour to neighbour until it is home."


def test_the_length_is_told_with_the_people():
    plan = plan_of(LISTENING.rounds, 11, SHELF.forms)
    assert length_words(plan, 11) == "About 60 minutes with 11 people"
    assert length_words(plan_of(UNPLANNED, 8, SHELF.forms), 8) == "No set time, with 8 people"


def test_how_the_longest_round_fits_is_one_sentence():
    plan = plan_of(LISTENING.rounds, 11, SHELF.forms)
    words = "The question: 11 people × 3 min is 33 min, and fits in 35 min."
    assert fit_words(plan, 11, SHELF.forms) == words
    assert fit_words(plan_of(UNPLANNED, 8, SHELF.forms), 8, SHELF.forms) == ""


def test_a_round_that_leaves_hardly_anything_is_told():
    plan = plan_of([PlannedRound("go_round", "Check-in", minutes=5)], 30, SHELF.forms)
    words = "Check-in: less than 15 s each with 30 people."
    assert fit_words(plan, 30, SHELF.forms) == words


def test_seats_are_shown_as_they_stand_and_said_whole():
    draft = say_facilitator(rename(seats_of(3), "s2", "Gwen"), "s2", facilitator=True)
    shown = seats_shown(say(draft, "s3", Question.LEAVES, answer=True))
    assert shown.upper == "3 seats"
    assert [seat.alias for seat in shown.seats] == ["Seat 1", "Gwen", "Seat 3"]
    assert {seat.mark for seat in shown.seats} == {Mark.ROOM}
    assert [seat.said for seat in shown.seats] == [
        "Seat 1",
        "Gwen, seat 2, facilitator",
        "Seat 3, said yes to their name leaving",
    ]


def test_names_may_leave_when_everyone_has_said_yes():
    draft = seats_of(2)
    assert yes_words(draft, Level.SEATS) == ""
    assert yes_words(draft, Level.NAMES).startswith("2 people have not said yes yet.")
    for seat in draft.seats:
        draft = say(draft, seat.key, Question.LEAVES, answer=True)
    assert yes_words(draft, Level.NAMES) == "Everyone has said yes."


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("  Kitchen\n table ", "Kitchen table"),
        ("", "Listening circle"),
        (" \t", "Listening circle"),
    ],
)
def test_a_session_has_a_title_even_when_none_was_written(written: str, title: str):
    opened = session_opened(
        title=written,
        plan=plan_of(LISTENING.rounds, 2, SHELF.forms),
        seats=paste(seats_of(2), ("Ann", "Ben")),
        agreements=["You can always pass"],
        level=Level.SEATS,
    )
    assert opened.title == title
    assert [person.alias for person in opened.participants] == ["Ann", "Ben"]
    assert len(opened.plan) == 4
    assert opened.agreements == ("You can always pass",)
    assert opened.level == "seats"
