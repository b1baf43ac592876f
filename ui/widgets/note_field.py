"""A line for a text that Enter keeps. What was left with Esc stays in it, and is nobody's to keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextLayout, QTextLine
from PySide6.QtWidgets import QSizePolicy, QWidget

from circle.i18n import gettext as _
from circle.moves import LONGEST_TEXT
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.labels import Soft

Span = tuple[int, int]
"""From where to where in a text, as Qt counts."""


class NoteField(LineField):
    was_left = Signal()

    def __init__(
        self, look: Look, placeholder: str, key: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, placeholder, key, parent=parent)
        self.setMaxLength(LONGEST_TEXT)
        self._left = ""
        self._names: tuple[Span, ...] = ()

    def written_text(self) -> str:
        return self.text()

    def show_names(self, spans: Sequence[Span]) -> None:
        """Softly underlines parts of the text."""
        if tuple(spans) != self._names:
            self._names = tuple(spans)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._names:
            self._paint_lines()

    def _paint_lines(self) -> None:
        """Where the words are: Qt says that of the cursor alone, and the others lie beside it."""
        layout = QTextLayout(self.text(), self.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        cursor = self.cursorRect()
        start = cursor.center().x() - _across(line, self.cursorPosition())
        below = (self.height() + self.fontMetrics().height()) // 2 - 1
        margins = self.textMargins()
        with QPainter(self) as painter:
            painter.setClipRect(self.rect().adjusted(margins.left(), 0, -margins.right(), 0))
            painter.setPen(QPen(self._look.theme.clay_words, 1.5, Qt.PenStyle.DotLine))
            for first, last in self._names:
                ends = (round(start + _across(line, at)) for at in (first, last))
                left, right = sorted(ends)
                painter.drawLine(left, below, right, below)

    def leave(self) -> None:
        """What is written is left as it is, unless somebody goes on with it."""
        self._left = self.text()
        self.was_left.emit()

    def show_left(self, text: str) -> None:
        """A text that was left elsewhere."""
        self._left = text
        self.setText(text)

    @property
    def left(self) -> str:
        """What was left here and is still so; else empty."""
        return self._left if self.text() == self._left else ""

    @property
    def unkept(self) -> str:
        """What is being written and is to be kept before the page goes; else empty."""
        return self.text() if self.text().strip() and not self.left else ""


class NotKeptYet(Soft):
    """Says so under a field in which something was left."""

    def __init__(self, look: Look, field: NoteField) -> None:
        super().__init__(look, _("Not kept yet. Enter keeps it."), small=True)
        self._field = field
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Maximum)
        self.setSizePolicy(policy)
        self.hide()
        field.textChanged.connect(self._follow)
        field.was_left.connect(self._follow)

    def _follow(self) -> None:
        self.setVisible(bool(self._field.left))


def _across(line: QTextLine, at: int) -> float:
    """Where a place in the text lies; Qt gives back the place, too."""
    found = cast("tuple[float, int]", line.cursorToX(at))
    return found[0]
