"""Says on the Live page that the keys go to another program, which nobody sees from across a room."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from circle.i18n import gettext as _
from ui.pages.live import LivePage

SURELY_MS = 700
"""Windows that change places leave nobody active for a moment."""


class KeysElsewhere(QObject):
    """Goes with the page."""

    def __init__(self, page: LivePage) -> None:
        super().__init__(page)
        self._page = page
        self._surely = QTimer(self)
        self._surely.setSingleShot(True)
        self._surely.setInterval(SURELY_MS)
        self._surely.timeout.connect(self._say)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._follow)

    def _follow(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._surely.stop()
            self._page.take_back(_words())
        else:
            self._surely.start()

    def _say(self) -> None:
        self._page.mention(_words())


def _words() -> str:
    return _(
        "The keys go to another window just now. The circle’s time goes on; click here, and they pass the piece again."
    )
