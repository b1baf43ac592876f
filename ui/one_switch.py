"""One switch for all of a session: pressed it does what the main button says, held it goes to silence or to an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.keymap import does_by_itself, known, pressed
from ui.keys_for_widgets import needs

if TYPE_CHECKING:
    from circle.preferences import Keys
    from ui.main_window import MainWindow


_LEAST_HELD_MS, _MOST_HELD_MS = 300, 5_000


@runtime_checkable
class Switched(Protocol):
    """A page that one switch can do what matters on."""

    def press_switch(self) -> None: ...
    def hold_switch(self) -> None: ...
    def is_for_switch(self, focused: QWidget, *, needed: bool) -> bool:
        """Whether the switch does it, and not what has the focus. `needed`: that would do something with the key, too."""
        ...


class OneSwitch(QObject):
    """A press counts when the key goes up, a hold while it is still down, and nothing happens by itself."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        """`parent`: what stays while the window forgets its pages."""
        super().__init__(parent)
        self._window = window
        self._key = ""
        self._held = QTimer(self)
        self._held.setSingleShot(True)
        self._held.timeout.connect(self._hold)

    def use(self, keys: Keys) -> None:
        self._key = known(keys.switch) if keys.one_switch else ""
        self._held.setInterval(max(_LEAST_HELD_MS, min(keys.held_ms, _MOST_HELD_MS)))

    def let_go(self) -> None:
        """The keys go to another window: this one is not told when the switch goes up."""
        self._held.stop()

    def takes(self, watched: QObject, event: QKeyEvent) -> bool:
        """Whether the key was the switch's, and what has the focus does not see it."""
        page = self._window.page
        if not self._key or pressed(event) != self._key or not isinstance(page, Switched):
            return False
        if not isinstance(watched, QWidget) or not self._is_free(watched, page, event):
            return False
        match event.type():
            case QEvent.Type.ShortcutOverride:
                event.accept()
            case QEvent.Type.KeyPress if not event.isAutoRepeat():
                self._held.start()
            case QEvent.Type.KeyRelease if not event.isAutoRepeat() and self._held.isActive():
                self._held.stop()
                page.press_switch()
            case _:
                pass
        return True

    def _is_free(self, focused: QWidget, page: Switched, event: QKeyEvent) -> bool:
        """Not where the key writes, or presses what has the focus."""
        if focused is self._window:
            return self._window.focusWidget() is None
        writes = self._key == "Space" or does_by_itself(self._key)
        if isinstance(focused, QLineEdit | QPlainTextEdit) and writes:
            return False
        return page.is_for_switch(focused, needed=needs(focused, Qt.Key(event.key())))

    def _hold(self) -> None:
        if isinstance(page := self._window.page, Switched):
            page.hold_switch()
