"""Rows of the action table by words, in any order and in part, accents folded."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from ui.actions import Action, KeysOf, key_words


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.strip())
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def matching(actions: Iterable[Action], typed: str, keys: KeysOf) -> list[Action]:
    """Those that have what was typed as a key, then those with words that begin so, then those that have all of it
    somewhere in their words.
    """
    wanted = folded(typed).split()

    def place(one: Action) -> int | None:
        named = (name for key in keys(one) for name in (key, key_words(key)))
        if " ".join(wanted) in map(folded, named):
            return 0
        if _begins(one, wanted):
            return 1
        there = folded(one.words)
        return 2 if all(word in there for word in wanted) else None

    placed = [(at, one) for one in actions if (at := place(one)) is not None]
    return [one for _at, one in sorted(placed, key=lambda pair: pair[0])]


def _begins(action: Action, wanted: list[str]) -> bool:
    words = folded(action.words).split()
    return all(any(word.startswith(one) for word in words) for one in wanted)
