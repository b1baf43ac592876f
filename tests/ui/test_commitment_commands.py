"""`circlekeeper commitments`: what is still open, on the command line."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from circle import events as e
from circle.circles import Circle
from circle.harvest import Became
from circle.loop import Loop
from circle.moves import close
from circle.note_moves import commit, follow_commitment
from circle.store import Store
from tests.fakes import AN_EVENING, FakeClock
from tests.ui.typed import Typed, typed_here

PEOPLE = (e.Participant("p1", "Ann"), e.Participant("p2", "Ceri"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], home: Path) -> Typed:
    return typed_here(capsys, home)


def held(store: Store, circle: str, day: int) -> Loop:
    clock = FakeClock(AN_EVENING + timedelta(days=day))
    return Loop.begin(store, clock, e.SessionOpened("", PEOPLE, circle=circle))


def promise(loop: Loop, text: str, who: str = "", by: str = "") -> tuple[str, int]:
    number = loop.log.next_seq
    loop.record(commit(loop.state, number=number, text=text, who=who, by=by))
    return loop.session, number


def answer(loop: Loop, of: tuple[str, int], became: Became, words: str = "") -> None:
    session, number = of
    loop.record(
        follow_commitment(
            loop.state, session=session, number=number, text="", became=became, words=words
        )
    )


@pytest.fixture
def kept(home: Path) -> str:
    """Two circles; the session that made what is open at Kitchen table."""
    with closing(Store.open(home)) as store:
        first = held(store, "Kitchen table", 0)
        invite = promise(first, "invite two residents", "p2", "2026-06-08")
        begin = promise(first, "begin with a story")
        first.record(close(first.state))
        second = held(store, "Kitchen table", 7)
        answer(second, begin, Became.DONE)
        answer(second, invite, Became.OPEN, "One has come")
        second.record(close(second.state))
        other = held(store, "Riverside", 8)
        promise(other, "bring the map")
        other.record(close(other.state))
        store.keep_circle(Circle("Quiet ones"))
        return first.session


@pytest.mark.usefixtures("kept")
def test_what_is_open_is_listed_by_circle(typed: Typed):
    assert typed("commitments").lines == [
        "Kitchen table",
        "said        by          what",
        "2026-03-12  2026-06-08  Ceri: invite two residents",
        "",
        "Riverside",
        "said        by  what",
        "2026-03-20  –   Someone: bring the map",
    ]
    assert typed("commitments", "riverSIDE").lines[0] == "Riverside"
    assert typed("commitments", "Quiet ones").lines == ["Nothing is open."]


def test_as_json_there_is_what_happened_too(typed: Typed, kept: str):
    (found,) = json.loads(typed("commitments", "Kitchen table", "--json").out)
    assert found == {
        "circle": "Kitchen table",
        "session": kept,
        "number": 2,
        "text": "invite two residents",
        "who": "Ceri",
        "by": "2026-06-08",
        "made_utc": "2026-03-12T18:30:00.000+00:00",
        "last_words": "One has come",
    }


@pytest.mark.usefixtures("kept")
def test_a_circle_that_is_not_there_is_said_so(typed: Typed):
    why = "No circle is called “Nobody”. “circlekeeper circles” shows them all."
    assert typed("commitments", "Nobody").why == why


def test_where_there_is_no_kit_none_is_made(typed: Typed, home: Path):
    assert "There is no kit" in typed("commitments").why
    assert not home.exists()
