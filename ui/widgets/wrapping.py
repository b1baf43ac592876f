"""Words broken into lines that are no wider than they may be."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QTextLayout, QTextOption

_UNIT = re.compile(r"(?<=\d) (?=%|(?:min|h|s)\b)")


_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")


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
    is_other = reading_direction(text) is Qt.LayoutDirection.LeftToRight
    if reading_direction(text) is Qt.LayoutDirection.RightToLeft:
        return text.replace(" · ", " \u200f· ")  # or a name and the number after it change places
    return f"\u2066{text}\u2069" if is_other and _LETTER.search(text) else text


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
