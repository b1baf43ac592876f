"""What ships as data (forms, templates, decks, wordings) in the language that is spoken."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from circle.i18n import ENGLISH, gettext, language
from circle.prompts import Deck

WORDS = frozenset(
    (
        *("title", "about", "intention", "agreements", "prompt", "text", "theme"),
        *("credit", "source", "facilitator", "facilitators", "piece", "observer_asks"),
    )
)
"""The settings that hold words; script/messages looks for them in the files."""

T = TypeVar("T")


def in_our_words(shipped: T) -> T:
    if language() == ENGLISH:
        return shipped
    told = cast("T", _told(shipped))
    return replace(told, language=language().replace("_", "-")) if isinstance(told, Deck) else told


def _told(one: Any) -> Any:
    changed = {
        field.name: _value(field.name, getattr(one, field.name))
        for field in fields(one)
        if getattr(one, field.name)
    }
    return replace(one, **changed)


def _value(name: str, value: Any) -> Any:
    if is_dataclass(value):
        return _told(value)
    if isinstance(value, tuple):
        return tuple(_value(name, one) for one in cast("tuple[Any, ...]", value))
    return gettext(value) if name in WORDS and isinstance(value, str) else value
