"""Prompts and decks: what may be asked, when, of whom; and drawing without repeating."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from circle.i18n import gettext as _
from circle.reflection import Stance


class When(StrEnum):
    """The moments that a prompt is for."""

    BEFORE_SESSION = "before the session"
    BEFORE_ROUND = "before a round"
    AFTER_TURN = "after a turn"
    """In the silence that follows it."""
    BETWEEN_ROUNDS = "between rounds"
    AT_CLOSE = "at the close"


class Whom(StrEnum):
    """Whom a prompt is for."""

    ROOM = "room"
    """Everyone, to be answered aloud or not."""
    OWN = "own"
    """Everyone, each for themselves: one's own listening."""
    FACILITATOR = "facilitator"
    """Nobody else sees it."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question, or a short invitation."""

    text: str
    when: tuple[When, ...] = ()
    """None: at any moment of a session."""
    whom: Whom = Whom.ROOM
    stance: Stance | None = None
    """The way of listening that it helps to notice."""
    theme: str = ""
    """Empty: its deck's."""


@dataclass(frozen=True, slots=True)
class Deck:
    name: str
    title: str
    prompts: tuple[Prompt, ...]
    about: str = ""
    language: str = ""
    """As in “en” or “pt-BR”."""
    theme: str = ""
    """Of the prompts that have none of their own."""
    source: str = ""
    """Where its words are from."""
    credit: str = ""
    """The practice that it draws on."""
    place: int = 100
    """Where it stands among the decks, from the lowest."""

    def theme_of(self, prompt: Prompt) -> str:
        return prompt.theme or self.theme


def draw(prompts: Sequence[Prompt], *, offered: Collection[str], after: str = "") -> Prompt | None:
    """The prompt after the one with a text, in their order and round again, that has not been offered.

    None when every one of them has been offered.
    """
    start = next((at for at, one in enumerate(prompts, 1) if one.text == after), 0)
    order = (*prompts[start:], *prompts[:start])
    return next((one for one in order if one.text not in offered), None)


def when_words(when: When) -> str:
    return {
        When.BEFORE_SESSION: _("before the session"),
        When.BEFORE_ROUND: _("before a round"),
        When.AFTER_TURN: _("after a turn"),
        When.BETWEEN_ROUNDS: _("between rounds"),
        When.AT_CLOSE: _("at the close"),
    }[when]


def moments_words(prompt: Prompt) -> str:
    return ", ".join(map(when_words, prompt.when)) or _("at any moment")


def whom_words(whom: Whom) -> str:
    return {
        Whom.ROOM: _("the room"),
        Whom.OWN: _("each for themselves"),
        Whom.FACILITATOR: _("the facilitator"),
    }[whom]
