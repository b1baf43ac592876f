"""The page that says what the kit protects: every sentence is there, and it is read and left by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from circle.protects import halves, intro
from tests.ui.facilitator import at_the_window
from ui.pages.cards import SafeKeepingPage
from ui.pages.protects import ProtectsPage
from ui.pages.start import StartPage
from ui.theme import Look


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> ProtectsPage:
    made = ProtectsPage(look)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def test_each_half_says_its_sentences_and_no_other(page: ProtectsPage) -> None:
    for card, half in zip(page.halves, halves(), strict=True):
        wanted = [half.heading, *(text for one in half.points for text in (one.what, one.more))]
        assert sorted(said(card)) == sorted(wanted)
    assert intro() in said(page)


def test_the_halves_stand_beside_each_other_where_there_is_room(
    page: ProtectsPage, qtbot: QtBot
) -> None:
    one, other = (card.geometry() for card in page.halves)
    assert one.top() == other.top()
    page.resize(700, 640)
    qtbot.waitUntil(lambda: page.halves[0].x() == page.halves[1].x())
    assert page.halves[1].y() > page.halves[0].geometry().bottom()


def test_it_is_read_to_its_end_and_left_by_keys(page: ProtectsPage, qtbot: QtBot) -> None:
    bar, left = page.column.verticalScrollBar(), QSignalSpy(page.left)
    assert bar.maximum() > 0
    qtbot.keyClick(page, Qt.Key.Key_Down)
    assert 0 < bar.value() < bar.pageStep() / 2
    for _page in range(1 + bar.maximum() // bar.pageStep()):
        qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(page, Qt.Key.Key_PageUp)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert bar.value() < bar.maximum()
    assert left.count() == 1


def test_it_is_read_from_safe_keeping_and_leads_back(qapp: QApplication, tmp_path: Path) -> None:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.click("Safe keeping…")
        desk.click("Read it")
        assert isinstance(desk.window.page, ProtectsPage)
        desk.press("Escape")
        assert isinstance(desk.window.page, SafeKeepingPage)
        desk.press("Escape")
        assert isinstance(desk.window.page, StartPage)
