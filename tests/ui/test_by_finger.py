"""Touch: what is too small is found, a tap is a click, a held finger asks for the menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QScroller,
    QScrollerProperties,
    QWidget,
)
from shiboken6 import isValid

from tests.ui.facilitator import NAMES, Facilitator, an_evening, at_the_window
from tests.ui.large_enough import too_small
from ui.by_finger import ByFinger
from ui.main_window import SMALLEST, USUAL
from ui.widgets.scroll_column import ScrollColumn


@pytest.fixture
def desk(qapp, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


def test_what_settings_show_for_one_switch_is_large_enough(desk: Facilitator) -> None:
    desk.press("Ctrl+,")
    desk.click("One switch")
    for size in (USUAL, SMALLEST):
        desk.window.resize(*size)
        QApplication.processEvents()
        assert too_small(desk.window) == set()


def test_what_is_too_small_is_found(desk: Facilitator) -> None:
    desk.button("Keys").setFixedHeight(30)
    QApplication.processEvents()
    assert len(too_small(desk.window)) == 1


# A finger


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    return QTest.createTouchDevice()


def touch(window: QWidget, screen: QPointingDevice, *path: QPoint, up: bool = True) -> None:
    """A finger goes down at the first point, along the others, and up."""
    for number, at in enumerate(path):
        sequence = QTest.touchEvent(window, screen, False)
        (sequence.move if number else sequence.press)(0, at, window)
        sequence.commit()
        QTest.qWait(
            3
        )  # Qt gives touches the time of the wall, and none of them goes far in no time
    if up:
        QTest.touchEvent(window, screen, False).release(0, path[-1], window).commit()
        QApplication.processEvents()


def seat_of(desk: Facilitator, alias: str) -> QPoint:
    seat = desk.circle.placed.seats[desk.place_of(alias)].centre.toPoint()
    return desk.circle.mapTo(desk.window, seat)


def test_a_tap_on_a_seat_gives_the_piece(desk: Facilitator, screen: QPointingDevice) -> None:
    desk.begins(an_evening(NAMES, ["open"]))
    desk.clock.advance(2_000)
    touch(desk.window, screen, seat_of(desk, "Dev"))
    assert "Dev holds the talking piece" in desk.sees


def test_a_finger_that_is_held_on_a_seat_opens_its_menu_and_gives_nothing(
    desk: Facilitator, screen: QPointingDevice
) -> None:
    desk.begins(an_evening(NAMES, ["open"]))
    desk.clock.advance(2_000)
    before = desk.stored_events
    touch(desk.window, screen, seat_of(desk, "Dev"), up=False)
    timers = [one for one in desk.circle.findChildren(QTimer) if one.isActive()]
    (held,) = timers
    held.stop()
    held.timeout.emit()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    QTest.touchEvent(desk.window, screen, False).release(
        0, seat_of(desk, "Dev"), desk.window
    ).commit()
    assert desk.stored_events == before


def test_a_mouse_that_is_held_on_a_seat_opens_no_menu(desk: Facilitator) -> None:
    desk.begins(an_evening(NAMES, ["open"]))
    at = desk.circle.placed.seats[0].centre.toPoint()
    QTest.mousePress(desk.circle, Qt.MouseButton.LeftButton, pos=at)
    assert not [one for one in desk.circle.findChildren(QTimer) if one.isActive()]
    QTest.mouseRelease(desk.circle, Qt.MouseButton.LeftButton, pos=at)


def test_a_column_scrolls_with_a_finger_and_nothing_is_clicked(
    desk: Facilitator, screen: QPointingDevice
) -> None:
    assert screen in QInputDevice.devices()
    ByFinger(desk.window, desk.circlekeeper.look, desk.circlekeeper)
    desk.window.resize(*SMALLEST)
    page = desk.circlekeeper.start
    QApplication.processEvents()
    columns = [one for one in page.findChildren(ScrollColumn) if one.isVisible()]
    column = next(one for one in columns if one.verticalScrollBar().maximum() > 100)
    middle = column.mapTo(desk.window, column.rect().center())
    touch(desk.window, screen, *(middle - QPoint(0, step) for step in (0, 20, 60, 100, 140, 150)))
    assert column.verticalScrollBar().value() > 0
    assert desk.window.page is page, "no card was chosen"


@pytest.mark.parametrize("still", [False, True])
def test_where_nothing_is_to_move_by_itself_a_column_stays_where_the_finger_left_it(
    desk: Facilitator, screen: QPointingDevice, *, still: bool
) -> None:
    assert screen in QInputDevice.devices()
    desk.circlekeeper.look.still = still
    ByFinger(desk.window, desk.circlekeeper.look, desk.circlekeeper)
    desk.window.resize(*SMALLEST)
    column = next(one for one in desk.circlekeeper.start.findChildren(ScrollColumn))
    middle = column.mapTo(desk.window, column.rect().center())
    touch(desk.window, screen, *(middle - QPoint(0, step) for step in (0, 20, 60, 100, 140, 150)))
    properties = QScroller.scroller(column.viewport()).scrollerProperties()
    fastest = properties.scrollMetric(QScrollerProperties.ScrollMetric.MaximumVelocity)
    assert (fastest == 0) is still


def test_a_finger_still_scrolls_after_every_page_was_made_anew(desk: Facilitator) -> None:
    finger = ByFinger(desk.window, desk.circlekeeper.look, desk.circlekeeper)
    desk.circlekeeper.anew()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert isValid(finger)
