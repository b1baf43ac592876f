"""What was put right in a session, told a sentence each. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from circle import events as e
from circle.i18n import gettext as _
from circle.log import Log
from circle.session import Round, State
from circle.spoken_time import clock_face
from circle.timeline import intervals, turns


@dataclass(frozen=True, slots=True)
class Corrected:
    """`wall`: when somebody put it right. `at_ms`: the moment of the session that it is about; None where no times
    are told. `reason`: in their words; empty: nobody said.
    """

    number: int
    wall: datetime
    at_ms: int | None
    said: str
    reason: str


def corrections_told(log: Log) -> tuple[Corrected, ...]:
    """In the order in which they were made, without those that were taken back or changed nothing.

    Of confidential rounds nothing is told, and of what was not measured neither times nor names.
    """
    return tuple(_told(log))


def _told(log: Log) -> Iterator[Corrected]:
    for count, entry in enumerate(log.effective):
        if not isinstance(entry.event, e.PutRight):
            continue
        there = _Before(log.after(count), entry.at_ms, log.state)
        found = there.about(entry.event)
        if found is None or there.is_confidential(found):
            continue
        measured = there.is_measured(found)
        said = there.sentence(entry.event) if measured else _without_times(entry.event)
        at_ms = min(found.at_ms, log.state.last_ms) if measured else None
        yield Corrected(entry.seq, entry.wall, at_ms, said, entry.event.reason)


@dataclass(frozen=True, slots=True)
class _About:
    """The moment to look at, and from when until when something changed."""

    at_ms: int
    start_ms: int
    end_ms: int


class _Before:
    """A session just before something in it was put right. `now`: as it is in the end."""

    def __init__(self, state: State, at_ms: int, now: State) -> None:
        self._now = now
        self._tiles = intervals(state.head, at_ms if state.ended_ms is None else state.ended_ms)
        self._turns = {turn.number: turn for turn in turns(self._tiles)}

    def about(self, event: e.PutRight) -> _About | None:
        """None where there was nothing to put right."""
        match event:
            case e.TurnReassigned(turn) | e.TurnRemoved(turn) | e.TurnSplit(turn):
                there = self._turns.get(turn)
                if there is None:
                    return None
                at_ms = event.at_ms if isinstance(event, e.TurnSplit) else there.start_ms
                return _About(at_ms, there.start_ms, there.end_ms)
            case e.TurnsMerged(first, second):
                one, other = self._turns.get(first), self._turns.get(second)
                return _About(one.start_ms, one.start_ms, other.end_ms) if one and other else None
            case e.BoundaryMoved(from_ms, to_ms):
                is_there = any(tile.start_ms == from_ms for tile in self._tiles)
                between = min(from_ms, to_ms), max(from_ms, to_ms)
                return _About(to_ms, *between) if is_there else None
            case e.TurnAdded(_, start_ms, end_ms):
                return _About(start_ms, start_ms, end_ms)
            case _:
                assert_never(event)

    def is_confidential(self, about: _About) -> bool:
        return any(round and round.plan.confidential for round in self._rounds(about))

    def is_measured(self, about: _About) -> bool:
        return all(self._now.is_measured(round) for round in self._rounds(about))

    def _rounds(self, about: _About) -> list[Round | None]:
        """Those in which something changed; None: outside of rounds."""
        end_ms = max(about.end_ms, about.start_ms + 1)
        touched = {
            tile.round
            for tile in self._tiles
            if tile.start_ms < end_ms and max(tile.end_ms, tile.start_ms + 1) > about.start_ms
        }
        rounds = self._now.rounds
        return [None if number is None else rounds[number] for number in touched]

    def sentence(self, event: e.PutRight) -> str:
        match event:
            case e.TurnReassigned(turn, to):
                words = _("The turn at {time} was {name}’s, not {other}’s.")
                other = self._holder(turn)
                return words.format(time=self._began(turn), name=self._name(to), other=other)
            case e.BoundaryMoved(from_ms, to_ms):
                words = _("The change at {noted} was at {time}.")
                return words.format(noted=clock_face(from_ms), time=clock_face(to_ms))
            case e.TurnSplit(_turn, at_ms, to):
                words = _("From {time} on it was {name}’s turn.")
                return words.format(time=clock_face(at_ms), name=self._name(to))
            case e.TurnsMerged(first, second):
                words = _("The turns at {time} and {other} were one.")
                return words.format(time=self._began(first), other=self._began(second))
            case e.TurnRemoved(turn):
                words = _("What was noted as a turn of {name} at {time} was no turn.")
                return words.format(time=self._began(turn), name=self._holder(turn))
            case e.TurnAdded(person, start_ms, end_ms):
                words = _("{name} held the piece from {start} to {end}: added.")
                start, end = clock_face(start_ms), clock_face(end_ms)
                return words.format(name=self._name(person), start=start, end=end)
            case _:
                assert_never(event)

    def _began(self, turn: int) -> str:
        return clock_face(self._turns[turn].start_ms)

    def _holder(self, turn: int) -> str:
        return self._name(self._turns[turn].holder)

    def _name(self, person: str) -> str:
        return self._now.participant(person).alias or _("Someone")


def _without_times(event: e.PutRight) -> str:
    match event:
        case e.TurnReassigned():
            return _("A turn was another person’s.")
        case e.BoundaryMoved():
            return _("A change was at another moment.")
        case e.TurnSplit():
            return _("What was noted as one turn was two.")
        case e.TurnsMerged():
            return _("What was noted as two turns was one.")
        case e.TurnRemoved():
            return _("What was noted as a turn was no turn.")
        case e.TurnAdded():
            return _("A turn was added.")
        case _:
            assert_never(event)
