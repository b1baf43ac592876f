"""A row of widgets that goes on in the next line where the first is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class Flow(QLayout):
    """Widgets at their own sizes, `gap` pixels apart, the lines `down`; none is wider than the layout. In a line they
    have one middle.
    """

    def __init__(self, *, gap: int = 8, down: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._down = down
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(QRect(0, 0, width, 0))
        return max((box.bottom() + 1 for box in boxes), default=0)

    def sizeHint(self) -> QSize:
        """All in one row."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        smallest = QSize(0, 0)
        for item in self._shown():
            smallest = smallest.expandedTo(item.minimumSize())
        return smallest

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for item, box in zip(self._shown(), self._boxes(rect), strict=True):
            item.setGeometry(QStyle.visualRect(direction, rect, box))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _boxes(self, rect: QRect) -> list[QRect]:
        boxes: list[QRect] = []
        line: list[QRect] = []
        at = rect.topLeft()
        for item in self._shown():
            hint = item.sizeHint()
            size = QSize(min(hint.width(), rect.width()), hint.height())
            if size.width() < hint.width() and item.hasHeightForWidth():
                size.setHeight(max(hint.height(), item.heightForWidth(size.width())))
            if at.x() > rect.left() and at.x() + size.width() > rect.left() + rect.width():
                boxes += _centred(line)
                at, line = QPoint(rect.left(), at.y() + _height(line) + self._down), []
            line.append(QRect(at, size))
            at = QPoint(at.x() + size.width() + self._gap, at.y())
        return boxes + _centred(line)


def _height(line: list[QRect]) -> int:
    return max((box.height() for box in line), default=0)


def _centred(line: list[QRect]) -> list[QRect]:
    height = _height(line)
    return [box.translated(0, (height - box.height()) // 2) for box in line]
