"""A list of rows that come page after page, as it is scrolled to its end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.key_button import TARGET
from ui.widgets.row_shown import RowShown
from ui.widgets.rows_view import RowPainter, RowsView
from ui.widgets.sized_rows import SizedRows

_PAGES_AHEAD = 2
"""How much of what is out of sight is there already, in heights of the list."""

_GOES = (Qt.Key.Key_Down, Qt.Key.Key_Up)
"""Where nothing is chosen these begin with the first row in sight."""


class PagedRows(RowsView):
    """It takes all the room there is."""

    end_neared = Signal()
    """Whoever has more rows adds them."""

    def __init__(self, look: Look, said: str, *, parent: QWidget | None = None) -> None:
        super().__init__(look, said, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # a bar that comes and goes would wrap the words anew each time
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)

    def model_made(self) -> SizedRows:
        return SizedRows(self.row_height)

    def delegate_made(self) -> RowPainter:
        return RowPainter(self)

    def add_rows(self, rows: Sequence[RowShown]) -> None:
        """After those there are; what is chosen and what is in sight stays."""
        self.rows_model.add_rows(rows)

    def change_row(self, row: RowShown) -> None:
        """Shows it in place of the one with its key; the others are not measured anew."""
        if isinstance(self.rows_model, SizedRows):
            self.rows_model.change_row(row)
            self.doItemsLayout()

    def minimumSizeHint(self) -> QSize:
        """Where letters are large, what stands above it needs the room first."""
        return QSize(super().minimumSizeHint().width(), TARGET)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.chosen_key is None and event.key() in _GOES:
            self.setCurrentIndex(self.indexAt(QPoint(self.width() // 2, 1)))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look_ahead()

    def _look_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if self.isVisible() and bar.value() + _PAGES_AHEAD * bar.pageStep() >= bar.maximum():
            self.end_neared.emit()

    def _fit(self) -> None:
        if isinstance(self.rows_model, SizedRows):
            self.rows_model.fit()
        self.updateGeometry()
        self.doItemsLayout()
