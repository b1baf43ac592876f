"""A row of small rounded bars: what is done, what is now, what waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look, mixed
from ui.widgets.pill_shown import Pill
from ui.widgets.shapes import paint_box


class Pills(QWidget):
    """Done is filled, now has a rim around it, waiting is hollow; the words beside them say it too.

    `slim`: bars of one width, for the rounds. Otherwise they share the width, for the voices, in
    more than one row when they are many.
    """

    def __init__(self, look: Look, *, slim: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._slim = slim
        self._pills: tuple[Pill, ...] = ()
        self._part = 1.0
        across = QSizePolicy.Policy.Fixed if slim else QSizePolicy.Policy.Expanding
        policy = QSizePolicy(across, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(not slim)
        self.setSizePolicy(policy)
        look.changed.connect(self._dress)

    def show_pills(self, pills: Sequence[Pill], said: str, part: float = 1.0) -> None:
        """`said` is what a screen reader says in place of the bars; `part` (0 to 1) how much of the
        one that is now is over.
        """
        self.setAccessibleName(said)
        shown, is_part = tuple(pills), min(1.0, max(0.0, part))
        if (shown, is_part) != (self._pills, self._part):
            self._pills, self._part = shown, is_part
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        n = len(self._pills)
        if self._slim:
            return QSize(n * self._widest() + max(0, n - 1) * self._gap() + 4, self._row())
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._slim else QSize(80, self._row())

    def hasHeightForWidth(self) -> bool:
        return not self._slim

    def heightForWidth(self, width: int) -> int:
        if self._slim or not self._pills:
            return self._row()
        rows = -(-len(self._pills) // self._in_a_row(width))
        return rows * self._row() + (rows - 1) * self._gap()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for pill, box in zip(self._pills, self._boxes(), strict=True):
                self._paint(painter, pill, box)

    def _paint(self, painter: QPainter, pill: Pill, box: QRectF) -> None:
        theme = self._look.theme
        corner = box.height() / 2
        hollow = mixed(theme.line, theme.card, 0.6)
        match pill:
            case Pill.DONE:
                paint_box(painter, box, fill=theme.moss, corner=corner)
            case Pill.WAITING:
                paint_box(painter, box, fill=hollow, line=theme.line, corner=corner)
            case Pill.NOW:
                paint_box(painter, box, fill=theme.clay_tint, corner=corner)
                over = QRectF(box.topLeft(), box.size())
                over.setWidth(max(box.height(), box.width() * self._part))
                paint_box(painter, over, fill=theme.clay, corner=corner)
                around = box.adjusted(-2, -2, 2, 2)
                paint_box(painter, around, fill=None, line=theme.clay, corner=corner + 2)

    def _boxes(self) -> Iterator[QRectF]:
        across = len(self._pills) if self._slim else self._in_a_row(self.width())
        step = self._step(across)
        for i in range(len(self._pills)):
            row, column = divmod(i, max(1, across))
            if self.isRightToLeft():
                column = across - 1 - column
            top = row * (self._row() + self._gap()) + 2.0
            yield QRectF(column * step + 2, top, step - self._gap(), self._thick())

    def _step(self, across: int) -> float:
        if self._slim:
            return float(self._widest() + self._gap())
        share = (self.width() - 4 + self._gap()) / max(1, across)
        return min(share, float(self._widest() + self._gap()))

    def _in_a_row(self, width: int) -> int:
        fit = (width - 4 + self._gap()) // (self._narrowest() + self._gap())
        n = max(1, len(self._pills))
        rows = -(-n // max(1, fit))
        return -(-n // rows)

    def _thick(self) -> int:
        return self._look.px(6 if self._slim else 10)

    def _row(self) -> int:
        return self._thick() + 4

    def _widest(self) -> int:
        return self._look.px(34)

    def _narrowest(self) -> int:
        return self._look.px(12)

    def _gap(self) -> int:
        return 6

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
