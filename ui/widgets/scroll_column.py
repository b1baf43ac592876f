"""A column that scrolls up and down when it is too long, with a bar as quiet as the page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Look

_WIDTH = 10
_SHORTEST = 28
_GAP = 16


class ScrollColumn(QScrollArea):
    """Put things into `body`, a column. It asks for the height of `least_rows` lines and takes what it gets."""

    def __init__(self, look: Look, *, least_rows: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least_rows = least_rows
        ground = QWidget()  # asking Qt for its own makes every class of QtWidgets ready: 20 ms
        ground.setAutoFillBackground(False)
        self.setViewport(ground)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.setVerticalScrollBar(QuietBar(look))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def show_part(self, part: QWidget) -> None:
        """Scrolls to a part once it has its place."""
        QTimer.singleShot(0, part, lambda: self._bring_in_sight(part))

    def _bring_in_sight(self, part: QWidget) -> None:
        """All of it: of a field Qt would show no more than the place where one writes."""
        if (content := self.widget()) is None or not content.isAncestorOf(part):
            return
        top = part.mapTo(content, part.rect().topLeft())
        for y in (top.y() + part.height(), top.y()):
            self.ensureVisible(top.x(), y, 0, _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has the focus stays in sight when something else takes of the room."""
        super().resizeEvent(event)
        focused, content = QApplication.focusWidget(), self.widget()
        if focused and content and content.isAncestorOf(focused):
            self.show_part(focused)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        rows = self.fontMetrics().lineSpacing() * self._least_rows
        return QSize(super().minimumSizeHint().width(), rows)


class QuietBar(QScrollBar):
    """A rounded thumb and nothing else."""

    def __init__(self, look: Look) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._look = look
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        span = self.maximum() - self.minimum() + self.pageStep()
        if self.maximum() <= self.minimum():
            return
        room = self.height() - 4.0
        length = max(_SHORTEST, room * self.pageStep() / span)
        gone = (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.calm)
        painter.drawRoundedRect(QRectF(3, 2 + gone * (room - length), _WIDTH - 5, length), 2.5, 2.5)
