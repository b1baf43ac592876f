"""Two or three cards beside each other under a few words; each column scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.card_columns import Arrangement, CardColumns
from ui.widgets.labels import Soft


class CardsAcross(QWidget):
    """Whoever shows it calls `fit` with the width that there is."""

    def __init__(self, look: Look, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._columns: CardColumns | None = None
        self._above = QHBoxLayout()
        self._above.addWidget(Soft(look, words))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._above)

    def place(self, *cards: Card) -> None:
        """Once: in their order, from the leading side."""
        across = Arrangement(1080, (1,) * len(cards), tuple((one,) for one in cards))
        pair = Arrangement(720, (1, 1), (cards[:1], cards[1:]))
        one = Arrangement(0, (1,), (cards,))
        many = (across,) if len(cards) > 2 else ()
        self._columns = CardColumns(self._look, (*many, pair, one))
        self._column.addLayout(self._columns, 1)

    def fit(self, width: int) -> None:
        edge = 24 if width >= 1200 else 16
        self._above.setContentsMargins(edge, 16, edge, 0)
        if self._columns is not None:
            self._columns.fit(width)
