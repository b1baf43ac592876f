"""The cards to choose a kind of circle from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from circle.templates import SessionTemplate
from ui.pages.start_shown import start_now_shown, template_shown
from ui.theme import Look
from ui.widgets.card import Tint
from ui.widgets.choices import ChoiceCard
from ui.widgets.shelf_cards import ShelfCards

if TYPE_CHECKING:
    from ui.own_desk import Named


class TemplateCards(ShelfCards):
    start_now_chosen = Signal()
    decks_asked = Signal()
    documents_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Take in a template…"), parent=parent)
        self.add_below(_("Prompt decks")).clicked.connect(self.decks_asked)
        self.add_below(_("Documents")).clicked.connect(self.documents_asked)

    def show_templates(self, templates: Sequence[SessionTemplate], own: Collection[str]) -> None:
        """`own`: the names of those that can be removed."""
        self.show_ones((None, *templates), own)

    def _first_card(self) -> ChoiceCard:
        shown = start_now_shown()
        card = ChoiceCard(self._look, shown.title, shown.about, shown.size, tint=Tint.MOSS)
        card.clicked.connect(self.start_now_chosen)
        return card

    def _card_of(self, one: Named) -> ChoiceCard:
        assert isinstance(one, SessionTemplate)
        shown = template_shown(one)
        return ChoiceCard(self._look, shown.title, shown.about, shown.size)
