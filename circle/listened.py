"""What one session says of its listening, as whole counts of whole counts, and its rows in the archive. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from circle.forms import NextUp
from circle.reflection import Gathered, Heard, HeardCount, Occasion, Stance, StanceCount
from circle.session import Outcome, State
from circle.summary import Summary, confidential, silence_outside, unmeasured


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a whole that is more than nothing: milliseconds of milliseconds, or people of people."""

    part: int
    whole: int

    @property
    def share(self) -> float:
        return self.part / self.whole


@dataclass(frozen=True, slots=True)
class Listened:
    """One session of a circle. None is a gap: not noted, not measured, undefined, or confidential; never 0.

    Confidential rounds are left out of all figures, rounds that were not measured out of those of time.
    """

    noticed: tuple[Stance, ...] | None = None
    """The facilitator's own at the close, in the order of `Stance`."""
    expected: tuple[Stance, ...] | None = None
    """What they expected of themselves before."""
    gathered: Gathered | None = None
    """What people noticed in themselves, at the close."""
    silence: Part | None = None
    """Of the time that is measured."""
    offered: Part | None = None
    """How many of those present were offered the piece."""
    heard: Part | None = None
    """How many of those present had it."""
    held: Part | None = None
    """The facilitators' part of the time that the piece was held."""
    number: int | None = None
    opened: datetime | None = None


class Kind(StrEnum):
    """Of a row in the archive."""

    EXPECTED = "expected"
    FELT_HEARD = "felt heard"
    GATHERED = "gathered"
    HEARD = "heard"
    HELD = "held"
    NOTICED = "noticed"
    OFFERED = "offered"
    SILENCE = "silence"


def listened(state: State, summary: Summary) -> Listened:
    hidden = confidential(summary)
    offered, heard = _voices(summary, hidden)
    return Listened(
        noticed=_stances(state, Occasion.CLOSE),
        expected=_stances(state, Occasion.BEFORE),
        gathered=next((one for one in state.gathered if one.round is None), None),
        silence=_silence(state, summary, hidden),
        offered=offered,
        heard=heard,
        held=_held(summary, hidden),
    )


def _stances(state: State, occasion: Occasion) -> tuple[Stance, ...] | None:
    """A reflection without any says nothing of them."""
    found = {
        stance for one in state.reflections if one.occasion is occasion for stance in one.stances
    }
    return tuple(stance for stance in Stance if stance in found) or None


def _silence(state: State, summary: Summary, hidden: frozenset[int]) -> Part | None:
    left_out = hidden | unmeasured(summary)
    if not state.is_measured(None) or (summary.rounds and len(left_out) == len(summary.rounds)):
        return None
    whole = sum(tile.length_ms for tile in summary.tiles if tile.round not in left_out)
    return _part(silence_outside(summary).total_ms, whole)


def _voices(summary: Summary, hidden: frozenset[int]) -> tuple[Part | None, Part | None]:
    rounds = [one for one in summary.rounds if one.round.index not in hidden]
    there = [one.participant.id for one in summary.people if one.present_ms or one.turns]
    had = {turn.holder for turn in summary.turns if turn.round not in hidden}

    def were(*outcomes: Outcome) -> set[str]:
        return {
            person for person in there if any(one.outcomes[person] in outcomes for one in rounds)
        }

    heard = (had & {*there}) | were(Outcome.HELD)
    offered = heard | were(Outcome.PASSED, Outcome.PASSED_FOR_NOW)
    if not offered and all(one.round.form.next is NextUp.NOBODY for one in rounds):
        return None, None
    return _part(len(offered), len(there)), _part(len(heard), len(there))


def _held(summary: Summary, hidden: frozenset[int]) -> Part | None:
    people = [one for one in summary.people if one.present_ms or one.turns]
    leading = {one.participant.id for one in people if one.participant.facilitator}
    if len(people) < 2 or not leading:
        return None
    turns = [turn for turn in summary.turns if turn.round not in hidden]
    led = sum(turn.length_ms for turn in turns if turn.holder in leading)
    return _part(led, sum(turn.length_ms for turn in turns))


def _part(part: int, whole: int) -> Part | None:
    return Part(part, whole) if whole else None


def rows_of(one: Listened) -> list[Mapping[str, Any]]:
    """Its rows in the archive, in the order of their key; none for a gap."""
    rows = sorted({row[:2]: row for row in _rows(one)}.values())
    names = ("kind", "what", "part", "whole")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _rows(one: Listened) -> Iterator[tuple[str, str, int, int]]:
    for kind, stances in ((Kind.NOTICED, one.noticed), (Kind.EXPECTED, one.expected)):
        yield from ((kind.value, stance.value, 1, 1) for stance in stances or ())
    for kind, part in _parts(one).items():
        if part is not None:
            yield kind.value, "", part.part, part.whole
    if one.gathered is not None:
        people = one.gathered.people
        yield Kind.GATHERED.value, "", people, people
        for named in one.gathered.stances:
            yield Kind.GATHERED.value, named.stance.value, named.count, people
        for felt in one.gathered.heard:
            yield Kind.FELT_HEARD.value, felt.heard.value, felt.count, people


def _parts(one: Listened) -> Mapping[Kind, Part | None]:
    return {
        Kind.SILENCE: one.silence,
        Kind.OFFERED: one.offered,
        Kind.HEARD: one.heard,
        Kind.HELD: one.held,
    }


Row = tuple[str, str, int, int]


def listened_of(rows: Iterable[Row], *, number: int | None, opened: datetime | None) -> Listened:
    """What `rows_of` gave, again: kind, what, part, whole."""
    found = {(Kind(kind), what): Part(part, whole) for kind, what, part, whole in rows}
    return Listened(
        noticed=_own(found, Kind.NOTICED),
        expected=_own(found, Kind.EXPECTED),
        gathered=_gathered(found),
        silence=found.get((Kind.SILENCE, "")),
        offered=found.get((Kind.OFFERED, "")),
        heard=found.get((Kind.HEARD, "")),
        held=found.get((Kind.HELD, "")),
        number=number,
        opened=opened,
    )


def _own(found: Mapping[tuple[Kind, str], Part], kind: Kind) -> tuple[Stance, ...] | None:
    return tuple(stance for stance in Stance if (kind, stance.value) in found) or None


def _gathered(found: Mapping[tuple[Kind, str], Part]) -> Gathered | None:
    people = found.get((Kind.GATHERED, ""))
    if people is None:
        return None
    named = tuple(
        StanceCount(stance, found[key].part)
        for stance in Stance
        if (key := (Kind.GATHERED, stance.value)) in found
    )
    felt = tuple(
        HeardCount(heard, found[key].part)
        for heard in Heard
        if (key := (Kind.FELT_HEARD, heard.value)) in found
    )
    return Gathered(people.whole, named, felt)
