"""Prompt decks: TOML in, a deck or a readable error out; and drawing without repeating."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.plain import WrongShape, check_settings, from_plain


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
class Deck:
    name: str
    title: str
    prompts: tuple[str, ...]


class BrokenDeck(Refused):
    """A deck's file that cannot be used."""


def read_deck(text: str, *, source: str) -> Deck:
    """The deck in a TOML text. Raises BrokenDeck naming `source`."""
    try:
        table = tomllib.loads(text)
        deck = from_plain(Deck, table)
        check_settings(Deck, table)
        if not all(prompt.strip() for prompt in deck.prompts or ("",)):
            raise WrongShape(_("“prompts” should hold questions"))
        return deck
    except (tomllib.TOMLDecodeError, WrongShape) as error:
        raise BrokenDeck(f"{source}: {error}.") from None


def draw(deck: Deck, *, offered: Collection[str], after: str = "") -> str:
    """The prompt after one, in the deck's order and round again, that has not been offered.

    Empty when every prompt of the deck has been offered.
    """
    start = deck.prompts.index(after) + 1 if after in deck.prompts else 0
    order = deck.prompts[start:] + deck.prompts[:start]
    return next((prompt for prompt in order if prompt not in offered), "")
