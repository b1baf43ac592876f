"""The words and the digits in the middle of the circle, as large as the seats leave room for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from circle.seating import Place, Ring
from ui.theme import Look, Role
from ui.widgets.seat_sizes import free_width
from ui.widgets.set_lines import NOTHING, SetLines, on_lines, set_centred

_AN_ORDINARY_LINE = "Farid holds the talking piece"
_USUAL_FACE = "00:00"
_DOT = " · "
_IN_THE_MIDDLE = Qt.TextElideMode.ElideMiddle
_GAP = 24.0
_GAP_WITHOUT_DIGITS = 6.0
_SMALLEST_LETTERS = 13
_EDGE = 3.0
"""Around the digits, for what a letter paints beyond its box."""
_LEAST_OF_WORDS = 0.58
_SMALLEST_PART = 0.3
_STEP = 0.04
_LEAST_WITH_INNER = 0.5
"""With an inner ring the words and digits are at the least this part of the size that was chosen."""


@dataclass(frozen=True, slots=True)
class Digit:
    """One letter of the clock: where it is painted from, and all that it can cover."""

    start: QPointF
    box: QRect


@dataclass(frozen=True, slots=True)
class Middle:
    """`clock` is the rectangle of the digits, of which a tick paints those that changed; `below` a widget's."""

    upper: SetLines
    lower: SetLines
    clock: QRectF
    clock_font: QFont
    digits: tuple[Digit, ...]
    below: QRectF

    @property
    def box(self) -> QRectF:
        return self.upper.painted.united(self.lower.painted).united(self.clock)

    def looks_like(self, other: Middle) -> bool:
        """Whether the words are the same, and everything is in the same place."""
        mine = (self.upper.text, self.lower.text, self.upper.box, self.lower.box)
        others = (other.upper.text, other.lower.text, other.upper.box, other.lower.box)
        return mine == others and self.clock == other.clock and self.below == other.below


def shape_of(face: str) -> str:
    """What decides on the size of digits that are all of one width: "2:14" is "0:00"."""
    return re.sub(r"\d", "0", face)


def room_wanted(look: Look, size: QSizeF) -> tuple[float, float]:
    """Width and height for the words and the digits: what they like, or half of a small circle."""
    words, digits = look.metrics(Role.BODY), look.metrics(Role.CLOCK)
    width = max(words.horizontalAdvance(_AN_ORDINARY_LINE), digits.horizontalAdvance(_USUAL_FACE))
    height = digits.capHeight() + 2 * (words.height() + _GAP * look.scale)
    return min(width, 0.36 * size.width()), min(height, 0.3 * size.height())


@dataclass(frozen=True, slots=True)
class Room:
    """What is free in the middle of seats."""

    ring: Ring
    seats: tuple[Place, ...]
    reach: float

    @property
    def centre(self) -> QPointF:
        return QPointF(self.ring.centre_x, self.ring.centre_y)

    def width(self, start: float, end: float) -> float:
        """Between two distances from the middle, downwards; negative ones are above it."""
        top, bottom = sorted((self.ring.centre_y + start, self.ring.centre_y + end))
        return free_width(self.ring, self.seats, self.reach, top, bottom)


@dataclass(frozen=True)
class _Sizes:
    """One try: how large the letters are when everything is `part` of what was chosen."""

    look: Look
    part: float
    shape: str

    @cached_property
    def words(self) -> QFont:
        wanted = self.look.font(Role.BODY).pixelSize()
        least = min(wanted, _SMALLEST_LETTERS)
        part = max(self.part, _LEAST_OF_WORDS)
        return self.look.font(Role.BODY, pixels=max(least, round(wanted * part)))

    @cached_property
    def digits(self) -> QFont:
        wanted = self.look.font(Role.CLOCK).pixelSize()
        return self.look.font(Role.CLOCK, pixels=max(10, round(wanted * self.part)))

    @cached_property
    def apart(self) -> float:
        """From the middle to the words above and below."""
        gap = (_GAP if self.shape else _GAP_WITHOUT_DIGITS) * self.look.scale * self.part
        return self.clock.height() / 2 + gap

    @cached_property
    def clock(self) -> QSizeF:
        if not self.shape:
            return QSizeF(0, 0)
        metrics = QFontMetricsF(self.digits)
        widest = max(metrics.horizontalAdvance(face) for face in (self.shape, _USUAL_FACE))
        return QSizeF(widest, metrics.capHeight())

    def fits(self, room: Room) -> bool:
        """Whether the digits fit, and an ordinary sentence above and below on one line or two."""
        half = self.clock.height() / 2 + 2 * _EDGE
        return room.width(-half, half) >= self.clock.width() + 2 * _EDGE and all(
            self._fits_a_sentence(room, side) for side in (-1, 1)
        )

    def _fits_a_sentence(self, room: Room, side: int) -> bool:
        line = QFontMetricsF(self.words)
        sentence = line.horizontalAdvance(_AN_ORDINARY_LINE) * 1.1
        start = side * self.apart
        one = room.width(start, start + side * line.height())
        two = room.width(start, start + side * 2 * line.height())
        return one >= sentence or two >= sentence * 0.6


def set_middle(
    *,
    upper: str,
    lower: str,
    face: str,
    room: Room,
    look: Look,
    direction: Qt.LayoutDirection,
    below: QSizeF | None = None,
) -> Middle:
    """`face`: the digits, empty when there are none. `below`: the size of a widget under the words."""
    chosen = _chosen(shape_of(face), room, look)
    above, under = _set_both(upper, lower, chosen, room, direction)
    clock, digits = _clock(face, chosen, room.centre)
    place = _below(below, under, room.centre, chosen.apart)
    return Middle(above, under, clock, chosen.digits, digits, place)


def has_room(room: Room, look: Look) -> bool:
    """Whether words and digits can be read in the middle of an inner ring."""
    return _chosen(_USUAL_FACE, room, look).part >= _LEAST_WITH_INNER


def _chosen(shape: str, room: Room, look: Look) -> _Sizes:
    part = 1.0
    while part > _SMALLEST_PART and not _Sizes(look, part, shape).fits(room):
        part -= _STEP
    return _Sizes(look, part, shape)


def _set_both(
    upper: str, lower: str, chosen: _Sizes, room: Room, direction: Qt.LayoutDirection
) -> tuple[SetLines, SetLines]:
    """In smaller letters where nothing has to be cut short then; else as they were chosen."""
    tries: list[tuple[SetLines, SetLines]] = []
    part = chosen.part
    while not tries or part >= _LEAST_OF_WORDS:
        words = _Sizes(chosen.look, part, chosen.shape).words
        above = _set(upper, words, -chosen.apart, room, direction)
        under = _set(lower, words, chosen.apart, room, direction)
        if above.whole and under.whole:
            return above, under
        tries.append((above, under))
        part -= _STEP
    return tries[0]


def _set(
    text: str, font: QFont, away: float, room: Room, direction: Qt.LayoutDirection
) -> SetLines:
    """Words that begin `away` from the middle: upwards when that is negative."""
    if not text:
        return NOTHING
    metrics = QFontMetricsF(font)
    side = 1 if away > 0 else -1
    one = room.width(away, away + side * metrics.height())
    two = room.width(away, away + side * 2 * metrics.height())
    lines = _sentence(text, metrics, one, two)
    half = (metrics.height() * 0.94 * (len(lines[0]) - 1) + metrics.capHeight()) / 2
    middle = room.centre + QPointF(0, away + side * half)
    return set_centred(lines, font, middle, direction)


def _sentence(
    text: str, metrics: QFontMetricsF, one: float, two: float
) -> tuple[tuple[str, ...], bool]:
    """Parts that a dot divides come on a line each, where both do not fit on one."""
    parts = tuple(text.split(_DOT))
    if len(parts) == 2 and metrics.horizontalAdvance(text) > one:
        each = [on_lines(part, metrics, one=two, two=0, cut=_IN_THE_MIDDLE) for part in parts]
        return tuple(chain(*(lines for lines, _whole in each))), all(whole for _, whole in each)
    return on_lines(text, metrics, one=one, two=two, cut=_IN_THE_MIDDLE)


def _clock(face: str, chosen: _Sizes, centre: QPointF) -> tuple[QRectF, tuple[Digit, ...]]:
    """The box of all the digits, and each."""
    if not face:
        return QRectF(), ()
    metrics, shape = QFontMetricsF(chosen.digits), shape_of(face)
    edges = [metrics.horizontalAdvance(shape[:n]) for n in range(len(shape) + 1)]
    ink = metrics.tightBoundingRect(face).united(metrics.tightBoundingRect("0123456789:"))
    left, baseline = centre.x() - edges[-1] / 2, centre.y() + metrics.capHeight() / 2

    def box(start: float, end: float) -> QRectF:
        letters = QRectF(left + start, baseline + ink.top(), end - start, ink.height())
        return letters.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)

    digits = tuple(
        Digit(QPointF(left + start, baseline), box(start, end).toAlignedRect())
        for start, end in pairwise(edges)
    )
    return box(0, edges[-1]), digits


def _below(size: QSizeF | None, lower: SetLines, centre: QPointF, apart: float) -> QRectF:
    if size is None:
        return QRectF()
    top = lower.box.bottom() if lower.lines else centre.y() + apart / 2
    return QRectF(centre.x() - size.width() / 2, top, size.width(), size.height())
