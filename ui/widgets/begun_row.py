"""A round of the plan that has begun, as a row to look at: nothing can be done with it any more."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Look, Role
from ui.widgets.labels import Ink, Soft, Words
from ui.widgets.live_plan_shown import BegunShown


class BegunRow(QWidget):
    """With a line above it, as the rows that can be opened have; what is done takes less room."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title = Words(look, "", Role.STRONG)
        self._title.show_ink(Ink.CLAY)
        self._how = Soft(look, "", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 4, 6)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._how)

    def show_round(self, shown: BegunShown) -> None:
        self._title.setText(shown.title)
        self._title.setVisible(shown.now)
        self._how.setText(shown.how if shown.now else f"{shown.title} · {shown.how}")

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(0, 0, self.width(), 1, self._look.theme.line)
