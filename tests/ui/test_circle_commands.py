"""`circlekeeper circles`: the circles that meet again, on the command line."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from circle import events as e
from circle.circles import Circle, Usual
from circle.loop import Loop
from circle.moves import close
from circle.store import Store
from tests.fakes import AN_EVENING, FakeClock
from tests.ui.typed import Typed, typed_here

PEOPLE = (e.Participant("p1", "Ann"), e.Participant("p2", "Ben"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], home: Path) -> Typed:
    return typed_here(capsys, home)


@pytest.fixture
def kept(home: Path) -> None:
    """Two circles, one of which has met twice."""
    with closing(Store.open(home)) as store:
        usual = (Usual("Ann", facilitator=True), Usual("Ben"))
        store.keep_circle(Circle("Kitchen table", usual, ("We listen",), "council"))
        store.keep_circle(Circle("Riverside"))
        for number, day in ((21, 0), (22, 7)):
            clock = FakeClock(AN_EVENING + timedelta(days=day))
            opened = e.SessionOpened("", PEOPLE, circle="Kitchen table", number=number)
            loop = Loop.begin(store, clock, opened)
            loop.record(close(loop.state))


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("words", [(), ("list",)])
def test_the_circles_are_listed_with_their_last_day(typed: Typed, words: tuple[str, ...]):
    assert typed("circles", *words).lines == [
        "sessions  last        people  circle",
        "       2  2026-03-19       2  Kitchen table",
        "       0  –                0  Riverside",
    ]


@pytest.mark.usefixtures("kept")
def test_one_is_shown_with_who_sits_there(typed: Typed):
    assert typed("circles", "show", "kitchen TABLE").lines == [
        "Kitchen table",
        "2 sessions · the next is session 23 · last 2026-03-19",
        "Template: council",
        "",
        "seat  person",
        "   1  Ann (facilitator)",
        "   2  Ben",
        "",
        "What the room agreed",
        "  We listen",
        "",
        "2 sessions so far: too little to tell how the listening moves.",
    ]
    assert typed("circles", "show", "Riverside").lines == [
        "Riverside",
        "0 sessions · the next is session 1",
    ]


@pytest.mark.usefixtures("kept")
def test_a_forgotten_circle_is_gone_and_its_sessions_stay(typed: Typed):
    said = typed("circles", "forget", "Kitchen table")
    assert said.lines == ["Kitchen table is forgotten. Its 2 sessions stay."]
    assert "Kitchen table" not in typed("circles").out
    assert len(typed("list").lines) == 3
    why = "No circle is called “Kitchen table”. “circlekeeper circles” shows them all."
    assert typed("circles", "show", "Kitchen table").why == why
    assert typed("circles", "forget", "Kitchen table").why == why
    assert typed("verify").code == 0


def test_a_kit_with_no_circle_says_when_there_is_one(typed: Typed, home: Path):
    Store.open(home).close()
    assert typed("circles").lines == [
        "No circle is remembered yet. One is when its first session opens."
    ]


def test_where_there_is_no_kit_none_is_made(typed: Typed, home: Path):
    assert "There is no kit" in typed("circles").why
    assert not home.exists()


@pytest.mark.usefixtures("kept")
def test_whoever_usually_sits_there_and_whom_a_commitment_named_is_looked_for_in_an_export(
    typed: Typed, home: Path, tmp_path: Path
):
    people = tuple(e.Participant(f"p{n}", f"Guest {n}") for n in range(1, 6))
    with closing(Store.open(home)) as store:
        one = e.Participant("p1", "Wilhelmina")
        earlier = Loop.begin(
            store, FakeClock(), e.SessionOpened("", (one,), circle="Kitchen table")
        )
        earlier.record(e.CommitmentMade(2, "To ask.", one.id))
        earlier.record(close(earlier.state))
        clock = FakeClock(AN_EVENING + timedelta(days=21))
        loop = Loop.begin(store, clock, e.SessionOpened("", people, circle="kitchen TABLE"))
        loop.record(e.NoteWritten(2, "Ann and Wilhelmina were missed, said W.K."))
        loop.record(close(loop.state))
        session = loop.session
    exported = typed("export", session, "--format", "md", "--out", tmp_path)
    assert exported.err.splitlines() == [
        "In a note: “Ann” becomes “someone”.",
        "In a note: “Wilhelmina” becomes “someone”.",
    ]
    (written,) = map(Path, exported.lines)
    assert "someone and someone were missed, said" in written.read_text("utf-8")
