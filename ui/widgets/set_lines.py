"""Words set into a narrow place: on one line, else on two, else cut short; ready to be painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


@dataclass(frozen=True, slots=True)
class SetLines:
    """Lines with their places. `whole`: nothing had to be cut short."""

    lines: tuple[tuple[QTextLayout, QPointF], ...]
    box: QRectF
    whole: bool = True

    @property
    def painted(self) -> QRectF:
        """The box, and what letters of other fonts have beyond what this one's measures say."""
        if not self.lines:
            return QRectF()
        edge = self.lines[0][0].font().pixelSize() / 2
        return self.box.adjusted(-edge, -edge, edge, edge)

    def paint(self, painter: QPainter) -> None:
        for layout, at in self.lines:
            layout.draw(painter, at, [], QRectF())

    @property
    def text(self) -> str:
        return " ".join(layout.text() for layout, _at in self.lines)


NOTHING = SetLines((), QRectF())


def on_lines(
    text: str,
    metrics: QFontMetricsF,
    *,
    one: float,
    two: float,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> tuple[tuple[str, ...], bool]:
    """The lines for a text, and whether that is all of it.

    `one`: pixels there are for a single line, `two`: for each of two lines; 0 for never.
    """
    words = text.split()
    text = " ".join(words)
    if not words:
        return (), True
    if metrics.horizontalAdvance(text) <= one:
        return (text,), True
    if len(words) == 1 or two <= 0:
        return (_cut(text, metrics, one, cut),), False
    first, second = _halves(words, metrics, two)
    lines = (
        _cut(first, metrics, two, Qt.TextElideMode.ElideRight),
        _cut(second, metrics, two, cut),
    )
    return lines, lines == (first, second)


def _cut(text: str, metrics: QFontMetricsF, room: float, where: Qt.TextElideMode) -> str:
    return metrics.elidedText(text, where, room).replace(" …", "…")


def _halves(words: Sequence[str], metrics: QFontMetricsF, room: float) -> tuple[str, str]:
    """Two lines of nearly the same length; a full first one when it cannot all be shown."""
    splits = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]

    def longest(split: tuple[str, str]) -> float:
        return max(metrics.horizontalAdvance(line) for line in split)

    best = min(splits, key=longest)
    if longest(best) <= room:
        return best
    fitting = [split for split in splits if metrics.horizontalAdvance(split[0]) <= room]
    return fitting[-1] if fitting else splits[0]


def set_centred(
    lines: tuple[tuple[str, ...], bool],
    font: QFont,
    centre: QPointF,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LayoutDirectionAuto,
) -> SetLines:
    """Lines around a point, seen as the middle of their letters. A name is read in its own
    direction; give the direction of the language for a sentence.
    """
    texts, whole = lines
    if not texts:
        return NOTHING
    metrics = QFontMetricsF(font)
    step = metrics.height() * 0.94
    # The middle of what is written is half a capital above the baseline.
    baseline = centre.y() + metrics.capHeight() / 2 - step * (len(texts) - 1) / 2
    placed: list[tuple[QTextLayout, QPointF]] = []
    for i, text in enumerate(texts):
        layout = _laid_out(text, font, direction)
        line = layout.lineAt(0)
        left = centre.x() - line.naturalTextWidth() / 2
        placed.append((layout, QPointF(left, baseline + i * step - line.ascent())))
    return SetLines(tuple(placed), _around(placed), whole)


def set_beside(
    lines: tuple[tuple[str, ...], bool], font: QFont, end: QPointF, *, rightwards: bool
) -> SetLines:
    """One line that begins at a point, or ends there."""
    set_there = set_centred(lines, font, end)
    half = set_there.box.width() / 2
    return _shifted(set_there, half if rightwards else -half)


def _shifted(lines: SetLines, across: float) -> SetLines:
    moved = tuple((layout, at + QPointF(across, 0)) for layout, at in lines.lines)
    return SetLines(moved, lines.box.translated(across, 0), lines.whole)


def _laid_out(text: str, font: QFont, direction: Qt.LayoutDirection) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(direction)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(QFontMetricsF(font).horizontalAdvance(text) + 2)
    layout.endLayout()
    line.setLineWidth(line.naturalTextWidth())
    return layout


def _around(placed: Sequence[tuple[QTextLayout, QPointF]]) -> QRectF:
    """What is inked: the lines of some scripts are far higher than their letters."""
    box = QRectF()
    for layout, at in placed:
        line = layout.lineAt(0)
        ink = QFontMetricsF(layout.font()).tightBoundingRect(layout.text())
        top = at.y() + line.ascent() + ink.top()
        box = box.united(QRectF(at.x(), top, line.naturalTextWidth(), ink.height()))
    return box
