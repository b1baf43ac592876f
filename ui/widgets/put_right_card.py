"""What was put right in a session, in the order in which it was: a line goes to its moment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from circle.comments import About
from circle.i18n import gettext as _
from ui.pages.review_shown import PutRightShown
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.labels import Body, Soft, Words
from ui.widgets.place_row import Place, PlaceRow
from ui.widgets.place_rows import PlaceRows


class PutRightCard(Card):
    chosen = Signal(object)
    """The moment, in ms."""
    focused = Signal(object)

    def __init__(self, look: Look, shown: Sequence[PutRightShown]) -> None:
        super().__init__(look, _("Put right"))
        self._look = look
        rows: list[PlaceRow] = []
        for one in shown:
            if one.at_ms is None:
                self._add_words(one)
            else:
                rows.append(self._row(one, one.at_ms))
                self.body.addWidget(rows[-1])
        self.rows = PlaceRows(rows, self)
        self.rows.chosen.connect(lambda place: self.chosen.emit(place.place))
        self.rows.focused.connect(self.focused)

    def _row(self, one: PutRightShown, at_ms: int) -> PlaceRow:
        does = _("Enter goes to its moment.")
        return PlaceRow(self._look, Place(About.MOMENT, at_ms), self._words(one), does=does)

    def _add_words(self, one: PutRightShown) -> None:
        """One without a moment, where the others have their words."""
        column = QVBoxLayout()
        column.setContentsMargins(12, 7, 8, 7)
        column.setSpacing(3)
        for label in self._words(one):
            column.addWidget(label)
        self.body.addLayout(column)

    def _words(self, one: PutRightShown) -> list[Words]:
        reason = [Soft(self._look, one.reason)] if one.reason else []
        when = [Soft(self._look, one.when, small=True)] if one.when else []
        return [Body(self._look, one.text), *reason, *when]
