"""A card with a quiet button on the line of its heading."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QWidget

from ui.theme import Look
from ui.widgets.card import Card, Tint
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.shapes import mirrored

_EDGE = 8
"""A quiet button is so much wider than its words, at each side."""


class CardWithWay(Card):
    """`way` ends where the card's words do. It is higher than a line of words and lies over what is around it, so
    that nothing moves when it comes or goes.
    """

    def __init__(
        self,
        look: Look,
        heading: str = "",
        words: str = "",
        *,
        tint: Tint = Tint.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, heading, tint=tint, parent=parent)
        self.way = KeyButton(look, words, kind=Kind.QUIET, small=True, parent=self)
        self._beside = QSpacerItem(0, 0)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.heading, 1)
        head.addItem(self._beside)
        self.body.insertLayout(0, head)
        look.changed.connect(self.place_way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_way()

    def place_way(self) -> None:
        """Where it belongs with the words that it has now."""
        wanted, edges = self.way.sizeHint(), self.body.contentsMargins()
        self._beside.changeSize(0 if self.way.isHidden() else wanted.width() - _EDGE, 0)
        self.body.invalidate()
        line = self.heading.fontMetrics().height()
        left = self.width() - edges.right() - wanted.width() + _EDGE
        box = QRect(QPoint(left, edges.top() + (line - wanted.height()) // 2), wanted)
        self.way.setGeometry(mirrored(self, box))
