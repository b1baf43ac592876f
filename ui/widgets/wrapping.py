"""Words broken into lines that are no wider than they may be."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QTextLayout, QTextOption

_UNIT = re.compile(r"(?<=\d) (?=%|(?:min|h|s)\b)")


_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_FROM_RIGHT = re.compile(f"[{_RIGHT}]")
_LETTER = re.compile(r"[^\W\d_]")
_SEAM = re.compile(" · |، ")
_OF_OTHERS = re.compile(
    rf"(?:^|(?<=: )|(?<=[“«]))[^{_RIGHT}”»]*(?![{_RIGHT}])[^\W\d_][^{_RIGHT}]*?(?=$|[”»])"
)
_SIZE = re.compile(r"\d[\d.,]*\s[kMGT]?B\b")


def reading_direction(text: str) -> Qt.LayoutDirection:
    """From which side a text is read. In a window that is read from the right so is every text that has letters of such
    a script: it may begin with a name in other letters. Elsewhere its first letter says so.
    """
    if QGuiApplication.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return Qt.LayoutDirection.LayoutDirectionAuto
    if _FROM_RIGHT.search(text):
        return Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight


def in_reading_order(text: str) -> str:
    """For a line that is painted in the direction of the window: what has no letters that are read from the right
    keeps its own order there, and of the others each part stands for itself.
    """
    match reading_direction(text):
        case Qt.LayoutDirection.RightToLeft:
            return "\n".join(_each_part(line) for line in text.split("\n"))
        case Qt.LayoutDirection.LeftToRight if _LETTER.search(text):
            return _by_itself(text)
        case _:
            return text


def _each_part(line: str) -> str:
    """Of a line with a title, a note or a name in other letters in it: else its marks and the number after it change
    places.
    """
    parts = [_part(part) for part in _SEAM.split(line)]
    seams = [f"\u200f{seam}" for seam in _SEAM.findall(line)]
    return "".join(part + seam for part, seam in zip(parts, [*seams, ""], strict=True))


def _part(words: str) -> str:
    of_others = _OF_OTHERS.sub(lambda found: _by_itself(found[0]), words)
    return of_others if of_others != words else _SIZE.sub(lambda size: _by_itself(size[0]), words)


def _by_itself(words: str) -> str:
    return f"\u2066{words}\u2069"


def held_together(text: str) -> str:
    """The same text, as long as before, in which no line ends between a figure and its unit."""
    return _UNIT.sub("\N{NO-BREAK SPACE}", text)


def wrap(
    layout: QTextLayout,
    width: float,
    *,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
) -> float:
    """Breaks at spaces, and inside a word that is too long for the line. Gives the height of all lines. `side`: as it is
    seen.
    """
    option = QTextOption(side)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(reading_direction(layout.text()))
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return height
