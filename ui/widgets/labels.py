"""Words on a page: always plain text, wrapped, in the font of their role."""

from __future__ import annotations

from enum import StrEnum
from math import ceil
from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextLayout,
)
from PySide6.QtWidgets import QLabel, QStyle, QWidget

from ui.theme import Look, Role, Theme
from ui.widgets.wrapping import held_together, in_reading_order, wrap

_UNBOUND = 100_000.0
_LETTERS_IN_A_LINE = 48


def as_tip(text: str) -> str:
    """Words for a tooltip, which takes for HTML whatever looks like it."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{plain}</qt>" if text else ""


class Ink(StrEnum):
    """The colour of words, by what they are for."""

    PLAIN = "plain"
    SOFT = "soft"
    MOSS = "moss"
    CLAY = "clay"


class Words(QLabel):
    """Wraps at spaces, and inside a word that is too long for the line, so nothing is cut off."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: Role = Role.BODY,
        *,
        soft: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._role = role
        self._ink = Ink.SOFT if soft else Ink.PLAIN
        self._unbroken: QSize | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)
        self._dress()
        look.changed.connect(self._dress)

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self._unbroken = None
            self.updateGeometry()

    def show_ink(self, ink: Ink) -> None:
        if ink is not self._ink:
            self._ink = ink
            self._dress()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        whole = self._natural_size()
        return whole.height() if width >= whole.width() else ceil(_height(self._laid_out(width)))

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().averageCharWidth() * _LETTERS_IN_A_LINE
        width = min(self._natural_size().width(), wide)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(
            min(self._natural_size().width(), metrics.averageCharWidth() * 8), metrics.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            layout = self._laid_out(self.width())
            spare = self.height() - _height(layout)
            centred = self.alignment() & Qt.AlignmentFlag.AlignVCenter
            down = max(0.0, spare / 2) if centred else 0.0
            layout.draw(painter, QPointF(0, down), [], QRectF())

    def _natural_size(self) -> QSize:
        """Of the words where no line is broken: Qt asks for it again and again while it lays out a page."""
        if self._unbroken is None:
            layout = self._laid_out(_UNBOUND)
            lines = range(layout.lineCount())
            wide = max((layout.lineAt(i).naturalTextWidth() for i in lines), default=0.0)
            self._unbroken = QSize(ceil(wide) + 1, ceil(_height(layout)))
        return self._unbroken

    def _laid_out(self, width: float) -> QTextLayout:
        text = held_together(in_reading_order(self.text())).replace("\n", "\u2028")
        layout = QTextLayout(text, self.font())
        side = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        wrap(layout, width, side=QStyle.visualAlignment(self.layoutDirection(), side))
        return layout

    def _dress(self) -> None:
        self.setFont(self._look.font(self._role))
        colours = QPalette()
        colours.setColor(QPalette.ColorRole.WindowText, _colour(self._look.theme, self._ink))
        self.setPalette(colours)
        self._unbroken = None
        self.updateGeometry()


def _height(layout: QTextLayout) -> float:
    return sum(layout.lineAt(i).height() for i in range(layout.lineCount()))


def _colour(theme: Theme, ink: Ink) -> QColor:
    match ink:
        case Ink.PLAIN:
            return theme.ink
        case Ink.SOFT:
            return theme.soft
        case Ink.MOSS:
            return theme.moss
        case Ink.CLAY:
            return theme.clay_words
        case _:
            assert_never(ink)


class Body(Words):
    """Ordinary text."""

    def __init__(self, look: Look, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(look, text, Role.BODY, parent=parent)


class Soft(Words):
    """Text that matters less; `small` for what stands under something else."""

    def __init__(
        self, look: Look, text: str = "", *, small: bool = False, parent: QWidget | None = None
    ) -> None:
        role = Role.SMALL if small else Role.BODY
        super().__init__(look, text, role, soft=True, parent=parent)


class Heading(Words):
    """The title of a page, of a part, or a question: give the role."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: Role = Role.HEADING,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, text, role, parent=parent)


class SmallHeading(Words):
    """The quiet bold line at the top of a card."""

    def __init__(self, look: Look, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(look, text, Role.LABEL, soft=True, parent=parent)
