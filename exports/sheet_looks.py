"""How a spreadsheet looks: letters, colours, and how much room a text takes in it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

FONT, _INK, _SOFT, _LINE, _MOSS, _MOSS_SOFT, _CLAY = (
    *("Arial", "#2A2730", "#625D69", "#D9CFBF", "#2F6F62", "#E3EEE9", "#B9552F"),
)
_PLAIN = {
    "font_name": FONT,
    "font_scheme": "none",
    "font_size": 10,
    "font_color": _INK,
    "valign": "top",
}
_WRAPPED = {**_PLAIN, "text_wrap": True}
LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {**_PLAIN, "font_size": 20, "bold": True},
    "kind": {**_PLAIN, "font_color": _SOFT},
    "mark": {**_PLAIN, "bold": True, "font_color": _MOSS, "bg_color": _MOSS_SOFT},
    "heading": {**_PLAIN, "font_size": 14, "bold": True, "valign": "bottom"},
    "part": {**_PLAIN, "font_size": 11, "bold": True, "valign": "bottom"},
    "small part": {**_PLAIN, "bold": True, "font_color": _SOFT, "valign": "bottom"},
    "text": _WRAPPED,
    "soft": {**_WRAPPED, "font_color": _SOFT},
    "strong": {**_WRAPPED, "bold": True},
    "sentence": {**_WRAPPED, "bold": True, "font_size": 12},
    "question": {**_WRAPPED, "font_size": 11, "align": "left", "left": 5, "left_color": _CLAY, "indent": 1},
    "quote": {**_WRAPPED, "italic": True, "align": "left", "left": 5, "left_color": _MOSS, "indent": 1},
    "number": {**_WRAPPED, "font_color": _SOFT, "align": "right", "indent": 1},
    "head": {**_WRAPPED, "font_color": _SOFT, "bottom": 1, "bottom_color": _LINE},
    "figure": {**_WRAPPED, "bold": True, "font_color": _MOSS},
    "column": {**_WRAPPED, "bold": True, "font_color": _MOSS, "bg_color": _MOSS_SOFT, "bottom": 1, "bottom_color": _MOSS},
    "number column": {**_WRAPPED, "bold": True, "font_color": _MOSS, "bg_color": _MOSS_SOFT, "bottom": 1, "bottom_color": _MOSS, "align": "right", "indent": 1},
    "datetime": {**_PLAIN, "num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"},
    "date": {**_PLAIN, "num_format": "yyyy-mm-dd", "align": "left"},
    "value": {**_PLAIN, "align": "right", "indent": 1},
}  # fmt: skip
NOTES_COLUMNS = 27, 60, 35, 9
MEANINGS_COLUMNS = 30, 32, 20, 76
ONE_LINE = 15
_AROUND = {"title": 6, "heading": 8, "part": 8, "small part": 6, "question": 6, "quote": 4}
_NARROWEST, _WIDEST = 9, 46
HIGHEST_ROW = 409
"""In points; Excel takes no more."""


def width_of(texts: Iterable[str]) -> float:
    """In letters: as wide as its longest line, within reason."""
    longest = max((_longest_line(text) for text in texts), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 3))


def head_width(head: str) -> int:
    """In letters: as narrow as a head of two lines can be."""
    words = head.split(" ")
    ends = range(1, len(words))
    halves = (max(len(" ".join(words[:at])), len(" ".join(words[at:]))) for at in ends)
    return min(halves, default=len(head))


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n"))) if "\n" in text else len(text)


def height_of(text: str, width: float, look: str) -> float:
    """In points, of a text wrapped in so many letters' width."""
    size, wraps, around = _ROOM[look]
    if not wraps or ("\n" not in text and len(text) * size <= width * _LETTERS_WIDTH):
        return size * 1.3 + around
    a_line = max(1, int(width * _LETTERS_WIDTH / size))
    count = sum(max(1, math.ceil(len(line) / a_line)) for line in text.split("\n"))
    return min(HIGHEST_ROW, count * size * 1.3 + around)


_LETTERS_WIDTH = 11.5
"""Of a letter in a column that is one wide: most are narrower than a digit."""
_ROOM: Mapping[str, tuple[float, bool, float]] = {
    name: (float(look["font_size"]), "text_wrap" in look, _AROUND.get(name, 2))
    for name, look in LOOKS.items()
}
