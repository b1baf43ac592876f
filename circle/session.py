"""A session: its phases, what each allows, its state, and how an event changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import takewhile

from circle import events as e
from circle import forms
from circle.forms import Direction, Ends, RoundForm
from circle.timeline import CENTRE, Floor, Hand, Span


class Phase(StrEnum):
    """What is going on, as far as it decides what a facilitator may do."""

    UNOPENED = "unopened"
    CENTRE = "centre"
    HELD = "held"
    SILENCE = "silence"
    PAUSED = "paused"
    BREAK = "break"
    GROUPS = "groups"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What a round has been for a person so far. Five different things, and never "0 s"."""

    HELD = "held"
    PASSED = "passed"
    PASSED_FOR_NOW = "passed for now"
    NOT_REACHED = "not reached"
    AWAY = "away"


AT_REST = frozenset({Phase.CENTRE, Phase.SILENCE, Phase.BREAK})
RUNNING = AT_REST | {Phase.HELD, Phase.GROUPS}
OPEN = RUNNING | {Phase.PAUSED}
EVER = OPEN | {Phase.CLOSED}


@dataclass(frozen=True, slots=True)
class Rule:
    """An event is allowed in these phases; `in_round` None: within a round and between rounds."""

    phases: frozenset[Phase]
    in_round: bool | None = None


TRANSITIONS: Mapping[type[e.Event], Rule] = {
    e.SessionOpened: Rule(frozenset({Phase.UNOPENED})),
    e.SessionClosed: Rule(OPEN),
    e.SessionReopened: Rule(frozenset({Phase.CLOSED})),
    e.CarriedOn: Rule(OPEN),
    e.LaptopSlept: Rule(OPEN),
    e.WallClockSet: Rule(OPEN),
    e.RoundBegan: Rule(AT_REST, in_round=False),
    e.RoundEnded: Rule(RUNNING, in_round=True),
    e.SuggestedTimeChanged: Rule(OPEN, in_round=True),
    e.OnceUntilAllLifted: Rule(OPEN, in_round=True),
    e.PieceGiven: Rule(frozenset({Phase.CENTRE, Phase.HELD, Phase.SILENCE}), in_round=True),
    e.PieceCentred: Rule(frozenset({Phase.HELD}), in_round=True),
    e.Passed: Rule(frozenset({Phase.CENTRE, Phase.HELD, Phase.SILENCE}), in_round=True),
    e.SilenceBegan: Rule(frozenset({Phase.CENTRE, Phase.HELD})),
    e.SilenceEnded: Rule(frozenset({Phase.SILENCE})),
    e.Paused: Rule(RUNNING - {Phase.BREAK}),
    e.Resumed: Rule(frozenset({Phase.PAUSED})),
    e.BreakBegan: Rule(RUNNING - {Phase.BREAK, Phase.GROUPS}),
    e.BreakEnded: Rule(frozenset({Phase.BREAK})),
    e.GroupsBegan: Rule(frozenset({Phase.CENTRE, Phase.HELD, Phase.SILENCE}), in_round=True),
    e.GroupsEnded: Rule(frozenset({Phase.GROUPS})),
    e.BellRung: Rule(OPEN),
    e.PromptOffered: Rule(OPEN),
    e.PersonJoined: Rule(OPEN),
    e.PersonLeft: Rule(OPEN),
    e.PersonSteppedOut: Rule(OPEN),
    e.PersonReturned: Rule(OPEN),
    e.PersonRenamed: Rule(EVER),
    e.SeatChanged: Rule(OPEN),
    e.ConsentSaid: Rule(EVER),
    e.NoteWritten: Rule(EVER),
    e.NoteEdited: Rule(EVER),
    e.NoteRemoved: Rule(EVER),
    e.TurnReassigned: Rule(EVER),
    e.BoundaryMoved: Rule(EVER),
    e.TurnSplit: Rule(EVER),
    e.TurnsMerged: Rule(EVER),
    e.TurnRemoved: Rule(EVER),
    e.TurnAdded: Rule(EVER),
    e.TimeSetAside: Rule(EVER),
    e.TimeCounted: Rule(EVER),
    e.Withdrawn: Rule(EVER),
    e.Restored: Rule(EVER),
}
"""What is allowed when, for the moves and for what is enabled on screen alike."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """A person's presence: `came` holds the moments at which they came, `went` those at which they went."""

    participant: e.Participant
    came: tuple[int, ...]
    went: tuple[int, ...] = ()
    left: bool = False

    @property
    def here(self) -> bool:
        return len(self.came) > len(self.went)

    def present_ms(self, start_ms: int, end_ms: int) -> int:
        """How much of the time between two moments the person was there."""
        went = (*self.went, end_ms) if self.here else self.went
        return sum(
            max(0, min(end, end_ms) - max(start, start_ms))
            for start, end in zip(self.came, went, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Round:
    """A round that began. `turns` counts the turns each person has had in it; `index` is from 0."""

    index: int
    form: RoundForm
    plan: e.RoundPlan
    planned: int | None
    direction: Direction
    began_ms: int
    suggested_ms: int
    once_until_all: bool
    ended_ms: int | None = None
    at: str | None = None
    """The place in the ring that the piece goes on from: the last holder's; or that of whoever has passed
    since, where a round goes on without end or by invitation.
    """
    began: str | None = None
    """Whoever was the first to be offered the piece."""
    returned: bool = False
    """They have been offered it again since all others were."""
    turns: Mapping[str, int] = field(default_factory=dict[str, int])
    passes: Mapping[str, Outcome] = field(default_factory=dict[str, Outcome])
    passed_after: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many turns the session had had when each last passed."""
    silences: int = 0
    """How many silences were begun in it."""


@dataclass(frozen=True, slots=True)
class Note:
    number: int
    at_ms: int
    text: str
    kind: str
    round: int | None


@dataclass(frozen=True, slots=True)
class Away:
    """A time for which the laptop was not there: asleep or switched off."""

    start_ms: int
    end_ms: int
    slept: bool


@dataclass(frozen=True, slots=True)
class State:
    """Everything a session's events fold to."""

    opened: e.SessionOpened | None = None
    people: Mapping[str, Attendance] = field(default_factory=dict[str, Attendance])
    """By id, in the order in which they came."""
    seats: tuple[str, ...] = ()
    """Ids, clockwise. Who stepped out keeps the seat; who left does not."""
    rounds: tuple[Round, ...] = ()
    head: Span | None = None
    turns: int = 0
    """How many turns there have ever been: the number of the newest."""
    notes: Mapping[int, Note] = field(default_factory=dict[int, Note])
    away: tuple[Away, ...] = ()
    offered_prompts: tuple[str, ...] = ()
    ended_ms: int | None = None
    last_ms: int = 0

    @property
    def round(self) -> Round | None:
        """The round that runs."""
        last = self.rounds[-1] if self.rounds else None
        return last if last and last.ended_ms is None else None

    @property
    def hand(self) -> Hand:
        return self.head.hand if self.head else CENTRE

    @property
    def before_pause(self) -> Hand | None:
        """The floor that resuming goes back to; None when nothing is paused."""
        if self.head is None or self.phase is not Phase.PAUSED:
            return None
        return next((s.hand for s in self.head.back() if s.hand.floor is not Floor.PAUSED), CENTRE)

    @property
    def phase(self) -> Phase:
        if self.head is None:
            return Phase.UNOPENED
        return Phase.CLOSED if self.ended_ms is not None else Phase(self.hand.floor.value)

    @property
    def plan(self) -> tuple[e.RoundPlan, ...]:
        return self.opened.plan if self.opened else ()

    def participant(self, person: str) -> e.Participant:
        """The participant with an id; of one nobody knows, a stand-in with an empty alias."""
        attendance = self.people.get(person)
        return attendance.participant if attendance else e.Participant(person, "")

    def here(self, person: str) -> bool:
        attendance = self.people.get(person)
        return attendance is not None and attendance.here


def allows(state: State, kind: type[e.Event]) -> bool:
    """Whether this kind of event may happen now: what the moves check and what buttons show."""
    rule = TRANSITIONS[kind]
    in_round = state.round is not None
    return state.phase in rule.phases and rule.in_round in (None, in_round)


def outcome(state: State, round: Round, person: str) -> Outcome:
    """What a round has been for a person so far."""
    if round.turns.get(person):
        return Outcome.HELD
    if person in round.passes:
        return round.passes[person]
    if round.ended_ms is None:
        return Outcome.NOT_REACHED if state.here(person) else Outcome.AWAY
    present = state.people[person].present_ms(round.began_ms, round.ended_ms)
    return Outcome.NOT_REACHED if present else Outcome.AWAY


def offered(round: Round, person: str) -> bool:
    return bool(round.turns.get(person)) or person in round.passes


def next_up(state: State, *, besides: str | None = None) -> str | None:
    """Who is offered the piece next, by the form of the round that runs; `besides` counts as having passed."""
    round = state.round
    if round is None or (round.form.ends is Ends.QUIET and is_quiet(state, round, besides=besides)):
        return None
    holder = state.hand.holder
    others = any(offered(round, person) for person in state.seats if person != round.began)
    order = forms.offering_order(
        state.seats, after=round.at, first=round.plan.first, direction=round.direction
    )
    return forms.next_up(
        round.form,
        order,
        offered=lambda person: offered(round, person),
        passed_for_now=lambda person: (
            round.passes.get(person) is Outcome.PASSED_FOR_NOW and not round.turns.get(person)
        ),
        here=lambda person: person not in (holder, besides) and state.here(person),
        began=round.began if others and not round.returned else None,
    )


def held_ms(state: State, at_ms: int) -> int:
    """How long the turn that runs has been so far; a pause within it is left out."""
    total, end_ms, turn = 0, at_ms, state.hand.turn
    for span in state.head.back() if state.head and turn is not None else ():
        if span.hand.turn == turn:
            total += end_ms - span.start_ms
        elif span.hand.floor is not Floor.PAUSED:
            break
        end_ms = span.start_ms
    return max(0, total)


def is_quiet(state: State, round: Round, *, besides: str | None = None) -> bool:
    """Whether everyone here but the holder has passed since anybody last began to speak in a round;
    `besides` counts as having passed, and what they hold as no turn.
    """
    not_this = state.hand.turn if besides and besides == state.hand.holder else None
    spans = state.head.back() if state.head else ()
    spoken = (
        span.hand.turn
        for span in takewhile(lambda span: span.round == round.index, spans)
        if span.hand.turn not in (None, not_this)
    )
    last = next(spoken, 0)
    settled = (state.hand.holder, besides)
    others = (who for who in state.seats if state.here(who) and who not in settled)
    return all(round.passed_after.get(person, -1) >= last for person in others)


def not_offered(state: State, round: Round) -> tuple[str, ...]:
    """Those here who have not been offered the piece in a round, in seat order."""
    return tuple(
        person for person in state.seats if state.here(person) and not offered(round, person)
    )
