"""A rounded card that other widgets lie on."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.labels import Ink, SmallHeading
from ui.widgets.shapes import paint_box


class Tint(StrEnum):
    PLAIN = "plain"
    MOSS = "moss"
    CLAY = "clay"


_INKS = {Tint.PLAIN: Ink.SOFT, Tint.MOSS: Ink.MOSS, Tint.CLAY: Ink.CLAY}


class Card(QWidget):
    """Put things into `body`, a column."""

    def __init__(
        self,
        look: Look,
        heading: str = "",
        *,
        tint: Tint = Tint.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._tint = tint
        self._flat = False
        self.heading = SmallHeading(look, heading)
        self.body = QVBoxLayout(self)
        self.body.addWidget(self.heading)
        self.heading.show_ink(_INKS[tint])
        self.show_heading(heading)
        self._dress()
        look.changed.connect(self._dress)

    def show_heading(self, text: str) -> None:
        self.heading.setText(text)
        self.setAccessibleName(text)
        self.heading.setVisible(bool(text))

    def lie_flat(self) -> None:
        """It is a part of another card, which has the frame and the edges."""
        self._flat = True
        self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._flat:
            return
        fill, line = self._colours()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_box(painter, self.rect(), fill=fill, line=line)

    def _colours(self) -> tuple[QColor, QColor]:
        theme = self._look.theme
        match self._tint:
            case Tint.PLAIN:
                return theme.card, theme.line
            case Tint.MOSS:
                return theme.moss_tint, theme.moss_tint
            case Tint.CLAY:
                return theme.clay_tint, theme.clay_tint

    def _dress(self) -> None:
        edge = 16 if self._look.scale < 1.5 else 20
        edges = (0, 0, 0, 0) if self._flat else (edge, edge - 2, edge, edge)
        self.body.setContentsMargins(*edges)
        self.body.setSpacing(8)
        self.update()
