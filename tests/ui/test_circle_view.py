"""The circle under the hand: clicks, keys, seats that are carried, names that are asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.circles import HARD, NAMES, Views, circle, count, focus, middle_of
from ui.theme import THEMES, Look
from ui.widgets.circle_shown import CircleShown
from ui.widgets.circle_view import CircleView


@pytest.fixture
def make(look: Look, qtbot: QtBot) -> Views:
    return Views(look, qtbot)


# What a click does


@pytest.mark.parametrize("n", [1, 2, 3, 11, 24, 40])
@pytest.mark.parametrize(("width", "height"), [(620, 520), (960, 636), (560, 420)])
def test_a_click_on_the_middle_of_a_seat_chooses_its_person(make, qtbot, n, width, height):
    view = make(circle(NAMES[:n]), width, height)
    chosen: list[tuple[str, bool]] = []
    view.seat_chosen.connect(lambda seat, shifted: chosen.append((seat, shifted)))
    for i in range(n):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle_of(view, i))
    assert chosen == [(str(i), False) for i in range(n)]


def test_a_click_on_a_name_beside_its_seat_chooses_too(make, qtbot):
    view = make(circle(NAMES))
    assert not view.placed.names_inside
    for i, seat in enumerate(view.placed.seats):
        with qtbot.waitSignal(view.seat_chosen) as chosen:
            point = seat.name.box.center().toPoint()
            qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=point)
        assert chosen.args == [str(i), False]


def test_shift_says_that_the_running_turn_is_meant(make, qtbot):
    view = make(circle(NAMES[:11]))
    with qtbot.waitSignal(view.seat_chosen) as chosen:
        shift = Qt.KeyboardModifier.ShiftModifier
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, shift, middle_of(view, 6))
    assert chosen.args == ["6", True]


def test_a_press_that_ends_elsewhere_chooses_nobody(make, qtbot):
    view = make(circle(NAMES[:11]))
    with qtbot.assertNotEmitted(view.seat_chosen):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle_of(view, 2))
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle_of(view, 8))


def test_a_click_leaves_the_focus_where_it_was(look, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    button, view = QPushButton("Notes"), CircleView(look)
    column.addWidget(button)
    column.addWidget(view)
    view.show_circle(circle(NAMES[:11]))
    page.resize(700, 600)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle_of(view, 2))
    assert button.hasFocus()


def test_a_click_on_the_words_in_the_middle_is_told(make, qtbot):
    view = make(circle(NAMES[:11]))
    with qtbot.waitSignal(view.middle_chosen):
        centre = view.placed.middle.upper.box.center().toPoint()
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=centre)


def test_the_other_mouse_button_asks_for_the_menu_of_a_seat(make, qtbot):
    view = make(circle(NAMES[:11]))
    point = middle_of(view, 4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.mapToGlobal(point))
    with qtbot.waitSignal(view.seat_menu_asked) as asked:
        QApplication.sendEvent(view, event)
    assert asked.args == ["4", view.mapToGlobal(point)]


# Keys


def test_arrows_go_round_clockwise_and_enter_chooses(make, qtbot):
    view = make(circle(NAMES[:11]))
    focus(view, qtbot)
    seen = []
    view.seat_chosen.connect(lambda seat, shifted: seen.append((seat, shifted)))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    for _step in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier)
    assert seen == [("2", False), ("10", True)]


def test_arrows_go_the_same_way_where_the_language_is_read_from_the_right(make, qtbot):
    view = make(circle(NAMES[:11]))
    before = [seat.centre for seat in view.placed.seats]
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.resize(621, 520)
    assert [seat.centre.x() < 310 for seat in view.placed.seats] == [c.x() < 310 for c in before]
    focus(view, qtbot)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.focused_item() == 1


def test_the_ring_of_the_focus_is_seen(make, qtbot):
    view = make(circle(NAMES[:11]))
    without = view.grab().toImage()
    focus(view, qtbot)
    qtbot.keyClick(view, Qt.Key.Key_End)
    seat = view.placed.seats[10]
    box = seat.box.toAlignedRect()
    inked = count(view.grab().toImage(), THEMES["light"].ink, box)
    assert inked > count(without, THEMES["light"].ink, box) + 100


def test_space_is_not_taken(make, qtbot):
    """It passes the piece, wherever the focus is in the circle."""
    view = make(circle(NAMES[:11]))
    focus(view, qtbot)
    with qtbot.assertNotEmitted(view.seat_chosen):
        event = _key_event(QEvent.Type.ShortcutOverride, Qt.Key.Key_Space)
        QApplication.sendEvent(view, event)
        assert not event.isAccepted()
        press = _key_event(QEvent.Type.KeyPress, Qt.Key.Key_Space)
        QApplication.sendEvent(view, press)
        assert not press.isAccepted()


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Home, Qt.Key.Key_Escape]
)
def test_keys_for_seats_are_kept_from_shortcuts(make, qtbot, key):
    view = make(circle(NAMES[:11]))
    focus(view, qtbot)
    event = _key_event(QEvent.Type.ShortcutOverride, key)
    QApplication.sendEvent(view, event)
    assert event.isAccepted()


def test_escape_lets_the_focus_go(make, qtbot):
    view = make(circle(NAMES[:11]))
    focus(view, qtbot)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view.hasFocus()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_the_menu_key_asks_for_the_menu_once(make, qtbot, key, modifier):
    view = make(circle(NAMES[:11]))
    focus(view, qtbot)
    asked = []
    view.seat_menu_asked.connect(lambda seat, point: asked.append((seat, point)))
    qtbot.keyClick(view, key, modifier)
    assert asked == [("0", view.mapToGlobal(middle_of(view, 0)))]


def test_the_focus_stays_with_a_person_who_moves(make, qtbot):
    shown = circle(NAMES[:5])
    view = make(shown)
    focus(view, qtbot)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    view.show_circle(replace(shown, seats=(*shown.seats[2:], *shown.seats[:2])))
    assert view.focused_item() == 4
    view.show_circle(replace(shown, seats=shown.seats[2:4]))
    assert view.focused_item() == 1


def test_an_empty_circle_takes_keys_and_clicks(make, qtbot):
    view = make(CircleShown())
    focus(view, qtbot)
    with qtbot.assertNotEmitted(view.seat_chosen):
        qtbot.keyClick(view, Qt.Key.Key_Right)
        qtbot.keyClick(view, Qt.Key.Key_Return)
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(310, 40))
    assert view.focused_item() is None


# Moving seats


def drag(view: CircleView, start: QPoint, *stops: QPoint) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for stop in stops:
        point = QPointF(stop)
        QApplication.sendEvent(
            view,
            QMouseEvent(
                QEvent.Type.MouseMove,
                point,
                view.mapToGlobal(point),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            ),
        )
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=stops[-1])


def test_a_seat_is_carried_to_another_place(make, qtbot):
    view = make(circle(NAMES[:11], holder=None), movable=True)
    with (
        qtbot.assertNotEmitted(view.seat_chosen),
        qtbot.waitSignal(view.seat_moved) as told,
    ):
        drag(view, middle_of(view, 1), QPoint(310, 260), middle_of(view, 7))
    assert told.args == ["1", 7]


def test_the_others_make_room_while_a_seat_is_carried(make, qtbot):
    view = make(circle(NAMES[:5], holder=None), movable=True)
    places = [middle_of(view, i) for i in range(5)]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=places[0])
    QTest.mouseMove(view, places[2])
    qtbot.waitUntil(
        lambda: [seat.shown.alias for seat in view.placed.seats][:3] == ["Bob", "Ceri", "Amara"]
    )
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=places[2])
    assert [seat.shown.alias for seat in view.placed.seats] == NAMES[:5]


def test_a_seat_put_back_has_not_moved(make, qtbot):
    view = make(circle(NAMES[:11], holder=None), movable=True)
    with qtbot.assertNotEmitted(view.seat_moved), qtbot.assertNotEmitted(view.seat_chosen):
        drag(view, middle_of(view, 1), QPoint(310, 260), middle_of(view, 1))


def test_seats_stay_where_they_are_while_the_circle_is_open(make, qtbot):
    view = make(circle(NAMES[:11]))
    with qtbot.assertNotEmitted(view.seat_moved):
        drag(view, middle_of(view, 1), QPoint(310, 260), middle_of(view, 7))


def test_ctrl_and_arrows_move_a_seat(make, qtbot):
    view = make(circle(NAMES[:11], holder=None), movable=True)
    focus(view, qtbot)
    ctrl = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(view.seat_moved) as told:
        qtbot.keyClick(view, Qt.Key.Key_Left, ctrl)
    assert told.args == ["0", 10]
    with qtbot.waitSignal(view.seat_moved) as told:
        qtbot.keyClick(view, Qt.Key.Key_Right, ctrl)
    assert told.args == ["0", 1]


# Names


def test_a_name_that_is_cut_short_is_whole_in_its_tooltip(make, qtbot):
    view = make(circle(HARD))
    cut = [seat for seat in view.placed.seats if not seat.name.whole]
    assert {seat.shown.alias for seat in cut} >= {HARD[0], HARD[4]}
    assert all(seat.name.text.endswith("…") for seat in cut)
    QTest.mouseMove(view, cut[0].centre.toPoint())
    QApplication.sendEvent(view, _help(view, cut[0].centre.toPoint()))
    qtbot.waitUntil(lambda: HARD[0] in QToolTip.text())
    QToolTip.hideText()


def test_a_name_is_never_read_as_markup(make, qtbot):
    view = make(circle(["<b>Bob</b> with a name that is far too long for a seat", "Li", "Jo"]))
    QApplication.sendEvent(view, _help(view, middle_of(view, 0)))
    qtbot.waitUntil(lambda: "&lt;b&gt;Bob" in QToolTip.text())
    QToolTip.hideText()


def test_a_widget_in_the_middle_stands_under_the_words(make, qtbot):
    view = make(replace(circle(NAMES[:11], holder=None), upper="11 seats", lower=""))
    button = QPushButton("Add or paste names")
    view.put_below(button)
    qtbot.waitUntil(button.isVisible)
    assert abs(button.geometry().center().x() - 310) <= 2
    assert button.geometry().top() >= view.placed.middle.upper.box.bottom() - 2
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _key_event(kind: QEvent.Type, key: Qt.Key) -> QKeyEvent:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    return event


def _help(view: CircleView, point: QPoint) -> QHelpEvent:
    return QHelpEvent(QEvent.Type.ToolTip, point, view.mapToGlobal(point))
