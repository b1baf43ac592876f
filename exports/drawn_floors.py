"""How each state of the floor is drawn and called in pictures, and the key to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from circle.i18n import gettext as _
from circle.session_notes import RoundNotes
from circle.timeline import Floor
from exports.svg import (
    CLAY,
    CLAY_SOFT,
    INK,
    MOSS,
    MOSS_SOFT,
    SOFT,
    WHITE,
    WIDTH,
    Box,
    Drawing,
    Fill,
    Lines,
    wide,
)
from exports.words import one_line

FILLS: Mapping[Floor, Fill] = {
    Floor.HELD: Fill(CLAY, CLAY),
    Floor.CENTRE: Fill(WHITE, SOFT),
    Floor.SILENCE: Fill(MOSS_SOFT, MOSS, Lines.RISING, 4),
    Floor.GROUPS: Fill(CLAY_SOFT, CLAY, Lines.LEVEL, 4),
    Floor.PAUSED: Fill(WHITE, INK, Lines.UPRIGHT, 4),
    Floor.BREAK: Fill(WHITE, SOFT, Lines.FALLING, 6),
}
CONFIDENTIAL = Fill(WHITE, SOFT, Lines.CROSSED, 8)
UNMEASURED = Fill(WHITE, SOFT, Lines.RISING, 9)


def floor_words(floor: Floor) -> str:
    return {
        Floor.HELD: _("Somebody held the piece"),
        Floor.CENTRE: _("The piece was in the centre"),
        Floor.SILENCE: _("Silence"),
        Floor.GROUPS: _("Small groups"),
        Floor.PAUSED: _("Paused"),
        Floor.BREAK: _("Break"),
    }[floor]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Why a round is only a band: what it is filled with, and what it says."""

    fill: Fill
    words: str


def hidden(one: RoundNotes) -> Hidden | None:
    if one.confidential:
        return Hidden(CONFIDENTIAL, _("Confidential round"))
    if not one.measured:
        return Hidden(UNMEASURED, _("Round without measuring"))
    return None


def round_name(one: RoundNotes) -> str:
    """1. Arriving."""
    title = one_line(one.title) or one_line(one.form)
    return _("{n}. {title}").format(n=one.number, title=title)


_SIZE = 11.5
_SWATCH = 22

Swatch = Callable[[Drawing, Box], None]


def filled(fill: Fill) -> Swatch:
    return lambda drawing, box: drawing.box(box, fill)


def draw_key(drawing: Drawing, y: float, items: Iterable[tuple[Swatch, str]]) -> float:
    """What each fill means, in as many lines as it takes; gives where they end."""
    x = 0.5
    for swatch, words in items:
        length = _SWATCH + 7 + wide(words, _SIZE) + 20
        if x > 1 and x + length > WIDTH:
            x, y = 0.5, y + 20
        swatch(drawing, Box(x, y + 2, _SWATCH, 12))
        drawing.words(x + _SWATCH + 7, y + 12, words, size=_SIZE, colour=INK)
        x += length
    return y + 20


def draw_words_on(drawing: Drawing, words: str, box: Box, *, size: float = 11.5) -> None:
    """In the middle of a box on a ground of their own, upright where it is narrow; not where there is no room."""
    long, high = wide(words, size) + 8, size + 5
    middle_x, middle_y = box.x + box.width / 2, box.y + box.height / 2
    level = long <= box.width and high <= box.height
    if not level and not (long <= box.height and high <= box.width):
        return
    across, down = (long, high) if level else (high, long)
    ground = {"x": middle_x - across / 2, "y": middle_y - down / 2}
    drawing.element("rect", **ground, width=across, height=down, fill=WHITE)
    place = (middle_x, middle_y + size / 3) if level else (middle_x + size / 3, middle_y)
    drawing.words(*place, words, size=size, anchor="middle", upright=not level)
