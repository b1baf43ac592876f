"""Words that are one button: a card to choose, and a line of a list. Each paints its own words,
because the Start page is made of them and has to be there at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from ui.theme import Look, Role, touched
from ui.widgets.card import Tint
from ui.widgets.key_button import TARGET
from ui.widgets.shapes import paint_box, paint_focus
from ui.widgets.wrapping import wrap

_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_USUAL_WIDTH, _LEAST_WIDTH = 260, 120


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a choice; `above`: pixels free above it. `last` stands at the bottom."""

    text: str
    role: Role
    soft: bool = False
    above: int = 0
    last: bool = False


@dataclass(frozen=True, slots=True)
class _Set:
    part: Part
    layout: QTextLayout
    top: float
    height: float


class Choice(QAbstractButton):
    """It takes the focus from Tab; Space and Enter press it, as a click does."""

    menu_asked = Signal(QPoint)
    """Where on the screen: by the right button, the Menu key or Shift+F10."""

    def __init__(
        self,
        look: Look,
        parts: tuple[Part, ...],
        *,
        edges: tuple[int, int],
        parent: QWidget | None = None,
    ) -> None:
        """`edges`: pixels free at the sides, and at the top and bottom."""
        super().__init__(parent)
        self._look = look
        self._parts = parts
        self._across, self._down = edges
        self._sets: dict[int, tuple[_Set, ...]] = {}
        self.setAccessibleName(". ".join(part.text.removesuffix(".") for part in parts))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._look_changed)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        last = self._set(width)[-1]
        return max(TARGET, ceil(last.top + last.height) + self._down)

    def sizeHint(self) -> QSize:
        width = self._look.px(_USUAL_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(_LEAST_WIDTH), TARGET)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSES and not event.isAutoRepeat():
            self.click()
        elif _asks_for_menu(event):
            self.menu_asked.emit(self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Some platforms make one of the Menu key too, which has been answered by then."""
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            self.menu_asked.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        theme = self._look.theme
        spare = self.height() - self.heightForWidth(self.width())
        for one in self._set(self.width()):
            painter.setPen(theme.soft if one.part.soft else theme.ink)
            top = one.top + (spare if one.part.last else 0)
            one.layout.draw(painter, QPointF(self._across, top), [], QRectF())

    def paint_ground(self, painter: QPainter) -> None:
        raise NotImplementedError

    @property
    def is_touched(self) -> bool:
        return self.isDown() or self.underMouse()

    def _set(self, width: int) -> tuple[_Set, ...]:
        if width not in self._sets:
            self._sets[width] = self._set_anew(width)
        return self._sets[width]

    def _set_anew(self, width: int) -> tuple[_Set, ...]:
        top, sets = float(self._down), list[_Set]()
        for part in self._parts:
            layout = QTextLayout(part.text, self._look.font(part.role))
            layout.setCacheEnabled(True)
            side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
            height = wrap(layout, width - 2 * self._across, side=side)
            sets.append(_Set(part, layout, top + part.above, height))
            top += part.above + height
        return tuple(sets)

    def _look_changed(self) -> None:
        self._sets.clear()
        self.updateGeometry()
        self.update()


def _asks_for_menu(event: QKeyEvent) -> bool:
    if event.key() == Qt.Key.Key_F10:
        return event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu


class ChoiceCard(Choice):
    """A card with a title, a sentence, and what it comes to."""

    def __init__(
        self,
        look: Look,
        title: str,
        about: str,
        size: str,
        *,
        tint: Tint = Tint.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        parts = (
            Part(title, Role.HEADING),
            Part(about, Role.BODY, soft=True, above=4),
            Part(size, Role.SMALL, soft=True, above=12, last=True),
        )
        super().__init__(look, parts, edges=(17, 16), parent=parent)
        self._tint = tint

    def paint_ground(self, painter: QPainter) -> None:
        theme = self._look.theme
        moss = self._tint is Tint.MOSS
        fill, line = (theme.moss_tint,) * 2 if moss else (theme.card, theme.line)
        if self.is_touched:
            fill = touched(theme, fill, pressed=self.isDown())
        paint_box(painter, self.rect(), fill=fill, line=line)
        if self.hasFocus():
            paint_focus(painter, self.rect(), theme.moss)


class ChoiceLine(Choice):
    """A line of a list: what it is called, and a smaller line about it."""

    def __init__(
        self, look: Look, title: str, about: str, *, parent: QWidget | None = None
    ) -> None:
        parts = (Part(title, Role.STRONG), Part(about, Role.SMALL, soft=True, above=2, last=True))
        super().__init__(look, parts, edges=(8, 14), parent=parent)

    def paint_ground(self, painter: QPainter) -> None:
        theme = self._look.theme
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
        above = self.rect().adjusted(0, 0, 0, -1)
        if self.is_touched:
            paint_box(painter, above, fill=touched(theme, theme.paper, pressed=self.isDown()))
        if self.hasFocus():
            paint_focus(painter, above, theme.moss)
