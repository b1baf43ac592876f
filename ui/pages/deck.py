"""The page on which a prompt deck is read and written."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from circle.prompts import Deck
from ui.actions import Action, bind
from ui.pages import deck_draft as draft
from ui.pages.prepare_steps import Steps
from ui.theme import Look
from ui.widgets.card_columns import Arrangement, CardColumns
from ui.widgets.deck_card import DeckCard
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, Soft
from ui.widgets.page_frame import PageFrame
from ui.widgets.prompts_card import PromptsCard


class DeckPage(PageFrame):
    keep_asked = Signal()
    leave_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self._look = look
        self._deck = self.before = draft.NEW
        """As it is written now, and as it was last kept."""
        self.shipped = False
        self._steps = Steps()
        self.setAccessibleName(_("A prompt deck"))
        self.actions_here = (
            Action("keep", _("Keep the deck"), ("Ctrl+S",), self.keep_asked.emit),
            Action("leave", _("Leave a field"), ("Escape",), self.leave_field),
            Action("undo", _("Undo the last change"), ("Ctrl+Z",), self._steps.undo),
        )
        bind(self, self.actions_here)
        self._fill()
        self._arrange()
        look.changed.connect(self._arrange)

    def show_deck(self, deck: Deck, *, shipped: bool) -> None:
        """A deck as it is in the kit, or as it ships."""
        self.prompts.list.close_fields()
        self._stand_on(deck, shipped=shipped)

    def show_kept(self, deck: Deck) -> None:
        """What is written is in the kit now. A field stays open, unless rows in which nothing is written go."""
        if deck.prompts != self._deck.prompts:
            self.prompts.leave_field()
        self._stand_on(deck, shipped=False)

    @property
    def changed(self) -> bool:
        return self.to_keep != self.before

    @property
    def to_keep(self) -> Deck:
        return draft.tidied(self._deck)

    @property
    def as_far_as_it_goes(self) -> Deck | None:
        """What is to be kept of it when the window closes; None where there is nothing."""
        found = draft.as_far_as_it_goes(self._deck, self.before)
        return found if self.changed and found.prompts and found != self.before else None

    def say_what_is_missing(self) -> str:
        """What stands in the way of keeping it, the place of which has the focus now; empty: nothing."""
        if (why := draft.not_yet(self._deck)) is None:
            return ""
        if why.at is not None:
            self.prompts.open_prompt(why.at)
        elif why.field:
            self.about.fields[why.field].setFocus()
        else:
            self.prompts.add.setFocus()
        return why.why

    def leave_field(self) -> None:
        self.prompts.leave_field()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab begins at the first row, and nothing is marked before."""
        super().showEvent(event)
        self.setFocus()

    def _stand_on(self, deck: Deck, *, shipped: bool) -> None:
        self._deck = self.before = deck
        self.shipped = shipped
        self._steps.clear()
        self.about.show_anew(deck)
        self._show()

    def _fill(self) -> None:
        look = self._look
        self.prompts, self.about = PromptsCard(look, parent=self), DeckCard(look, parent=self)
        self.prompts.prompts_changed.connect(self._change_prompts)
        self.about.changed.connect(self._change_deck)
        self.prompts.field_shown.connect(
            lambda part: QTimer.singleShot(0, self, lambda: self._columns.scroll_to(part))
        )
        both = (self.prompts, self.about)
        arrangements = (
            Arrangement(800, (60, 40), ((self.prompts,), (self.about,)), both),
            Arrangement(0, (1,), ((self.prompts, self.about),)),
        )
        self._columns = CardColumns(look, arrangements)
        self.body.addLayout(self._columns)
        self.heading, self.count = Heading(look), Soft(look)
        self.head_left.addWidget(self.heading, 1)
        self.head_right.addWidget(Soft(look, _("Everything stays on this laptop")))
        key = self.actions_here[0].key
        self.keep_button = KeyButton(look, _("Keep the deck"), key, kind=Kind.MAIN)
        self.back_button = KeyButton(look, _("Back"))
        self.keep_button.clicked.connect(self.keep_asked)
        self.back_button.clicked.connect(self.leave_asked)
        self.foot_left.addWidget(self.keep_button)
        self.foot_left.addWidget(self.back_button)
        self.foot_left.addStretch(1)
        self.foot_right.addWidget(self.count)

    def _change_prompts(self, prompts: draft.Prompts, written: str) -> None:
        self._take(draft.put_otherwise(self._deck, prompts=prompts), written)

    def _change_deck(self, otherwise: dict[str, Any]) -> None:
        self._take(draft.put_otherwise(self._deck, **otherwise), " ".join(otherwise))

    def _take(self, deck: Deck, written: str) -> None:
        self._steps.add(partial(self._go_back_to, self._deck), joins=written)
        self._deck = deck
        self._show()

    def _go_back_to(self, deck: Deck) -> None:
        self.prompts.leave_field()
        self._deck = deck
        self.about.show_anew(deck)
        self._show()

    def _show(self) -> None:
        deck = self._deck
        self.heading.setText(deck.title or _("A new deck"))
        self.prompts.show_prompts(deck.prompts)
        copy = _("It comes with Circlekeeper. What you change is kept as a copy of your own.")
        self.about.show_deck(deck, copy if self.shipped else "")
        self.keep_button.setEnabled(self.changed)
        self.count.setText(draft.count_words(deck))
        chain = (self.prompts.add, *self.about.fields.values(), self.keep_button, self.back_button)
        for one, next_one in pairwise(chain):
            QWidget.setTabOrder(one, next_one)

    def _arrange(self) -> None:
        self._columns.fit(self.width())
