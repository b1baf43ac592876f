"""What is shown of one's own listening and of everyone's, derived by pure functions. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.reflection import (
    Gathered,
    Heard,
    Occasion,
    Reflection,
    Stance,
    heard_words,
    stance_words,
)
from circle.session import State


@dataclass(frozen=True, slots=True)
class CountShown:
    """How many named a stance, and as a part of those who answered, for a bar."""

    words: str
    count: int
    part: float


@dataclass(frozen=True, slots=True)
class GatheredShown:
    heading: str
    people: str
    stances: tuple[CountShown, ...]
    """In the order of `Stance`, whatever the counts."""
    heard: str
    """Empty where nobody said."""


def reflection_at(state: State, round: int | None) -> Reflection:
    """The facilitator's own, of a round (from 0) or of the close; an empty one where nothing was written."""
    occasion = Occasion.CLOSE if round is None else Occasion.ROUND
    for one in state.reflections:
        if (one.occasion, one.round) == (occasion, round):
            return one
    return Reflection(occasion, round=round)


def last_round(state: State) -> int | None:
    """The round that runs or has just ended, from 0; None: there was none."""
    return state.rounds[-1].index if state.rounds else None


def was_asked(state: State, round: int | None) -> bool:
    """Whether what everyone noticed was gathered already."""
    return any(one.round == round for one in state.gathered)


def occasion_words(round: int | None) -> str:
    return _("At the close") if round is None else _("Round {n}").format(n=round + 1)


def all_gathered(state: State) -> tuple[GatheredShown, ...]:
    """Rounds in their order, and the close last."""

    def place(one: Gathered) -> tuple[bool, int]:
        return one.round is None, one.round or 0

    return tuple(_gathered(one) for one in sorted(state.gathered, key=place))


def _gathered(gathered: Gathered) -> GatheredShown:
    answered = ngettext("{n} person answered", "{n} people answered", gathered.people)
    return GatheredShown(
        heading=occasion_words(gathered.round),
        people=answered.format(n=gathered.people),
        stances=tuple(_counts(gathered)),
        heard=_heard(gathered),
    )


def _counts(gathered: Gathered) -> Iterator[CountShown]:
    counts = {one.stance: one.count for one in gathered.stances}
    for stance in Stance:
        count = counts.get(stance, 0)
        yield CountShown(stance_words(stance), count, count / gathered.people)


def _heard(gathered: Gathered) -> str:
    counts = {one.heard: one.count for one in gathered.heard}
    said = [f"{heard_words(heard).lower()} {counts[heard]}" for heard in Heard if counts.get(heard)]
    return _("Felt heard: {counts}").format(counts=" · ".join(said)) if said else ""
