"""A recovery code: 24 symbols that nobody takes for one another, and one by which a slip is noticed."""

from __future__ import annotations

import secrets
import unicodedata

from circle.errors import Wrong, quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext

SYMBOLS = "23456789ABCDEFGHJKMNPQRTUVWXY"
"""29 of them, which is a prime: so one wrong symbol, or two that changed places, always show."""

LENGTH = 25
"""The last symbol follows from the others."""

GROUP = 5

_READ_AS = {"S": "5", "Z": "2"}
_BETWEEN = {"Pd", "Zs", "Cc"}
"""Dashes, spaces and ends of lines, as Unicode names them."""


def new_code() -> str:
    """In groups, as it is written down."""
    symbols = "".join(secrets.choice(SYMBOLS) for _each in range(LENGTH - 1))
    return in_groups(symbols + _check(symbols))


def in_groups(code: str) -> str:
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def is_like_a_code(typed: str) -> bool:
    """Whether it is whole and without a slip."""
    try:
        read_code(typed)
    except Wrong:
        return False
    return True


def read_code(typed: str) -> str:
    """The 25 symbols that somebody typed, in whatever case, with or without spaces and dashes.

    Raises Wrong, with a sentence that says what to look at again.
    """
    letters = [letter for letter in typed if unicodedata.category(letter) not in _BETWEEN]
    code = "".join(_READ_AS.get(letter.upper(), letter.upper()) for letter in letters)
    if strange := [letter for letter in code if letter not in SYMBOLS]:
        why = _("{letter} is in no recovery code. Look at that place again.")
        raise Wrong(why.format(letter=quoted(strange[0])))
    if len(code) != LENGTH:
        n = len(code)
        here = ngettext("here is {n}", "here are {n}", n)
        why = _("A recovery code has {all} letters and digits, and {here}.")
        raise Wrong(why.format(all=LENGTH, here=here.format(n=n)))
    if _sum(code):
        raise Wrong(
            _(
                "One of the letters is not as it was written down, or two have changed places. Look again."
            )
        )
    return code


def _check(symbols: str) -> str:
    """What makes the sum nought; LENGTH has an inverse, as every number has by a prime."""
    n = len(SYMBOLS)
    return SYMBOLS[-_sum(symbols) * pow(LENGTH, -1, n) % n]


def _sum(symbols: str) -> int:
    """Each symbol by its place, of which no two weigh the same."""
    return sum(at * SYMBOLS.index(symbol) for at, symbol in enumerate(symbols, 1)) % len(SYMBOLS)
