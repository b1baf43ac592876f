"""Two sessions side by side: counts and measures in two columns, and their rounds at one scale."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.actions import Action, bind
from ui.pages.two_sessions_shown import BesideRow, RoundShown, TwoShown
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Body, Heading, Soft
from ui.widgets.round_bar import RoundBar
from ui.widgets.scrolled_page import ScrolledPage

_GAP = 18


class TwoSessionsPage(ScrolledPage):
    left = Signal()

    def __init__(self, look: Look, shown: TwoShown, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Side by side"), parent=parent)
        self.setAccessibleName(_("Two sessions side by side"))
        self.setAccessibleDescription(_in_words(shown))
        self.back = KeyButton(look, _("Back"), _("Esc"), small=True)
        self.back.clicked.connect(self.left)
        self.actions_here = (Action("leave", _("Back"), ("Escape",), self.left.emit),)
        bind(self, self.actions_here)
        self._lay_out(shown)

    def _lay_out(self, shown: TwoShown) -> None:
        self.frame.head_right.addWidget(self.back)
        self.sentence = Body(self._look, shown.sentence)
        for part in (self.sentence, self._measures(shown), self._rounds(shown)):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _measures(self, shown: TwoShown) -> Card:
        card, look = Card(self._look), self._look
        grid = _grid((2, 3, 3))
        for column, called in enumerate(shown.called, 1):
            grid.addWidget(_narrow(Heading(look, called, Role.STRONG)), 0, column)
        for row, one in enumerate(shown.rows, 1):
            grid.addWidget(_narrow(Soft(look, one.name)), row, 0)
            for column, value in enumerate(one.values, 1):
                grid.addWidget(_narrow(Body(look, value)), row, column)
        card.body.addLayout(grid)
        return card

    def _rounds(self, shown: TwoShown) -> Card:
        card, look = Card(self._look, _("Rounds")), self._look
        key = _("All bars are to one scale. Full: somebody held the piece. Light: silence. Empty: all else, or not measured.")  # fmt: skip
        card.body.addWidget(Soft(look, key if shown.rounds else _("Neither had a round."), small=True))  # fmt: skip
        grid = _grid((1, 1))
        grid.setVerticalSpacing(_GAP)
        self.bars: list[RoundBar] = []
        for row, pair in enumerate(shown.rounds):
            for column, one in enumerate(pair):
                grid.addWidget(self._round(one, shown.longest_ms), row, column)
        card.body.addLayout(grid)
        return card

    def _round(self, shown: RoundShown | None, longest_ms: int) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if shown is not None:
            look, bar = self._look, RoundBar(self._look, shown, longest_ms)
            self.bars.append(bar)
            column.addWidget(Heading(look, shown.title, Role.NAME))
            column.addWidget(bar)
            for words in (Soft(look, shown.counts, small=True), Body(look, shown.prompt)):
                if words.text():
                    column.addWidget(words)
        column.addStretch(1)
        return _narrow(cell)


def _grid(widths: tuple[int, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(_GAP)
    grid.setVerticalSpacing(8)
    for column, wide in enumerate(widths):
        grid.setColumnStretch(column, wide)
    return grid


def _narrow(part: QWidget) -> QWidget:
    """It takes the width of its column, whatever it asks for."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    part.setSizePolicy(policy)
    return part


def _in_words(shown: TwoShown) -> str:
    rows = "; ".join(_row(one) for one in shown.rows)
    titles = _("{one} and {other}.").format(one=shown.called[0], other=shown.called[1])
    return f"{titles} {shown.sentence} {rows}."


def _row(one: BesideRow) -> str:
    return _("{name} {one} and {other}").format(
        name=one.name, one=one.values[0], other=one.values[1]
    )
