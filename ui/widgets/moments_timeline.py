"""The timeline of a session: looked at closely, gone through by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessibleActionInterface,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from circle.i18n import gettext as _
from circle.timeline import Floor
from exports.drawn_floors import floor_words
from ui.accessible import PaintedList, announce, tell_items
from ui.pages.moments_shown import Mark, MarkKind, TimelineShown, mark_line
from ui.theme import Look, Role
from ui.widgets.labels import as_tip
from ui.widgets.moments_layout import Places, Sight, places
from ui.widgets.moments_painting import QUIET, GroundPainting, paint_moment
from ui.widgets.shapes import paint_focus

STEP_MS = 5_000
CLOSER = 1.5
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ZOOMS = {Qt.Key.Key_Plus: CLOSER, Qt.Key.Key_Equal: CLOSER, Qt.Key.Key_Minus: 1 / CLOSER}
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PAD, _ALL = Qt.KeyboardModifier.KeypadModifier, Qt.Key.Key_0
_NOTHING_MORE = Qt.KeyboardModifier.NoModifier


class MomentsTimeline(PaintedList):
    """Its items are the rounds, then the marks; what it says, and its value, is the moment in words. Time runs from left to right
    in every language, as it does in documents.
    """

    asked = Signal(int, bool)
    """A person went to a moment; whether they have come to rest there."""
    play_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown = TimelineShown()
        self._sight = Sight(0, 0)
        self._at_ms, self._words = 0, ""
        self._ground: QPixmap | None = None
        self._pressed: QPointF | None = None
        self._dragged = self._scrubs = False
        self._unsaid = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("How the talking moved, through the time of the session"))
        look.changed.connect(self._dress)

    def show_timeline(self, shown: TimelineShown, *, anew: bool) -> None:
        """`anew`: all of it is in sight again."""
        before, self._shown = self.said(), shown
        if anew:
            self._sight = Sight(0, shown.length_ms)
        self._dress()
        tell_items(self, before, self.said())

    def show_moment(self, at_ms: int, words: str) -> None:
        sight = self._sight.holding(at_ms, self._shown.length_ms)
        if sight != self._sight:
            self._look_at(sight)
        before, there = self._at_ms, self.placed
        self._at_ms, self._words = at_ms, words
        for x in (there.x(before), there.x(at_ms)):
            half = self._look.px(8)
            self.update(QRect(round(x) - half, 0, 2 * half, self.height()))

    @property
    def at_ms(self) -> int:
        return self._at_ms

    @property
    def sight(self) -> Sight:
        return self._sight

    @property
    def placed(self) -> Places:
        """Where everything is."""
        shown, metrics = self._shown, QFontMetricsF(self._look.font(Role.SMALL))
        kinds = {mark.kind for mark in shown.marks}
        labels = [lane.label for lane in shown.lanes] + [_("Comments"), floor_words(Floor.SILENCE)]
        return places(
            self.width(),
            self._sight,
            scale=self._look.scale,
            lanes=max(1, len(shown.lanes)),
            label_width=max(map(metrics.horizontalAdvance, labels)),
            letters=metrics.height(),
            quiet=any(one.floor in QUIET for one in shown.stretches),
            marks=bool(kinds - {MarkKind.COMMENT}),
            said=MarkKind.COMMENT in kinds,
        )

    # What a screen reader finds

    def said(self) -> tuple[str, ...]:
        bands = tuple(band.said for band in self._shown.bands)
        return (*bands, *map(mark_line, self._shown.marks))

    def item_box(self, i: int) -> QRect:
        there, bands = self.placed, self._shown.bands
        if i >= len(bands):
            return self._mark_box(self._shown.marks[i - len(bands)])
        left, right = round(there.x(bands[i].start_ms)), round(there.x(bands[i].end_ms))
        return QRect(left, 0, right - left, self.height()).intersected(self.rect())

    def _mark_box(self, mark: Mark) -> QRect:
        there, half = self.placed, self._look.px(7)
        top = there.said if mark.kind is MarkKind.COMMENT else there.marks
        box = QRectF(there.x(mark.at_ms) - half, top or 0, 2 * half, there.line)
        return box.toRect().intersected(self.rect())

    def item_at(self, point: QPoint) -> int | None:
        bands = self._shown.bands
        if (mark := self._mark_at(point.toPointF())) is not None:
            return len(bands) + self._shown.marks.index(mark)
        band = self._shown.band_at(round(self.placed.at_ms(point.x())))
        return None if band is None else bands.index(band)

    def focused_item(self) -> int | None:
        return None

    def is_chosen(self, i: int) -> bool:
        bands = self._shown.bands
        return i < len(bands) and bands[i] == self._shown.band_at(self._at_ms)

    def what_it_says(self) -> str:
        return self._words

    def value(self) -> str:
        return self._words

    def item_acts(self) -> Mapping[str, Callable[[int], object]]:
        return {QAccessibleActionInterface.pressAction(): self._go_to_item}

    def _go_to_item(self, i: int) -> None:
        bands = self._shown.bands
        self._go(bands[i].start_ms if i < len(bands) else self._shown.marks[i - len(bands)].at_ms)
        self._speak(later=False)

    # How close

    def zoom(self, factor: float, around_ms: float | None = None) -> None:
        """Closer above 1, around the moment that is chosen where no other is given."""
        around = self._at_ms if around_ms is None else around_ms
        self._look_at(self._sight.zoomed(factor, around, self._shown.length_ms))

    def see_all(self) -> None:
        self._look_at(Sight(0, self._shown.length_ms))

    def _pan(self, by_ms: float) -> bool:
        before = self._sight
        self._look_at(before.moved(by_ms, self._shown.length_ms))
        return self._sight != before

    def _look_at(self, sight: Sight) -> None:
        self._sight, self._ground = sight, None
        self.update()

    @property
    def _sees_all(self) -> bool:
        return self._sight.length_ms >= self._shown.length_ms

    # Keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            if self._meant(event):
                event.accept()
                return True
        elif isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def _meant(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~_PAD
        if key in _SIDES:
            return held in (_NOTHING_MORE, _CONTROL, _SHIFT)
        if key in _ZOOMS:
            return held in (_NOTHING_MORE, _SHIFT)
        return held == _NOTHING_MORE and key in (
            *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space, _ALL),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._meant(event):
            super().keyPressEvent(event)
            return
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        elif key is _ALL:
            self.see_all()
        elif key is Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.play_asked.emit()
        elif key in _SIDES and held & _SHIFT:
            self._pan(_SIDES[key] * self._sight.length_ms / 4)
        else:
            self._go(self._stepped(key, by_changes=bool(held & _CONTROL)))
            self._speak(later=event.isAutoRepeat())

    def _stepped(self, key: Qt.Key, *, by_changes: bool) -> int:
        if key in _SIDES and by_changes:
            return self._shown.change(self._at_ms, on=_SIDES[key] > 0)
        if key in _SIDES:
            return self._at_ms + _SIDES[key] * STEP_MS
        return 0 if key is Qt.Key.Key_Home else self._shown.length_ms

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if self._unsaid and not event.isAutoRepeat():
            self._speak(later=False)

    def _go(self, at_ms: float, *, rests: bool = True) -> None:
        self.asked.emit(round(min(max(0, at_ms), self._shown.length_ms)), rests)

    def _speak(self, *, later: bool) -> None:
        """While a key is held down nothing is said; once it is let go of, where one has come to."""
        self._unsaid = later
        if not later:
            announce(self, self._words)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            there, point = self.placed, event.position()
            on_line = abs(point.x() - there.x(self._at_ms)) <= self._look.px(7)
            outside = not there.top <= point.y() < there.axis
            self._pressed, self._dragged = point, False
            self._scrubs = on_line or outside or self._sees_all

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        by = event.position() - self._pressed
        if not self._dragged and by.manhattanLength() < QApplication.startDragDistance():
            return
        self._dragged, there = True, self.placed
        if self._scrubs:
            self._go(there.at_ms(event.position().x()), rests=False)
        else:
            self._pan(-by.x() * self._sight.length_ms / there.width)
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = None
        if self._scrubs or not self._dragged:
            self._go(self.placed.at_ms(event.position().x()))
            self._speak(later=False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Where there is nothing to go on to, the page scrolls."""
        turned, across = event.angleDelta().y(), event.angleDelta().x()
        if event.modifiers() & _CONTROL:
            self.zoom(CLOSER ** (turned / 120), self.placed.at_ms(event.position().x()))
        elif self._sees_all or not self._pan(-(across or turned) / 120 * self._sight.length_ms / 8):
            event.ignore()
            return
        event.accept()

    def _tell(self, event: QHelpEvent) -> None:
        words = self._words_at(QPointF(event.pos()))
        if words:
            QToolTip.showText(event.globalPos(), as_tip(words), self)
        else:
            QToolTip.hideText()

    def _words_at(self, point: QPointF) -> str:
        """Of a mark; or the whole name of a line."""
        if (mark := self._mark_at(point)) is not None:
            return mark_line(mark)
        there, lanes = self.placed, self._shown.lanes
        lane = there.lane_at(point.y()) if point.x() < there.left else None
        return lanes[lane].label if lane is not None and lane < len(lanes) else ""

    def _mark_at(self, point: QPointF) -> Mark | None:
        near = self._look.px(7)
        return next((one for one in self._shown.marks if self._is_at(one, point, near)), None)

    def _is_at(self, mark: Mark, point: QPointF, near: float) -> bool:
        there = self.placed
        top = there.said if mark.kind is MarkKind.COMMENT else there.marks
        beside = abs(there.x(mark.at_ms) - point.x()) <= near
        return top is not None and beside and top <= point.y() <= top + there.line

    # Painting

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(480), self.placed.height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(160), self.placed.height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ground = None

    def paintEvent(self, event: QPaintEvent) -> None:
        there = self.placed
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._painted_ground(there))
            if there.sight.start_ms <= self._at_ms <= there.sight.end_ms:
                paint_moment(painter, self._look, there, self._at_ms)
            if self.hasFocus():
                paint_focus(painter, self.rect(), self._look.theme.moss, corner=6)

    def _painted_ground(self, there: Places) -> QPixmap:
        if self._ground is None:
            ratio = self.devicePixelRatioF()
            ground = QPixmap(self.size() * ratio)
            ground.setDevicePixelRatio(ratio)
            ground.fill(self._look.theme.card)
            with QPainter(ground) as painter:
                GroundPainting(painter, self._look, self._shown, there).paint()
            self._ground = ground
        return self._ground

    def _dress(self) -> None:
        self._ground = None
        self.updateGeometry()
        self.update()
