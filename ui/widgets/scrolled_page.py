"""A page that is read from above to below: keys that nothing on it takes scroll it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.labels import Heading
from ui.widgets.page_frame import PageFrame
from ui.widgets.scroll_column import ScrollColumn

_EDGE, _GAP = 24, 14
_Act = QAbstractSlider.SliderAction
_SCROLLS = {
    Qt.Key.Key_Down: _Act.SliderSingleStepAdd,
    Qt.Key.Key_Up: _Act.SliderSingleStepSub,
    Qt.Key.Key_PageDown: _Act.SliderPageStepAdd,
    Qt.Key.Key_PageUp: _Act.SliderPageStepSub,
    Qt.Key.Key_Home: _Act.SliderToMinimum,
    Qt.Key.Key_End: _Act.SliderToMaximum,
}


class ScrolledPage(QWidget):
    """Put things into `body`, a column, and buttons into `frame.head_right`."""

    def __init__(
        self, look: Look, title: str, *, two_heads_below: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.frame = PageFrame(look, footer=False, two_heads_below=two_heads_below)
        self.frame.head_left.addWidget(Heading(look, title))
        self.column = ScrollColumn(look)
        self.body = self.column.body
        self.body.setContentsMargins(_EDGE, _EDGE - 4, _EDGE - 6, _EDGE)
        self.body.setSpacing(_GAP)
        self.frame.body.addWidget(self.column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = _SCROLLS.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            self.column.verticalScrollBar().triggerAction(act)
