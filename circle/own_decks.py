"""Prompt decks of one's own: read from a file, copied, and given out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from circle.decks import NoSuchDeck, deck_file, read_deck
from circle.errors import quoted
from circle.i18n import gettext as _
from circle.own_files import as_read_again, read_own, write_out
from circle.prompts import Deck
from circle.shelf_names import name_for, title_for
from circle.templates import LARGEST_BYTES, Shelf

_FALLBACK = "my_deck"


def read_file(file: Path) -> tuple[Deck, str]:
    """The deck in a file, and its text. Raises NotRead or BrokenDeck, which name the file."""
    return read_own(file, read_deck, largest_bytes=LARGEST_BYTES)


def give_out(
    name: str, folder: Path, *, shipped: Shelf, own: Mapping[str, str], assets: Path
) -> Path:
    """Writes a deck to a new file, as it was written. Raises NoSuchDeck or NotWritten."""
    deck = shipped.with_own({}, own).deck_called(name)
    text = None if deck in shipped.decks else own[deck.name]
    return write_out(deck_file(assets, deck.name), folder, text)


def check_own(name: str, own: Mapping[str, str]) -> None:
    """Raises NoSuchDeck where the kit has none of that name, whether it can be used or not."""
    if name in own:
        return
    why = _("There is no deck {name} in the kit.")
    if own:
        why = _("There is no deck {name} in the kit. There are: {names}.")
    raise NoSuchDeck(why.format(name=quoted(name), names=", ".join(own)))


def checked(deck: Deck) -> tuple[Deck, str]:
    """The deck as it will be read again, and its text. Raises BrokenDeck."""
    return as_read_again(deck, read_deck)


def copy_of(deck: Deck, shelf: Shelf) -> Deck:
    """The same under another title and name."""
    title = title_for(deck.title, {one.title for one in shelf.decks})
    taken = shelf.kept_decks | {one.name for one in shelf.decks}
    return replace(deck, title=title, name=name_for(title, taken, fallback=_FALLBACK))
