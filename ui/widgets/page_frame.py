"""The frame of a page: a quiet head and foot with a line between them and the body."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Look

TWO_ROWS_BELOW = 900
"""A foot narrower than this, at the usual size of letters, has two rows, unless its page says otherwise."""

FEW_BUTTONS = 440
"""A foot with Back, Cancel and one more has room for them in one row from here on."""

_HEAD, _FOOT = 56, 76
"""How high they are at the usual size of letters."""
MARGIN = 24
_TITLE = 160
"""The least that a title in a head is left."""
GAP = 12


class Strip(QWidget):
    """A head or a foot: things at its left, things at its right; a narrow one has two rows.

    What decides is the width alone and never the words, so that nothing jumps when words change.
    """

    fitted = Signal(float)
    """The room there is now, after the width has changed."""

    def __init__(
        self, look: Look, *, low: bool, two_rows_below: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._low, self._two_rows_below = low, two_rows_below
        self._whole: tuple[QWidget, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.left, self.right = QHBoxLayout(), QHBoxLayout()
        for side in (self.left, self.right):
            side.setSpacing(GAP)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        space = 14 if low else 5
        self._rows.setContentsMargins(MARGIN, space, MARGIN, space)
        self._rows.setSpacing(GAP)
        self._rows.addLayout(self.left)
        self._rows.addStretch(1)
        self._rows.addLayout(self.right)
        self._dress()
        look.changed.connect(self._dress)

    def keep_whole(self, *those: QWidget) -> None:
        """Where there is room for all of these and a title, only what stands beside them is cut short."""
        self._whole = those

    def use_two_rows_below(self, room: int) -> None:
        """At the usual size of letters."""
        self._two_rows_below = room

    @property
    def room(self) -> float:
        """The width in terms of the letters: what it would be at their usual size."""
        return self.width() / self._look.scale

    def sizeHint(self) -> QSize:
        """As high as what is in it, and higher while the letters are small: large ones need the room below."""
        hint, scale = super().sizeHint(), self._look.scale
        least = (_FOOT if self._low else _HEAD) * (1 + (scale - 1) / 2)
        return QSize(hint.width(), max(hint.height(), round(least)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_rows()

    def _set_rows(self) -> None:
        rows = self.room < self._two_rows_below
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        if self._rows.direction() != (down if rows else across):
            self._rows.setDirection(down if rows else across)
            self.updateGeometry()
        self.fitted.emit(self.room)
        shown = [one for one in self._whole if not one.isHidden()]
        room = self.width() - 2 * MARGIN - self._look.px(_TITLE)
        fits = sum(one.sizeHint().width() + GAP for one in shown) <= room
        for one in shown:
            one.setMinimumWidth(one.sizeHint().width() if fits else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        top = 0 if self._low else self.height() - 1
        QPainter(self).fillRect(QRect(0, top, self.width(), 1), self._look.theme.line)

    def _dress(self) -> None:
        self.updateGeometry()
        if self.width() > 0:
            self._set_rows()
        self.update()


class PageFrame(QWidget):
    """Put things into `head_left`, `head_right`, `body`, `foot_left` and `foot_right`."""

    def __init__(
        self,
        look: Look,
        *,
        footer: bool = True,
        two_heads_below: int = 0,
        two_feet_below: int = TWO_ROWS_BELOW,
        parent: QWidget | None = None,
    ) -> None:
        """`two_heads_below`, `two_feet_below`: narrower than this, at the usual size of letters, the head or the foot
        has two rows.
        """
        super().__init__(parent)
        self.head = Strip(look, low=False, two_rows_below=two_heads_below)
        self.foot = Strip(look, low=True, two_rows_below=two_feet_below)
        self.head_left, self.head_right = self.head.left, self.head.right
        self.foot_left, self.foot_right = self.foot.left, self.foot.right
        self.body = QHBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.above_foot = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self.body, 1)
        column.addLayout(self.above_foot)
        column.addWidget(self.foot)
        if not footer:
            self.foot.hide()
