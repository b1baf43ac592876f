"""What a screen reader finds in a widget that paints its own list, and what is said aloud."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class PaintedList(QWidget):
    """A widget that paints items. What it says of them is asked for when a screen reader asks."""

    def said(self) -> tuple[str, ...]:
        """What is said of each item, in their order."""
        raise NotImplementedError

    def item_box(self, i: int) -> QRect:
        """Where an item is, in the widget."""
        raise NotImplementedError

    def item_at(self, point: QPoint) -> int | None:
        raise NotImplementedError

    def focused_item(self) -> int | None:
        raise NotImplementedError

    def is_chosen(self, i: int) -> bool:
        """Whether an item stands out from the others, as the holder of the piece does."""
        raise NotImplementedError

    def what_it_says(self) -> str:
        """The sentence that goes with the whole list."""
        raise NotImplementedError

    def value(self) -> str:
        """Where one has come to in it, in words; empty where there is no such thing."""
        return ""


class Pictured(QWidget):
    """A widget that is a picture: its name says of what, its description what is to be seen."""


def announce(widget: QWidget, text: str) -> None:
    """Says a sentence now. For who holds the piece, silence, rounds; never for the clock."""
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def tell_items(widget: PaintedList, before: Sequence[str], after: Sequence[str]) -> None:
    """Tells screen readers that items changed: their names, or also how many there are."""
    if not QAccessible.isActive() or before == after:
        return
    listed = QAccessible.queryAccessibleInterface(widget)
    if len(before) != len(after):
        _send(QAccessibleEvent(widget, QAccessible.Event.ObjectReorder))
        return
    for i, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new and (item := listed.child(i)) is not None:
            _send(QAccessibleEvent(item, QAccessible.Event.NameChanged))


def tell_focus(widget: PaintedList) -> None:
    i = widget.focused_item()
    if i is None or not QAccessible.isActive():
        return
    if (item := QAccessible.queryAccessibleInterface(widget).child(i)) is not None:
        _send(QAccessibleEvent(item, QAccessible.Event.Focus))


def _send(event: QAccessibleEvent) -> None:
    QAccessible.updateAccessibility(event)


class _Item(QAccessibleInterface):
    """One painted item. There is no object behind it.

    The stubs of PySide6 do not know that None is what Qt expects where there is nothing.
    """

    def __init__(self, widget: PaintedList, i: int) -> None:
        super().__init__()
        self._widget = widget
        self._i = i

    def isValid(self) -> bool:
        return self._i < len(self._widget.said())

    def object(self) -> QObject:
        return None  # pyright: ignore[reportReturnType]

    def window(self) -> QWindow:
        return self._widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._widget)

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        return None  # pyright: ignore[reportReturnType]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return None  # pyright: ignore[reportReturnType]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        if kind is not QAccessible.Text.Name or not self.isValid():
            return ""
        return self._widget.said()[self._i]

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        pass

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        box = self._widget.item_box(self._i)
        return QRect(self._widget.mapToGlobal(box.topLeft()), box.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = 1
            return state
        state.focusable = 1
        state.selectable = 1
        state.selected = int(self._widget.is_chosen(self._i))
        state.focused = int(self._widget.focused_item() == self._i)
        state.invisible = int(not self._widget.isVisible())
        return state

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()


class _List(QAccessibleWidget):
    """The widget with its items. It keeps them: Qt does not."""

    def __init__(self, widget: PaintedList) -> None:
        super().__init__(widget, QAccessible.Role.List)
        self._widget = widget
        self._items: list[_Item] = []

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Description:
            return self._widget.what_it_says()
        if kind is QAccessible.Text.Value:
            return self._widget.value()
        return super().text(kind)

    def childCount(self) -> int:
        return len(self._widget.said())

    def child(self, index: int) -> QAccessibleInterface:
        return self._item(index)  # pyright: ignore[reportReturnType]

    def _item(self, index: int) -> _Item | None:
        count = self.childCount()
        while len(self._items) < count:
            item = _Item(self._widget, len(self._items))
            QAccessible.registerAccessibleInterface(item)
            self._items.append(item)
        return self._items[index] if 0 <= index < count else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((i for i, item in enumerate(self._items) if item is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        i = self._widget.item_at(self._widget.mapFromGlobal(QPoint(x, y)))
        return None if i is None else self.child(i)  # pyright: ignore[reportReturnType]

    def focusChild(self) -> QAccessibleInterface:
        i = self._widget.focused_item()
        return self if i is None else self.child(i)


_PICTURE = QAccessible.Role.Graphic


def install() -> None:
    """Lets screen readers find painted lists and pictures. Once, after the application is made."""
    kept: dict[int, QAccessibleWidget] = {}

    def interface_for(_kind: str, thing: QObject | None) -> QAccessibleInterface | None:
        if not isinstance(thing, PaintedList | Pictured):
            return None
        key = id(thing)
        if key not in kept:
            painted = isinstance(thing, PaintedList)
            kept[key] = _List(thing) if painted else QAccessibleWidget(thing, _PICTURE)
            thing.destroyed.connect(lambda: kept.pop(key, None))
        return kept[key]

    QAccessible.installFactory(interface_for)
