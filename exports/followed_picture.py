"""Who followed whom: the seats in a ring, with arrows from whoever held the piece to whoever held it next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import hypot, inf, pi

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from circle.seating import Place, places
from circle.session_notes import SessionNotes
from exports.blocks import Picture
from exports.drawn_floors import Swatch, draw_key
from exports.followed import STEPS, Followed, Way, followed
from exports.svg import INK, LINE, MOSS, SOFT, WHITE, WIDTH, Box, Drawing, cut_within, number

_WIDTHS = (1.1, 2.4, 4.2, 6.8)
"""Of the arrows, for each of the STEPS."""
_CROWD = 60
"""With more people the marks are too small for numbers, which stand beside some of them."""
_BESIDE = 14
"""So many people have their labels beside their marks; more have them below."""
_RADII, _WIDEST = ((5, 110), (_BESIDE, 150), (26, 190), (_CROWD, 240)), 300
_SIZE = 12.5
_LISTS = ((_CROWD, (4, 18, _SIZE)), (120, (5, 14.5, 10.5)), (inf, (7, 12, 9.5)))
"""Up to how many labels: in how many columns, how far apart, and how large."""
_GAP = 2.5


@dataclass(frozen=True, slots=True)
class Ring:
    """Where the marks are; `mark` is the radius of one."""

    marks: Mapping[int | None, Place]
    centre: Place
    radius: float
    mark: float
    thickness: float
    """Of the arrows, as a part of what it is where there is room."""

    def width(self, step: int) -> float:
        return _WIDTHS[step] * self.thickness


def who_followed_whom(notes: SessionNotes) -> Picture | None:
    """None where nobody held the piece after anybody."""
    found = followed(notes)
    if not found.counts:
        return None
    drawing, ring = Drawing(), _ring(found.seats)
    centre = ring.centre
    drawing.element(
        "circle", cx=centre.x, cy=centre.y, r=ring.radius, fill="none", stroke=LINE, stroke_width=1
    )
    _draw_arrows(drawing, found, ring)
    _draw_marks(drawing, ring)
    y = _draw_labels(drawing, notes, ring)
    height = draw_key(drawing, y, _key(found, ring))
    if found.least > 1:
        drawing.words(0, height + 13, _left_out(found.least), size=11.5)
        height += 20
    title, said = _("Who held the piece after whom"), " ".join(_said(found))
    return Picture(
        title, said, drawing.svg("followed", height=height, title=title, description=said)
    )


def _ring(seats: tuple[int | None, ...]) -> Ring:
    n = len(seats)
    radius = next((wide for most, wide in _RADII if n <= most), _WIDEST)
    spacing = 2 * pi * radius / n
    mark = min(17, 0.38 * spacing)
    centre = Place(WIDTH / 2, radius + mark + (12 if n <= _CROWD else 24))
    there = (Place(centre.x + one.x * radius, centre.y + one.y * radius) for one in places(n))
    return Ring(dict(zip(seats, there, strict=True)), centre, radius, mark, min(1, spacing / 60))


def _step(count: int) -> int:
    return max(i for i, least in enumerate(STEPS) if count >= least)


def _draw_arrows(drawing: Drawing, found: Followed, ring: Ring) -> None:
    """The broad ones first, so that none lies hidden under another."""
    drawn = found.drawn
    for step in range(len(STEPS) - 1, -1, -1):
        ways = [way for way, count in drawn.items() if _step(count) == step]
        width = ring.width(step)
        for way in ways:
            if way[0] == way[1]:
                place = ring.marks[way[0]]
                drawing.element(
                    "circle",
                    cx=place.x,
                    cy=place.y,
                    r=ring.mark + _GAP + width / 2,
                    fill="none",
                    stroke=MOSS,
                    stroke_width=width,
                )
        arrows = [_arrow(way, width, ring) for way in ways if way[0] != way[1]]
        if arrows:
            lines, heads = " ".join(one[0] for one in arrows), " ".join(one[1] for one in arrows)
            drawing.element("path", d=lines, fill="none", stroke=MOSS, stroke_width=width)
            drawing.element("path", d=heads, fill=MOSS)


def _arrow(way: Way, width: float, ring: Ring) -> tuple[str, str]:
    """The line and the head of an arrow that bends towards the middle, and a little to its own side."""
    start, end = ring.marks[way[0]], ring.marks[way[1]]
    across, down = end.x - start.x, end.y - start.y
    far = hypot(across, down) or 1
    pull = max(0.5 * min(1, far / ring.radius), min(0.5, 32 / ring.radius))
    side = max(8, 0.08 * far)
    bend = Place(
        (start.x + end.x) / 2 * (1 - pull) + ring.centre.x * pull - down / far * side,
        (start.y + end.y) / 2 * (1 - pull) + ring.centre.y * pull + across / far * side,
    )
    long = _head_long(width)
    begins = _towards(start, bend, ring.mark + _GAP)
    tip = _towards(end, bend, ring.mark + _GAP)
    base = _towards(end, bend, ring.mark + _GAP + long)
    half = _head_half(width) / (hypot(tip.x - base.x, tip.y - base.y) or 1)
    aside = Place((tip.y - base.y) * half, (base.x - tip.x) * half)
    line = f"M{_at(begins)}Q{_at(bend)} {_at(base)}"
    left, right = (Place(base.x + sign * aside.x, base.y + sign * aside.y) for sign in (1, -1))
    return line, f"M{_at(tip)}L{_at(left)}L{_at(right)}z"


def _head_long(width: float) -> float:
    return 5 + 1.5 * width


def _head_half(width: float) -> float:
    return 2.4 + 0.75 * width


def _towards(one: Place, other: Place, by: float) -> Place:
    """`by` less than nothing: away from it."""
    far = hypot(other.x - one.x, other.y - one.y) or 1
    part = min(0.9, by / far)
    return Place(one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part)


def _at(place: Place) -> str:
    return f"{number(place.x)} {number(place.y)}"


def _draw_marks(drawing: Drawing, ring: Ring) -> None:
    size = max(10, min(13, ring.mark * 0.95))
    crowd = len(ring.marks) > _CROWD
    every = -(-len(ring.marks) // _CROWD)
    for i, (seat, place) in enumerate(ring.marks.items()):
        known = {} if seat is not None else {"stroke_dasharray": "4 3"}
        drawing.element(
            "circle",
            cx=place.x,
            cy=place.y,
            r=ring.mark,
            fill=WHITE,
            stroke=INK,
            stroke_width=1.4,
            **known,
        )
        words = "–" if seat is None else str(seat)
        at = _towards(place, ring.centre, -ring.mark - 11) if crowd else place
        if i % every == 0 or seat is None:
            drawing.words(at.x, at.y + size * 0.35, words, size=size, anchor="middle", bold=True)


def _draw_labels(drawing: Drawing, notes: SessionNotes, ring: Ring) -> float:
    """Beside the marks where they are few; else, in columns below. Seats are called by their numbers. Gives
    where it ends."""
    labels = {one.seat: one.label for one in notes.people}
    if notes.level is Level.SEATS:
        labels = {seat: label for seat, label in labels.items() if seat is None}
    bottom = ring.centre.y + ring.radius + ring.mark + 16
    if len(ring.marks) <= _BESIDE:
        for seat, label in labels.items():
            _draw_beside(drawing, label, ring.marks[seat], ring)
        return bottom + 14
    columns, pitch, size = next(one for most, one in _LISTS if len(labels) <= most)
    wide = WIDTH / columns
    rows = -(-len(labels) // columns)
    for i, (seat, label) in enumerate(labels.items()):
        column, row = divmod(i, rows)
        x, y = column * wide, bottom + 16 + row * pitch
        words = "–" if seat is None else str(seat)
        drawing.words(x + 20, y, words, size=size, colour=SOFT, anchor="end")
        drawing.words(x + 27, y, cut_within(label, wide - 36, size), size=size)
    return bottom + 10 + rows * pitch + 12


def _draw_beside(drawing: Drawing, label: str, place: Place, ring: Ring) -> None:
    away = ring.mark + 13
    side = (place.x - ring.centre.x) / ring.radius
    words = cut_within(label, WIDTH / 2 - ring.radius * abs(side) - away - 4, _SIZE)
    if abs(side) < 0.1:
        above = place.y < ring.centre.y
        x, y = place.x + away, place.y + (-ring.mark * 0.4 if above else ring.mark + 4)
        drawing.words(x, y, words, size=_SIZE)
    elif side > 0:
        drawing.words(place.x + away, place.y + _SIZE * 0.35, words, size=_SIZE)
    else:
        drawing.words(place.x - away, place.y + _SIZE * 0.35, words, size=_SIZE, anchor="end")


def _key(found: Followed, ring: Ring) -> Iterator[tuple[Swatch, str]]:
    used = sorted({_step(count) for count in found.drawn.values()})
    for step in used:
        yield partial(_draw_sample, width=ring.width(step)), _step_words(step)
    if any(one == other for one, other in found.drawn):
        yield _draw_ringed, _("the same seat again")


def _step_words(step: int) -> str:
    return (_("once"), _("2 or 3 times"), _("4 to 7 times"), _("8 times or more"))[step]


def _draw_sample(drawing: Drawing, box: Box, *, width: float) -> None:
    middle, tip, long = box.y + box.height / 2, box.x + box.width, _head_long(width)
    half, base = _head_half(width), tip - long
    line = f"M{number(box.x)} {number(middle)}H{number(base)}"
    drawing.element("path", d=line, fill="none", stroke=MOSS, stroke_width=width)
    head = f"M{number(tip)} {number(middle)}L{number(base)} {number(middle - half)}V{number(middle + half)}z"
    drawing.element("path", d=head, fill=MOSS)


def _draw_ringed(drawing: Drawing, box: Box) -> None:
    x, y = box.x + box.width / 2, box.y + box.height / 2
    drawing.element("circle", cx=x, cy=y, r=5, fill=WHITE, stroke=INK, stroke_width=1.2)
    drawing.element("circle", cx=x, cy=y, r=8.5, fill="none", stroke=MOSS, stroke_width=1.6)


def _left_out(least: int) -> str:
    if least == 2:
        return _("Ways that the piece took once are not drawn.")
    return _("Ways that the piece took fewer than {least} times are not drawn.").format(least=least)


def _said(found: Followed) -> Iterator[str]:
    yield _(
        "The seats stand in a ring, in their order. An arrow goes from the seat that held the piece to the one that "
        "held it next in the same round; the more often, the broader it is."
    )
    if None in found.seats:
        yield _("Whoever asked not to be known has one mark after the last seat, with a dash.")
    if found.least > 1:
        yield _left_out(found.least)
    yield _counts(found)


def counts_words(notes: SessionNotes) -> str:
    """The same without a picture; empty where nobody held the piece after anybody."""
    found = followed(notes)
    return _counts(found) if found.counts else ""


def _counts(found: Followed) -> str:
    moves = ngettext("The piece moved on {n} time", "The piece moved on {n} times", found.moves)
    parts = tuple(_parts(found))
    said = _("{moves}: {parts}.") if parts else "{moves}."
    return said.format(moves=moves.format(n=found.moves), parts=", ".join(parts))


def _parts(found: Followed) -> Iterator[str]:
    for count, words in (
        (found.between(neighbours=True), _("{n} to the seat beside")),
        (found.between(neighbours=False), _("{n} across the circle")),
        (found.to_the_same, _("{n} to the same seat again")),
    ):
        if count:
            yield words.format(n=count)
