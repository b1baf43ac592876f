"""The three columns of the Review page: beside each other as far as there is room, each to be folded away."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.review_columns import COMMENTS_WIDTH, LIST_WIDTH, Opened, Part, beside
from ui.theme import Look

_MARGIN = 26


class ReviewParts(QWidget):
    arranged = Signal()
    """Other parts are in sight, or more of them have room."""

    def __init__(
        self, look: Look, parts: dict[Part, QWidget], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._parts = look, parts
        self._opened = Opened()
        self.columns = 3
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for part in Part:
            row.addWidget(parts[part], 1 if part is Part.SESSION else 0)
        self._arrange()
        look.changed.connect(self._fit)

    @property
    def in_sight(self) -> tuple[Part, ...]:
        return self._opened.shown(self.columns)

    def show_part(self, part: Part) -> None:
        self._opened = self._opened.opened(part)
        self._arrange()

    def fold(self, part: Part) -> None:
        self._opened = self._opened.folded(part)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line between columns."""
        painter = QPainter(self)
        for part in self.in_sight[1:]:
            box = self._parts[part].geometry()
            x = box.left() - 1 if not self.isRightToLeft() else box.right() + 1
            painter.fillRect(QRect(x, 0, 1, self.height()), self._look.theme.line)

    def _fit(self) -> None:
        self.columns = beside(self.width() / self._look.scale)
        self._arrange()

    def _arrange(self) -> None:
        seen = self.in_sight
        widths = {Part.LIST: LIST_WIDTH, Part.COMMENTS: COMMENTS_WIDTH}
        for part, widget in self._parts.items():
            alone = len(seen) == 1
            width = widths.get(part, 0)
            free = alone or part is Part.SESSION
            widget.setMinimumWidth(0 if free else self._look.px(width))
            widget.setMaximumWidth(16_777_215 if free else self._look.px(width))
            widget.setVisible(part in seen)
        self.update()
        self.arranged.emit()


def padded(look: Look, *widgets: QWidget) -> QWidget:
    """A column with the margins of the middle one."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    margin = look.px(_MARGIN) if look.scale <= 1 else _MARGIN
    column.setContentsMargins(margin, 20, margin - 10, 0)
    for widget in widgets:
        column.addWidget(widget)
    return holder
