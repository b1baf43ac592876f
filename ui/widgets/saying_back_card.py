"""A round of saying back: whether a speaker was heard, as they say it themselves. Only counts are kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.reflection import SaidBack, said_back_words
from ui.accessible import announce
from ui.actions import Action
from ui.live_session import LiveSession
from ui.theme import Look
from ui.widgets.card import Card, Tint
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft

ACTIONS = {
    SaidBack.YES: "heard",
    SaidBack.ALMOST: "almost_heard",
    SaidBack.NOT_YET: "not_yet_heard",
}


class SayingBackCard(Card):
    def __init__(
        self,
        look: Look,
        live: LiveSession,
        actions: Mapping[str, Action],
        *,
        parent: QWidget | None = None,
    ) -> None:
        asked = _("Did they hear you? The speaker says:")
        super().__init__(look, asked, tint=Tint.MOSS, parent=parent)
        self._acts = live.saying_back
        self._count = Soft(look, small=True)
        self._fewer = KeyButton(look, _("One fewer"), kind=Kind.QUIET, small=True)
        self._fewer.clicked.connect(self._take_back)
        answers = Flow(gap=8)
        for answer, action in ACTIONS.items():
            button = KeyButton(look, said_back_words(answer), actions[action].key, small=True)
            button.clicked.connect(actions[action].handler)
            answers.addWidget(button)
        answers.addWidget(self._fewer)
        self.body.addLayout(answers)
        self.body.addWidget(self._count)

    def show_state(self) -> None:
        """How many answers were kept, and never which: while the circle is open nobody is to be measured by them."""
        kept = self._acts.kept
        words = ngettext("{n} answer kept, as a count", "{n} answers kept, as counts", kept)
        none = _("Only counts are kept: no names, no order, no time.")
        self._count.setText(words.format(n=kept) if kept else none)
        if not self._acts.can_take_back:
            self._fewer.clearFocus()
        self._fewer.setVisible(self._acts.can_take_back)

    def count(self, answer: SaidBack) -> None:
        if self._acts.count(answer):
            self._say()

    def _take_back(self) -> None:
        if self._acts.take_back():
            self._say()

    def _say(self) -> None:
        self.show_state()
        announce(self, self._count.text())
