"""A question for one's own listening: one at a time, another on request."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.prompts import Deck, draw
from ui.theme import Look, Role
from ui.widgets.card import Card, Tint
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Heading


class PromptCard(Card):
    offered = Signal(str)

    def __init__(self, look: Look, deck: Deck, key: str, *, parent: QWidget | None = None) -> None:
        super().__init__(look, deck.title, tint=Tint.MOSS, parent=parent)
        self._prompts, self._key = deck.prompts, key
        self._offered: tuple[str, ...] = ()
        self._text = Heading(look, "", Role.PROMPT)
        self._offer = KeyButton(look, _("Offer to the room"), key, small=True)
        self._another = KeyButton(look, _("Another"), small=True)
        self._offer.clicked.connect(self.offer)
        self._another.clicked.connect(self._draw_another)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        row.addWidget(self._offer)
        row.addWidget(self._another)
        row.addStretch(1)
        self.body.addWidget(self._text)
        self.body.addLayout(row)

    @property
    def prompt(self) -> str:
        return self._text.text()

    def show_offered(self, offered: tuple[str, ...]) -> None:
        """What the room has been offered in this session stays to be read, and is not drawn again."""
        self._offered = offered
        if not self.prompt:
            self._draw_another()
        self._show_buttons()

    def offer(self) -> None:
        if self._offer.isEnabled():
            self.offered.emit(self.prompt)

    def _draw_another(self) -> None:
        drawn = draw(self._prompts, offered=self._offered, after=self.prompt)
        self._text.setText(
            (drawn.text if drawn else self.prompt) or _("Every question has been offered.")
        )
        self._show_buttons()

    def _show_buttons(self) -> None:
        prompt, deck = self.prompt, [one.text for one in self._prompts]
        offered = prompt in self._offered
        words = _("Offered to the room") if offered else _("Offer to the room")
        self._show(self._offer, words, "" if offered else self._key, not offered and prompt in deck)
        others = [one for one in deck if one != prompt and one not in self._offered]
        self._show(self._another, _("Another"), "", bool(others))

    @staticmethod
    def _show(button: KeyButton, words: str, key: str, enabled: bool) -> None:
        button.show_words(words, key)
        if not enabled:
            button.clearFocus()
        button.setEnabled(enabled)
