"""Prompt decks: TOML in, a deck or a readable error out; and drawing without repeating."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass

from circle.errors import Refused
from circle.plain import WrongShape, from_plain


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
        return from_plain(Deck, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, WrongShape) as error:
        raise BrokenDeck(f"{source}: {error}.") from None


def draw(deck: Deck, *, offered: Collection[str], after: str = "") -> str:
    """The prompt after one, in the deck's order and round again, that has not been offered.

    Empty when every prompt of the deck has been offered.
    """
    start = deck.prompts.index(after) + 1 if after in deck.prompts else 0
    order = deck.prompts[start:] + deck.prompts[:start]
    return next((prompt for prompt in order if prompt not in offered), "")
