"""What the archive knows of some sessions: rounds, listening, commitments, and copies of one session."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from circle import events as e
from circle.filter import Filter, Whose
from circle.harvest import Became
from circle.kept import Arrived
from circle.log import Log
from circle.reflection import Stance
from circle.store import Store
from tests.circle.test_archived import DAY, evening
from tests.circle.test_over_time import Evening, whole_evening


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


def at(wall: datetime) -> Log:
    log = evening(0)
    moved = wall - log.entries[0].wall
    return Log(e.Logged(one.seq, one.at_ms, one.wall + moved, one.event) for one in log.entries)


def test_rounds_and_listening_of_the_sessions_that_are_asked_for(store: Store):
    store.add_session("a", whole_evening().log)
    store.add_session("b", whole_evening(week=1).log)
    store.add_session("c", Evening(2).closes().log)
    assert {*store.rounds_used(["a", "c"])} == {"a"}
    (used,) = store.rounds_used(["a"])["a"]
    assert (used.form, used.length_ms) == ("open", 100_000)
    found = store.listened_in(["a", "c", "nowhere"])
    assert {name: one.noticed for name, one in found.items()} == {
        "a": (Stance.UNDERSTAND, Stance.FIX),
        "c": None,
    }
    assert found["a"] == replace(whole_evening().said, number=1, opened=found["a"].opened)
    assert [one.id for one in store.measured_these(["c", "a"])] == ["a", "c"]


def test_commitments_are_those_of_the_sessions_alone(store: Store):
    first, second = Evening(0), Evening(1)
    first.does(e.CommitmentMade(1, "To ask.", "p2"))
    second.does(e.CommitmentFollowed("a", 1, "To ask.", Became.DONE))
    store.add_session("a", first.closes().log)
    store.add_session("b", second.closes().log)
    both = store.promised_in(["b", "a"])
    assert [(one.session, len(one.made), len(one.answers)) for one in both] == [
        ("a", 1, 0),
        ("b", 0, 1),
    ]
    assert [one.session for one in store.promised_in(["b"])] == ["b"]


def test_of_several_copies_of_a_session_one_counts(store: Store):
    def comes(name: str, known_as: str, day: int) -> None:
        arrived = Arrived(known_as, DAY, "seats", "trainer")
        store.add_session(name, evening(day), arrived=arrived)

    store.add_session("own", evening(0))
    comes("beside", "own", 0)
    comes("other", "other", 1)
    comes("other2", "other", 1)
    comes("lost1", "lost", 2)
    comes("lost2", "lost", 2)
    assert (store.totals().sessions, store.how_many(), len(store.copies())) == (3, 6, 3)
    assert [one.sessions for one in store.months()] == [3]
    elsewhere, own = Filter(whose=Whose.ARRIVED), Filter(whose=Whose.OWN)
    assert (store.totals(elsewhere).sessions, len(store.copies(elsewhere))) == (3, 2)
    assert (store.totals(own).sessions, len(store.copies(own))) == (1, 0)
    assert store.known_as(["own", "beside"]) == {"beside": "own"}


def test_the_first_copy_counts_of_those_that_are_meant_and_closed(store: Store):
    own = evening(0, circle="Old")
    store.add_session("own", own)
    for name in ("beside", "later"):
        arrived = Arrived("own", DAY, "seats", "trainer")
        store.add_session(name, evening(0, circle="New"), arrived=arrived)
    those = Filter(circle="New")
    assert (store.how_many(those), store.totals(those).sessions) == (2, 1)
    assert store.copies(those) == {"later"}
    assert [line.id for line in store.sessions() if line.is_copy] == ["beside", "later"]
    assert [(one.circle, one.sessions) for one in store.months(those)] == [("New", 1)]
    last = own.entries[-1]
    store.append("own", replace(last, seq=last.seq + 1, event=e.SessionReopened()))
    assert (store.how_many(), store.totals().sessions, store.copies()) == (2, 1, {"later"})
    assert [one.sessions for one in store.months()] == [1]


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    yield
    monkeypatch.undo()
    assert os.environ.get("TZ") != "Pacific/Auckland"
    time.tzset()


@pytest.mark.usefixtures("far_east")
def test_a_month_is_that_of_this_computer_as_days_of_a_filter_are(store: Store):
    nine_in_the_morning = datetime(2026, 5, 31, 21, tzinfo=UTC)
    store.add_session("a", at(nine_in_the_morning))
    (month,) = store.months()
    assert month.month == "2026-06"
    first = nine_in_the_morning.astimezone().date()
    june = Filter(circle="Riverside", since=first, until=first + timedelta(days=29))
    assert store.how_many(june) == 1


def test_whoever_is_only_a_seat_elsewhere_is_nobody_to_choose_sessions_by(store: Store):
    store.add_session("a", evening(0), arrived=Arrived("a", DAY, "seats", "trainer"))
    assert store.choices().led_by == ()
    store.add_session("b", evening(0), arrived=Arrived("b", DAY, "aliases", "trainer"))
    assert store.choices().led_by == ("Ann",)
