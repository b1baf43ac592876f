"""The screens that there are besides the one with the facilitator's window, and a sign on each that says which it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from ui.theme import Look, Role
from ui.widgets.shapes import paint_box

SIGN_MS = 5_000


def can_be_placed() -> bool:
    """Whether a window goes to the screen that it is given; on Wayland the desktop decides that."""
    return not QGuiApplication.platformName().startswith("wayland")


def other_screens(window: QWidget, gone: QScreen | None = None) -> list[QScreen]:
    """Those that show nothing of the window's own screen: one that mirrors it is no other. `gone`: was just taken away."""
    if not can_be_placed():
        return []
    mine = window.screen()
    here = mine.geometry()
    there = (one for one in QGuiApplication.screens() if one not in (mine, gone))
    return [one for one in there if not one.geometry().intersects(here)]


def screen_words(screen: QScreen) -> str:
    """Its number among all and its name, as the sign on it says."""
    number = QGuiApplication.screens().index(screen) + 1
    return _("{n} · {name}").format(n=number, name=screen.name())


class ScreenSigns(QObject):
    """A sign on each screen, which goes after some seconds, and with whoever asked for it."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.signs: list[_Sign] = []
        self._shown = QTimer(self)
        self._shown.setSingleShot(True)
        self._shown.setInterval(SIGN_MS)
        self._shown.timeout.connect(self.put_away)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self.put_away)
        self.destroyed.connect(partial(_take_away, self.signs))

    def show_all(self) -> None:
        self.put_away()
        self.signs.extend(_Sign(self._look, screen) for screen in QGuiApplication.screens())
        self._shown.start()

    def put_away(self) -> None:
        self._shown.stop()
        _take_away(self.signs)


def _take_away(signs: list[_Sign], _gone: object = None) -> None:
    for sign in signs:
        sign.hide()
        sign.deleteLater()
    signs.clear()


class _Sign(QWidget):
    def __init__(self, look: Look, screen: QScreen) -> None:
        super().__init__()
        self._look = look
        self.words = screen_words(screen)
        self.setAccessibleName(self.words)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowFlags(
            Qt.WindowType.ToolTip
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        whole = screen.geometry()
        self.setScreen(screen)
        self.resize(whole.width() // 2, whole.height() // 3)
        self.move(whole.center() - self.rect().center())
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), theme.card)
            paint_box(painter, self.rect(), fill=theme.card, line=theme.line, corner=0, width=4)
            painter.setPen(theme.ink)
            box = QRectF(self.rect()).adjusted(24, 24, -24, -24)
            font = self._look.font(Role.TITLE, pixels=self.height() // 3)
            wide = QFontMetricsF(font).horizontalAdvance(self.words)
            if wide > box.width():
                font.setPixelSize(max(8, int(font.pixelSize() * box.width() / wide)))
            painter.setFont(font)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.words)
