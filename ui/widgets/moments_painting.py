"""The timeline of a session, painted: the ground that stays while one goes through it, its marks, and its key."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from circle.i18n import gettext as _
from circle.spoken_time import clock_face
from circle.timeline import Floor
from exports.drawn_floors import CONFIDENTIAL, FILLS, UNMEASURED, floor_words
from exports.svg import CLAY, CLAY_SOFT, INK, MOSS, MOSS_SOFT, SOFT, WHITE, Fill, Lines
from ui.pages.moments_shown import Hides, MarkKind, TimelineShown, hides_words, mark_words
from ui.theme import Look, Role, Theme
from ui.widgets.moments_layout import Places, ticks_ms

QUIET = (Floor.SILENCE, Floor.PAUSED, Floor.GROUPS)
"""Drawn on a line of their own, below the people."""
_HATCHED: Mapping[Lines, Qt.BrushStyle] = {
    Lines.RISING: Qt.BrushStyle.BDiagPattern,
    Lines.FALLING: Qt.BrushStyle.FDiagPattern,
    Lines.CROSSED: Qt.BrushStyle.DiagCrossPattern,
    Lines.UPRIGHT: Qt.BrushStyle.VerPattern,
    Lines.LEVEL: Qt.BrushStyle.HorPattern,
}
_HIDDEN = {Hides.CONFIDENTIAL: CONFIDENTIAL, Hides.UNMEASURED: UNMEASURED, Hides.FEW: UNMEASURED}
_LEAST = 1.6
"""A turn is at least as wide as this, or it would not be seen in a long session."""
_CENTRED, _RIGHT = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight  # fmt: skip

Swatch = Callable[[QPainter, QRectF], None]


class GroundPainting:
    """All but the moment: it changes with the session, the look, the size and what is in sight."""

    def __init__(self, painter: QPainter, look: Look, shown: TimelineShown, there: Places) -> None:
        self._painter, self._look, self._shown, self._there = painter, look, shown, there
        self._theme = look.theme
        self._in_time = QRectF(there.left, 0, there.width, there.height)

    def paint(self) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lanes()
        self._painter.save()
        self._painter.setClipRect(self._in_time.adjusted(-1, 0, 1, 0))
        self._paint_bars()
        self._paint_stretches()
        self._painter.setClipRect(
            self._in_time.adjusted(-6, 0, 6, 0)
        )  # a mark is wider than its moment
        self._paint_rounds()
        self._paint_marks()
        self._painter.restore()
        self._paint_axis()

    @property
    def _marked_words(self) -> str:
        """What the line of marks is called, by what there is on it."""
        kinds = {mark.kind for mark in self._shown.marks}
        if MarkKind.NOTE in kinds:
            return _("Notes")
        is_prompts = kinds & {MarkKind.PROMPT, MarkKind.BELL}
        return _("Prompts") if is_prompts else mark_words(MarkKind.PUT_RIGHT)

    @property
    def _foot(self) -> float:
        return self._there.axis - 4 * self._look.scale

    def _paint_lanes(self) -> None:
        there, painter = self._there, self._painter
        letters = min(self._look.px(13), round(there.pitch * 0.86))
        painter.setFont(self._look.font(Role.SMALL, pixels=letters))
        for i, lane in enumerate(self._shown.lanes):
            self._rule(there.middle(i))
            self._label(lane.label, there.middle(i), self._theme.ink)
        painter.setFont(self._look.font(Role.SMALL))
        self._label(_("Round"), there.top / 2 - 2, self._theme.soft)
        for top, words in (
            (there.quiet, floor_words(Floor.SILENCE)),
            (there.marks, self._marked_words),
            (there.said, _("Comments")),
        ):
            if top is not None:
                self._rule(top + there.line / 2)
                self._label(words, top + there.line / 2, self._theme.soft)

    def _rule(self, y: float) -> None:
        there = self._there
        self._painter.setPen(QPen(self._theme.line, 1))
        self._painter.drawLine(QLineF(there.left, y, there.left + there.width, y))

    def _label(self, words: str, middle: float, ink: QColor) -> None:
        metrics, wide = self._painter.fontMetrics(), self._there.left - 14 * self._look.scale
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(wide))
        self._painter.setPen(ink)
        high = metrics.height()
        box = QRectF(6 * self._look.scale, middle - high / 2, wide, high)
        self._painter.drawText(box, _RIGHT, shown)

    def _paint_bars(self) -> None:
        there, painter, sight = self._there, self._painter, self._there.sight
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.clay)
        high = there.pitch * 0.62
        for bar in self._shown.bars:
            if bar.end_ms < sight.start_ms or bar.start_ms > sight.end_ms:
                continue
            left = there.x(bar.start_ms)
            wide = max(_LEAST * self._look.scale, there.x(bar.end_ms) - left)
            box = QRectF(left, there.middle(bar.lane) - high / 2, wide, high)
            if wide < 6:
                painter.drawRect(box)
            else:
                painter.drawRoundedRect(box, 3, 3)

    def _paint_stretches(self) -> None:
        there, sight = self._there, self._there.sight
        for one in self._shown.stretches:
            if one.end_ms < sight.start_ms or one.start_ms > sight.end_ms:
                continue
            left = there.x(one.start_ms)
            wide = max(2.0, there.x(one.end_ms) - left)
            if one.floor is Floor.BREAK:
                box = QRectF(left, there.top, wide, self._foot - there.top)
                paint_fill(self._painter, box, FILLS[one.floor], self._theme)
                self._words_on(floor_words(one.floor), box)
            elif there.quiet is not None:
                box = QRectF(left, there.quiet + 1, wide, there.line - 2)
                paint_fill(self._painter, box, FILLS[one.floor], self._theme)

    def _paint_rounds(self) -> None:
        there, painter = self._there, self._painter
        ended = -100.0
        for band in self._shown.bands:
            left, right = there.x(band.start_ms), there.x(band.end_ms)
            if band.hides:
                box = QRectF(left, there.top, max(2.0, right - left), there.bottom - there.top)
                paint_fill(painter, box, _HIDDEN[band.hides], self._theme)
                self._words_on(hides_words(band.hides), box)
            painter.setPen(QPen(self._theme.soft, 1.2, Qt.PenStyle.DotLine))
            for x in (left, right) if left - ended > 5 else (right,):
                painter.drawLine(QLineF(x, 2, x, self._foot))
            ended = right
            self._number(band.number, QRectF(left, 0, right - left, there.top - 4))

    def _number(self, number: int, box: QRectF) -> None:
        font, words = self._look.font(Role.LABEL), str(number)
        box = box.intersected(self._in_time)
        if QFontMetricsF(font).horizontalAdvance(words) + 4 < box.width():
            self._painter.setFont(font)
            self._painter.setPen(self._theme.ink)
            self._painter.drawText(box, _CENTRED, words)

    def _words_on(self, words: str, box: QRectF) -> None:
        """In the middle of what is in sight, on a ground of their own; not where there is no room."""
        font = self._look.font(Role.SMALL)
        box, metrics = box.intersected(self._in_time), QFontMetricsF(font)
        long, high = metrics.horizontalAdvance(words) + 10, metrics.height() + 2
        level = long <= box.width() and high <= box.height()
        if not level and not (long <= box.height() and high <= box.width()):
            return
        painter = self._painter
        painter.save()
        painter.translate(box.center())
        painter.rotate(0 if level else -90)
        ground = QRectF(-long / 2, -high / 2, long, high)
        painter.fillRect(ground, self._theme.card)
        painter.setFont(font)
        painter.setPen(self._theme.ink)
        painter.drawText(ground, _CENTRED, words)
        painter.restore()

    def _paint_marks(self) -> None:
        there, sight, marks = self._there, self._there.sight, self._shown.marks
        first = bisect_left(marks, sight.start_ms, key=lambda mark: mark.at_ms)
        for mark in marks[first:]:
            if mark.at_ms > sight.end_ms:
                break
            top = there.said if mark.kind is MarkKind.COMMENT else there.marks
            if top is not None:
                middle = QPointF(there.x(mark.at_ms), top + there.line / 2)
                paint_mark(self._painter, mark.kind, middle, self._look)

    def _paint_axis(self) -> None:
        there, painter = self._there, self._painter
        painter.setFont(self._look.font(Role.SMALL))
        metrics = painter.fontMetrics()
        widest = metrics.horizontalAdvance(clock_face(self._shown.length_ms)) + self._look.px(18)
        self._rule(there.axis)
        painter.setPen(self._theme.soft)
        for at_ms in ticks_ms(there.sight, max(1, int(there.width // widest))):
            x = there.x(at_ms)
            painter.drawLine(QLineF(x, there.axis, x, there.axis + 4))
            box = QRectF(0, there.axis + 5, metrics.horizontalAdvance(clock_face(at_ms)) + 2, metrics.height())  # fmt: skip
            least, most = there.left, there.left + there.width + 10 * self._look.scale
            box.moveLeft(min(max(x - box.width() / 2, least), most - box.width()))
            painter.drawText(box, _CENTRED, clock_face(at_ms))


def paint_moment(painter: QPainter, look: Look, there: Places, at_ms: int) -> None:
    """A line through all lines, with something to take hold of at the top."""
    x = there.x(at_ms)
    ink, half = look.theme.ink, 5 * look.scale
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.6))
    painter.drawLine(QLineF(x, there.top - 4, x, there.axis + 4))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    top = there.top - 4
    painter.drawPolygon(
        QPolygonF(
            [QPointF(x - half, top - half), QPointF(x + half, top - half), QPointF(x, top + half)]
        )
    )


def paint_fill(painter: QPainter, box: QRectF, fill: Fill, theme: Theme) -> None:
    """As pictures in documents are filled, in the colours of the window; of a narrow box, its edge."""
    ground, edge = window_ink(fill.ground, theme), window_ink(fill.edge, theme)
    if box.width() < 4:
        painter.fillRect(box, edge)
        return
    painter.fillRect(box, ground)
    if fill.lines in _HATCHED:
        painter.fillRect(box, QBrush(edge, _HATCHED[fill.lines]))
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def paint_mark(painter: QPainter, kind: MarkKind, middle: QPointF, look: Look) -> None:
    """Each has a shape of its own: a disc, a lozenge, a bell's triangle, two strokes, a box."""
    theme, half = look.theme, 4.5 * look.scale
    x, y = middle.x(), middle.y()
    painter.setPen(QPen(theme.card if kind is MarkKind.NOTE else theme.moss, 1.2))
    painter.setBrush(theme.moss if kind in (MarkKind.NOTE, MarkKind.COMMENT) else theme.card)
    match kind:
        case MarkKind.NOTE:
            painter.drawEllipse(middle, half, half)
        case MarkKind.PROMPT:
            corners = ((x, y - half - 1), (x + half + 1, y), (x, y + half + 1), (x - half - 1, y))
            painter.drawPolygon(QPolygonF([QPointF(*one) for one in corners]))
        case MarkKind.BELL:
            corners = ((x, y - half), (x + half, y + half), (x - half, y + half))
            painter.drawPolygon(QPolygonF([QPointF(*one) for one in corners]))
        case MarkKind.PUT_RIGHT:
            painter.setPen(QPen(theme.moss, 2 * look.scale))
            for left in (x - 0.9 * half, x + 0.1 * half):
                painter.drawLine(QLineF(left, y + half, left + 0.8 * half, y - half))
        case MarkKind.COMMENT:
            painter.drawRect(QRectF(x - half, y - half, 2 * half, 1.6 * half))


def key_of(look: Look, shown: TimelineShown) -> Iterator[tuple[Swatch, str]]:
    """What each fill and each mark means, of those that are there."""
    if shown.bars:
        known = shown.lanes[0].person is not None
        yield _filled(look, FILLS[Floor.HELD]), _("A turn") if known else floor_words(Floor.HELD)
    for floor in (*QUIET, Floor.BREAK):
        if any(one.floor is floor for one in shown.stretches):
            yield _filled(look, FILLS[floor]), floor_words(floor)
    for hides in dict.fromkeys(band.hides for band in shown.bands if band.hides):
        yield _filled(look, _HIDDEN[hides]), hides_words(hides)
    for kind in MarkKind:
        if any(mark.kind is kind for mark in shown.marks):
            yield _marked(look, kind), mark_words(kind)


def _filled(look: Look, fill: Fill) -> Swatch:
    return lambda painter, box: paint_fill(painter, box, fill, look.theme)


def _marked(look: Look, kind: MarkKind) -> Swatch:
    return lambda painter, box: paint_mark(painter, kind, box.center(), look)


def window_ink(colour: str, theme: Theme) -> QColor:
    return {
        CLAY: theme.clay,
        CLAY_SOFT: theme.clay_tint,
        MOSS: theme.moss,
        MOSS_SOFT: theme.moss_tint,
        WHITE: theme.card,
        SOFT: theme.soft,
        INK: theme.ink,
    }[colour]
