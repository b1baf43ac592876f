"""The soft cue while groups talk: it comes by itself, is said once, and nothing else happens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.events import Participant, RoundPlan, SessionOpened
from tests.fakes import FakeClock
from tests.ui.facilitator import NAMES, Facilitator, an_evening, at_the_window

CHANGE = "Time to change, when they are ready"
BACK = "Time to come back, when they are ready"


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit", FakeClock()) as facilitator:
        yield facilitator


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr("ui.pages.live.announce", lambda _widget, words: said.append(words))
    return said


def test_it_comes_with_the_ticks_when_the_suggested_time_has_gone_by(
    desk: Facilitator, spoken: list[str]
) -> None:
    desk.begins(an_evening(forms=("dyad",), suggested_s=10))
    assert desk.circle.shown.upper == "Pairs · the first speaks"
    assert desk.circle.shown.lower == "about 10 s for each part"
    spoken.clear()
    desk.ticks(9)
    assert desk.circle.shown.upper == "Pairs · the first speaks"
    stored = desk.stored_events
    assert CHANGE in desk.ticks(1)
    assert desk.circle.face == "0:10"
    desk.ticks(20)
    assert (spoken, desk.circle.shown.upper, desk.stored_events) == ([CHANGE], CHANGE, stored)
    assert desk.live.state.rounds[0].part == 0


def test_the_next_part_has_a_cue_of_its_own(desk: Facilitator, spoken: list[str]) -> None:
    desk.begins(an_evening(forms=("dyad",), suggested_s=10)).ticks(11)
    desk.press("Space")
    assert desk.circle.shown.upper == "Pairs · the second speaks"
    desk.ticks(10)
    assert desk.circle.shown.upper == BACK
    assert [words for words in spoken if words in (CHANGE, BACK)] == [CHANGE, BACK]


def test_a_pause_does_not_bring_it_and_does_not_say_it_again(
    desk: Facilitator, spoken: list[str]
) -> None:
    desk.begins(an_evening(forms=("dyad",), suggested_s=10)).ticks(5)
    desk.press("Ctrl+P")
    desk.waits(60)
    assert CHANGE not in desk.sees
    desk.press("Ctrl+P", after_s=0)
    assert desk.circle.shown.upper == "Pairs · the first speaks"
    desk.ticks(5)
    desk.press("Ctrl+P", "Ctrl+P", after_s=0)
    assert desk.circle.shown.upper == CHANGE
    assert spoken.count(CHANGE) == 1


def test_more_time_takes_it_away_again(desk: Facilitator) -> None:
    desk.begins(an_evening(forms=("dyad",), suggested_s=10)).ticks(12)
    desk.press("+")
    assert desk.circle.shown.upper == "Pairs · the first speaks"
    assert desk.circle.shown.lower == "about 40 s for each part"


def small_groups(length_s: int) -> SessionOpened:
    people = tuple(Participant(f"p{n}", name) for n, name in enumerate(NAMES, 1))
    plan = RoundPlan("small_groups", "What do you see?", length_ms=length_s * 1000)
    return SessionOpened("An evening", people, (plan,))


def test_groups_without_parts_come_back_after_the_length_of_the_round(desk: Facilitator) -> None:
    desk.begins(small_groups(30)).ticks(29)
    assert (desk.circle.shown.upper, desk.circle.shown.lower) == ("Small groups", "about 30 s")
    desk.ticks(1)
    assert desk.circle.shown.upper == BACK
    desk.press("+")
    assert (desk.circle.shown.upper, desk.circle.shown.lower) == ("Small groups", "about 1 min")


def test_without_a_time_there_is_no_cue(desk: Facilitator) -> None:
    desk.begins(small_groups(0)).waits(7200)
    assert (desk.circle.shown.upper, desk.circle.shown.lower) == ("Small groups", "")


def test_without_digits_it_comes_all_the_same(desk: Facilitator) -> None:
    desk.begins(an_evening(forms=("dyad",), suggested_s=10)).press("H")
    desk.ticks(10)
    assert (desk.circle.face, desk.circle.shown.upper) == ("", CHANGE)
