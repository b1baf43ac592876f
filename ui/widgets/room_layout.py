"""Where everything is on the room display: words as large as there is room for, none of them cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout

from ui.pages.room_shown import RoomShown
from ui.theme import Look, Role
from ui.widgets.wrapping import held_together, wrap

_WIDE, _HIGH = 1366, 768
"""The screen that all sizes are meant for; on others they are in proportion."""

_RINGS = ((0.47, 0.51), (0.40, 0.56), (0.32, 0.61), (0.24, 0.66))
"""How large the ring is and where its middle, as parts of the height: it gives way to long words above it."""

_ABOVE, _NAME, _UNDER, _FACE, _BELOW, _READ = 38, 44, 20, 26, 24, 54
_STROKE = 10
_STILL_LARGE = (0.7, 0.5, 0.35, 0.0)
"""Words become that much smaller before the ring does, and then still smaller."""

_BROKEN_FROM = 0.5
"""So small a word is broken that is too long for a line."""

_LEAST = 8
_EDGE = 0.05


@dataclass(frozen=True, slots=True)
class Block:
    """Words with their place. `soft`: they matter less. `whole`: nothing sticks out."""

    layout: QTextLayout
    box: QRectF
    soft: bool
    whole: bool

    @property
    def text(self) -> str:
        return self.layout.text()

    @property
    def pixels(self) -> int:
        return self.layout.font().pixelSize()

    def paint(self, painter: QPainter) -> None:
        self.layout.draw(painter, self.box.topLeft(), [], QRectF())

    def saying(self, text: str) -> Block:
        """Other words of the same length in its place."""
        layout = QTextLayout(text, self.layout.font())
        wrap(layout, self.box.width(), side=Qt.AlignmentFlag.AlignHCenter)
        return replace(self, layout=layout)

    def moved_to(self, top: float) -> Block:
        box = QRectF(self.box.left(), top, self.box.width(), self.box.height())
        return replace(self, box=box)


@dataclass(frozen=True, slots=True)
class RoomLayout:
    """`ring`: the middle of its line; None: there is none. `face`: the digits, which alone change by themselves."""

    blocks: tuple[Block, ...]
    ring: QRectF | None
    stroke: float
    face: Block | None = None

    def with_face(self, text: str) -> RoomLayout:
        """With other digits."""
        if self.face is None:
            return self
        face = self.face.saying(text)
        others = (one for one in self.blocks if one is not self.face)
        return replace(self, blocks=(*others, face), face=face)


@dataclass(frozen=True, slots=True)
class _Sizes:
    look: Look
    size: QSizeF

    @property
    def unit(self) -> float:
        return min(self.size.width() / _WIDE, self.size.height() / _HIGH)

    def set(
        self,
        text: str,
        usual: float,
        room: QRectF,
        *,
        soft: bool = False,
        role: Role = Role.PROMPT,
        least: float = 0,
        down: float = 0.5,
    ) -> Block:
        """As large as it goes into the room; not smaller than a part of what is usual. `down`: 0 at its top, 1 at its foot."""
        first = max(_LEAST, round(usual * self.unit * self.look.scale))
        last = max(_LEAST, round(first * least))
        breaks = max(last, first * _BROKEN_FROM)

        def at(pixels: int) -> Block:
            font = self.look.font(role, pixels=pixels)
            return _set(text, font, room, soft=soft, breaks=pixels <= breaks)

        block, low, high = at(first), last, first - 1
        if not block.whole and low <= high:
            while low < high:
                middle = (low + high + 1) // 2
                low, high = (middle, high) if at(middle).whole else (low, middle - 1)
            block = at(low)
        spare = max(0.0, room.height() - block.box.height())
        return block.moved_to(room.top() + down * spare)


def _set(text: str, font: QFont, room: QRectF, *, soft: bool, breaks: bool) -> Block:
    """`breaks`: a word that is too long for a line may be broken."""
    layout = QTextLayout(held_together(text).replace("\n", "\u2028"), font)
    layout.setCacheEnabled(True)
    height = wrap(layout, room.width(), side=Qt.AlignmentFlag.AlignHCenter)
    metrics = QFontMetricsF(font)
    widest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0.0)
    fits = height <= room.height() and (breaks or widest <= room.width())
    return Block(layout, QRectF(room.left(), room.top(), room.width(), height), soft, fits)


def lay_out_room(shown: RoomShown, size: QSizeF, look: Look) -> RoomLayout:
    sizes = _Sizes(look, size)
    if shown.is_read:
        return _without_ring(shown, sizes)
    tried = list[RoomLayout]()
    for laid in _around_ring(shown, sizes):
        tried.append(laid)
        if all(block.whole for block in laid.blocks):
            break
    return tried[-1]


def _around_ring(shown: RoomShown, sizes: _Sizes) -> Iterator[RoomLayout]:
    """With ever smaller rings, and then with ever smaller words."""
    width, height, unit = sizes.size.width(), sizes.size.height(), sizes.unit
    edge, side, stroke = _EDGE * height, 0.08 * width, _STROKE * sizes.unit
    for least, (across, middle) in product(_STILL_LARGE, _RINGS):
        radius = min(across * height, 0.8 * width) / 2
        centre = QPointF(width / 2, middle * height)
        ring = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        gap = 24 * unit
        above = QRectF(side, edge, width - 2 * side, ring.top() - gap - edge)
        below = QRectF(side, ring.bottom() + gap, width - 2 * side, 0)
        below.setBottom(height - edge)
        blocks = [
            sizes.set(shown.above, _ABOVE, above, least=least, down=0.7),
            sizes.set(shown.below, _BELOW, below, soft=True, role=Role.READ, least=least, down=0.3),
        ]
        is_last = (least, across) == (_STILL_LARGE[-1], _RINGS[-1][0])
        if not is_last and not all(block.whole for block in blocks):
            continue
        inside, face = _inside(shown, sizes, centre, radius - stroke)
        yield RoomLayout((*blocks, *inside), ring, stroke, face)


def _inside(
    shown: RoomShown, sizes: _Sizes, centre: QPointF, radius: float
) -> tuple[list[Block], Block | None]:
    """The lines within the ring, one under another about its middle."""
    gap = 6 * sizes.unit

    def room(high: float) -> QRectF:
        return QRectF(centre.x() - 0.75 * radius, 0, 1.5 * radius, high * radius)

    name = sizes.set(shown.middle, _NAME, room(0.64))
    under = sizes.set(shown.under, _UNDER, room(0.3), soft=True, role=Role.READ)
    digits = sizes.set(shown.face, _FACE, room(0.22), soft=True, role=Role.TIMES)
    lines = [one for one in (name, under, digits) if one.text]
    high = sum(one.box.height() for one in lines) + gap * max(0, len(lines) - 1)
    top, placed = centre.y() - high / 2, list[Block]()
    for one in lines:
        placed.append(one.moved_to(top))
        top += one.box.height() + gap
    return placed, placed[-1] if shown.face else None


def _without_ring(shown: RoomShown, sizes: _Sizes) -> RoomLayout:
    """What is read back takes all the room."""
    width, height = sizes.size.width(), sizes.size.height()
    edge, side = _EDGE * height, 0.08 * width
    wide = width - 2 * side
    above = sizes.set(
        shown.above, _BELOW, QRectF(side, edge, wide, 0.18 * height), soft=True, role=Role.READ
    )
    foot = QRectF(side, 0.85 * height - edge, wide, 0.15 * height)
    below = sizes.set(shown.below, _BELOW, foot, soft=True, role=Role.READ)
    room = QRectF(side, above.box.bottom(), wide, foot.top() - above.box.bottom())
    return RoomLayout((above, sizes.set(shown.middle, _READ, room), below), None, 0.0)
