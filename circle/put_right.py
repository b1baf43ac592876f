"""What was put right in a session, told a sentence each. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from circle import events as e
from circle.evolve import evolve
from circle.i18n import gettext as _
from circle.log import Log
from circle.people import Question
from circle.session import Round, State
from circle.spoken_time import clock_face
from circle.timeline import Floor, Span

MOST_TOLD = 100
"""The last ones. To tell one folds the session once more, and a record from elsewhere may hold thousands."""


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
    """In the order in which they were made, without those that were taken back or changed nothing: the last
    MOST_TOLD of them.

    Of confidential rounds nothing is told, and of what was not measured neither times nor names nor reasons.
    """
    return tuple(_told(log))


def are_more_than_told(log: Log) -> bool:
    """Whether something was put right before the first that is told."""
    return len(_put_right(log)) > MOST_TOLD


def _put_right(log: Log) -> list[int]:
    return [n for n, entry in enumerate(log.effective) if isinstance(entry.event, e.PutRight)]


def _told(log: Log) -> Iterator[Corrected]:
    """One pass from the first that is told: each of them folds the whole session anew."""
    wanted = _put_right(log)[-MOST_TOLD:]
    if not wanted:
        return
    state = log.after(wanted[0])
    for entry in log.effective[wanted[0] : wanted[-1] + 1]:
        if isinstance(entry.event, e.PutRight):
            there = _Before(state, entry.at_ms, log.state)
            if told := _corrected(there, entry, entry.event, log.state.last_ms):
                yield told
        state = evolve(state, entry)


def _corrected(
    there: _Before, entry: e.Logged, event: e.PutRight, last_ms: int
) -> Corrected | None:
    found = there.about(event)
    rounds = there.rounds(found) if found else []
    if found is None or any(round and round.plan.confidential for round in rounds):
        return None
    if not all(there.is_measured(round) for round in rounds):
        return Corrected(entry.seq, entry.wall, None, _without_times(event), "")
    at_ms = min(found.at_ms, last_ms)
    return Corrected(entry.seq, entry.wall, at_ms, there.sentence(event), event.reason)


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
        self._head = state.head
        self._end_ms = at_ms if state.ended_ms is None else state.ended_ms

    def _back(self) -> Iterator[tuple[int, int, Span]]:
        """From when until when each span was, the newest first. Only turns may have no length."""
        end_ms = self._end_ms
        for span in self._head.back() if self._head else ():
            if span.start_ms < end_ms or (
                span.start_ms == end_ms and span.hand.floor is Floor.HELD
            ):
                yield span.start_ms, end_ms, span
                end_ms = span.start_ms

    def _turn(self, number: int) -> tuple[int, int, str] | None:
        """From when until when it was, and whose."""
        found: tuple[int, int, str] | None = None
        for start_ms, end_ms, span in self._back():
            if span.hand.turn == number:
                found = start_ms, found[1] if found else end_ms, span.hand.holder or ""
        return found

    def about(self, event: e.PutRight) -> _About | None:
        """None where there was nothing to put right."""
        match event:
            case e.TurnReassigned(turn) | e.TurnRemoved(turn) | e.TurnSplit(turn):
                there = self._turn(turn)
                if there is None:
                    return None
                at_ms = event.at_ms if isinstance(event, e.TurnSplit) else there[0]
                return _About(at_ms, there[0], there[1])
            case e.TurnsMerged(first, second):
                one, other = self._turn(first), self._turn(second)
                return _About(one[0], one[0], other[1]) if one and other else None
            case e.BoundaryMoved(from_ms, to_ms):
                is_there = any(start_ms == from_ms for start_ms, _end_ms, _span in self._back())
                between = min(from_ms, to_ms), max(from_ms, to_ms)
                return _About(to_ms, *between) if is_there else None
            case e.TurnAdded(_, start_ms, end_ms):
                return _About(start_ms, start_ms, end_ms)
            case _:
                assert_never(event)

    def is_measured(self, round: Round | None) -> bool:
        return self._now.is_measured(round)

    def rounds(self, about: _About) -> list[Round | None]:
        """Those in which something changed; None: outside of rounds."""
        last_ms = max(about.end_ms, about.start_ms + 1)
        touched = {
            span.round
            for start_ms, end_ms, span in self._back()
            if start_ms < last_ms and max(end_ms, start_ms + 1) > about.start_ms
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
        there = self._turn(turn)
        return clock_face(there[0] if there else 0)

    def _holder(self, turn: int) -> str:
        there = self._turn(turn)
        return self._name(there[2] if there else "")

    def _name(self, person: str) -> str:
        """Nobody who said no to being noted, nor anybody of a group that did."""
        who = self._now.participant(person)
        own = who.said(Question.NOTED)
        noted = self._now.consent.said(Question.NOTED) if own is None else own
        return (who.alias if noted is not False else "") or _("Someone")


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
