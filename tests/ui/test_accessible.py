"""What a screen reader finds in the circle."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface

from tests.ui.seen import signals_of
from ui.accessible import announce, install
from ui.theme import Look
from ui.widgets.circle_picture import CirclePicture
from ui.widgets.circle_shown import CircleShown, Mark, SeatShown
from ui.widgets.circle_view import CircleView

SHOWN = CircleShown(
    seats=(
        SeatShown("f", "Farid", 1, Mark.HOLDER, said="Farid, seat 1, holds the piece"),
        SeatShown("g", "Gwen", 2, Mark.WAITING, next=True, said="Gwen, seat 2, next"),
        SeatShown("j", "Jo", 3, Mark.AWAY, said="Jo, seat 3, away"),
    ),
    upper="Farid holds the talking piece",
    lower="Gwen is next",
)


@pytest.fixture(scope="module", autouse=True)
def _screen_reader(qapp):
    install()


@pytest.fixture
def view(look: Look, qtbot) -> CircleView:
    made = CircleView(look)
    qtbot.addWidget(made)
    made.resize(620, 520)
    made.show_circle(SHOWN)
    made.show()
    qtbot.waitExposed(made)
    return made


def heard(view: CircleView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view)


def names(view: CircleView) -> list[str]:
    tree = heard(view)
    return [tree.child(i).text(QAccessible.Text.Name) for i in range(tree.childCount())]


def test_the_circle_is_a_list_of_seats(view: CircleView):
    tree = heard(view)
    assert tree.role() == QAccessible.Role.List
    assert tree.text(QAccessible.Text.Name) == "The circle"
    assert tree.text(QAccessible.Text.Description) == "Farid holds the talking piece. Gwen is next"
    assert names(view) == [
        "Farid, seat 1, holds the piece",
        "Gwen, seat 2, next",
        "Jo, seat 3, away",
    ]
    assert {tree.child(i).role() for i in range(3)} == {QAccessible.Role.ListItem}


def test_names_are_those_of_now(view: CircleView):
    assert "Gwen, seat 2, next" in names(view)
    gwen = replace(
        SHOWN.seats[1], mark=Mark.HOLDER, next=False, said="Gwen, seat 2, holds the piece"
    )
    view.show_circle(replace(SHOWN, seats=(SHOWN.seats[0], gwen)))
    assert names(view) == ["Farid, seat 1, holds the piece", "Gwen, seat 2, holds the piece"]


def test_a_seat_is_where_it_is_painted(view: CircleView):
    tree = heard(view)
    for i, seat in enumerate(view.placed.seats):
        box = tree.child(i).rect()
        point = view.mapToGlobal(seat.centre.toPoint())
        assert box.contains(point)
        assert tree.childAt(point.x(), point.y()) is tree.child(i)
    middle = view.mapToGlobal(QPoint(310, 260))
    assert tree.childAt(middle.x(), middle.y()) is None


def test_the_holder_is_the_one_that_is_selected(view: CircleView):
    tree = heard(view)
    assert [tree.child(i).state().selected for i in range(3)] == [1, 0, 0]


def test_the_focus_is_on_a_seat(view: CircleView, qtbot):
    view.activateWindow()
    qtbot.waitActive(view)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    tree = heard(view)
    assert tree.focusChild() is tree.child(1)
    assert [tree.child(i).state().focused for i in range(3)] == [0, 1, 0]


def test_a_child_knows_its_parent_and_place(view: CircleView):
    tree = heard(view)
    gwen = tree.child(1)
    assert gwen.parent() is tree
    assert tree.indexOfChild(gwen) == 1
    assert tree.child(3) is None


def test_a_seat_that_was_left_is_no_longer_there(view: CircleView):
    jo = heard(view).child(2)
    view.show_circle(replace(SHOWN, seats=SHOWN.seats[:2]))
    assert not jo.isValid()
    assert jo.text(QAccessible.Text.Name) == ""
    assert jo.rect().isEmpty()


def test_circles_come_and_go(look: Look, qtbot):
    """Interfaces made in Python are kept while their widget lives, and dropped with it."""
    for _time in range(50):
        view = CircleView(look)
        view.show_circle(SHOWN)
        assert len(names(view)) == 3
        view.deleteLater()
        del view
        qtbot.wait(0)
    gc.collect()
    another = CircleView(look)
    qtbot.addWidget(another)
    assert heard(another).childCount() == 0


def test_a_circle_that_learns_something_new_while_it_is_read_comes_and_goes(look: Look, qtbot):
    """Qt asks for it again then, and ends whatever it was given: once each."""
    for _time in range(50):
        view = CircleView(look)
        view.show_circle(SHOWN)
        first = heard(view).child(0)
        view.middle_chosen.connect(view.value)  # a method that Qt did not know
        assert names(view)
        assert first.isValid()
        view.deleteLater()
        del view, first
        qtbot.wait(0)


def acts(view: CircleView, i: int) -> QAccessibleActionInterface:
    return heard(view).child(i).actionInterface()


def test_what_a_pointer_does_with_a_seat_can_be_done_without_one(view: CircleView, qtbot):
    assert acts(view, 1).actionNames() == ["Press", "ShowMenu", "SetFocus"]
    chosen, asked = signals_of(view.seat_chosen), signals_of(view.seat_menu_asked)
    acts(view, 1).doAction("Press")
    acts(view, 2).doAction("ShowMenu")
    acts(view, 0).doAction("Sing")
    assert chosen == []
    qtbot.waitUntil(lambda: bool(asked))
    assert chosen == [("g", False)]
    assert [who for who, _where in asked] == ["j"]


def test_a_seat_that_has_gone_does_nothing_any_more(view: CircleView, qtbot):
    chosen = signals_of(view.seat_chosen)
    jo = acts(view, 2)
    jo.doAction("Press")
    view.show_circle(replace(SHOWN, seats=SHOWN.seats[:2]))
    qtbot.wait(10)
    assert (chosen, jo.actionNames()) == ([], [])


def test_a_picture_of_a_circle_is_only_read(look: Look, qtbot):
    picture = CirclePicture(look)
    qtbot.addWidget(picture)
    picture.show_circle(SHOWN)
    seat = QAccessible.queryAccessibleInterface(picture).child(0)
    assert seat.actionInterface() is None
    assert not seat.state().focusable


def test_the_clock_says_nothing(view: CircleView):
    before = names(view)
    view.show_clock("2:14", 0.5)
    view.show_clock("2:15", 0.6)
    tree = heard(view)
    assert names(view) == before
    assert "2:1" not in tree.text(QAccessible.Text.Description)
    assert "2:1" not in tree.text(QAccessible.Text.Value)


def test_an_announcement_needs_nobody_to_hear_it(view: CircleView):
    announce(view, "Gwen holds the talking piece")
    assert view.isVisible()
