"""From Start to exported notes with the keyboard and nothing else: no button of a mouse goes down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.hands import wait_for
from tests.ui.keys_alone import ends, goes_on_to, harvests, notes, prepares, tab_to
from ui.pages.cards import SettingsPage
from ui.pages.live import LivePage
from ui.pages.start import StartPage

_POINTS = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.TouchBegin}


class NoMouse(QObject):
    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.seen: list[QEvent.Type] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _POINTS:
            self.seen.append(event.type())
        return False


@pytest.fixture
def desk(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Facilitator]:
    monkeypatch.setenv("HOME", str(tmp_path))
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        mouse = NoMouse(qapp)
        yield facilitator
        qapp.removeEventFilter(mouse)
        assert mouse.seen == []


def test_from_start_to_exported_notes_with_the_keyboard(desk: Facilitator, tmp_path: Path) -> None:
    templates = desk.circlekeeper.shelf.templates
    thinking = next(one for one in templates if one.name == "thinking_rounds")
    prepares(desk, thinking, "Amara", "Bob", "Ceri")
    desk.press("Ctrl+Return")
    assert isinstance(desk.window.page, LivePage)
    assert "Round 1 of 3" in desk.press("Space")
    assert "Amara holds the talking piece" in desk.press("Space")
    notes(desk, "Listening is slow work.")
    goes_on_to(desk, 2)
    desk.press("S", "S", "Ctrl+Z", after_s=5)
    desk.press("Ctrl+K")
    desk.writes("ring bell")
    desk.press("Escape")
    desk.press("B")
    ends(desk)
    harvests(desk, "", "We meet again in May")
    desk.press("Ctrl+Return")
    wait_for(lambda: "Saved and checked" in desk.sees, lambda: desk.sees)
    assert [one.suffix for one in tmp_path.rglob("circle-*")]


def test_every_page_from_start_is_a_few_words_away(desk: Facilitator) -> None:
    desk.press("Ctrl+K")
    desk.writes("settings")
    desk.press("Return")
    assert isinstance(desk.window.page, SettingsPage)
    tab_to(desk, "Change keys")
    desk.press("Escape")
    assert isinstance(desk.window.page, StartPage)
