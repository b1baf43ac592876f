"""A button that shows the key that does the same."""

from __future__ import annotations

from enum import StrEnum
from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import PRESSED, TOUCHED, Look, Role, mixed
from ui.widgets.key_cap import cap_size, paint_cap
from ui.widgets.labels import as_tip
from ui.widgets.shapes import mirrored, paint_box, paint_focus
from ui.widgets.wrapping import in_reading_order

TARGET = 44
_GAP = 10


class Kind(StrEnum):
    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"


class KeyButton(QPushButton):
    """It takes the focus from Tab only, so that after a click Space still passes the piece.

    `small` is drawn lower than it is: the place to click stays 44 pixels high.
    Where there is no room the key goes first, then the words are cut short. The key is given as the usual one, and shown
    as it is by now.
    """

    has_own_key = False
    """The key is no row of the action table, and nobody changes it."""

    def __init__(
        self,
        look: Look,
        text: str,
        key: str = "",
        *,
        kind: Kind = Kind.PLAIN,
        icon: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._kind = kind
        self._drawing = icon
        self._small = small
        self._close = False
        self._words = ""
        self._name = ""
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_words(text, key)
        self._dress()
        look.changed.connect(self._dress)

    @property
    def words(self) -> str:
        return self._words

    @property
    def key(self) -> str:
        """As it is shown now."""
        return self._key if self.has_own_key else self._look.key(self._key)

    def show_words(self, text: str, key: str = "", name: str = "") -> None:
        """`name`: the part of the text that is cut short first."""
        if (text, key, name) == (self._words, self._key, self._name):
            return
        self._words, self._key, self._name = text, key, name
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self._offer_whole_words()
        self.update()

    def show_drawing(self, icon: str) -> None:
        """Another icon in front of the words."""
        if icon != self._drawing:
            self._drawing = icon
            self.updateGeometry()
            self.update()

    def sit_close(self, *, close: bool) -> None:
        """With less room beside the words, where a row is tight."""
        if close is not self._close:
            self._close = close
            self.updateGeometry()
            self._offer_whole_words()
            self.update()

    def sizeHint(self) -> QSize:
        words = ceil(self._metrics().horizontalAdvance(self._words)) + 1
        key = self._cap().width() + _GAP if self.key else 0
        return QSize(words + key + self._drawing_width() + 2 * self._padding(), self._height())

    def minimumSizeHint(self) -> QSize:
        few = ceil(self._metrics().averageCharWidth() * min(8, len(self._words)))
        width = few + self._drawing_width() + 2 * self._padding()
        return QSize(max(TARGET, width), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_whole_words()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ink = self._paint_ground(painter)
            self._paint_words(painter, ink)

    def _paint_ground(self, painter: QPainter) -> QColor:
        """Paints the box, and gives the colour of what is written on it."""
        fill, line, ink = self._colours()
        box = self._box()
        paint_box(painter, box, fill=fill, line=line)
        if self.hasFocus():
            main = self._kind is Kind.MAIN
            around = box.adjusted(3, 3, -3, -3) if main else box
            paint_focus(painter, around, ink, corner=9 if main else 12)
        return ink

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        room = self.rect().adjusted(self._padding(), 0, -self._padding(), 0)
        key = self._cap().width() + _GAP if self._shows_key() else 0
        words = self._elided(room.width() - key - self._drawing_width())
        width = ceil(self._metrics().horizontalAdvance(words)) + 1
        used = self._drawing_width() + width + key
        start = room.left() + (0 if self._kind is Kind.QUIET else max(0, room.width() - used) // 2)
        if self._drawing:
            self._paint_drawing(painter, self._part(start, self._drawing_size()), ink)
        start += self._drawing_width()
        painter.setFont(self._look.font(self._role()))
        painter.setPen(ink)
        painter.drawText(
            self._part(start, width), Qt.AlignmentFlag.AlignCenter, in_reading_order(words)
        )
        if key:
            self._paint_key(painter, self._part(start + width + _GAP, self._cap().width()), ink)

    def _paint_key(self, painter: QPainter, part: QRect, ink: QColor) -> None:
        height = self._cap().height()
        top = part.center().y() - height / 2 + 0.5
        soft = self._kind is not Kind.MAIN and self.isEnabled()
        colour = self._look.theme.soft if soft else ink
        paint_cap(
            painter, self._look, self.key, QRectF(part.x(), top, part.width(), height), colour
        )

    def _paint_drawing(self, painter: QPainter, part: QRect, ink: QColor) -> None:
        size = self._drawing_size()
        pixmap = self._look.icons.pixmap(self._drawing, ink, size, self.devicePixelRatioF())
        painter.drawPixmap(part.x(), part.center().y() - size // 2 + 1, pixmap)

    def _part(self, start: int, width: int) -> QRect:
        """A part of the button, mirrored where the language is read from the right."""
        part = QRect(start, 0, width, self.height())
        return mirrored(self, part)

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Fill, line and ink."""
        theme = self._look.theme
        if not self.isEnabled():
            quiet = self._kind is Kind.QUIET
            return None, None if quiet else theme.line, theme.calm
        ink = PRESSED if self.isDown() else TOUCHED if self.underMouse() else 0.0
        match self._kind:
            case Kind.MAIN:
                return mixed(theme.moss, theme.ink, 2 * ink), None, theme.on_moss
            case Kind.PLAIN:
                return mixed(theme.card, theme.ink, ink), theme.line, theme.ink
            case Kind.QUIET:
                fill = mixed(theme.card, theme.ink, ink) if ink else None
                return fill, None, theme.moss

    def _box(self) -> QRect:
        if not self._small:
            return self.rect()
        inset = max(0, (self.height() - self._drawn_height()) // 2)
        return self.rect().adjusted(0, inset, 0, -inset)

    def _drawn_height(self) -> int:
        return ceil(self._metrics().height()) + 18

    def _height(self) -> int:
        tall = 0 if self._small else 10 if self._kind is Kind.MAIN else 8
        return max(TARGET if self._small else TARGET + 4, self._drawn_height() + tall)

    def _padding(self) -> int:
        if self._kind is Kind.QUIET:
            return 8
        if self._small or self._close:
            return 12
        return 26 if self._kind is Kind.MAIN else 18

    def _role(self) -> Role:
        if self._small:
            return Role.LABEL
        return Role.HEADING if self._kind is Kind.MAIN else Role.STRONG

    def _metrics(self) -> QFontMetricsF:
        return self._look.metrics(self._role())

    def _cap(self) -> QSize:
        return cap_size(self._look, self.key)

    def _drawing_size(self) -> int:
        return round(self._metrics().height() * 0.9)

    def _drawing_width(self) -> int:
        if not self._drawing:
            return 0
        return self._drawing_size() + (8 if self._words else 0)

    def _shows_key(self) -> bool:
        return bool(self.key) and self.width() >= self.sizeHint().width()

    def _elided(self, width: int) -> str:
        metrics, right = self._metrics(), Qt.TextElideMode.ElideRight
        if metrics.horizontalAdvance(self._words) <= width:
            return self._words
        words = self._words
        if self._name:
            rest = metrics.horizontalAdvance(words) - metrics.horizontalAdvance(self._name)
            name = metrics.elidedText(self._name, right, width - rest)
            if len(name) > 1:  # a mere "…" names nobody
                words = words.replace(self._name, name, 1)
        return metrics.elidedText(words, right, width)

    def _offer_whole_words(self) -> None:
        room = self.width() - 2 * self._padding() - self._drawing_width()
        cut = self._metrics().horizontalAdvance(self._words) > room
        self.setToolTip(as_tip(self._words) if cut else "")

    def _dress(self) -> None:
        self.setFont(self._look.font(self._role()))
        self.updateGeometry()
        self.update()
