"""The rounds of a session in a card, with their notes; what was harvested in another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.comments import About
from circle.i18n import gettext as _
from ui.pages.review_harvest_shown import CommitmentShown, HarvestShown, PointsShown, columns_of
from ui.pages.review_rounds_shown import NoteShown, RoundShown
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.cell_grid import CellGrid
from ui.widgets.labels import Body, SmallHeading, Soft, Words
from ui.widgets.place_row import Place, PlaceRow
from ui.widgets.place_rows import PlaceRows

_INDENT = 16
_SIDE = 210


class RoundsCard(Card):
    """`places`: the rounds and their notes, in the order in which they stand."""

    def __init__(
        self, look: Look, rounds: Sequence[RoundShown], others: Sequence[NoteShown]
    ) -> None:
        super().__init__(look, _("Rounds and notes"))
        rows: list[PlaceRow] = []
        for i, one in enumerate(rounds):
            self.body.addSpacing(10 if i else 0)
            rows.append(_round_row(look, one))
            self.body.addWidget(rows[-1])
            rows += self._add_notes(look, one.notes)
        if others:
            self.body.addSpacing(10)
            self.body.addWidget(SmallHeading(look, _("Notes of no round")))
            rows += self._add_notes(look, others)
        self.body.setSpacing(2)
        self.places = PlaceRows(rows, self)

    def _add_notes(self, look: Look, notes: Iterable[NoteShown]) -> list[PlaceRow]:
        rows = [note_row(look, one) for one in notes]
        indented = QVBoxLayout()
        indented.setContentsMargins(look.px(_INDENT), 0, 0, 0)
        indented.setSpacing(2)
        for row in rows:
            indented.addWidget(row)
        if rows:
            self.body.addLayout(indented)
        return rows

    def _dress(self) -> None:
        super()._dress()
        self.body.setSpacing(2)


class HarvestCard(Card):
    """Key points, those that have a side beside each other, commitments and what became of earlier ones."""

    def __init__(self, look: Look, shown: HarvestShown) -> None:
        super().__init__(look, _("What the circle left behind"))
        self._look = look
        rows: list[PlaceRow] = []
        for one in shown.points:
            rows += self._add_points(self.body, one)
        if shown.sides:
            rows += self._add_sides(shown.sides)
        self._add_commitments(_("Commitments"), shown.commitments)
        self._add_commitments(_("What became of earlier commitments"), shown.became)
        self.places = PlaceRows(rows, self)

    def _add_points(self, column: QVBoxLayout, shown: PointsShown) -> list[PlaceRow]:
        column.addWidget(SmallHeading(self._look, shown.heading or _("Key points")))
        rows = [note_row(self._look, one) for one in shown.points]
        for row in rows:
            column.addWidget(row)
        return rows

    def _add_sides(self, sides: Sequence[PointsShown]) -> list[PlaceRow]:
        rows: list[PlaceRow] = []
        cells: list[QWidget] = []
        for one in sides:
            cell = QWidget()
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            rows += self._add_points(column, one)
            column.addStretch(1)
            cells.append(cell)
        self.body.addWidget(CellGrid(self._look, cells, least=_SIDE, most=columns_of(sides)))
        return rows

    def _add_commitments(self, heading: str, shown: Iterable[CommitmentShown]) -> None:
        for i, one in enumerate(shown):
            if not i:
                self.body.addSpacing(6)
                self.body.addWidget(SmallHeading(self._look, heading))
            pair = QVBoxLayout()
            pair.setContentsMargins(12, 0, 0, 0)
            pair.setSpacing(2)
            pair.addWidget(Body(self._look, one.text))
            if one.about:
                pair.addWidget(Soft(self._look, one.about, small=True))
            self.body.addLayout(pair)


def note_row(look: Look, one: NoteShown) -> PlaceRow:
    words: list[Words] = [Body(look, one.text)]
    if one.about:
        words.append(Soft(look, one.about, small=True))
    return PlaceRow(look, Place(About.NOTE, one.number), words)


def _round_row(look: Look, one: RoundShown) -> PlaceRow:
    heading = " · ".join(filter(None, (one.name, one.form)))
    words = [Words(look, heading, Role.STRONG)]
    if one.prompt:
        words.append(Body(look, one.prompt))
    words += [Soft(look, line, small=True) for line in (*one.lines, *one.prompts)]
    return PlaceRow(look, Place(About.ROUND, one.number), words)
