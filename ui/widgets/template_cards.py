"""The cards to choose a kind of circle from, each with a menu, and below them the way to take in another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.templates import SessionTemplate
from ui.pages.start_shown import start_now_shown, template_shown
from ui.theme import Look
from ui.widgets.card import Tint
from ui.widgets.choices import ChoiceCard
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind

_GAP = 16


class TemplateCards(QWidget):
    start_now_chosen = Signal()
    template_chosen = Signal(object)
    """A SessionTemplate."""
    duplicate_asked = Signal(object)
    export_asked = Signal(object)
    remove_asked = Signal(object)
    take_in_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._across = 1
        self._gone_at = 0
        """Where the first of those stood that went last."""
        self._own: frozenset[str] = frozenset()
        self._cards: dict[SessionTemplate | None, ChoiceCard] = {}
        self.take_in = KeyButton(look, _("Take in a template…"), kind=Kind.QUIET, small=True)
        self.take_in.clicked.connect(self.take_in_asked)
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        below = Flow()
        below.addWidget(self.take_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addLayout(self._grid)
        column.addLayout(below)

    @property
    def shown(self) -> tuple[ChoiceCard, ...]:
        """In their order."""
        return tuple(self._cards.values())

    def show_templates(self, templates: Sequence[SessionTemplate], own: Collection[str]) -> None:
        """`own`: the names of those that can be removed. The card of one that was there already stays."""
        self._own = frozenset(own)
        if (None, *templates) == tuple(self._cards):
            return
        kept = set(templates)
        gone = (at for at, one in enumerate(self._cards) if one and one not in kept)
        self._gone_at = next(gone, 0)
        before, self._cards = self._cards, {}
        for one in (None, *templates):
            self._cards[one] = before.pop(one, None) or self._card(one)
        for card in before.values():
            card.hide()
            card.deleteLater()
        self._lay_out()
        for one, after in pairwise((*self.shown, self.take_in)):
            self.setTabOrder(one, after)

    def show_across(self, across: int) -> None:
        """So many cards in a row."""
        if across != self._across:
            self._across = across
            self._lay_out()

    def _lay_out(self) -> None:
        across = self._across
        for card in self.shown:
            self._grid.removeWidget(card)
        for at, card in enumerate(self.shown):
            self._grid.addWidget(card, at // across, at % across)
            card.show()  # now, so that it can have the focus
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def focus_template(self, name: str) -> ChoiceCard:
        """The card of that name has the focus now; where it is gone, the one in its place."""
        named = [card for one, card in self._cards.items() if one and one.name == name]
        card = next(iter(named), self.shown[min(self._gone_at, len(self._cards) - 1)])
        card.setFocus()
        return card

    def _card(self, template: SessionTemplate | None) -> ChoiceCard:
        """None: start now."""
        shown = template_shown(template) if template else start_now_shown()
        tint = Tint.PLAIN if template else Tint.MOSS
        card = ChoiceCard(self._look, shown.title, shown.about, shown.size, tint=tint)
        if template is None:
            card.clicked.connect(self.start_now_chosen)
        else:
            card.clicked.connect(lambda: self.template_chosen.emit(template))
            card.menu_asked.connect(partial(self._show_menu, template))
        return card

    def _show_menu(self, template: SessionTemplate, where: QPoint) -> None:
        from ui.widgets.menus import open_menu

        rows = [
            (_("Open"), self.template_chosen),
            (_("Duplicate"), self.duplicate_asked),
            (_("Export as a file…"), self.export_asked),
        ]
        if template.name in self._own:
            rows.append((_("Remove"), self.remove_asked))
        open_menu(self, [(words, partial(asked.emit, template)) for words, asked in rows], where)
