"""Three parts of a page: beside each other, two and one, or one under the other, as the room allows."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme import Look

_WIDTHS = (544, 408, 330)
_THREE, _TWO = 900, 620
"""From how many pixels on, at the usual size of letters, there are so many columns."""
_MARGIN, _GAP = 24, 18


class Columns(QWidget):
    def __init__(
        self, look: Look, parts: tuple[QWidget, QWidget, QWidget], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._parts = parts
        self._shown = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_MARGIN, _MARGIN - 2, _MARGIN, _MARGIN - 2)
        self._grid.setSpacing(_GAP)
        for part in parts:
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            part.setSizePolicy(policy)
        self._arrange(3)
        look.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width() / self._look.scale
        self._arrange(3 if width >= _THREE else 2 if width >= _TWO else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._shown:
            return
        self._shown = columns
        first, second, third = self._parts
        for part in self._parts:
            self._grid.removeWidget(part)
        places = {3: ((0, 1), (0, 2)), 2: ((1, 0), (0, 1)), 1: ((1, 0), (2, 0))}[columns]
        self._grid.addWidget(first, 0, 0)
        self._grid.addWidget(second, *places[0])
        self._grid.addWidget(third, *places[1], 2 if columns == 2 else 1, 1)
        widths = {3: _WIDTHS, 2: (7, 5, 0), 1: (1, 0, 0)}[columns]
        for column, width in enumerate(widths):
            self._grid.setColumnStretch(column, width)
            # Spacing is taken for empty columns only where they have a width.
            self._grid.setColumnMinimumWidth(column, 0)
