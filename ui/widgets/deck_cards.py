"""The prompt decks as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from circle.prompts import Deck
from ui.pages.decks_shown import deck_shown
from ui.theme import Look
from ui.widgets.choices import ChoiceCard
from ui.widgets.shelf_cards import ShelfCards

if TYPE_CHECKING:
    from ui.own_desk import Named


class DeckCards(ShelfCards):
    new_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Take in a deck…"), parent=parent)
        self.add_below(_("Write a new deck")).clicked.connect(self.new_asked)

    def _card_of(self, one: Named) -> ChoiceCard:
        assert isinstance(one, Deck)
        shown = deck_shown(one, own=one.name in self._own)
        return ChoiceCard(self._look, shown.title, shown.about, shown.size)
