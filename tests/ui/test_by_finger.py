"""Touch: all that is pressed is at least 44 pixels high and wide, a tap is a click, a held finger asks for the menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScroller,
    QScrollerProperties,
    QWidget,
)
from shiboken6 import isValid

from exports import aside
from tests.ui.facilitator import NAMES, Facilitator, an_evening, at_the_window
from ui import pictures
from ui.by_finger import ByFinger
from ui.pages.keys import KeysPage
from ui.pictures import SMALL, USUAL, Studio
from ui.pictures_of_keeping import fill_kit, take_keeping
from ui.pictures_of_review import take_review
from ui.widgets.circle_view import CircleView
from ui.widgets.key_button import TARGET
from ui.widgets.scroll_column import ScrollColumn

CONTROLS = QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox | QAbstractSpinBox
_ROWS = 30


def too_small(window: QWidget) -> set[str]:
    """What can be pressed in the window, and is lower or narrower than a finger needs."""
    found = set[str]()
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        for what, width, height in _pressed(widget):
            if width < TARGET or height < TARGET:
                found.add(f"{type(widget).__name__} “{what}” {width} × {height}")
    return found


def _pressed(widget: QWidget) -> Iterator[tuple[str, int, int]]:
    if isinstance(widget, CircleView):
        near = widget.placed.seat_at
        for at, seat in enumerate(widget.placed.seats):
            sides = (QPoint(21, 0), QPoint(-21, 0), QPoint(0, 21), QPoint(0, -21))
            if any(near(seat.centre + side) != at for side in sides):
                yield widget.shown.seats[at].alias, 0, 0
    elif isinstance(widget, QAbstractItemView):
        yield from _rows(widget)
    elif isinstance(widget, CONTROLS) and _is_one(widget):
        yield widget.accessibleName(), widget.width(), widget.height()


def _is_one(widget: QWidget) -> bool:
    """Not the line within a field for numbers, nor Qt's own corner of a table, which does nothing here."""
    return not isinstance(widget.parentWidget(), QAbstractSpinBox | QAbstractItemView)


def _rows(view: QAbstractItemView) -> Iterator[tuple[str, int, int]]:
    model = view.model()
    for number in range(min(model.rowCount(), _ROWS)):
        index = model.index(number, 0)
        box = view.visualRect(index)
        can = bool(model.flags(index) & Qt.ItemFlag.ItemIsEnabled)
        if can and view.viewport().rect().contains(box):
            yield str(index.data()), box.width(), box.height()


class Measured(Studio):
    """In place of pictures."""

    def __init__(self, app: QApplication, kit: Path) -> None:
        super().__init__(app, kit, kit)
        self.found: dict[str, set[str]] = {}
        self.taken = 0

    def take(
        self, name: str, size: tuple[int, int] = USUAL, *, scale: float = 1.0, theme: str = "light"
    ) -> None:
        if scale != 1.0 or theme != "light":
            return
        for each in {size, SMALL}:
            self._dress(each, scale, theme)
            self.taken += 1
            if small := too_small(self.circlekeeper.window):
                self.found[f"{name} {each}"] = small


WALKS = {
    "a session": (
        pictures._close_of_the_first,
        pictures._leaving,
        pictures._decks,
        pictures._prepare,
        pictures._live,
        pictures._start,
    ),
    "in parts": (pictures._live_in_parts,),
    "review": (take_review,),
    "keeping": (take_keeping,),
}


@pytest.mark.parametrize("walk", WALKS)
def test_all_that_is_pressed_is_large_enough(qapp: QApplication, walk: str) -> None:
    with TemporaryDirectory() as folder:
        kit = Path(folder)
        if walk == "keeping":
            fill_kit(kit)
        studio = Measured(qapp, kit)
        try:
            for take in WALKS[walk]:
                take(studio)
        finally:
            studio.circlekeeper.window.close()
            studio.circlekeeper.window.deleteLater()
            studio.circlekeeper.deleteLater()
            aside.stop()
        assert studio.taken
        assert studio.found == {}


@pytest.fixture
def desk(qapp, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


def test_settings_keys_and_the_palette_are_large_enough(desk: Facilitator) -> None:
    desk.press("Ctrl+,")
    desk.click("One switch")
    for size in (USUAL, SMALL):
        desk.window.resize(*size)
        QApplication.processEvents()
        assert too_small(desk.window) == set()
    desk.click("Change keys")
    assert isinstance(desk.window.page, KeysPage)
    assert too_small(desk.window) == set()
    desk.press("Ctrl+K")
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
    desk.window.resize(*SMALL)
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
    desk.window.resize(*SMALL)
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
