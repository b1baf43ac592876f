"""The window of the room display. It leaves the keys to the facilitator's window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.keys_passed_on import pass_on
from ui.main_window import MainWindow
from ui.theme import Look
from ui.widgets.room_view import RoomView

_USUAL, _SMALLEST = (960, 540), (640, 360)


class RoomDisplay(QWidget):
    """On a screen of its own it is all of that and never takes the focus; else it is a window like any other."""

    closed = Signal()

    def __init__(self, look: Look, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self.view = RoomView(look, self)
        self.setWindowTitle(_("Room display"))
        self.setAccessibleName(_("Room display"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()  # when it is the active window
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_USUAL)

    def fill(self, screen: QScreen) -> None:
        """Shows it on a whole screen."""
        self.setWindowFlags(
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()  # showFullScreen would ask for the focus

    def toggle_full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus:
            self.toggle_full_screen()

    def event(self, event: QEvent) -> bool:
        """Where it has the focus all the same, keys do what they do in the other window; and Esc never closes it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_F11:
                self.toggle_full_screen()
            else:
                pass_on(event, self._window)
            return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
