"""Threes: who speaks, listens and observes in the part that runs, and what whoever observes is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.events import PromptOffered
from circle.prompts import Whom
from tests.ui.facilitator import NAMES, Facilitator, an_evening, at_the_window

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
"""The offscreen platform says so of every menu."""

ASKED = (
    "What did the listener do that let the speaker go on?",
    "Which words came back as they were said, and which did not?",
    "What happened in the silences?",
)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


@pytest.fixture
def threes(desk: Facilitator) -> Facilitator:
    return desk.begins(an_evening(forms=("listening_triad", "go_round")))


def test_whoever_listened_speaks_next_and_everyone_has_each_part(threes: Facilitator) -> None:
    parts = [threes.sees, threes.press("Space"), threes.press("Space")]
    for name in NAMES[:3]:
        does = [
            next(
                what
                for what in ("speaks", "listens", "observes")
                if f"{name}, group 1, {what}" in words
            )
            for words in parts
        ]
        assert sorted(does) == ["listens", "observes", "speaks"]
    for words, speaker in zip(parts, NAMES[:3], strict=True):
        assert f"{speaker}, group 1, speaks" in words


def test_in_a_group_of_four_two_observe_and_in_one_of_two_nobody(desk: Facilitator) -> None:
    desk.begins(an_evening((*NAMES, "Gil", "Hana"), forms=("listening_triad",)))
    groups = [len(group) for group in desk.live.state.groups]
    assert groups == [3, 3, 2]
    third_part = desk.press("Space", "Space")
    assert "Gil, group 3, speaks" in third_part
    assert "Hana, group 3, listens" in third_part
    assert "group 3, observes" not in third_part
    desk.live.move_to_group("p8", 0)
    desk.live.move_to_group("p7", 1)
    lines = desk.sees.splitlines()
    assert sum(line.endswith("group 1, observes") for line in lines) == 2


def test_who_stepped_out_does_none_of_it(threes: Facilitator) -> None:
    threes.live.step_out("p2")
    assert "Bob, group 1, stepped out" in threes.sees
    assert "Amara, group 1, speaks" in threes.sees


def test_in_other_groups_somebody_reports_as_before(desk: Facilitator) -> None:
    desk.begins(an_evening(forms=("triad", "report_back")))
    assert "Amara, group 1, reports" in desk.sees
    assert "For whoever observes" not in desk.sees


def test_r_offers_the_observers_questions_to_the_room_once(threes: Facilitator) -> None:
    assert all(question in threes.sees.splitlines() for question in ASKED)
    assert "Offered to the room" in threes.press("R")
    threes.press("R", "R")
    offered = [one.event for one in threes.live.log.entries if isinstance(one.event, PromptOffered)]
    assert offered == [PromptOffered("\n".join(ASKED), Whom.ROOM)]
    assert "For whoever observes" not in threes.press("Space", "Space", "Space")


def test_somebody_else_speaks_first(threes: Facilitator) -> None:
    threes.press("Tab")
    threes.live.reports("p3")
    assert "Ceri, group 1, speaks" in threes.sees
