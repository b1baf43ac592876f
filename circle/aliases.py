"""Names for a circle in which nobody needs to say their own: of seats, of colours, of things, initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum

from circle.i18n import gettext as _


class AliasKind(StrEnum):
    SEATS = "seats"
    COLOURS = "colours"
    THINGS = "things"
    INITIALS = "initials"


_LONGEST_INITIALS = 4
"""A word of capitals that is no longer than this is initials already."""
_BETWEEN_PARTS = re.compile(r"[\s\-\u00ad\u2010-\u2015.·・]+")
_NUMBER = re.compile(r"\s+\d+$")
_VIRAMA = 9
"""The combining class of signs that join a letter to the one after it."""


def seat_words(number: int) -> str:
    return _("Seat {n}").format(n=number)


def aliases(kind: AliasKind, names: Sequence[str]) -> tuple[str, ...]:
    """As many different ones as there are names, in the order of seats.

    Whoever has no name has that of their seat; initials want names.
    """
    match kind:
        case AliasKind.SEATS:
            return tuple(seat_words(i) for i in range(1, len(names) + 1))
        case AliasKind.COLOURS:
            return _each_once(colours(), len(names))
        case AliasKind.THINGS:
            return _each_once(things(), len(names))
        case AliasKind.INITIALS:
            found = (initials(name) or seat_words(i) for i, name in enumerate(names, 1))
            return told_apart(found)


def colours() -> tuple[str, ...]:
    """None that is also said of people's skin, and none that warns."""
    return (
        _("Amber"), _("Azure"), _("Coral"), _("Emerald"), _("Fern"), _("Indigo"),
        _("Jade"), _("Lavender"), _("Lemon"), _("Lilac"), _("Mint"), _("Moss"),
        _("Ochre"), _("Peach"), _("Plum"), _("Poppy"), _("Saffron"), _("Sage"),
        _("Sapphire"), _("Silver"), _("Teal"), _("Topaz"), _("Turquoise"), _("Violet"),
    )  # fmt: skip


def things() -> tuple[str, ...]:
    """Things that one can hold, and that a story seldom mentions."""
    return (
        _("Acorn"), _("Anchor"), _("Basket"), _("Button"), _("Candle"), _("Compass"),
        _("Feather"), _("Fiddle"), _("Harp"), _("Kettle"), _("Kite"), _("Lantern"),
        _("Marble"), _("Mitten"), _("Pebble"), _("Pinecone"), _("Quill"), _("Ribbon"),
        _("Saddle"), _("Seashell"), _("Spoon"), _("Teapot"), _("Thimble"), _("Walnut"),
    )  # fmt: skip


def initials(name: str) -> str:
    """The first letter of each part: "Anne-Marie Lee" is AML. Empty when there is no letter or sign."""
    own = _NUMBER.sub("", name)
    if own.isupper() and own.isalpha() and len(own) <= _LONGEST_INITIALS:
        return own
    parts = [part for part in _BETWEEN_PARTS.split(unicodedata.normalize("NFC", name)) if part]
    spoken = [part for part in parts if any(c.isalpha() for c in part)] or parts
    return "".join(_first_letter(part) for part in spoken[:_LONGEST_INITIALS])


def _first_letter(part: str) -> str:
    """With the marks that belong to it."""
    start = next((i for i, c in enumerate(part) if c.isalpha()), 0)
    end = start + 1
    while end < len(part) and unicodedata.category(part[end])[0] == "M":
        if unicodedata.combining(part[end]) == _VIRAMA:
            break
        end += 1
    letter = part[start:end]
    capital = letter.upper()
    return capital if len(capital) == len(letter) else letter


def told_apart(names: Iterable[str]) -> tuple[str, ...]:
    """The names; one that was there before has a number."""
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        number, tried = 2, name
        while tried.casefold() in taken:
            number, tried = number + 1, f"{name} {number}"
        taken.add(tried.casefold())
        found.append(tried)
    return tuple(found)


def _each_once(words: Sequence[str], n: int) -> tuple[str, ...]:
    return told_apart(words[i % len(words)] for i in range(n))
