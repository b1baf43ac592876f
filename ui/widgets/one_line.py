"""Words on one line, cut short with an ellipsis where there is no room; the whole is in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Look, Role
from ui.widgets.labels import as_tip
from ui.widgets.wrapping import in_reading_order


class OneLine(QLabel):
    cut = Signal(bool)
    """It is cut short from now on, or is not."""

    def __init__(
        self,
        look: Look,
        role: Role = Role.BODY,
        *,
        soft: bool = False,
        moss: bool = False,
        whole: bool = False,
        least: int = 4,
        parent: QWidget | None = None,
    ) -> None:
        """`whole`: never cut short; others give way. `least`: so many letters it keeps where it is cut."""
        super().__init__(parent)
        self._look, self._role, self._soft, self._moss = look, role, soft, moss
        self._whole, self._least = whole, least
        self._cut, self._is_cut = "", False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._dress()
        look.changed.connect(self._dress)

    def show_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.updateGeometry()
            self._cut_short()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        if self._whole:
            return self.sizeHint()
        metrics = self.fontMetrics()
        return QSize(
            min(self.sizeHint().width(), metrics.averageCharWidth() * self._least), metrics.height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut_short()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(self.words_box(), where, in_reading_order(self._cut))

    def words_box(self) -> QRect:
        """Where the words are painted."""
        return self.rect()

    def _cut_short(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        self._cut = self.fontMetrics().elidedText(self.text(), mode, self.words_box().width())
        is_cut = self._cut != self.text()
        self.setToolTip(as_tip(self.text()) if is_cut else "")
        self.update()
        if is_cut is not self._is_cut:
            self._is_cut = is_cut
            self.cut.emit(is_cut)

    def _dress(self) -> None:
        theme = self._look.theme
        colour = theme.moss if self._moss else theme.soft if self._soft else theme.ink
        colours = QPalette()
        colours.setColor(QPalette.ColorRole.WindowText, colour)
        self.setPalette(colours)
        self.setFont(self._look.font(self._role))
        self.updateGeometry()
        self._cut_short()
