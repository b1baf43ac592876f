"""Prompt decks of one's own: read from a file, copied, and given out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from circle.decks import NoSuchDeck, deck_file, read_deck
from circle.errors import Refused, quoted
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
    """Writes a deck to a new file, as it was written, whether it can be used or not. Raises NoSuchDeck or
    NotWritten.
    """
    if name not in own:
        shipped.with_own({}, own).deck_called(name)
    return write_out(deck_file(assets, name), folder, own.get(name))


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


def unusable(own: Mapping[str, str]) -> dict[str, str]:
    """Those of the kit that cannot be used, each with a sentence that names the line and says why."""
    why = dict[str, str]()
    for name, text in own.items():
        try:
            read_deck(text, source=f"{name}.toml")
        except Refused as refused:
            why[name] = str(refused)
    return why


def is_deck(file: Path) -> bool:
    """Whether a file is meant to be a deck, and no template: it has prompts, right or wrong."""
    from circle.files import read_text

    try:
        text = read_text(file, largest_bytes=LARGEST_BYTES)
    except Refused:
        return False  # whoever takes it in says why
    return re.search(r"^\s*\[\[\s*prompts\s*\]\]", text, re.MULTILINE) is not None


def kept_as(draft: Deck, shelf: Shelf) -> Deck:
    """The draft under the name that one's own has; that of a shipped one, or a new one, gets another."""
    return draft if draft.name in shelf.kept_decks else copy_of(draft, shelf)


def copy_of(deck: Deck, shelf: Shelf) -> Deck:
    """The same under another title and name."""
    title = title_for(deck.title, {one.title for one in shelf.decks})
    taken = shelf.kept_decks | {one.name for one in shelf.decks}
    return replace(deck, title=title, name=name_for(title, taken, fallback=_FALLBACK))
