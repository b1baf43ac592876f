"""A drawing as SVG: shapes and words that browsers, the typesetter, office programs and Qt all draw alike.

There are no ids but those of its title and description, no style sheet, no pattern, and nothing from outside.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from html import escape
from typing import Literal

from exports.words import one_line

WIDTH = 720
"""Of every drawing: as wide as the lines of a page, about two thirds of a point each."""

INK, SOFT, LINE, BAND, WHITE = "#2A2730", "#6B6672", "#E5DDD0", "#F5EFE4", "#FFFFFF"
MOSS, MOSS_SOFT, CLAY, CLAY_SOFT = "#2F6F62", "#E3EEE9", "#B9552F", "#F8E6DA"
FONTS = "Atkinson Hyperlegible Next, Noto Sans, sans-serif"

_MARKS = ("Mn", "Me", "Mc", "Cf")

_NARROWEST = 4
"""Boxes that are narrower have no room for lines."""

Anchor = Literal["start", "middle", "end"]


class Lines(Enum):
    """What is drawn over the ground of a fill, so that it is known without its colour."""

    NONE = "none"
    RISING = "rising"
    FALLING = "falling"
    CROSSED = "crossed"
    UPRIGHT = "upright"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Fill:
    ground: str
    edge: str
    lines: Lines = Lines.NONE
    step: float = 5
    """From line to line."""


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float


class Drawing:
    """Grows downwards; everything that is drawn lies over what was drawn before."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def element(self, name: str, **attributes: float | str) -> None:
        """Attributes are written with `-` for `_`; their values are escaped."""
        self._parts.append(_element(name, None, attributes))

    def words(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 13,
        colour: str = INK,
        anchor: Anchor = "start",
        bold: bool = False,
        upright: bool = False,
    ) -> None:
        """`y`: where the letters stand. `upright`: they run upwards."""
        more: dict[str, float | str] = {"text_anchor": anchor} if anchor != "start" else {}
        if bold:
            more["font_weight"] = 600
        if upright:
            more["transform"] = f"rotate(-90 {number(x)} {number(y)})"
        place: dict[str, float | str] = {"x": x, "y": y, "font_size": size, "fill": colour}
        self._parts.append(_element("text", clean(words), place | more))

    def box(self, box: Box, fill: Fill) -> None:
        """The ground, its lines, and its edge around both; of a narrow one, its edge."""
        if box.width < _NARROWEST:
            self._rect(box, fill=fill.edge)
            return
        self._rect(box, fill=fill.ground)
        if drawn := " ".join(_hatching(box, fill)):
            self.element("path", d=drawn, stroke=fill.edge, stroke_width=1, fill="none")
        self._rect(box, fill="none", stroke=fill.edge, stroke_width=1)

    def _rect(self, box: Box, **more: float | str) -> None:
        place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
        self.element("rect", **place, **more)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = LINE) -> None:
        drawn = f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"
        self.element("path", d=drawn, stroke=colour, stroke_width=1, fill="none")

    def svg(self, key: str, *, height: float, title: str, description: str) -> str:
        """`key`: unlike that of any other drawing in the same document."""
        high = number(height)
        ids = f'aria-labelledby="{key}-title" aria-describedby="{key}-description"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{high}" '
            f'viewBox="0 0 {WIDTH} {high}" role="img" {ids}>'
            f'<title id="{key}-title">{escape(clean(title))}</title>'
            f'<desc id="{key}-description">{escape(clean(description))}</desc>'
            f'<g font-family="{FONTS}">{"".join(self._parts)}</g></svg>'
        )


def _element(name: str, words: str | None, attributes: dict[str, float | str]) -> str:
    said = "".join(
        f' {key.replace("_", "-")}="{escape(one) if isinstance(one, str) else number(one)}"'
        for key, one in attributes.items()
    )
    return f"<{name}{said}/>" if words is None else f"<{name}{said}>{escape(words)}</{name}>"


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """With at most one decimal."""
    shown = f"{value:.1f}"
    whole = shown.removesuffix(".0")
    return "0" if whole == "-0" else whole


def _hatching(box: Box, fill: Fill) -> Iterator[str]:
    """Lines that begin and end at the edge of the box."""
    both = fill.lines is Lines.CROSSED
    if both or fill.lines in (Lines.RISING, Lines.FALLING):
        for at in _steps(box.width + box.height, fill.step * 1.414):
            across, down = min(at, box.width), max(0, at - box.width)
            back, under = max(0, at - box.height), min(at, box.height)
            if both or fill.lines is Lines.RISING:
                yield _stroke(box.x + across, box.y + down, box.x + back, box.y + under)
            if both or fill.lines is Lines.FALLING:
                right = box.x + box.width
                yield _stroke(right - across, box.y + down, right - back, box.y + under)
    elif fill.lines is Lines.UPRIGHT:
        for at in _steps(box.width, fill.step):
            yield _stroke(box.x + at, box.y, box.x + at, box.y + box.height)
    elif fill.lines is Lines.LEVEL:
        for at in _steps(box.height, fill.step):
            yield _stroke(box.x, box.y + at, box.x + box.width, box.y + at)


def _steps(length: float, step: float) -> Iterator[float]:
    """Half a step from either end, or there about."""
    count = max(1, round(length / step))
    return ((i + 0.5) * length / count for i in range(count))


def _stroke(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"


def clean(text: str) -> str:
    """One line, without what no picture can hold and without what would turn its neighbours round."""
    if not text.isascii():
        text = "".join(one for one in text if not _unfit(one))
    return one_line(text)


_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def _unfit(letter: str) -> bool:
    if letter in _TURNS or letter in "\ufffe\uffff":
        return True
    return unicodedata.category(letter) == "Cs"


_NARROW = frozenset("iljtfrI.,:;'’|!()[] ")
_WIDE = frozenset("MWmw@%—")


def wide(words: str, size: float) -> float:
    """About how wide words are."""
    return sum(map(_letter_wide, words)) * size


@lru_cache(maxsize=2048)
def _letter_wide(letter: str) -> float:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return 1.05
    if letter in _NARROW:
        return 0.32
    if letter in _WIDE:
        return 0.95
    return 0.72 if letter.isupper() else 0.58


def cut_within(words: str, most: float, size: float) -> str:
    """As `cut`, with the middle left out: people whose labels begin alike are told apart by how they end."""
    words = clean(words)
    if wide(words, size) <= most:
        return words
    letters = _with_marks(words)
    before, after = 0, 0
    room = most - 0.8 * size
    while True:
        is_next_before = before <= after
        letter = letters[before] if is_next_before else letters[-after - 1]
        room -= wide(letter, size)
        if room < 0:
            break
        before, after = before + is_next_before, after + (not is_next_before)
    begins, ends = "".join(letters[:before]), "".join(letters[len(letters) - after :])
    return f"{begins.rstrip()}…{ends.lstrip()}"


def _with_marks(words: str) -> list[str]:
    """Letters, each with the accents and joiners that follow it."""
    found: list[str] = []
    for letter in words:
        if found and unicodedata.category(letter) in _MARKS:
            found[-1] += letter
        else:
            found.append(letter)
    return found


def cut(words: str, most: float, size: float) -> str:
    """The words, or as many of their letters as fit with an ellipsis."""
    words = clean(words)
    if wide(words, size) <= most:
        return words
    room, kept = most - 0.8 * size, 0
    for letter in words:
        room -= _letter_wide(letter) * size
        if room < 0:
            break
        kept += 1
    while kept and unicodedata.category(words[kept]) in _MARKS:
        kept -= 1  # or a letter would lose its accent
    return f"{words[:kept].rstrip()}…"
