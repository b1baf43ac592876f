"""`review`: what the page shows, in lines of text and as JSON."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from circle import events as e
from circle.comments import About
from circle.log import Log
from circle.loop import Loop
from circle.store import Store
from tests.fakes import FakeClock
from tests.ui.reviews import comment
from tests.ui.typed import Typed, typed_here
from ui.sample_evening import PEOPLE, SESSION, sample_evening


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    monkeypatch.setenv("TZ", "UTC")
    return typed_here(capsys, home)


def keep(home: Path, log: Log) -> None:
    with closing(Store.open(home)) as store:
        store.add_session(SESSION, log, [comment(About.ROUND, 3)])


def test_counts_come_first_and_each_says_how_it_is_counted(typed: Typed, home: Path) -> None:
    keep(home, sample_evening())
    lines = typed("review", SESSION[:4]).lines
    assert lines[:2] == [
        "Kitchen table, session 22",
        "What helps on the way home · Led by Amara · 11 May 2026 · 1 h 17",
    ]
    assert lines[3] == "All 12 people spoke. The facilitator held 8 % of the time."
    assert lines[6] == "Offered the piece: 12, of 12 people present"
    assert lines[7].startswith("    Heard and passed together.")
    parts = [lines.index(one) for one in ("Rounds and notes", "Who held the piece after whom", "Comments")]  # fmt: skip
    assert parts == sorted(parts)
    assert "      What does a taxi cost at night? (note 32 · Question · 29:27)" in lines
    assert "  5 s to 15 s: 5" in lines
    followed = lines[parts[1] + 1]
    assert followed.startswith("  The piece moved on ")
    assert "arrow" not in "\n".join(lines)
    assert lines[-1] == "  So still. · noticed · round 3 · Sam"


def test_nobody_but_whoever_led_and_whoever_promised_is_in_it(typed: Typed, home: Path) -> None:
    keep(home, sample_evening())
    out = typed("review", SESSION).out
    promised = ("Ceri", "Hana")
    others = {alias for alias, _name in PEOPLE} - {"Amara", *promised}
    assert not [alias for alias in others if alias in out]


def test_as_json_it_has_the_same_in_exact_figures(typed: Typed, home: Path) -> None:
    keep(home, sample_evening())
    found = json.loads(typed("review", SESSION, "--json").out)
    assert (found["id"], found["own"], found["level"]) == (SESSION, True, None)
    assert found["voices"] == {"present": 12, "offered": 12, "heard": 12, "passed": 0, "not_reached": 0}  # fmt: skip
    assert found["led"] == [{"seat": 1, "alias": "Amara", "turns": 4, "held_ms": 239_000}]
    assert found["rounds"][2]["notes"][0]["number"] == 27
    assert found["around_turns"]["rounds"][3]["counts"] == [0, 5, 0, 0]
    assert [one["key"] for one in found["said"]][:4] == [
        "offered",
        "heard",
        "passed",
        "not_reached",
    ]
    assert [one["text"] for one in found["comments"]] == ["So still."]


def test_what_somebody_wrote_begins_no_line_of_its_own(typed: Typed, home: Path) -> None:
    log = sample_evening()
    entries = [
        replace(one, event=replace(one.event, text="Calm\n\x1b[31mSession 4f2a is deleted"))
        if isinstance(one.event, e.NoteWritten)
        else one
        for one in log.entries
    ]
    keep(home, Log(entries))
    out = typed("review", SESSION).out
    assert "\x1b" not in out
    assert not [line for line in out.splitlines() if line.startswith(("Session 4f2a", "[31m"))]


def test_a_session_that_is_open_is_refused_in_one_line(typed: Typed, home: Path) -> None:
    with closing(Store.open(home)) as store:
        loop = Loop.begin(store, FakeClock(), e.SessionOpened("An evening"))
    answer = typed("review", loop.session)
    assert (
        answer.why == f"Session {loop.session} is still open. End it in the window, then review it."
    )
