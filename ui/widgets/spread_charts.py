"""The measures of sessions that are alike: a small chart and a sentence for each, all on the same days."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.pages.over_sessions_shown import GroupShown
from ui.pages.spread_shown import ChartShown
from ui.theme import Look
from ui.widgets.cell_grid import CellGrid
from ui.widgets.labels import Body, SmallHeading, Soft
from ui.widgets.spread_chart import SpreadChart

_LEAST, _MOST = 270, 3
"""How wide a chart is at the least, and how many stand beside each other at most."""


class SpreadCell(QWidget):
    def __init__(self, look: Look, shown: ChartShown) -> None:
        super().__init__()
        self.chart, self.sentence = SpreadChart(look), Soft(look, shown.sentence, small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (SmallHeading(look, shown.title), self.chart, self.sentence):
            column.addWidget(part)


class SpreadCharts(QWidget):
    """What is chosen in one chart is chosen in all."""

    asked = Signal(int)

    def __init__(
        self,
        look: Look,
        group: GroupShown,
        session: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`session`: the one that is chosen at first, if it is in the group; else the newest is."""
        super().__init__(parent)
        self._look, self._group = look, group
        ids = group.sessions
        self._chosen = ids.index(session) if session in ids else len(ids) - 1
        self.session = Body(look)
        self.cells = tuple(SpreadCell(look, shown) for shown in group.charts)
        key = _(
            "A dot is a session; a short line below: not measured. Half of the sessions lie in the band, its line is the "
            "middle one. The arrow keys go from session to session, Enter opens one."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.session, CellGrid(look, self.cells, least=_LEAST, most=_MOST), Soft(look, key, small=True)):  # fmt: skip
            column.addWidget(part)
        for cell, shown in zip(self.cells, group.charts, strict=True):
            cell.chart.show_chart(shown, self._chosen)
            cell.chart.chosen.connect(self._choose)
            cell.chart.asked.connect(self.asked)
        self._say()

    @property
    def chosen_session(self) -> str:
        """Its id."""
        return self._group.sessions[self._chosen]

    def _choose(self, i: int) -> None:
        self._chosen = i
        for cell in self.cells:
            cell.chart.show_chosen(i)
        self._say()

    def _say(self) -> None:
        self.session.setText(self._group.said[self._chosen])
