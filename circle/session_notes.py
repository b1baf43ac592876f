"""SessionNotes: the frozen snapshot of a session, at one level of naming, that every document is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from circle.events import Logged
from circle.harvest import Became, NoteKind, Seen, Side
from circle.level import Level
from circle.measures import Balance, SilenceFigures, TurnFigures
from circle.people import Role
from circle.privacy import Hit
from circle.prompts import Whom
from circle.reflection import Gathered, Reflection, SaidBackCounts
from circle.session import Outcome
from circle.summary import (
    Voices,
)
from circle.timeline import Floor
from circle.wordings import Wording


@dataclass(frozen=True, slots=True)
class PersonNotes:
    """`id`: whom the record means. `seat` is None for somebody who is not to be known."""

    id: str
    label: str
    seat: int | None
    facilitator: bool
    roles: tuple[Role, ...]
    """Other than the facilitator's; empty where only seats are shown."""
    held_ms: int
    turns: int
    present_ms: int


@dataclass(frozen=True, slots=True)
class TurnNotes:
    """A turn; `label` and `seat` (from 1) are "" and None at the level `nobody`. `seat` is None, too, for
    somebody who is not to be known. Rounds count from 1.

    `parts`: when the piece was held, from and until; more than one when there was a pause within.
    """

    round: int | None
    label: str
    seat: int | None
    start_ms: int
    end_ms: int
    length_ms: int
    parts: tuple[tuple[int, int], ...]
    outcome: str = Outcome.HELD.value


@dataclass(frozen=True, slots=True)
class FloorNotes:
    """A stretch in which nobody held the piece. Rounds count from 1; None: outside of rounds."""

    floor: Floor
    round: int | None
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class WrittenNotes:
    """`at_ms` is None where a level does not say when anything was written."""

    at_ms: int | None
    text: str
    round: int | None
    group: int | None = None
    """The small group that it was reported by, from 1."""
    kind: NoteKind = NoteKind.NOTE
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class CommitmentNotes:
    """`who` is "" where nobody is attached, and at `nobody`. `by`: a day as in 2026-06-08, or empty."""

    text: str
    who: str
    by: str


@dataclass(frozen=True, slots=True)
class FollowedNotes:
    """What became of a commitment of an earlier session."""

    text: str
    became: Became
    words: str


@dataclass(frozen=True, slots=True)
class PromptNotes:
    """A prompt that was offered, with its text as it was then. Rounds count from 1."""

    at_ms: int
    text: str
    whom: Whom
    round: int | None


@dataclass(frozen=True, slots=True)
class OpenerNotes:
    """Somebody who opened, and a link to what they brought, or a note of it. `label` is "" at `nobody`, and at
    `seats` where they have none.
    """

    label: str
    material: str


@dataclass(frozen=True, slots=True)
class RoundNotes:
    """A round; of a confidential one only its form, its prompt and its times are here, and of one that was
    not measured no times of silences.

    Where a form offers the piece to nobody, and nobody had it, the four counts of voices are None.
    """

    number: int
    title: str
    form: str
    form_name: str
    """As templates call it."""
    prompt: str
    began_ms: int
    length_ms: int
    planned_ms: int
    confidential: bool
    confidentiality: str
    """The rule of this round; empty: the session's."""
    measured: bool
    floors_ms: Mapping[Floor, int] | None = None
    """For how long the floor was in each state; None where the round is confidential or was not measured."""
    openers: tuple[OpenerNotes, ...] = ()
    offered: int | None = None
    heard: int | None = None
    passed: int | None = None
    not_reached: int | None = None
    silence_ms: int | None = None
    silences: int | None = None
    notes: tuple[WrittenNotes, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """A line of a text in three parts: before something, the thing itself, and after it."""

    before: str
    what: str
    after: str


def around(text: str, start: int, end: int) -> Around:
    """The line, or the lines, that `text[start:end]` stands in."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return Around(text[first:start], text[start:end], text[end : len(text) if last < 0 else last])


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name found in somebody's words, where it stood, and what stands there now.

    `text[hit.start:hit.end]` is what was found. `leaves` is the whole text as it leaves, and the replacement begins
    at `leaves_at` in it.
    """

    where: str
    text: str
    hit: Hit
    leaves: str
    leaves_at: int

    @property
    def before(self) -> Around:
        """The line as it was written."""
        return around(self.text, self.hit.start, self.hit.end)

    @property
    def after(self) -> Around:
        """The line as it leaves."""
        return around(self.leaves, self.leaves_at, self.leaves_at + len(self.hit.replacement))


@dataclass(frozen=True, slots=True, weakref_slot=True)
class SessionNotes:
    """Times are milliseconds since the session opened. `people` is empty at the level `nobody`; whoever is not
    to be known comes last in it.

    Below `aliases` times are rounded (circle.rounding). Where `few` is not 0, so few people were there that only
    totals are here: no turns, no people, no figures and no counts of voices.

    Nothing here was made from what was said or done in a confidential round: the turns, the people's
    times and all figures are those of the rest of the session. So it is with the times of rounds that were not measured.
    """

    id: str
    level: Level
    reader: Seen
    """For whom they are made: nothing is here that this reader may not see."""
    title: str
    circle: str
    number: int | None
    intention: str
    place: str
    shape: str
    """As circle.templates.Shape names it; empty: plain."""
    language: str
    """What documents are in, as a code of circle.i18n; empty: as the program speaks."""
    wording: Wording
    confidentiality: str
    agreements: tuple[str, ...]
    opened: datetime
    length_ms: int
    source: str
    cross_talk: int
    sentence: str
    few: int
    """How many people were there, where they were fewer than five and totals alone leave; otherwise 0."""
    voices: Voices
    """Where `few` is not 0, only `present` is known."""
    people: tuple[PersonNotes, ...]
    rounds: tuple[RoundNotes, ...]
    turns: tuple[TurnNotes, ...]
    floors: tuple[FloorNotes, ...]
    """When nobody held the piece; empty at `nobody`, where it would say when each turn began."""
    key_points: tuple[WrittenNotes, ...]
    """In the order in which they stand, those of small groups after those of the whole circle."""
    notes: tuple[WrittenNotes, ...]
    """All that are no key points, whatever their kind. Below `aliases` in no order that says when they were
    written.
    """
    sides: tuple[Side, ...]
    """What key points are gathered side by side under."""
    commitments: tuple[CommitmentNotes, ...]
    followed: tuple[FollowedNotes, ...]
    prompts: tuple[PromptNotes, ...]
    reflections: tuple[Reflection, ...]
    """The facilitator's own, as far as they were shared."""
    gathered: tuple[Gathered, ...]
    """Counts of five people or more."""
    said_back: tuple[SaidBackCounts, ...]
    floors_ms: Mapping[Floor, int]
    confidential_ms: int
    """How long the confidential rounds were; with `floors_ms` and `unmeasured_ms` it adds up to `length_ms`."""
    unmeasured_ms: int
    """How long those rounds were that were not measured."""
    balance: Balance
    balance_without_facilitators: Balance
    turn_figures: TurnFigures
    silence: SilenceFigures
    found: tuple[FoundName, ...]
    record: tuple[Logged, ...]
    """The log as it may leave at this level; import takes it back."""

    def moment(self, at_ms: int) -> datetime:
        """The wall-clock time (UTC) of a moment of the session, as the clock stood when it opened."""
        return self.opened + timedelta(milliseconds=at_ms)
