"""What a person sees on a page, and how they reach it."""

from __future__ import annotations

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)


def words_on(widget: QWidget) -> str:
    """Every word that is shown, in the order in which it was made."""
    words: list[str] = []
    for part in widget.findChildren(QWidget):
        if not part.isVisible():
            continue
        if isinstance(part, QLabel | QLineEdit):
            words.append(part.text())
        elif isinstance(part, QAbstractButton):
            words.append(part.accessibleName())
    return "\n".join(word for word in words if word)


def button(widget: QWidget, words: str) -> QAbstractButton:
    """The one button that is shown and whose name begins with these words."""
    found = [
        one
        for one in widget.findChildren(QAbstractButton)
        if one.isVisible() and one.accessibleName().startswith(words)
    ]
    assert len(found) == 1, [one.accessibleName() for one in found]
    return found[0]


def press(widget: QWidget, words: str) -> None:
    QTest.mouseClick(button(widget, words), Qt.MouseButton.LeftButton)


def tabbed_to(page: QWidget) -> list[QWidget]:
    """What Tab reaches, in order, once round."""
    page.setFocus()
    reached: list[QWidget] = []
    while True:
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in reached or len(reached) > 200:
            return reached
        reached.append(focused)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_here(words: str) -> None:
    """Types into whatever has the focus."""
    QTest.keyClicks(focused(), words)


def key_here(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)


def scrolls_sideways(widget: QWidget) -> list[str]:
    """What is wider than the place it is shown in."""
    shown = [area for area in widget.findChildren(QScrollArea) if area.isVisible()]
    places = [(area.widget(), area.viewport()) for area in shown]
    return [
        f"{inside.width()} in {place.width()}"
        for inside, place in places
        if inside and place and inside.width() > place.width()
    ]


def signals_of(signal: SignalInstance) -> list[tuple]:
    """What a signal says from now on."""
    said: list[tuple] = []
    signal.connect(lambda *values: said.append(values))
    return said
