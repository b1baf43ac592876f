"""What a screen reader is told of while a circle is held: every change once, and nothing while only time goes by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication

from tests.ui.facilitator import Facilitator, an_evening, at_the_window

A_PLAN = an_evening(("Amara", "Bob", "Ceri"), ("go_round", "fishbowl", "dyad"), suggested_s=60)
TEN_MINUTES = 600


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[QAccessibleEvent]]:
    """All that is sent to a screen reader that is there."""
    sent: list[QAccessibleEvent] = []
    monkeypatch.setattr("ui.accessible._send", sent.append)
    QAccessible.setActive(True)
    yield sent
    QAccessible.setActive(False)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, told: list[QAccessibleEvent]) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        yield desk


def words(told: list[QAccessibleEvent]) -> list[str]:
    """What was announced since this was last asked."""
    said = [one.message() for one in told if isinstance(one, QAccessibleAnnouncementEvent)]
    told.clear()
    return said


def test_every_change_of_a_circle_is_announced_once(
    desk: Facilitator, told: list[QAccessibleEvent]
) -> None:
    desk.opens(A_PLAN)
    words(told)

    def says(*keys: str) -> list[str]:
        desk.press(*keys, after_s=5)
        return words(told)

    assert says("Space") == ["Round 1. Question 1?"]
    assert says("Space") == ["Amara holds the talking piece"]
    assert says("Space") == ["Bob holds the talking piece"]
    assert says("S") == ["Silence"]
    assert says("S") == ["The piece is in the centre"]
    assert says("Ctrl+Z") == ["Silence"]
    assert says("Ctrl+Shift+Z") == ["The piece is in the centre"]
    assert says("2") == ["Bob holds the talking piece"]
    assert says("Ctrl+P") == ["Paused"]
    assert says("Ctrl+P") == ["Bob holds the talking piece"]
    assert says("Shift+B") == ["Break"]
    assert says("Shift+B") == ["The piece is in the centre"]
    assert says("B") == ["Bell."]
    assert says("N") == []
    desk.writes("It rained.")
    words(told)
    offered = "A passphrase can keep your kit to yourself. It is set when the circle is over."
    assert says("Return") == ["Note kept.", offered]
    assert says("Shift+R") == ["The round has ended."]
    assert says("Space") == ["Round 2. Question 2?"]
    assert says("1") == ["Amara sits inside."]
    assert says("Shift+R") == ["The outer circle speaks"]
    assert says("Shift+R") == ["The round has ended."]
    assert says("Ctrl+E") == ["End the session now? Ctrl E again ends it, too."]
    assert says("Ctrl+E") == ["The session is closed."]


@pytest.mark.parametrize("keys", [(), ("Space",), ("Space", "S"), ("Space", "Shift+B"), ("Space", "Ctrl+P")])  # fmt: skip
def test_nothing_is_told_while_only_time_goes_by(
    desk: Facilitator, told: list[QAccessibleEvent], keys: tuple[str, ...]
) -> None:
    desk.begins(an_evening(suggested_s=60))
    for key in keys:
        desk.press(key, after_s=20)
    told.clear()
    for _second in range(TEN_MINUTES):
        desk.waits(1)
    assert told == []
