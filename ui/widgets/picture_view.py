"""A picture of a document on screen: its title, the drawing on its own paper, and the same in words when asked for."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from exports.blocks import Picture
from exports.svg import FONTS
from ui.accessible import Pictured, announce
from ui.theme import FAMILIES, SHEET, Look
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import SmallHeading, Soft
from ui.widgets.shapes import paint_box, paint_focus

_EDGE = 14


class PictureView(QWidget):
    """As wide as there is room."""

    unfolded = Signal()
    """Its words are shown."""

    def __init__(self, look: Look, picture: Picture, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawn = Drawn(look, picture)
        self.button = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self.words = Soft(look, picture.description)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(SmallHeading(look, picture.title))
        column.addSpacing(8)
        column.addWidget(self.drawn)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.words)
        self._title = picture.title
        self.button.clicked.connect(self._turn_over)
        self._show_words(shown=False)

    def _turn_over(self) -> None:
        self._show_words(shown=not self.words.isVisibleTo(self))
        if self.words.isVisibleTo(self):
            announce(self, self.words.text())
            self.unfolded.emit()

    def _show_words(self, *, shown: bool) -> None:
        self.words.setVisible(shown)
        self.button.show_words(_("Hide the words") if shown else _("In words"))
        self.button.setAccessibleName(f"{self.button.words}: {self._title}")


class Drawn(Pictured):
    """The drawing. It can be reached by Tab, so that it is read aloud and comes into sight."""

    def __init__(self, look: Look, picture: Picture) -> None:
        super().__init__()
        self._look = look
        self._renderer = QSvgRenderer(QByteArray(for_qt(picture.svg).encode()), self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(picture.description)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.update)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._renderer.viewBoxF().size()
        return round((width - 2 * _EDGE) * size.height() / size.width()) + 2 * _EDGE

    def sizeHint(self) -> QSize:
        width = round(self._renderer.viewBoxF().width()) + 2 * _EDGE
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(160), self.heightForWidth(self._look.px(160)))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, ground = self._look.theme, QRectF(self.rect()).adjusted(3, 3, -3, -3)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_box(painter, ground, fill=SHEET, line=theme.line)
            edges = (_EDGE, _EDGE, -_EDGE, -_EDGE)
            self._renderer.render(painter, QRectF(self.rect()).adjusted(*edges))
            if self.hasFocus():
                paint_focus(painter, self.rect(), theme.moss)


def for_qt(svg: str) -> str:
    """Qt takes a list of fonts for the name of one, and finds letters that are missing in others by itself."""
    return svg.replace(f'font-family="{FONTS}"', f'font-family="{FAMILIES[0]}"', 1)
