"""Rows of the action table by words, in any order and in part, accents folded."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from ui.actions import Action, key_words


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.strip())
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def matching(
    actions: Iterable[Action], typed: str, keys: Callable[[Action], tuple[str, ...]]
) -> list[Action]:
    """Those that have every word that was typed: in their words, or as one of their keys. Those whose words begin so
    come first, and else they keep their order.
    """
    wanted = folded(typed).split()
    found = [one for one in actions if _has_all(one, wanted, keys(one))]
    return sorted(found, key=lambda one: not _begins(one, wanted))


def _has_all(action: Action, wanted: list[str], keys: tuple[str, ...]) -> bool:
    there = folded(action.words)
    named = {folded(key) for key in keys} | {folded(key_words(key)) for key in keys}
    return all(word in there for word in wanted) or " ".join(wanted) in named


def _begins(action: Action, wanted: list[str]) -> bool:
    words = folded(action.words).split()
    return all(any(word.startswith(one) for word in words) for one in wanted)
