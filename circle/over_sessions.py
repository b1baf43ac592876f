"""Several sessions of a circle, or of whoever led them: which of them are alike, and how each measure is spread over
those that are. Pure.

Nothing here is good or bad, nothing goes up or down, and nothing is of a single participant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from circle.harvest import Became
from circle.listened import Listened, Part
from circle.reflection import Stance

if TYPE_CHECKING:
    from circle.archived import Measured
    from circle.archived_series import RoundUsed
    from circle.commitments import InSession

LEAST_SPREAD = 3
"""Of fewer values there is no middle and no half."""
_WIDEST = Fraction(3, 2)
"""So many times as many people are still about as many."""


@dataclass(frozen=True, slots=True)
class Met:
    """One session. `known_as`: its id, or that which it has where it came from."""

    measured: Measured
    listened: Listened
    rounds: tuple[RoundUsed, ...]
    known_as: str

    @property
    def people(self) -> int:
        """0: not known."""
        return self.measured.few or self.measured.people


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes the form of sessions alike: their template; without one, the form of the round that took longest. Both
    are empty where there was no round.
    """

    template: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """Sessions of one form with about as many people, the oldest first. `least`, `most`: of people; 0: not known."""

    kind: Kind
    least: int
    most: int
    sessions: tuple[Met, ...]


class Measure(StrEnum):
    OFFERED = "offered"
    HEARD = "heard"
    SILENCE = "silence"
    LED = "led"
    MOVED = "moved"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Spread:
    """Half of the values lie from `lower` to `upper`, ends included."""

    least: float
    lower: float
    middle: float
    upper: float
    most: float


@dataclass(frozen=True, slots=True)
class Series:
    """A share for each session, the oldest first; None: not measured, or undefined. `spread`: None of too few."""

    measure: Measure
    values: tuple[float | None, ...]
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Noted:
    """How many sessions have a note of whoever led on their own listening, and in how many each stance is."""

    sessions: int
    noted: int
    stances: Mapping[Stance, int]


@dataclass(frozen=True, slots=True)
class Promised:
    """Commitments made in these sessions, by what the newest of them to ask says. `unasked`: none of them asked."""

    made: int
    done: int
    let_go: int
    still_open: int
    unasked: int


@dataclass(frozen=True, slots=True)
class Used:
    """A template or a prompt. `last`: when it was used last."""

    name: str
    sessions: int
    last: datetime


def met(
    measured: Iterable[Measured],
    listened: Mapping[str, Listened],
    rounds: Mapping[str, tuple[RoundUsed, ...]],
    known_as: Mapping[str, str],
) -> tuple[Met, ...]:
    """All by the ids of the sessions."""
    return tuple(
        Met(
            one,
            listened.get(one.id, Listened()),
            rounds.get(one.id, ()),
            known_as.get(one.id, one.id),
        )
        for one in measured
    )


def once(sessions: Sequence[Met]) -> tuple[Met, ...]:
    """Of several copies of a session one's own, else the one under its own id."""
    chosen: dict[str, Met] = {}
    for one in sorted(sessions, key=_copy_key):
        chosen.setdefault(one.known_as, one)
    return tuple(one for one in sessions if chosen[one.known_as] is one)


def _copy_key(one: Met) -> tuple[bool, bool, str]:
    return one.measured.arrived, one.measured.id != one.known_as, one.measured.id


def kind_of(one: Met) -> Kind:
    if one.measured.template:
        return Kind(template=one.measured.template)
    lengths: dict[str, int] = {}
    for used in one.rounds:
        lengths[used.form] = lengths.get(used.form, 0) + used.length_ms
    return Kind(form=min(lengths, key=lambda form: (-lengths[form], form), default=""))


def are_alike(one: Met, other: Met) -> bool:
    return kind_of(one) == kind_of(other) and _as_many(one.people, other.people)


def _as_many(one: int, other: int) -> bool:
    fewer, more = sorted((one, other))
    return fewer == more or (fewer > 0 and more <= fewer * _WIDEST)


def alike(sessions: Sequence[Met]) -> tuple[Alike, ...]:
    """Every session is in one group; any two of a group are alike. The largest group comes first."""
    by_kind: dict[Kind, list[Met]] = {}
    for one in sessions:
        by_kind.setdefault(kind_of(one), []).append(one)
    groups = [group for kind, there in by_kind.items() for group in _by_people(kind, there)]
    return tuple(sorted(groups, key=_group_key))


def _group_key(group: Alike) -> tuple[int, float, str, str, int]:
    newest = max(one.measured.opened.timestamp() for one in group.sessions)
    kind = group.kind
    return -len(group.sessions), -newest, kind.template, kind.form, group.least


def _by_people(kind: Kind, there: Sequence[Met]) -> Iterable[Alike]:
    """As few groups of about as many people as find together by taking the largest first."""
    left: list[Met] = list(there)
    while left:
        sizes = sorted({one.people for one in left})
        least = max(sizes, key=lambda size: (len(_from(left, size)), -size))
        group = _from(left, least)
        yield Alike(kind, least, max(one.people for one in group), tuple(group))
        left = [one for one in left if not _as_many(least, one.people) or one.people < least]


def _from(there: Iterable[Met], least: int) -> list[Met]:
    return [one for one in there if one.people >= least and _as_many(least, one.people)]


def values_of(one: Met) -> dict[Measure, float | None]:
    """Of so few people that only totals are told there is the length alone."""
    measured, listened = one.measured, one.listened
    told = {} if measured.few else {
        Measure.OFFERED: _share(listened.offered),
        Measure.HEARD: _share(listened.heard),
        Measure.SILENCE: _share(listened.silence),
        Measure.LED: _share(listened.held),
        Measure.MOVED: measured.hoover,
    }  # fmt: skip
    planned = measured.planned_ms
    length = measured.length_ms / planned if planned else None
    return {Measure.LENGTH: length, **dict.fromkeys(_OF_TURNS), **told}


_OF_TURNS = tuple(measure for measure in Measure if measure is not Measure.LENGTH)


def _share(part: Part | None) -> float | None:
    return None if part is None else part.share


def series(sessions: Sequence[Met]) -> tuple[Series, ...]:
    """`sessions`: alike, the oldest first."""
    values = [values_of(one) for one in sessions]
    return tuple(_series(measure, tuple(one[measure] for one in values)) for measure in Measure)


def _series(measure: Measure, values: tuple[float | None, ...]) -> Series:
    return Series(measure, values, spread([one for one in values if one is not None]))


def spread(values: Sequence[float]) -> Spread | None:
    if len(values) < LEAST_SPREAD:
        return None
    ordered = sorted(values)
    lower, middle, upper = (_quartile(ordered, quarters) for quarters in (1, 2, 3))
    return Spread(ordered[0], lower, middle, upper, ordered[-1])


def _quartile(ordered: Sequence[float], quarters: int) -> float:
    """Between the two nearest values, as `measures.turn_figures` has it."""
    below, weight = divmod((len(ordered) - 1) * quarters, 4)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (weight / 4)


def noted(sessions: Sequence[Met]) -> Noted:
    own = [one.listened.noticed for one in sessions if one.listened.noticed is not None]
    counts = {stance: sum(1 for there in own if stance in there) for stance in Stance}
    return Noted(len(sessions), len(own), counts)


def promised(sessions: Iterable[InSession], known_as: Mapping[str, str]) -> Promised:
    """`sessions`: the oldest first, each once; `known_as`: the ids they have elsewhere, as answers have them."""
    there = tuple(sessions)
    newest = {(one.session, one.number): one.became for met in there for one in met.answers}
    became = [
        newest.get((one.session, made.number))
        or newest.get((known_as.get(one.session, one.session), made.number))
        for one in there
        for made in one.made
    ]
    count: Callable[[Became | None], int] = became.count
    return Promised(
        made=len(became),
        done=count(Became.DONE),
        let_go=count(Became.LET_GO),
        still_open=count(Became.OPEN),
        unasked=count(None),
    )


def templates_used(sessions: Iterable[Met]) -> tuple[Used, ...]:
    return _used((one, {one.measured.template}) for one in sessions)


def prompts_used(sessions: Iterable[Met]) -> tuple[Used, ...]:
    return _used((one, {used.prompt for used in one.rounds}) for one in sessions)


def _used(there: Iterable[tuple[Met, set[str]]]) -> tuple[Used, ...]:
    """The one that was used last comes first, each once in a session; what has no name is left out."""
    found: dict[str, list[datetime]] = {}
    for one, names in there:
        for name in names - {""}:
            found.setdefault(name, []).append(one.measured.opened)
    used = (Used(name, len(days), max(days)) for name, days in found.items())
    return tuple(sorted(used, key=lambda one: (-one.last.timestamp(), one.name)))
