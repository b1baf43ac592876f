"""What the Start page says of sessions, and which times it takes for the end of one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any

import pytest

from circle import events as e
from circle.archived import SessionLine
from circle.forms import Direction, NextUp, RoundForm
from circle.log import Log
from circle.store import SignOfLife
from circle.templates import PlannedRound, SessionTemplate
from ui.pages.start_shown import (
    NoSuchEnd,
    OpenShown,
    end_ms,
    open_shown,
    possible_ends,
    recent_shown,
    template_shown,
)

OPENED = datetime(2026, 5, 12, 14, 1, 30, tzinfo=UTC)
MINUTE = 60_000
GO_ROUND = RoundForm("go_round", "Go-round", NextUp.NEIGHBOUR)
PEOPLE = (e.Participant("p1", "Amara"), e.Participant("p2", "Gwen"))


def log_of(
    *acts: tuple[int, e.Event], number: int | None = 23, title: str = "", circle: str = ""
) -> Log:
    """A session in which things happened at some minutes."""
    opened = e.SessionOpened(title, PEOPLE, number=number, circle=circle)
    return Log(
        e.Logged(seq, minutes * MINUTE, OPENED + timedelta(minutes=minutes), event)
        for seq, (minutes, event) in enumerate(((0, opened), *acts), 1)
    )


def begun(*acts: tuple[int, e.Event]) -> Log:
    return log_of((0, e.RoundBegan(GO_ROUND, e.RoundPlan("go_round"), Direction.CLOCKWISE)), *acts)


def sign_at(minutes: float) -> SignOfLife:
    at_ms = round(minutes * MINUTE)
    return SignOfLife("abc", at_ms, OPENED + timedelta(milliseconds=at_ms))


def shown(
    log: Log | None = None, sign_minutes: float = 30, now_minutes: float = 50, zone: tzinfo = UTC
) -> OpenShown:
    log = log or begun((10, e.PieceGiven("p2")))
    now = OPENED + timedelta(minutes=now_minutes)
    return open_shown(sign_at(sign_minutes), log, now, zone=zone)


def after(minutes: float) -> datetime:
    return OPENED + timedelta(minutes=minutes)


def test_a_session_that_was_open_says_what_is_safe_and_who_was_speaking():
    found = shown()
    assert found.heading == "Session 23 was still open when the laptop stopped"
    assert found.safe == "Everything up to 14:31 is safe. Gwen was speaking."
    assert found.close == "Close it at 14:31"


@pytest.mark.parametrize(
    ("log", "heading"),
    [
        (log_of(number=None, title="Kitchen table"), "“Kitchen table” was still open"),
        (log_of(number=None), "A session was still open"),
        (log_of(circle="Trauma network"), "Trauma network, session 23, was still open"),
    ],
)
def test_a_session_is_called_what_is_known_of_it(log: Log, heading: str):
    assert shown(log).heading == f"{heading} when the laptop stopped"


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ((), "The piece was in the centre."),
        ((e.SilenceBegan(),), "The circle was in silence."),
        ((e.Paused(),), "The circle was paused."),
        ((e.BreakBegan(),), "The circle was on a break."),
    ],
)
def test_what_was_going_on_is_said(acts: tuple[e.Event, ...], words: str):
    log = begun(*((5, act) for act in acts))
    assert shown(log).safe == f"Everything up to 14:31 is safe. {words}"


def test_times_are_read_in_the_zone_of_the_laptop():
    assert shown(zone=timezone(timedelta(hours=2))).close == "Close it at 16:31"


def test_on_another_day_the_day_is_said_too():
    found = shown(now_minutes=24 * 60)
    assert found.safe.startswith("Everything up to 14:31 on 12 May is safe.")
    assert found.close == "Close it at 14:31 on 12 May"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("14:45", 43.5), ("14.45", 43.5), (" 14h45 ", 43.5), ("14:31", 30), ("14:51", 49.5)],
)
def test_a_time_of_day_between_the_last_event_and_now_is_an_end(text: str, minutes: float):
    assert end_ms(shown(), text, after(50)) == round(minutes * MINUTE)


def test_the_minute_of_the_last_event_is_the_last_event():
    assert end_ms(shown(), "14:11", after(50)) == 10 * MINUTE


@pytest.mark.parametrize("text", ["14:10", "14:52", "09:00", "23:59"])
def test_any_other_time_is_refused_and_the_possible_ones_are_said(text: str):
    with pytest.raises(NoSuchEnd) as refused:
        end_ms(shown(), text, after(50))
    why = f"The session cannot have ended at {text}. It can be from 14:11 to 14:51."
    assert str(refused.value) == why


@pytest.mark.parametrize("text", ["25:00", "14:61", "noon", "1445", "14:45:00", "-1:20"])
def test_what_is_no_time_of_day_is_refused_in_its_own_words(text: str):
    with pytest.raises(NoSuchEnd) as refused:
        end_ms(shown(), text, after(50))
    why = f"“{text}” is not a time of day. Write it as 14:31. It can be from 14:11 to 14:51."
    assert str(refused.value) == why


def test_nothing_written_is_asked_for():
    with pytest.raises(NoSuchEnd) as refused:
        end_ms(shown(), " ", after(50))
    why = "Write when it ended, such as 14:31. It can be from 14:11 to 14:51."
    assert str(refused.value) == why


def test_over_midnight_a_time_of_day_is_one_of_the_next_day():
    over_night, now = shown(), after(20 * 60)
    possible = "It can be from 14:11 on 12 May to 10:01 on 13 May."
    assert possible_ends(over_night, now) == possible
    assert end_ms(over_night, "22:01", now) == round(479.5 * MINUTE)
    assert end_ms(over_night, "01:00", now) == round(658.5 * MINUTE)
    with pytest.raises(NoSuchEnd):
        end_ms(over_night, "12:00", now)


def test_the_minute_in_which_the_laptop_stopped_is_all_that_is_safe_of_it():
    found = shown(sign_minutes=30.25)
    assert found.close == "Close it at 14:31"
    assert end_ms(found, "14:31", after(50)) == found.sign_ms


def test_a_page_that_stood_open_for_an_hour_takes_the_times_of_that_hour():
    found = shown(now_minutes=50)
    assert possible_ends(found, after(110)) == "It can be from 14:11 to 15:51."
    assert end_ms(found, "15:40", after(110)) == round(98.5 * MINUTE)


def test_weeks_later_a_time_of_day_is_that_of_the_first_day():
    weeks_later = after(30 * 24 * 60)
    assert end_ms(shown(), "14:05", weeks_later) == round((24 * 60 + 3.5) * MINUTE)
    assert end_ms(shown(), "14:20", weeks_later) == round(18.5 * MINUTE)


def test_a_clock_that_was_set_back_does_not_hide_the_last_sign_of_life():
    lost = after(-100_000)
    assert possible_ends(shown(), lost) == "It can be from 14:11 to 14:31."
    assert end_ms(shown(), "14:31", lost) == 30 * MINUTE


def line(**changes) -> SessionLine:
    known: dict[str, Any] = {
        "id": "abc",
        "title": "Kitchen table",
        "circle": "",
        "number": None,
        "opened": datetime(2026, 4, 2, 18, tzinfo=UTC),
        "length_ms": 0,
        "people": 6,
        "heard": 6,
        "turns": 6,
        "source": "",
        "events": 9,
        "exported": False,
    }
    return SessionLine(**{**known, **changes})


@pytest.mark.parametrize(
    ("changes", "title", "about"),
    [
        ({}, "Kitchen table", "2 Apr · 6 people · notes not exported yet"),
        (
            {"circle": "Trauma network", "number": 22, "exported": True, "people": 1},
            "Trauma network · 22",
            "2 Apr · 1 person · notes exported",
        ),
        ({"title": ""}, "A circle", "2 Apr · 6 people · notes not exported yet"),
        (
            {"opened": datetime(2025, 12, 31, 23, 30, tzinfo=UTC)},
            "Kitchen table",
            "31 Dec 2025 · 6 people · notes not exported yet",
        ),
        ({"arrived": True, "people": 0}, "Kitchen table", "2 Apr · from elsewhere"),
        ({"arrived": True}, "Kitchen table", "2 Apr · 6 people · from elsewhere"),
    ],
)
def test_a_recent_circle_is_a_title_a_day_and_what_became_of_the_notes(
    changes: dict, title: str, about: str
):
    found = recent_shown(line(**changes), OPENED, zone=UTC)
    assert (found.title, found.about) == (title, about)


def test_days_are_those_of_the_zone():
    late = line(opened=datetime(2026, 4, 2, 23, 30, tzinfo=UTC))
    assert recent_shown(late, OPENED, zone=timezone(timedelta(hours=1))).about.startswith("3 Apr")


def test_a_template_says_how_long_it_takes():
    rounds = (PlannedRound("go_round", "One", minutes=20), PlannedRound("open", "Two", minutes=40))
    assert template_shown(SessionTemplate("t", "T", "A.", rounds)).size == "2 rounds · about 60 min"
    untimed = SessionTemplate("t", "T", "A.", (PlannedRound("go_round", "One"),))
    assert template_shown(untimed).size == "1 round"
