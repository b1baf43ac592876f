"""Eyes and hands for tests in a real window: what a person sees, and what they press."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)

from ui.accessible import PaintedList
from ui.widgets.circle_view import CircleView

PATIENCE_MS = 8_000
_SAYS = (
    *(QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QTextBrowser),
    *(QAbstractItemView, CircleView, PaintedList),
)


def _place_of_words(widget: QWidget) -> QWidget:
    """Of what scrolls, the part below its edges, which may cover all the rest of it."""
    return widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget


def seen(window: QWidget) -> str:
    """Every text in the window that is not hidden, a line each."""
    lines: list[str] = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, _SAYS) or not widget.isVisible():
            continue
        if _place_of_words(widget).visibleRegion().isEmpty():  # costs the most, so it is asked last
            continue
        if isinstance(widget, QAbstractButton):
            lines.append(widget.accessibleName() or widget.text())
        elif isinstance(widget, QLabel):
            lines.append(widget.text())
        elif isinstance(widget, QLineEdit):
            lines.append(widget.text() or widget.placeholderText())
        elif isinstance(widget, QPlainTextEdit | QTextBrowser):
            lines.append(widget.toPlainText())
        elif isinstance(widget, QAbstractItemView):
            lines += _rows(widget)
        elif isinstance(widget, CircleView):
            shown = widget.shown
            lines += [shown.upper, shown.lower, widget.face, *widget.said()]
        elif isinstance(widget, PaintedList):
            lines += widget.said()
    return "\n".join(line for line in lines if line)


def _rows(view: QAbstractItemView) -> list[str]:
    model, spoken = view.model(), Qt.ItemDataRole.AccessibleTextRole
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return [str(row.data(spoken) or row.data()) for row in rows]


class Hands:
    """Presses real keys and buttons through the X server, and waits for what comes of it."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def press(self, *keys: str) -> None:
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def write(self, text: str) -> None:
        subprocess.run(["xdotool", "type", "--delay", "5", text], check=True)

    def click(self, widget: QWidget, at: QPoint | None = None, *, shift: bool = False) -> None:
        point = widget.mapToGlobal(at or widget.rect().center())
        where = ["mousemove", "--sync", str(point.x()), str(point.y())]
        hold, let_go = (["keydown", "shift"], ["keyup", "shift"]) if shift else ([], [])
        subprocess.run(["xdotool", *where, *hold, "click", "1", *let_go], check=True)

    def click_button(self, words: str) -> None:
        for button in self.window.findChildren(QAbstractButton):
            if button.isVisible() and button.accessibleName().startswith(words):
                self.click(button)
                return
        raise AssertionError(f"there is no button “{words}” in:\n{seen(self.window)}")

    def until_seen(self, *texts: str) -> str:
        """Waits until all these are on the screen, and gives everything that is."""
        wait_for(
            lambda: all(text in seen(self.window) for text in texts), lambda: self._missing(texts)
        )
        return seen(self.window)

    def _missing(self, texts: tuple[str, ...]) -> str:
        there = seen(self.window)
        missing = [text for text in texts if text not in there]
        return f"not seen: {missing} in:\n{there}"


def wait_for(is_so: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    """Lets the application run until something is so; fails with the words of `otherwise` when it never is."""
    loop = QEventLoop()
    deadline, look = QTimer(), QTimer()
    deadline.setSingleShot(True)
    deadline.timeout.connect(loop.quit)
    look.timeout.connect(lambda: loop.quit() if is_so() else None)
    deadline.start(PATIENCE_MS)
    look.start(10)
    if not is_so():
        loop.exec()
    look.stop()
    deadline.stop()
    assert is_so(), otherwise()


def take_the_keyboard(window: QWidget) -> None:
    """Without a window manager nobody gives a window the focus, so the test does."""
    window.move(0, 0)
    window.activateWindow()
    subprocess.run(["xdotool", "windowfocus", "--sync", str(int(window.winId()))], check=True)
    wait_for(window.isActiveWindow, lambda: "the window did not get the focus")
    window.setFocus(Qt.FocusReason.OtherFocusReason)
