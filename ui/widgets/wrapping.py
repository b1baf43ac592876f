"""Words broken into lines that are no wider than they may be."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

_UNIT = re.compile(r"(?<=\d) (?=%|(?:min|h|s)\b)")


def held_together(text: str) -> str:
    """The same text, as long as before, in which no line ends between a figure and its unit."""
    return _UNIT.sub("\N{NO-BREAK SPACE}", text)


def wrap(
    layout: QTextLayout,
    width: float,
    *,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LayoutDirectionAuto,
) -> float:
    """Breaks at spaces, and inside a word that is too long for the line. Gives the height of all lines.

    `direction`: by default that of the words themselves.
    """
    option = QTextOption(side)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(direction)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return height
