"""The circle with hands: seats are chosen, moved and asked about, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessibleActionInterface,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPointingDevice,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from circle.seating import Place, gap_at, moved
from ui.accessible import tell_focus
from ui.theme import Look
from ui.widgets.circle_painting import Painted
from ui.widgets.circle_picture import CirclePicture
from ui.widgets.circle_shown import CircleShown, SeatShown
from ui.widgets.labels import as_tip

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
"""Clockwise and back; never mirrored, as the ring is not."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_PAD = Qt.KeyboardModifier.KeypadModifier
_ARROW, _HAND = Qt.CursorShape.ArrowCursor, Qt.CursorShape.PointingHandCursor


@dataclass(frozen=True, slots=True)
class _Press:
    """A button held down on a seat; `carried` once it has gone further than a click does."""

    seat: SeatShown
    start: QPointF
    now: QPointF
    carried: bool = False


class CircleView(CirclePicture):
    """It takes the focus from Tab only, so that a click leaves the keys with the session."""

    seat_chosen = Signal(str, bool)
    """The id of a seat, and whether Shift was held."""
    seat_moved = Signal(str, int)
    """The id of a seat, and its new position: 0 at the top, clockwise."""
    seat_menu_asked = Signal(str, QPoint)
    """The id of a seat, and the point on the screen for a menu."""
    middle_chosen = Signal()

    def __init__(
        self,
        look: Look,
        *,
        movable: bool = False,
        on_card: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, on_card=on_card, parent=parent)
        self._movable = movable
        self._focused = 0
        self._touched: int | None = None
        self._press: _Press | None = None
        self._asked = False
        """For the menu, by the finger that is down."""
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.timeout.connect(self._ask_by_finger)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)

    def show_circle(self, shown: CircleShown) -> None:
        if shown == self._shown:
            return
        self._press = None
        self._focused = _still_at(self._focused, self._shown.seats, shown.seats)
        self._touch(None)
        super().show_circle(shown)
        if self.hasFocus():
            self._update_seat(self._focused)

    def focused_item(self) -> int | None:
        return self._focused if self.hasFocus() and self._shown.seats else None

    @property
    def focused_person(self) -> str | None:
        """The id of whoever sits on the seat that has the focus."""
        at = self.focused_item()
        return None if at is None else self._shown.seats[at].id

    def item_acts(self) -> Mapping[str, Callable[[int], object]]:
        acts = QAccessibleActionInterface
        return {
            acts.pressAction(): lambda at: self.seat_chosen.emit(self._seats[at].id, False),
            acts.showMenuAction(): self._ask_for_menu,
            acts.setFocusAction(): self._take_focus,
        }

    def _take_focus(self, at: int) -> None:
        self._focused = at
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_on(at)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._placed_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and at is not None:
            self._press = _Press(self._seats[at], event.position(), event.position())
            if event.pointerType() is QPointingDevice.PointerType.Finger:
                self._held.start(QApplication.styleHints().mousePressAndHoldInterval())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            self._touch(self._placed_at(event.position()))
            return
        far = (event.position() - self._press.start).manhattanLength()
        carried = self._press.carried or far >= QApplication.startDragDistance()
        if self._movable and carried:
            self._carry(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        press, self._press = self._press, None
        held, self._asked = self._asked, False
        self._held.stop()
        if held:
            return
        at = self._placed_at(event.position())
        if press is None:
            if at is None and self._layout.middle.box.contains(event.position()):
                self.middle_chosen.emit()
        elif press.carried:
            self._put_down(press)
        elif at is not None and self._seats[at].id == press.seat.id:
            self.seat_chosen.emit(press.seat.id, _is_shifted(event))

    def leaveEvent(self, event: QEvent) -> None:
        self._touch(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._ask_for_menu(self.focused_item())
        else:
            self._ask_for_menu(self._placed_at(QPointF(event.pos())), event.globalPos())

    # The keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            if self._is_for_seats(event):
                event.accept()
                return True
        elif isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_whole_name(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._is_for_seats(event):
            event.ignore()
            return
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(
                _STEPS[key], move=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            )
        elif key in _ENDS:
            self._focus_on(_ENDS[key] % len(self._seats))
        elif key in _ENTER:
            self.seat_chosen.emit(self._seats[self._focused].id, _is_shifted(event))
        elif key is Qt.Key.Key_Escape:
            self.clearFocus()
        else:
            self._ask_for_menu(self._focused)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_on(self._focused)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._update_seat(self._focused)

    def _is_for_seats(self, event: QKeyEvent) -> bool:
        """Space is never taken: it passes the piece."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            return True
        if not self._seats:
            return False
        if key in _STEPS:
            moves = event.modifiers() == Qt.KeyboardModifier.ControlModifier and self._movable
            return moves or not event.modifiers() & ~_PAD
        if key == Qt.Key.Key_F10:
            return event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        return key in _ENDS or key in _ENTER or key == Qt.Key.Key_Menu

    def _step(self, by: int, *, move: bool) -> None:
        to = (self._focused + by) % len(self._seats)
        if move:
            self.seat_moved.emit(self._seats[self._focused].id, to)
        else:
            self._focus_on(to)

    def _focus_on(self, at: int) -> None:
        self._update_seat(self._focused)
        self._focused = at
        self._update_seat(at)
        tell_focus(self)

    def _ask_for_menu(self, at: int | None, point: QPoint | None = None) -> None:
        if at is not None:
            on_seat = self.mapToGlobal(self._layout.seats[at].centre.toPoint())
            self.seat_menu_asked.emit(self._seats[at].id, on_seat if point is None else point)

    def _ask_by_finger(self) -> None:
        """A finger has no other button: held down on a seat it asks for its menu."""
        press, self._press = self._press, None
        if press is not None and not press.carried:
            self._asked = True
            self._ask_for_menu(self._placed_at(press.start))

    # Seats under the pointer

    def _painted(self) -> Painted:
        painted = replace(super()._painted(), focused=self.focused_item(), touched=self._touched)
        press = self._press
        if press is None or not press.carried:
            return painted
        return replace(painted, carried=self._seats.index(press.seat), carried_to=press.now)

    def _placed_at(self, point: QPointF) -> int | None:
        return self._layout.seat_at(point)

    def _touch(self, at: int | None) -> None:
        if at == self._touched:
            return
        self._update_seat(self._touched)
        self._touched = at
        self._update_seat(at)
        self.setCursor(_ARROW if at is None else _HAND)

    def _carry(self, point: QPointF) -> None:
        """The others make room while a seat is carried; nothing has moved until it is put down."""
        if self._press is None:
            return
        self._touch(None)
        seat = self._press.seat
        self._press = replace(self._press, now=point, carried=True)
        to = gap_at(Place(point.x(), point.y()), [placed.place for placed in self._layout.seats])
        if self._seats.index(seat) != to:
            self._show_seats(moved(self._seats, seat, to))
        self.update()

    def _put_down(self, press: _Press) -> None:
        to = self._seats.index(press.seat)
        self._show_seats(self._shown.seats)
        self.update()
        if self._seats.index(press.seat) != to:
            self.seat_moved.emit(press.seat.id, to)

    def _update_seat(self, at: int | None) -> None:
        if at is not None and at < len(self._layout.seats):
            self.update(self.item_box(at))

    def _show_whole_name(self, event: QHelpEvent) -> None:
        at = self._placed_at(QPointF(event.pos()))
        if at is None or self._layout.name_of(at).whole:
            QToolTip.hideText()
            return
        QToolTip.showText(event.globalPos(), as_tip(self._seats[at].alias), self, self.item_box(at))


def _is_shifted(event: QKeyEvent | QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _still_at(at: int, before: Sequence[SeatShown], after: Sequence[SeatShown]) -> int:
    """Where the person is now who was at a position; the position when they are gone."""
    if at < len(before):
        person = before[at].id
        at = next((i for i, seat in enumerate(after) if seat.id == person), at)
    return min(at, max(0, len(after) - 1))
