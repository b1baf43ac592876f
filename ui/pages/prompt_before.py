"""One prompt for the facilitator before the room fills. It is theirs: nothing is recorded, and nobody else sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from circle.prompting import choose
from circle.prompts import Deck, When, Whom
from circle.session import State

if TYPE_CHECKING:
    from ui.widgets.checklist_card import ChecklistCard
    from ui.widgets.decks_field import DecksField


def texts_before(decks: Sequence[Deck]) -> tuple[str, ...]:
    """All that there are, in the order in which they follow one another."""
    state, texts = State(), dict[str, None]()
    last = ""
    while one := choose(
        state, decks, whom={Whom.FACILITATOR}, when=When.BEFORE_SESSION, after=last
    ):
        if one.text in texts:
            break
        last = one.text
        texts[last] = None
    return tuple(texts)


class PromptBefore:
    """On the card of what to look at before the room fills; from the decks that the session draws from."""

    def __init__(self, card: ChecklistCard, decks: DecksField) -> None:
        self._card, self._decks = card, decks
        self._texts: tuple[str, ...] = ()
        self._text = ""
        card.another_asked.connect(self._another)
        decks.changed.connect(self._draw_anew)

    def show_of(self, day: int) -> None:
        """Every day begins with another one."""
        self._texts = texts_before(self._decks.drawn_from)
        self._show(day)

    def _draw_anew(self) -> None:
        """What is being thought about stays, where it is in the decks."""
        self._texts = texts_before(self._decks.drawn_from)
        self._show(self._texts.index(self._text) if self._text in self._texts else 0)

    def _another(self) -> None:
        self._show(self._texts.index(self._text) + 1)

    def _show(self, at: int) -> None:
        n = len(self._texts)
        self._text = self._texts[at % n] if n else ""
        self._card.show_prompt(self._text, more=n > 1)
