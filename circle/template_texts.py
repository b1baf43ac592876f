"""The texts of a template as they are kept, whoever wrote its file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Kind = TypeVar("Kind", bound=DataclassInstance)

_NAMES = frozenset({"name", "form"})
"""They are compared and not read: one with an odd letter is refused, not put right."""
_SEVERAL_LINES = frozenset({"about", "credit", "prompt", "intention"})
_SPACES = re.compile(r"[ \t]+")
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn round what stands after them; the marks of one letter's direction do not and stay."""


def cleaned(value: Kind) -> Kind:
    """The dataclass with every text in it, and in what it holds, as it is kept."""
    texts: dict[str, Any] = {
        one.name: _clean(getattr(value, one.name), lines=one.name in _SEVERAL_LINES)
        for one in fields(value)
        if one.name not in _NAMES
    }
    return replace(value, **texts)


def _clean(value: Any, *, lines: bool = False) -> Any:
    if isinstance(value, tuple):
        return tuple(_clean(one) for one in cast("tuple[Any, ...]", value))
    if is_dataclass(value) and not isinstance(value, type):
        return cleaned(value)
    return (
        clean_line(value, lines=lines)
        if isinstance(value, str) and not isinstance(value, StrEnum)
        else value
    )


def clean_line(text: str, *, lines: bool = False) -> str:
    """Composed, trimmed, and without what controls a terminal or the direction of a line.

    A line break becomes a space; with `lines` it stays.
    """
    kept = text if text.isprintable() else _without_unseen(text)
    each = [
        _SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFC", kept).split("\n")
    ]
    return "\n".join(each).strip() if lines else " ".join(filter(None, each))


def _without_unseen(text: str) -> str:
    return "".join(letter for letter in _BREAKS.sub("\n", text) if _is_kept(letter))


def _is_kept(letter: str) -> bool:
    if letter in "\n\t":
        return True
    return letter not in _OVERRIDES and unicodedata.category(letter) not in ("Cc", "Cs")
