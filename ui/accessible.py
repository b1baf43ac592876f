"""What a screen reader finds in a widget that paints its own list, and what is said aloud."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import VoidPtr, getCppPointer


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

    def item_acts(self) -> Mapping[str, Callable[[int], object]]:
        """What can be done with an item, by the names that Qt has for acts; nothing where it is only read."""
        return {}


class Pictured(QWidget):
    """A widget that is a picture: its name says of what, its description what is to be seen."""


def announce(widget: QWidget, text: str) -> None:
    """Says a sentence now. For who holds the piece, silence, rounds; never for the clock."""
    if text and QAccessible.isActive():
        _send(QAccessibleAnnouncementEvent(widget, text))


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


class _ItemActs(QAccessibleActionInterface):
    """What a screen reader, or a voice, can do with a painted item: the same as a pointer."""

    def __init__(self, widget: PaintedList, i: int) -> None:
        super().__init__()
        self._widget, self._i = widget, i

    def actionNames(self) -> list[str]:
        return [*self._widget.item_acts()] if self._i < len(self._widget.said()) else []

    def doAction(self, actionName: str) -> None:  # noqa: N803 - Qt's names
        """Not before whoever asked has been answered: the item may go with what is done."""
        if actionName in self.actionNames():
            QTimer.singleShot(0, self._widget, partial(self._do, actionName))

    def _do(self, name: str) -> None:
        if name in self.actionNames():
            self._widget.item_acts()[name](self._i)

    def keyBindingsForAction(self, actionName: str) -> list[str]:  # noqa: N803 - Qt's names
        return []


class _Item(QAccessibleInterface):
    """One painted item. There is no object behind it.

    The stubs of PySide6 do not know that None is what Qt expects where there is nothing.
    """

    def __init__(self, widget: PaintedList, i: int) -> None:
        super().__init__()
        self._widget = widget
        self._i = i
        self._acts = _ItemActs(widget, i)

    def interface_cast(self, arg__1: QAccessible.InterfaceType) -> int:
        """An address, as one of VoidPtr: PySide6 takes 0 and None for objects, and the program ends there."""
        acts = arg__1 is QAccessible.InterfaceType.ActionInterface and self._widget.item_acts()
        address = getCppPointer(self._acts)[0] if acts else 0
        return VoidPtr(address)  # pyright: ignore[reportReturnType]

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
        state.focusable = int(self._widget.focusPolicy() is not Qt.FocusPolicy.NoFocus)
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

    def let_items_go(self) -> None:
        """Nothing is behind them by which Qt could know that they have gone."""
        for item in self._items:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((i for i, item in enumerate(self._items) if item is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        i = self._widget.item_at(self._widget.mapFromGlobal(QPoint(x, y)))
        return None if i is None else self.child(i)  # pyright: ignore[reportReturnType]

    def focusChild(self) -> QAccessibleInterface:
        i = self._widget.focused_item()
        return self if i is None else self.child(i)


_ROLES = {
    "MainWindow": QAccessible.Role.Window,
    "Pictured": QAccessible.Role.Graphic,
    "Pills": QAccessible.Role.Graphic,
    "MomentsKey": QAccessible.Role.Graphic,
    "_Sheet": QAccessible.Role.Graphic,
}
"""By the names of classes, so that none of them is imported for it."""


def _role(kind: str, widget: QWidget) -> QAccessible.Role | None:
    """What has a name and is nothing that Qt knows belongs together: a page, a card, a row of choices. Qt asks for
    "QWidget" last of all.
    """
    belongs_together = kind == "QWidget" and widget.accessibleName()
    return QAccessible.Role.Grouping if belongs_together else _ROLES.get(kind)


def install() -> None:
    """Lets screen readers find painted lists and pictures, and what belongs together. Once, after the application is
    made.
    """
    kept: dict[int, list[QAccessibleWidget]] = {}

    def interface_for(kind: str, thing: QObject | None) -> QAccessibleInterface | None:
        """Another one each time: Qt asks again when the class of a widget has grown, and ends each that it was given."""
        if isinstance(thing, PaintedList):
            made = _List(thing)
        elif isinstance(thing, QWidget) and (role := _role(kind, thing)):
            made = QAccessibleWidget(thing, role)
        else:
            return None
        key = id(thing)
        if key not in kept:
            kept[key] = []
            thing.destroyed.connect(lambda: let_go(key))
        kept[key].append(made)
        return made

    def let_go(key: int) -> None:
        """Qt ends them right after this; what Python ended before it would be ended twice."""
        gone = kept.pop(key, [])
        for one in gone:
            if isinstance(one, _List):
                one.let_items_go()
        QTimer.singleShot(0, gone.clear)

    QAccessible.installFactory(interface_for)
