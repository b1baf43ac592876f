"""The rounds of a plan while they are put together: pure functions from tuples to tuples."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from circle.i18n import gettext as _
from circle.moves import clean_text
from circle.templates import LONGEST_MINUTES, PlannedRound

Rounds = tuple[PlannedRound, ...]
T = TypeVar("T")

UNPLANNED: Rounds = (PlannedRound("go_round", ""),)
"""One go-round without a set time."""
_USUAL_MINUTES = 10
LONGEST = 400


def add(rounds: Rounds) -> Rounds:
    """One more at the end."""
    new = PlannedRound("go_round", _("Another round"), minutes=_USUAL_MINUTES)
    return (*rounds, new)


def remove(rounds: Rounds, at: int) -> Rounds:
    """All but one of them; the last one that is left stays."""
    return (*rounds[:at], *rounds[at + 1 :]) if len(rounds) > 1 else rounds


def move(rounds: tuple[T, ...], at: int, by: int) -> tuple[T, ...]:
    """One of them, or of other rows, earlier or later by so many places, as far as there are any."""
    others = [*rounds]
    one = others.pop(at)
    others.insert(max(0, min(at + by, len(others))), one)
    return tuple(others)


def change(
    rounds: Rounds,
    at: int,
    *,
    title: str | None = None,
    prompt: str | None = None,
    minutes: str | None = None,
    form: str | None = None,
    **settings: Any,
) -> Rounds:
    """One of them put otherwise. `minutes` as it was written: anything but a number leaves them.
    `settings`: other fields of PlannedRound.
    """
    one = rounds[at]
    written = None if minutes is None else minutes_of(minutes)
    changed = replace(
        one,
        **settings,
        title=one.title if title is None else _line(title),
        prompt=one.prompt if prompt is None else _line(prompt),
        minutes=one.minutes if written is None else written,
        suggested_s=one.suggested_s if written is None else 0,
        form=form or one.form,
        once_until_all=one.once_until_all if form in (None, one.form) else None,
    )
    return (*rounds[:at], changed, *rounds[at + 1 :])


def _line(text: str) -> str:
    return " ".join(clean_text(text, longest=LONGEST).split())


def minutes_of(text: str) -> int | None:
    """Minutes as they were written, where nothing is none; None when it is no number."""
    text = text.strip()
    if not text:
        return 0
    return min(int(text), LONGEST_MINUTES) if text.isdecimal() and len(text) <= 6 else None
