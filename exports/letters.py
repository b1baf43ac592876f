"""What our fonts have shapes for, and what stands for a letter that they have none for.

A tagged PDF may hold no letter without a shape, so none is left to the typesetter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from exports.font_letters import letters_of_fonts

NO_SHAPE = "\N{REPLACEMENT CHARACTER}"
_SHAPING = frozenset("\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")  # fmt: skip
"""Nobody sees them, and they say how the letters beside them are written."""
_LIKE = dict(
    pair.split(" ", 1)
    for pair in (
        *("← <-", "→ ->", "↔ <->", "⇐ <=", "⇒ =>", "⇔ <=>", "≤ <=", "≥ >="),
        *("☐ [ ]", "☑ [x]", "☒ [x]", "● •", "○ •", "▪ •", "■ •", "★ *", "☆ *"),
    )
)
"""What is typed in place of signs that are often pasted."""
_SKINS = ("light", "medium-light", "medium", "medium-dark", "dark")
_BETWEEN_NAMES = "]\N{ZERO WIDTH JOINER}["
_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def shown(text: str) -> str:
    """The text in letters that have shapes: a symbol that has none by its name in brackets, any other such
    letter as NO_SHAPE. What nobody sees is left out, unless it says how other letters are written.
    """
    text = _LINE_END.sub("\n", text).replace("\t", "    ")
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    if all(map(_stands_alone, {*text})):
        return text
    seen = "".join(one for one in text if not _unseen(one))
    return "".join(map(_shown, _clusters(seen))).replace(_BETWEEN_NAMES, ", ")


@lru_cache(maxsize=4096)
def _stands_alone(letter: str) -> bool:
    """It is shown as it is, whatever stands beside it."""
    if letter in _SHAPING or _unseen(letter) or unicodedata.category(letter)[0] == "M":
        return False
    return _has_shape(letter)


def _unseen(letter: str) -> bool:
    if letter == "\n" or letter in _SHAPING:
        return False
    chooses = "\ufe00" <= letter <= "\ufe0f" or "\U000e0000" <= letter <= "\U000e0fff"
    control = unicodedata.category(letter) == "Cc" or unicodedata.bidirectional(letter) == "BN"
    return chooses or control or letter in "\u200e\u200f\u061c" or _directs(letter)


def _directs(letter: str) -> bool:
    return "\u202a" <= letter <= "\u202e" or "\u2066" <= letter <= "\u2069"


def _clusters(text: str) -> Iterator[str]:
    """Each letter with the marks on it. A mark on nothing is shown on a dotted circle."""
    begun = ""
    for one in text:
        marks = unicodedata.category(one)[0] == "M"
        if marks and begun not in ("", "\n"):
            begun += one
        else:
            yield begun
            begun = f"\N{DOTTED CIRCLE}{one}" if marks else one
    yield begun


def _shown(cluster: str) -> str:
    """One font has to have all of a letter and its marks."""
    for written in (cluster, *(unicodedata.normalize(form, cluster) for form in ("NFC", "NFKC"))):
        if _has_shape(written):
            return written
    base, marks = cluster[:1], cluster[1:]
    return (_shown(base) if marks else _named(base)) + NO_SHAPE * len(marks)


def _has_shape(text: str) -> bool:
    seen = {ord(one) for one in text if one != "\n" and one not in _SHAPING}
    return not seen or any(seen <= letters for letters in letters_of_fonts())


def _named(letter: str) -> str:
    """In English, as Unicode has it; the tone of a skin as a part of what comes before."""
    if like := _LIKE.get(letter):
        return like
    if "\U0001f3fb" <= letter <= "\U0001f3ff":
        return f"\N{ZERO WIDTH JOINER}[{_SKINS[ord(letter) - 0x1F3FB]} skin tone]"
    name = unicodedata.name(letter, "") if unicodedata.category(letter)[0] == "S" else ""
    return f"[{name.lower()}]" if name else NO_SHAPE
