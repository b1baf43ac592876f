"""Offering a prompt: at once while nobody speaks; during a turn only when it is asked for a second time."""

from __future__ import annotations

from typing import Protocol

from circle.i18n import gettext as _
from circle.prompts import Whom
from ui.live_session import LiveSession
from ui.pages.prompt_choice import ToOffer
from ui.widgets.message_bar import MessageBar


class Say(Protocol):
    def __call__(self, text: str, *actions: tuple[str, object]) -> None: ...


class PromptOffers:
    def __init__(self, live: LiveSession, bar: MessageBar, say: Say) -> None:
        self._live, self._bar, self._say = live, bar, say
        self._asked: tuple[ToOffer, int | None] | None = None
        """What was asked to be offered, and during which turn."""

    def offer(self, prompt: ToOffer | None) -> None:
        if prompt is None:
            return
        turn = self._live.state.hand.turn
        interrupts = self._live.state.whose_turn is not None and prompt.whom is not Whom.FACILITATOR
        if interrupts and not (self._is_asked and self._asked == (prompt, turn)):
            self._say(_asked_words(), (_("Offer it now"), lambda: self._do(prompt)))
            self._asked = prompt, turn
        else:
            self._do(prompt)

    def follow(self) -> None:
        """What was said of a turn goes with the turn."""
        if self._asked and self._live.state.hand.turn != self._asked[1]:
            self._put_away()

    def _do(self, prompt: ToOffer) -> None:
        self._put_away()
        self._live.offer_prompt(prompt.text, prompt.whom, prompt.deck)

    @property
    def _is_asked(self) -> bool:
        return self._bar.isVisible() and self._bar.text == _asked_words()

    def _put_away(self) -> None:
        if self._asked and self._is_asked:
            self._bar.closed.emit()
        self._asked = None


def _asked_words() -> str:
    return _("Somebody is speaking. The prompt can wait; R once more offers it now.")
