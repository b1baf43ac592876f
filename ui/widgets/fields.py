"""Fields to write in, with a rounded line around them."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextLayout
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QStyle, QWidget

from ui.theme import CLEAR, Look, Role
from ui.widgets.key_button import TARGET
from ui.widgets.key_cap import cap_size, paint_cap
from ui.widgets.scroll_column import QuietBar
from ui.widgets.shapes import paint_box, paint_focus

_PADDING = 12
_CORNER = 10


class LineField(QLineEdit):
    """`key` is shown as a small cap after the placeholder, until something is written."""

    takes_all_keys = False
    """No key does anything else meanwhile."""

    def __init__(
        self, look: Look, placeholder: str = "", key: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._key = key
        self.setFrame(False)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._dress()
        self.textChanged.connect(self._keep_the_base_line)
        look.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 24 + 2 * _PADDING
        return QSize(width, max(TARGET, ceil(self.fontMetrics().height()) + 22))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _paint_frame(painter, self, self._look)
            if self._look.key(self._key) and not self.text() and not self.hasFocus():
                self._paint_key(painter)
        super().paintEvent(event)

    def _paint_key(self, painter: QPainter) -> None:
        key = self._look.key(self._key)
        size = cap_size(self._look, key)
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        left = _PADDING + words + 10
        if left + size.width() + _PADDING > self.width():
            return
        x = self.width() - left - size.width() if self.isRightToLeft() else left
        box = QRectF(x, (self.height() - size.height()) / 2, size.width(), size.height())
        paint_cap(painter, self._look, key, box, self._look.theme.soft)

    def _keep_the_base_line(self) -> None:
        """Qt raises words by as much as their letters are higher than those of the first font: those in Arabic would
        stand at the upper edge.
        """
        layout = QTextLayout(self.text(), self.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        raised = ceil(line.ascent()) - self.fontMetrics().ascent() if line.isValid() else 0
        self.setTextMargins(_PADDING - 2, 0, _PADDING - 2, -2 * max(0, raised))

    def _dress(self) -> None:
        _dress_field(self, self._look)
        self._keep_the_base_line()
        self.updateGeometry()


class TextField(QPlainTextEdit):
    """Several lines, as high as `rows` of them."""

    def __init__(
        self, look: Look, placeholder: str = "", *, rows: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._rows = rows
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(QuietBar(look))
        self.setViewportMargins(_PADDING - 4, 8, _PADDING - 4, 8)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._begin_where_the_window_does()
        self._dress()
        look.changed.connect(self._dress)

    def sizeHint(self) -> QSize:
        line = ceil(self.fontMetrics().lineSpacing())
        width = self.fontMetrics().averageCharWidth() * 32 + 2 * _PADDING
        return QSize(width, max(TARGET, line * self._rows + 26))

    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 8
        return QSize(width, max(TARGET, ceil(self.fontMetrics().lineSpacing()) + 26))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                _paint_frame(painter, self, self._look)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._begin_where_the_window_does()

    def _begin_where_the_window_does(self) -> None:
        """Qt begins every line at the left."""
        how = self.document().defaultTextOption()
        how.setAlignment(
            QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
            | Qt.AlignmentFlag.AlignAbsolute
        )
        self.document().setDefaultTextOption(how)

    def _dress(self) -> None:
        _dress_field(self, self._look)
        self.updateGeometry()


def _paint_frame(painter: QPainter, field: QWidget, look: Look) -> None:
    theme = look.theme
    paint_box(painter, field.rect(), fill=theme.card, line=theme.line, corner=_CORNER)
    if field.hasFocus():
        paint_focus(painter, field.rect(), theme.moss, corner=_CORNER)


def _dress_field(field: QWidget, look: Look) -> None:
    """Words in the colours of the palette, and nothing painted behind them but the frame."""
    theme = look.theme
    colours = QPalette()
    colours.setColor(QPalette.ColorRole.Base, CLEAR)
    colours.setColor(QPalette.ColorRole.Text, theme.ink)
    colours.setColor(QPalette.ColorRole.PlaceholderText, theme.soft)
    colours.setColor(QPalette.ColorRole.Highlight, theme.moss)
    colours.setColor(QPalette.ColorRole.HighlightedText, theme.on_moss)
    field.setPalette(colours)
    field.setFont(look.font(Role.BODY))
    field.update()
