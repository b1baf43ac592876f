"""A language that nobody speaks: English with an accent on every letter, 40 % longer, in brackets. What stands on the
screen without brackets cannot be translated, and what does not fit will not fit in other languages either.
"""

from __future__ import annotations

import re
from gettext import NullTranslations

from circle.i18n import Catalogue, use_catalogue

CODE = "zxx"
FIRST, LAST = "⟦", "⟧"
_LETTERS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅßÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļṁñöþǫŕšţûṽŵẋýž",
)
_PARTS = re.compile(r"(\{[^{}]*\})")
_LONGER, _LONG = 0.4, 20
"""Letters beyond so many grow by half of that: long texts grow less."""


class Pseudo(NullTranslations):
    def gettext(self, message: str) -> str:
        return accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return accented(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return accented(message)


def accented(text: str) -> str:
    """What stands in braces stays, and so does white space at the ends."""
    inner = text.strip()
    if not inner:
        return text
    before, after = text[: text.index(inner)], text[text.index(inner) + len(inner) :]
    parts = _PARTS.split(inner)
    said = "".join(part if n % 2 else part.translate(_LETTERS) for n, part in enumerate(parts))
    letters = sum(map(len, parts[::2]))
    longer = round((min(letters, _LONG) + letters) / 2 * _LONGER)
    return f"{before}{FIRST}{said}{'~' * longer}{LAST}{after}"


def use_pseudo() -> None:
    use_catalogue(Catalogue(CODE, Pseudo()))
