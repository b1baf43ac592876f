"""What can happen in a session: one frozen class per event, and the one place that (de)serialises them.

Every act of a facilitator is exactly one event, so undoing an act is withdrawing one event.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast, get_args

from circle.digest import sha256_hex
from circle.forms import Direction, RoundForm
from circle.grouping import Groups
from circle.harvest import Became, NoteKind, Seen, Side
from circle.people import NOT_ASKED, Consent, Participant, Question, Role
from circle.plain import from_plain, json_text
from circle.plans import RoundPlan
from circle.prompts import Whom
from circle.reflection import Gathered, Reflection, SaidBackCounts
from circle.wordings import AS_USUAL, Wording


@dataclass(frozen=True, slots=True)
class SessionOpened:
    title: str
    participants: tuple[Participant, ...] = ()
    """In seat order, clockwise."""
    plan: tuple[RoundPlan, ...] = ()
    agreements: tuple[str, ...] = ()
    confidentiality: str = "circle"
    level: str = "nobody"
    circle: str = ""
    number: int | None = None
    source: str = ""
    """What an imported session was made from; empty for one held here."""
    cross_talk: int = 0
    template: str = ""
    intention: str = ""
    shape: str = ""
    """Of the notes, as circle.templates.Shape names it."""
    wording: Wording = AS_USUAL
    decks: tuple[str, ...] = ()
    """The decks that prompts come from; empty: all."""
    measured: bool = True
    consent: Consent = NOT_ASKED
    sides: tuple[Side, ...] = ()
    """What key points are gathered side by side under; none: one after another."""
    few: int = 0
    """In a record of which only totals left: how many people were there."""
    place: str = ""
    """Where the circle met."""
    language: str = ""
    """What the program spoke when it was opened, and documents about it are in; empty: as the program speaks."""


@dataclass(frozen=True, slots=True)
class SessionClosed:
    said_back: tuple[SaidBackCounts, ...] = ()
    """Of the rounds in which speakers were told back what they had said: the counts alone."""


@dataclass(frozen=True, slots=True)
class SessionReopened:
    pass


@dataclass(frozen=True, slots=True)
class CarriedOn:
    """The program had stopped; the last sign of life was at `last_sign_ms`."""

    last_sign_ms: int


@dataclass(frozen=True, slots=True)
class LaptopSlept:
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class WallClockSet:
    by_ms: int


@dataclass(frozen=True, slots=True)
class TimeSetAside:
    """The laptop was away between these moments, and that time is nobody's."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class TimeCounted:
    """The laptop was away between these moments, and the floor stayed as it had been."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class RoundBegan:
    form: RoundForm
    plan: RoundPlan
    direction: Direction
    planned: int | None = None
    """Which row of the plan, from 0; None for a round that was not planned."""
    groups: Groups = ()
    """Where groups talk at once: who is in which."""
    heard: tuple[str, ...] = ()
    """In a record, of a round that was not measured: who had the piece."""
    silences: int = 0
    """Likewise: how many silences there were."""


@dataclass(frozen=True, slots=True)
class RoundEnded:
    pass


@dataclass(frozen=True, slots=True)
class PartBegan:
    """The next part of the round: in pairs the other one speaks, or the outer circle does."""


@dataclass(frozen=True, slots=True)
class GroupsDrawn:
    """Who is in which group from now on; the first of each reports."""

    groups: Groups


@dataclass(frozen=True, slots=True)
class MovedIn:
    """From the outer circle to the inner."""

    participant: str


@dataclass(frozen=True, slots=True)
class MovedOut:
    participant: str


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """The plan from now on. Rows of rounds that have begun are as they were."""

    plan: tuple[RoundPlan, ...]
    ends_ms: int | None = None
    """When the session is to end; None: as before."""


@dataclass(frozen=True, slots=True)
class SuggestedTimeChanged:
    suggested_ms: int


@dataclass(frozen=True, slots=True)
class OnceUntilAllLifted:
    pass


@dataclass(frozen=True, slots=True)
class PieceGiven:
    to: str


@dataclass(frozen=True, slots=True)
class PieceCentred:
    pass


@dataclass(frozen=True, slots=True)
class Passed:
    """Somebody was offered the piece and passed. If they held it already, it went to `then`, or to the centre."""

    participant: str
    for_now: bool = False
    then: str | None = None


@dataclass(frozen=True, slots=True)
class SilenceBegan:
    pass


@dataclass(frozen=True, slots=True)
class SilenceEnded:
    pass


@dataclass(frozen=True, slots=True)
class Paused:
    pass


@dataclass(frozen=True, slots=True)
class Resumed:
    pass


@dataclass(frozen=True, slots=True)
class BreakBegan:
    pass


@dataclass(frozen=True, slots=True)
class BreakEnded:
    pass


@dataclass(frozen=True, slots=True)
class GroupsBegan:
    pass


@dataclass(frozen=True, slots=True)
class GroupsEnded:
    pass


@dataclass(frozen=True, slots=True)
class BellRung:
    pass


@dataclass(frozen=True, slots=True)
class PromptOffered:
    """`whom`: the room, each for themselves, or the facilitator alone. The text is as it was then."""

    text: str
    whom: Whom = Whom.ROOM
    deck: str = ""
    """The name of the deck that it came from."""


@dataclass(frozen=True, slots=True)
class PersonJoined:
    participant: Participant
    seat: int
    """Position in the ring, from 0; those from there on move one seat round."""


@dataclass(frozen=True, slots=True)
class PersonLeft:
    participant: str


@dataclass(frozen=True, slots=True)
class PersonSteppedOut:
    participant: str


@dataclass(frozen=True, slots=True)
class PersonReturned:
    participant: str


@dataclass(frozen=True, slots=True)
class PersonRenamed:
    participant: str
    alias: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class SeatChanged:
    participant: str
    seat: int


@dataclass(frozen=True, slots=True)
class ConsentSaid:
    """What somebody said to a question, None: they have not been asked after all. They may say otherwise
    at any time."""

    participant: str
    says_yes: bool | None
    question: Question = Question.LEAVES


@dataclass(frozen=True, slots=True)
class GroupSaid:
    """What the group said to the questions."""

    consent: Consent


@dataclass(frozen=True, slots=True)
class RolesChanged:
    """All that somebody does for the circle from now on."""

    participant: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class RoleHandedOn:
    """What somebody did for the circle somebody else does from now on."""

    participant: str
    role: Role
    to: str


@dataclass(frozen=True, slots=True)
class ExtraTimeGiven:
    participant: str
    percent: int


@dataclass(frozen=True, slots=True)
class NoteWritten:
    note: int
    text: str
    kind: NoteKind = NoteKind.NOTE
    group: int | None = None
    """The group that it was reported by, from 0."""
    seen: Seen = Seen.REPORT
    side: Side | None = None
    round: int | None = None
    """The round that it is of, from 0; None: the one that runs."""


@dataclass(frozen=True, slots=True)
class NoteEdited:
    note: int
    text: str
    seen: Seen | None = None
    """Who may see the new words; None: who might see the old ones."""


@dataclass(frozen=True, slots=True)
class NoteMarked:
    """All that a note is from now on, besides its text. `round` None: the whole circle's."""

    note: int
    kind: NoteKind
    seen: Seen
    side: Side | None = None
    group: int | None = None
    round: int | None = None


@dataclass(frozen=True, slots=True)
class NoteMoved:
    """It stands before another from now on; None: after all."""

    note: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class NotesMerged:
    """Two notes are one, in these words; it stands where the first one stood. `seen`: as for other words."""

    note: int
    other: int
    text: str
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class NoteRemoved:
    note: int


@dataclass(frozen=True, slots=True)
class HarvestAgreed:
    """The circle heard its key points and commitments. These may leave with the report; all others are `mine`."""

    notes: tuple[int, ...]
    commitments: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SidesChosen:
    """What key points are gathered side by side under from now on; none: one after another."""

    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class CommitmentMade:
    """`who`: a participant's id, attached on purpose; empty: someone. `by`: a day as in 2026-06-08, or empty."""

    commitment: int
    text: str
    who: str = ""
    by: str = ""
    seen: Seen = Seen.MINE


@dataclass(frozen=True, slots=True)
class CommitmentChanged:
    """All that a commitment says from now on."""

    commitment: int
    text: str
    who: str = ""
    by: str = ""
    seen: Seen = Seen.MINE


@dataclass(frozen=True, slots=True)
class CommitmentRemoved:
    commitment: int


@dataclass(frozen=True, slots=True)
class CommitmentFollowed:
    """What became of a commitment that an earlier session of the circle made. `text`: the commitment, without
    names. `words`: what happened.
    """

    session: str
    commitment: int
    text: str
    became: Became
    words: str = ""
    seen: Seen = Seen.MINE


@dataclass(frozen=True, slots=True)
class ReflectionWritten:
    """The facilitator looked at their own listening; it takes the place of one on the same occasion."""

    reflection: Reflection


@dataclass(frozen=True, slots=True)
class ListeningGathered:
    """What people noticed in themselves, mixed before it was stored. It is gathered once for a round or the close
    and cannot be undone: two counts that differ by one person would say what that person answered.
    """

    gathered: Gathered


@dataclass(frozen=True, slots=True)
class TurnReassigned:
    turn: int
    to: str
    reason: str = ""
    """Why it was put right, in somebody's words; empty: nobody said."""


@dataclass(frozen=True, slots=True)
class BoundaryMoved:
    """The moment at which the floor changed hands was not `from_ms` but `to_ms`."""

    from_ms: int
    to_ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TurnSplit:
    """From `at_ms` on it was another turn, held by `to`."""

    turn: int
    at_ms: int
    to: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TurnsMerged:
    """The two turns were one, held throughout by the first one's holder."""

    first: int
    second: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TurnRemoved:
    turn: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TurnAdded:
    participant: str
    start_ms: int
    end_ms: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    seq: int


@dataclass(frozen=True, slots=True)
class Restored:
    seq: int


Fact = CarriedOn | LaptopSlept | WallClockSet
"""What befell the laptop; it cannot be undone."""

PutRight = TurnReassigned | BoundaryMoved | TurnSplit | TurnsMerged | TurnRemoved | TurnAdded
"""Corrections of turns, each with its reason."""

Correction = PutRight | TimeSetAside | TimeCounted
FloorAct = (
    PieceGiven
    | PieceCentred
    | Passed
    | SilenceBegan
    | SilenceEnded
    | Paused
    | Resumed
    | BreakBegan
    | BreakEnded
    | GroupsBegan
    | GroupsEnded
)
RoundAct = (
    RoundBegan
    | RoundEnded
    | PartBegan
    | GroupsDrawn
    | MovedIn
    | MovedOut
    | SuggestedTimeChanged
    | OnceUntilAllLifted
)
PersonAct = (
    PersonJoined
    | PersonLeft
    | PersonSteppedOut
    | PersonReturned
    | PersonRenamed
    | SeatChanged
    | ConsentSaid
    | RolesChanged
    | RoleHandedOn
    | ExtraTimeGiven
)
Agreed = PlanChanged | GroupSaid
NoteAct = NoteWritten | NoteEdited | NoteMarked | NoteMoved | NotesMerged | NoteRemoved
HarvestAct = (
    HarvestAgreed
    | SidesChosen
    | CommitmentMade
    | CommitmentChanged
    | CommitmentRemoved
    | CommitmentFollowed
)
ListeningAct = ReflectionWritten | ListeningGathered
Written = NoteAct | HarvestAct | ListeningAct
Moment = BellRung | PromptOffered
Lifecycle = SessionOpened | SessionClosed | SessionReopened
Undo = Withdrawn | Restored
Event = (
    Lifecycle
    | Fact
    | RoundAct
    | FloorAct
    | PersonAct
    | Agreed
    | Written
    | Moment
    | Correction
    | Undo
)

_SAYING = {"SessionOpened": "participants", "PersonJoined": "participant", "ConsentSaid": ""}
"""Where events hold what somebody said."""

KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}


@dataclass(frozen=True, slots=True)
class Logged:
    """An event with its number (from 1), its time since the session opened, and the wall clock (UTC)."""

    seq: int
    at_ms: int
    wall: datetime
    event: Event


class Row(NamedTuple):
    """A logged event as it is stored: text throughout, so that its hash does not depend on this program."""

    seq: int
    at_ms: int
    wall_utc: str
    kind: str
    data: str


def row_of(logged: Logged) -> Row:
    wall = logged.wall.astimezone(UTC).isoformat(timespec="milliseconds")
    return Row(
        logged.seq,
        logged.at_ms,
        wall,
        type(logged.event).__name__,
        json_text(logged.event),
    )


def logged_of(row: Row) -> Logged:
    """The event in a row. Raises ValueError when the row does not hold one."""
    kind = KINDS.get(row.kind)
    if kind is None:
        raise ValueError(f"event {row.seq} is of an unknown kind")
    wall = datetime.fromisoformat(row.wall_utc)
    if wall.tzinfo is None:
        raise ValueError(f"event {row.seq} does not say in which zone its time is")
    return Logged(
        row.seq, row.at_ms, wall, from_plain(kind, _as_now(row.kind, json.loads(row.data)))
    )


def _as_now(kind: str, data: Any) -> Any:
    """Before there were three questions, false stood for whoever had not been asked, too."""
    if not isinstance(data, dict) or kind not in _SAYING:
        return cast("Any", data)
    table = cast("dict[str, Any]", data)
    if kind == ConsentSaid.__name__:
        return _asked(table, "question")
    people = table.get(_SAYING[kind])
    if isinstance(people, list):
        people = [_asked(one, "noted") for one in cast("list[Any]", people)]
    return {**table, _SAYING[kind]: _asked(people, "noted")} if people else table


def _asked(data: Any, now_there: str) -> Any:
    if not isinstance(data, dict):
        return data
    table = cast("dict[str, Any]", data)
    before = now_there not in table and table.get("says_yes") is False
    return {**table, "says_yes": None} if before else table


def link(previous: str, row: Row) -> str:
    """The hash of a row, which covers the one before it (hex SHA-256; the first follows the empty string)."""
    text = "\n".join((previous, str(row.seq), str(row.at_ms), row.wall_utc, row.kind, row.data))
    return sha256_hex(text)
