"""What whoever observes in a group is asked afterwards."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.prompts import Whom
from circle.session import State
from ui.actions import Action
from ui.pages.prompt_choice import ToOffer, offer_words, offered_words
from ui.theme import Look
from ui.widgets.card import Card, Tint
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Words


class ObserverCard(Card):
    def __init__(
        self, look: Look, actions: Mapping[str, Action], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, _("For whoever observes"), tint=Tint.MOSS, parent=parent)
        self._key = actions["prompt"].key
        self._look = look
        self._asks: tuple[str, ...] = ()
        self._questions = QVBoxLayout()
        self._questions.setSpacing(6)
        self._offer = KeyButton(look, offer_words(Whom.ROOM), self._key, small=True)
        self._offer.clicked.connect(actions["prompt"].handler)
        self.to_offer: ToOffer | None = None
        """None when the questions have been offered."""
        self.body.addLayout(self._questions)
        row = Flow()
        row.addWidget(self._offer)
        self.body.addLayout(row)

    def show_state(self, state: State) -> None:
        asks = state.round.form.observer_asks if state.round else ()
        text = "\n".join(asks)
        offered = text in state.offered_prompts
        self.to_offer = ToOffer(text) if asks and not offered else None
        self._show_questions(asks)
        words = offered_words(Whom.ROOM) if offered else offer_words(Whom.ROOM)
        self._offer.show_words(words, "" if offered else self._key)
        if offered:
            self._offer.clearFocus()
        self._offer.setEnabled(not offered)

    def _show_questions(self, asks: tuple[str, ...]) -> None:
        if asks == self._asks:
            return
        self._asks = asks
        while (item := self._questions.takeAt(0)) is not None:
            if (words := item.widget()) is not None:
                words.hide()
                words.deleteLater()
        for question in asks:
            self._questions.addWidget(Words(self._look, question))
