"""What is to be found of a text in the program, in whatever widget, model or tree."""

from __future__ import annotations

import gc
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QTextDocument
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from tests.ui.facilitator import Facilitator
from ui.accessible import PaintedList


def settle() -> None:
    """Whatever is to go has gone, from Python too, which takes long."""
    for _turn in range(3):
        come_to_rest(turns=1)
        gc.collect()


def come_to_rest(turns: int = 3) -> None:
    """What is shown is where it stays, and what Qt is to delete is deleted."""
    for _turn in range(turns):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def places_of(words: str, desk: Facilitator) -> list[str]:
    """Where the words are, by the class and the property; empty where they are nowhere."""
    settle()
    found = [f"{type(one).__name__}: {text[:80]}" for one, text in _texts() if words in text]
    found += [f"accessible: {text[:80]}" for text in _accessible(desk.window) if words in text]
    return found


def _texts() -> Iterator[tuple[QObject, str]]:
    for one in every_object():
        for name in _properties(one):
            try:
                value = one.property(name)
            except RuntimeError:  # of a kind that Python does not know, and no text
                continue
            if isinstance(value, str):
                yield one, value
            elif isinstance(value, list):
                yield from ((one, text) for text in value if isinstance(text, str))
        yield from ((one, text) for text in _own_texts(one))


def every_object() -> list[QObject]:
    """Those with parents, those that Qt knows as widgets, and those that only Python holds."""
    roots: list[QObject] = [*QApplication.allWidgets(), *QApplication.topLevelWidgets()]
    for held in gc.get_objects():
        try:
            if isinstance(held, QObject):
                held.objectName()  # raises where Qt's side is gone
                roots.append(held)
        except (RuntimeError, ReferenceError):
            continue
    found = {id(one): one for root in roots for one in (root, *root.findChildren(QObject))}
    return [*found.values()]


def _properties(one: QObject) -> list[str]:
    meta = one.metaObject()
    return [str(meta.property(n).name()) for n in range(meta.propertyCount())]


def _own_texts(one: QObject) -> Iterator[str]:
    if isinstance(one, QLabel | QLineEdit | QAction):
        yield one.text()
    if isinstance(one, QLineEdit):
        yield from (one.placeholderText(), one.selectedText())
        if one.isUndoAvailable():
            kept = one.text()
            one.undo()
            yield one.text()
            one.redo()
            assert one.text() == kept
    if isinstance(one, QPlainTextEdit):
        yield from (one.toPlainText(), one.placeholderText())
    if isinstance(one, QTextDocument):
        yield one.toPlainText()
        if one.isUndoAvailable():
            one.undo()
            yield one.toPlainText()
            one.redo()
    if isinstance(one, QWidget):
        yield from (one.toolTip(), one.whatsThis(), one.statusTip(), one.windowTitle())
        yield from (one.accessibleName(), one.accessibleDescription())
    if isinstance(one, QComboBox):
        yield from (one.itemText(n) for n in range(one.count()))
    if isinstance(one, PaintedList):
        yield from one.said()
        yield one.what_it_says()
    if isinstance(one, QAbstractItemModel):
        yield from _in_model(one)


def _in_model(model: QAbstractItemModel) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            index = model.index(row, column)
            for role in (*range(16), Qt.ItemDataRole.UserRole):
                value = model.data(index, role)
                if value is not None:
                    yield str(value)


def _accessible(root: QObject) -> Iterator[str]:
    found = QAccessible.queryAccessibleInterface(root)
    waiting: list[QAccessibleInterface | None] = [found]
    while waiting:
        one = waiting.pop()
        if one is None or not one.isValid():
            continue
        for text in QAccessible.Text:
            if text is not QAccessible.Text.UserText:
                yield one.text(text)
        waiting += [one.child(n) for n in range(one.childCount())]
