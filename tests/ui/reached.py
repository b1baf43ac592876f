"""What Tab reaches on a page, in which order, and whether it is seen where the focus is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QTextBrowser,
    QWidget,
)

from tests.ui.seen import focused, key_here
from tests.ui.sessions import settle
from ui.accessible import PaintedList
from ui.pages.over_page import OverPage
from ui.pages.review import ReviewPage
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.circle_picture import CirclePicture
from ui.widgets.place_row import PlaceRow

BY_HAND = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
_MOST = 200
HELD = {"start_keys", "live_keys", "commands"}
"""What lies over the page and holds the focus: any key goes back from the keys, and Tab from what can be done here."""


def not_by_keys(page: QWidget) -> list[str]:
    """What Tab does not go to in the order in which it is read, or where it is not seen that it went there."""
    reached = tabbed_round()
    kinds = {type(one): one for one in reversed(reached) if one not in pages_in(page)}
    return [
        *(f"the focus is not seen: {one}" for one in kinds.values() if not shows_focus(one)),
        *(f"out of turn: {one}" for one in out_of_turn(page, reached)),
        *(f"by mouse only: {one}" for one in by_mouse_only(page, reached)),
    ]


def tabbed_round() -> list[QWidget]:
    """All that Tab goes to until it comes back."""
    reached = list[QWidget]()
    while True:
        _tab()
        if focused() in reached:
            break
        reached.append(focused())
        assert is_in_sight(focused()), f"{name_of(focused())} has the focus out of sight"
        assert len(reached) < _MOST, "Tab does not come round"
    assert focused() is reached[0], (
        f"Tab comes back to {name_of(focused())}, not to {name_of(reached[0])}"
    )
    return reached


def _tab() -> None:
    """Tab, and through all links of a text that has some: they are one after another in the same widget."""
    before = QApplication.focusWidget()
    key_here(Qt.Key.Key_Tab)
    for _link in range(_MOST):
        if not (isinstance(before, QTextBrowser) and focused() is before):
            break
        key_here(Qt.Key.Key_Tab)


def pages_in(page: QWidget) -> list[QWidget]:
    """Those that take keys as a whole: nothing in them is marked then."""
    return [page, *page.findChildren(OverPage)]


def by_mouse_only(page: QWidget, reached: Sequence[QWidget]) -> list[str]:
    """What can be pressed or written in and is reached neither by Tab nor, from there, by the arrows."""
    there = [one for one in page.findChildren(QWidget) if isinstance(one, (*BY_HAND, PaintedList))]
    seen = [one for one in there if one.isVisible() and one.isEnabled()]
    left = [one for one in seen if one not in reached and not isinstance(one, QHeaderView)]
    return [
        f"{type(one).__name__} “{name_of(one)}”"
        for one in left
        if not _by_arrows(one, reached) and not _shows_only(one)
    ]


def _by_arrows(one: QWidget, reached: Sequence[QWidget]) -> bool:
    if isinstance(one, QRadioButton):
        return _from_radio(one, reached)
    row = one.parentWidget()
    if isinstance(row, ChoiceRow):
        return any(row.isAncestorOf(other) for other in reached)
    return any(one in _down_from(other) for other in reached if isinstance(other, PlaceRow))


def _from_radio(one: QRadioButton, reached: Sequence[QWidget]) -> bool:
    """Qt goes with the arrows through those of which one holds, and with Tab to that."""
    group, around = one.group(), one.parentWidget()
    together = around.findChildren(QRadioButton) if around else []
    beside = group.buttons() if group else together
    return any(other in reached for other in beside)


def _down_from(row: PlaceRow) -> list[QWidget]:
    row.setFocus()
    below = list[QWidget]()
    while focused() not in below:
        below.append(focused())
        key_here(Qt.Key.Key_Down)
    return below


def _shows_only(one: QWidget) -> bool:
    """The circle as it stood; nothing in it can be pressed."""
    return isinstance(one, CirclePicture)


def shows_focus(one: QWidget) -> bool:
    without, having = without_and_with_focus(one)
    return without != having


def without_and_with_focus(one: QWidget) -> tuple[QImage, QImage]:
    """What it looks like. Nothing scrolls to it, as it does when Tab goes there."""
    one.setFocus()
    settle()
    having = one.grab().toImage()
    one.clearFocus()
    settle()
    return one.grab().toImage(), having


def is_in_sight(one: QWidget) -> bool:
    QApplication.processEvents()
    inside = one.viewport() if isinstance(one, QAbstractScrollArea) else one
    return not inside.visibleRegion().isEmpty()


def out_of_turn(page: QWidget, reached: Sequence[QWidget]) -> list[str]:
    """What comes after something below it, or at its right, in the same part of the page; and a part that is left
    before its end. Tab goes round, so it counts wherever on the page it is taken to begin.
    """
    rounds = [[*reached[n:], *reached[:n]] for n in range(len(reached))]
    return min((_out_of_turn(page, one) for one in rounds), key=len, default=[])


def _out_of_turn(page: QWidget, reached: Sequence[QWidget]) -> list[str]:
    wrong = list[str]()
    left = set[QWidget]()
    for one, after in pairwise(reached):
        here, there = _part(page, one), _part(page, after)
        if here is not there:
            left.add(here)
            came_back = there in left and there is not page  # that has its head and its foot
        else:
            came_back = _is_before(page, after, one)
        if came_back:
            wrong.append(f"{name_of(after)} after {name_of(one)}")
    return wrong


def _part(page: QWidget, one: QWidget) -> QWidget:
    """A column, or what scrolls by itself; the rest is head and foot."""
    parts = (
        (page.archive, page.session, page.comments)
        if isinstance(page, ReviewPage)
        else page.findChildren(QScrollArea)
    )
    return next((part for part in parts if part.isAncestorOf(one)), page)


def _is_before(page: QWidget, one: QWidget, other: QWidget) -> bool:
    """By lines, and by columns: what is above, at the side on which reading ends, begins the next column."""
    here, there = (QRect(w.mapTo(page.window(), QPoint(0, 0)), w.size()) for w in (one, other))
    mirrored = page.isRightToLeft()
    ends, begins = (there, here) if mirrored else (here, there)
    if here.bottom() <= there.top():
        next_column = here.right() <= there.left() if mirrored else here.left() >= there.right()
        return not next_column
    beside = min(here.bottom(), there.bottom()) - max(here.top(), there.top())
    return beside > min(here.height(), there.height()) / 2 and ends.right() <= begins.left()


def name_of(one: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
