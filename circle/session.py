"""A session: its phases, what each allows, its state, and how an event changes it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum

from circle import events as e
from circle.forms import Direction, RoundForm, Speaks
from circle.harvest import Commitment, Followed, Note, Side
from circle.people import NOT_ASKED, Consent
from circle.prompts import Whom
from circle.reflection import Gathered, Reflection, SaidBackCounts
from circle.timeline import CENTRE, Floor, Hand, Span
from circle.wordings import AS_USUAL, Wording


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
    e.PartBegan: Rule(RUNNING, in_round=True),
    e.GroupsDrawn: Rule(OPEN, in_round=True),
    e.MovedIn: Rule(OPEN, in_round=True),
    e.MovedOut: Rule(OPEN, in_round=True),
    e.PlanChanged: Rule(OPEN),
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
    e.GroupSaid: Rule(EVER),
    e.RolesChanged: Rule(EVER),
    e.RoleHandedOn: Rule(EVER),
    e.ExtraTimeGiven: Rule(OPEN),
    e.NoteWritten: Rule(EVER),
    e.NoteEdited: Rule(EVER),
    e.NoteMarked: Rule(EVER),
    e.NoteMoved: Rule(EVER),
    e.NotesMerged: Rule(EVER),
    e.NoteRemoved: Rule(EVER),
    e.HarvestAgreed: Rule(EVER),
    e.SidesChosen: Rule(EVER),
    e.CommitmentMade: Rule(EVER),
    e.CommitmentChanged: Rule(EVER),
    e.CommitmentRemoved: Rule(EVER),
    e.CommitmentFollowed: Rule(EVER),
    e.ReflectionWritten: Rule(EVER),
    e.ListeningGathered: Rule(EVER),
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


@dataclass(frozen=True)
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
    parts_began: tuple[int, ...] = ()
    """When each part of it began, in ms, as far as it has come."""
    groups: e.Groups = ()
    inner: tuple[str, ...] = ()
    """Who sits in the inner circle."""
    heard: frozenset[str] = frozenset()
    """Who had the piece, where a record does not say when."""

    @property
    def part(self) -> int:
        """Which part runs, from 0."""
        return max(0, len(self.parts_began) - 1)

    @property
    def part_began_ms(self) -> int:
        return self.parts_began[-1] if self.parts_began else self.began_ms

    @property
    def is_last_part(self) -> bool:
        return self.part + 1 >= len(self.form.parts)

    @property
    def speaks(self) -> Speaks:
        """Whose the part is that runs."""
        return self.form.speaks(self.part)

    @property
    def has_inner(self) -> bool:
        """Whether some sit inside and the others around them."""
        return Speaks.INNER in self.form.parts

    @property
    def silence_s(self) -> int:
        """How long the silence after each turn is meant to be; 0: there is none."""
        return self.form.silence_s if self.plan.silence_s is None else self.plan.silence_s


@dataclass(frozen=True, slots=True)
class Offered:
    """A prompt that was offered, with its text as it was then."""

    at_ms: int
    text: str
    whom: Whom
    deck: str
    round: int | None
    """From 0; None: between rounds."""


@dataclass(frozen=True, slots=True)
class Away:
    """A time for which the laptop was not there: asleep or switched off."""

    start_ms: int
    end_ms: int
    slept: bool


@dataclass(frozen=True)
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
    """In the order in which they stand."""
    away: tuple[Away, ...] = ()
    commitments: Mapping[int, Commitment] = field(default_factory=dict[int, Commitment])
    followed: Mapping[tuple[str, int], Followed] = field(
        default_factory=dict[tuple[str, int], Followed]
    )
    """What became of commitments of earlier sessions, by session and number."""
    agreed_ms: int | None = None
    """When the circle last said which of its key points and commitments may leave; None: not yet."""
    sides_now: tuple[Side, ...] | None = None
    """Where they are others than at the opening."""
    reflections: tuple[Reflection, ...] = ()
    """The facilitator's own, one for each occasion."""
    gathered: tuple[Gathered, ...] = ()
    """One for each round and for the close, at most."""
    said_back: tuple[SaidBackCounts, ...] = ()
    offered: tuple[Offered, ...] = ()
    ended_ms: int | None = None
    last_ms: int = 0
    plan_now: tuple[e.RoundPlan, ...] | None = None
    """The plan where it is another than at the opening."""
    ends_ms: int | None = None
    """When the session was agreed to end; None: as planned at the opening."""
    said: Consent | None = None
    """What the group has said since the opening."""

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
        hands = (span.hand for span in self.head.back())
        hand = next((hand for hand in hands if hand.floor is not Floor.PAUSED), CENTRE)
        held_in_none = (
            hand.floor is Floor.HELD and self.round is None
        )  # a turn that was added later
        return CENTRE if held_in_none else hand

    @property
    def whose_turn(self) -> str | None:
        """Who holds the piece, also while the circle is paused."""
        return (self.before_pause or self.hand).holder

    @property
    def phase(self) -> Phase:
        if self.head is None:
            return Phase.UNOPENED
        return Phase.CLOSED if self.ended_ms is not None else Phase(self.hand.floor.value)

    @property
    def plan(self) -> tuple[e.RoundPlan, ...]:
        if self.plan_now is not None:
            return self.plan_now
        return self.opened.plan if self.opened else ()

    @property
    def consent(self) -> Consent:
        """What the group has said."""
        return self.said or (self.opened.consent if self.opened else NOT_ASKED)

    @property
    def wording(self) -> Wording:
        return self.opened.wording if self.opened else AS_USUAL

    @property
    def sides(self) -> tuple[Side, ...]:
        """What key points are gathered side by side under."""
        if self.sides_now is not None:
            return self.sides_now
        return self.opened.sides if self.opened else ()

    @property
    def offered_prompts(self) -> tuple[str, ...]:
        """The texts of all prompts that were offered."""
        return tuple(one.text for one in self.offered)

    @property
    def groups(self) -> e.Groups:
        """The small groups of the round that runs, or else the last that there were."""
        return next((round.groups for round in reversed(self.rounds) if round.groups), ())

    def is_measured(self, round: Round | None) -> bool:
        """Whether times may be shown of a round, or, for None, of what is outside rounds."""
        whole = self.opened is None or self.opened.measured
        return whole and (round is None or round.plan.measured)

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
    if round.turns.get(person) or person in round.heard:
        return Outcome.HELD
    if person in round.passes:
        return round.passes[person]
    if round.ended_ms is None:
        return Outcome.NOT_REACHED if state.here(person) else Outcome.AWAY
    present = state.people[person].present_ms(round.began_ms, round.ended_ms)
    return Outcome.NOT_REACHED if present else Outcome.AWAY


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


def part_ms(state: State, at_ms: int) -> int:
    """How long the part of the round that runs has been so far, pauses and breaks left out."""
    round = state.round
    return running_ms(state, round.part_began_ms, at_ms, aside=ASIDE) if round else 0


ASIDE = frozenset({Floor.PAUSED, Floor.BREAK})


def running_ms(state: State, since_ms: int, at_ms: int, *, aside: AbstractSet[Floor]) -> int:
    """How long it has been since a moment, the time in which the floor was one of `aside` left out."""
    total_ms, until_ms = 0, at_ms
    for span in state.head.back() if state.head else ():
        if span.hand.floor not in aside:
            total_ms += max(0, until_ms - max(span.start_ms, since_ms))
        if span.start_ms <= since_ms:
            break
        until_ms = span.start_ms
    return total_ms
