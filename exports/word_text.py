"""Words as the XML of Word: runs and paragraphs, each in the direction in which it is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from circle.i18n import is_from_right
from exports.office import clean, settled

_BREAKS = re.compile("([\n\t])")
_AS_ELEMENTS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_TO_THE_LEFT, _TO_THE_RIGHT = {"R", "AL", "AN"}, {"L", "EN"}


def run(text: str, style: str = "") -> str:
    """Text with the id of a style for letters; a line feed begins a new line. Nothing in it is markup."""
    words = settled(clean(text))
    if words.isascii():
        return _run(words, style)
    return "".join(_run(part, style, leftwards=leftwards) for leftwards, part in _parts(words))


def _run(text: str, style: str, *, leftwards: bool = False) -> str:
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    look += "<w:rtl/>" if leftwards else ""
    words = "".join(
        _AS_ELEMENTS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _BREAKS.split(text)
        if part
    )
    return f"<w:r>{'<w:rPr>' + look + '</w:rPr>' if look else ''}{words}</w:r>" if words else ""


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """The text in parts that run to the left, and others."""
    for leftwards, letters in groupby(text, _Reader(text)):
        yield leftwards, "".join(letters)


class _Reader:
    """Says of each letter in turn whether it runs to the left; what has no direction goes with what is before it."""

    def __init__(self, text: str) -> None:
        self._leftwards = runs_to_the_left(text)

    def __call__(self, letter: str) -> bool:
        direction = unicodedata.bidirectional(letter)
        if direction in _TO_THE_LEFT:
            self._leftwards = True
        elif direction in _TO_THE_RIGHT:
            self._leftwards = False
        return self._leftwards


def runs_to_the_left(text: str) -> bool:
    """As its first letter with a direction of its own does."""
    if text.isascii():
        return False
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def with_the_next(xml: str, *, close: bool = False) -> str:
    """A paragraph on the same page as the one after it, or even close above it."""
    style, look = xml.split("/>", 1)
    if close:
        look = look.replace("</w:pPr>", '<w:spacing w:after="0"/></w:pPr>', 1)
    return f"{style}/><w:keepNext/>{look}"


def paragraph(style: str, runs: str, *, number: str = "", words: str = "", more: str = "") -> str:
    """`number`: that of the list it is in; `words`: what decides its direction; `more`: a border."""
    look = f'<w:pStyle w:val="{style}"/>'
    look += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    look += more
    look += "<w:bidi/>" if _begins_at_the_right(words) else ""
    return f"<w:p><w:pPr>{look}</w:pPr>{runs}</w:p>"


def _begins_at_the_right(words: str) -> bool:
    """In a document that is read from the right so does all that is not in other letters alone: a name in other letters
    may stand before a sentence.
    """
    if not is_from_right():
        return runs_to_the_left(words)
    directions = {unicodedata.bidirectional(letter) for letter in words}
    return "L" not in directions or bool(directions & {"R", "AL"})
