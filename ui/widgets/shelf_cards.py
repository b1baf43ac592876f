"""Cards to choose from, each with a menu, and below them the way to take in another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.choices import ChoiceCard
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind

if TYPE_CHECKING:
    from ui.own_desk import Named

_GAP = 16


class ShelfCards(QWidget):
    """None among what is shown stands for the card of `_first_card`."""

    chosen = Signal(object)
    duplicate_asked = Signal(object)
    export_asked = Signal(object)
    remove_asked = Signal(object)
    take_in_asked = Signal()

    def __init__(self, look: Look, take_in: str, *, parent: QWidget | None = None) -> None:
        """`take_in`: the words of the button."""
        super().__init__(parent)
        self._look = look
        self._across = 1
        self._gone_at = 0
        """Where the first of those stood that went last."""
        self._own: frozenset[str] = frozenset()
        self._cards: dict[Named | None, ChoiceCard] = {}
        self._below: list[KeyButton] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self._under = Flow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addLayout(self._grid)
        column.addLayout(self._under)
        self.take_in = self.add_below(take_in)
        self.take_in.clicked.connect(self.take_in_asked)

    def add_below(self, words: str) -> KeyButton:
        """One more quiet button under the cards."""
        button = KeyButton(self._look, words, kind=Kind.QUIET, small=True)
        self._under.addWidget(button)
        self._below.append(button)
        return button

    @property
    def last_button(self) -> KeyButton:
        return self._below[-1]

    @property
    def shown(self) -> tuple[ChoiceCard, ...]:
        """In their order."""
        return tuple(self._cards.values())

    def show_ones(self, ones: Sequence[Named | None], own: Collection[str]) -> None:
        """`own`: the names of those that can be removed. The card of one that was there already stays."""
        self._own = frozenset(own)
        if tuple(ones) == tuple(self._cards):
            return
        kept = set(ones)
        gone = (at for at, one in enumerate(self._cards) if one and one not in kept)
        self._gone_at = next(gone, 0)
        before, self._cards = self._cards, {}
        for one in ones:
            self._cards[one] = before.pop(one, None) or self._card(one)
        for card in before.values():
            card.hide()
            card.deleteLater()
        self._lay_out()
        for one, after in pairwise((*self.shown, *self._below)):
            self.setTabOrder(one, after)

    def show_across(self, across: int) -> None:
        """So many cards in a row."""
        if across != self._across:
            self._across = across
            self._lay_out()

    def focus_one(self, name: str) -> QWidget:
        """The card of that name has the focus now; where it is gone, the one in its place."""
        named = [card for one, card in self._cards.items() if one and one.name == name]
        there = named or self.shown[self._gone_at :] or self.shown[-1:] or (self.take_in,)
        there[0].setFocus()
        return there[0]

    def _lay_out(self) -> None:
        across = self._across
        for card in self.shown:
            self._grid.removeWidget(card)
        for at, card in enumerate(self.shown):
            self._grid.addWidget(card, at // across, at % across)
            card.show()  # now, so that it can have the focus
        for column in range(max(across, self._grid.columnCount())):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _card(self, one: Named | None) -> ChoiceCard:
        if one is None:
            return self._first_card()
        card = self._card_of(one)
        card.clicked.connect(lambda: self.chosen.emit(one))
        card.menu_asked.connect(partial(self._show_menu, one))
        return card

    def _first_card(self) -> ChoiceCard:
        raise NotImplementedError

    def _card_of(self, one: Named) -> ChoiceCard:
        raise NotImplementedError

    def _show_menu(self, one: Named, where: QPoint) -> None:
        from ui.widgets.menus import open_menu

        rows = [
            (_("Open"), self.chosen),
            (_("Duplicate"), self.duplicate_asked),
            (_("Export as a file…"), self.export_asked),
        ]
        if one.name in self._own:
            rows.append((_("Remove"), self.remove_asked))
        open_menu(self, [(words, partial(asked.emit, one)) for words, asked in rows], where)
