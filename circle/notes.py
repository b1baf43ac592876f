"""SessionNotes: the frozen snapshot of a session, at one level of naming, that every document is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from circle.events import Logged
from circle.i18n import gettext as _
from circle.leaving import record_at_level
from circle.log import Log
from circle.measures import Balance, SilenceFigures, TurnFigures
from circle.privacy import Hit, Level, Person, check_level, label, redact
from circle.session import Note, Outcome
from circle.summary import PersonSummary, RoundSummary, Summary, Voices, summarise, time_shared
from circle.timeline import Floor, Turn


@dataclass(frozen=True, slots=True)
class PersonNotes:
    label: str
    seat: int
    facilitator: bool
    held_ms: int
    turns: int
    present_ms: int


@dataclass(frozen=True, slots=True)
class TurnNotes:
    """A turn; `label` and `seat` (from 1) are "" and None at the level `nobody`. Rounds count from 1."""

    round: int | None
    label: str
    seat: int | None
    start_ms: int
    end_ms: int
    length_ms: int
    outcome: str = Outcome.HELD.value


@dataclass(frozen=True, slots=True)
class WrittenNotes:
    at_ms: int
    text: str
    round: int | None


@dataclass(frozen=True, slots=True)
class RoundNotes:
    """A round; of a confidential one only its form, its prompt and its times are here."""

    number: int
    title: str
    form: str
    prompt: str
    began_ms: int
    length_ms: int
    planned_ms: int
    confidential: bool
    offered: int | None = None
    heard: int | None = None
    passed: int | None = None
    not_reached: int | None = None
    silence_ms: int | None = None
    silences: int | None = None
    notes: tuple[WrittenNotes, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name found in somebody's words, where it stood, and what stands there now."""

    where: str
    text: str
    hit: Hit


@dataclass(frozen=True, slots=True)
class SessionNotes:
    """Times are milliseconds since the session opened. `people` is empty at the level `nobody`."""

    id: str
    level: Level
    title: str
    circle: str
    number: int | None
    confidentiality: str
    agreements: tuple[str, ...]
    opened: datetime
    length_ms: int
    source: str
    cross_talk: int
    sentence: str
    voices: Voices
    people: tuple[PersonNotes, ...]
    rounds: tuple[RoundNotes, ...]
    turns: tuple[TurnNotes, ...]
    key_points: tuple[WrittenNotes, ...]
    notes: tuple[WrittenNotes, ...]
    floors_ms: Mapping[Floor, int]
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


def people_of(summary: Summary) -> tuple[Person, ...]:
    """Everyone who was ever in the session, for the check of names."""
    return tuple(
        Person(one.seat, one.participant.alias, one.participant.name, one.participant.says_yes)
        for one in summary.people
    )


def make_notes(session: str, log: Log, level: Level) -> SessionNotes:
    """The notes of a session at a level. Raises privacy.LevelRefused, or CheckFailed: then nothing may leave."""
    summary = summarise(log.state, log.state.last_ms)
    people = people_of(summary)
    check_level(level, people)
    return _Making(session, log, summary, people, level).notes()


class _Making:
    """One snapshot in the making: the session's summary and the words that may leave."""

    def __init__(
        self, session: str, log: Log, summary: Summary, people: tuple[Person, ...], level: Level
    ) -> None:
        self._session, self._log, self._summary, self._level = session, log, summary, level
        self._people = people
        self._hidden = {one.round.index for one in summary.rounds if one.round.plan.confidential}
        texts = list(dict.fromkeys(self._texts()))
        replaced = redact(texts, people, level)
        self._words = {text: new.text for text, new in zip(texts, replaced, strict=True)}
        self._hits = {text: new.hits for text, new in zip(texts, replaced, strict=True)}

    def _texts(self) -> Iterable[str]:
        opened = self._summary.opened
        yield from (opened.title, opened.circle, opened.confidentiality, opened.source)
        yield from opened.agreements
        yield from (plan.title for plan in opened.plan)
        yield from (plan.prompt for plan in opened.plan)
        for one in self._summary.rounds:
            yield from (one.round.plan.title, one.round.plan.prompt)
        yield from (note.text for note in self._open_notes())
        yield from self._log.state.offered_prompts

    def _open_notes(self) -> list[Note]:
        return [note for note in self._summary.notes if note.round not in self._hidden]

    def notes(self) -> SessionNotes:
        opened, summary = self._summary.opened, self._summary
        return SessionNotes(
            id=self._session,
            level=self._level,
            title=self._words[opened.title],
            circle=self._words[opened.circle],
            number=opened.number,
            confidentiality=self._words[opened.confidentiality],
            agreements=tuple(self._words[text] for text in opened.agreements),
            opened=self._log.entries[0].wall.astimezone(UTC),
            length_ms=summary.length_ms,
            source=self._words[opened.source],
            cross_talk=opened.cross_talk,
            sentence=time_shared(summary, with_facilitators=self._level is not Level.NOBODY),
            voices=summary.voices,
            people=self._persons(),
            rounds=tuple(self._round(one) for one in summary.rounds),
            turns=tuple(self._turn(one) for one in summary.turns if one.round not in self._hidden),
            key_points=self._written("key_point"),
            notes=self._written("note"),
            floors_ms={floor: summary.floor_ms(floor) for floor in Floor},
            balance=summary.balance,
            balance_without_facilitators=summary.balance_without_facilitators,
            turn_figures=summary.turn_figures,
            silence=summary.silence,
            found=self._found(),
            record=record_at_level(self._log, summary, self._level, self._words),
        )

    def _label(self, person: str) -> tuple[str, int | None]:
        if self._level is Level.NOBODY:
            return "", None
        for one, who in zip(self._summary.people, self._people, strict=True):
            if one.participant.id == person:
                return label(who, self._level), one.seat
        return "", None

    def _persons(self) -> tuple[PersonNotes, ...]:
        if self._level is Level.NOBODY:
            return ()
        return tuple(self._person(one) for one in self._summary.people)

    def _person(self, one: PersonSummary) -> PersonNotes:
        shown, _seat = self._label(one.participant.id)
        facilitator = one.participant.facilitator
        return PersonNotes(shown, one.seat, facilitator, one.held_ms, one.turns, one.present_ms)

    def _turn(self, turn: Turn) -> TurnNotes:
        shown, seat = self._label(turn.holder)
        number = None if turn.round is None else turn.round + 1
        return TurnNotes(number, shown, seat, turn.start_ms, turn.end_ms, turn.length_ms)

    def _round(self, one: RoundSummary) -> RoundNotes:
        plan, hidden = one.round.plan, one.round.index in self._hidden
        notes = RoundNotes(
            number=one.round.index + 1,
            title=self._words[plan.title],
            form=one.round.form.title,
            prompt=self._words[plan.prompt],
            began_ms=one.round.began_ms,
            length_ms=one.length_ms,
            planned_ms=plan.length_ms,
            confidential=hidden,
        )
        return notes if hidden else self._with_counts(notes, one)

    def _with_counts(self, notes: RoundNotes, one: RoundSummary) -> RoundNotes:
        return replace(
            notes,
            offered=one.offered,
            heard=one.count(Outcome.HELD),
            passed=one.passed,
            not_reached=one.count(Outcome.NOT_REACHED),
            silence_ms=sum(silence.length_ms for silence in one.silences),
            silences=len(one.silences),
            notes=tuple(self._note(note) for note in one.notes if note.kind == "note"),
        )

    def _note(self, note: Note) -> WrittenNotes:
        number = None if note.round is None else note.round + 1
        return WrittenNotes(note.at_ms, self._words[note.text], number)

    def _written(self, kind: str) -> tuple[WrittenNotes, ...]:
        return tuple(self._note(note) for note in self._open_notes() if note.kind == kind)

    def _found(self) -> tuple[FoundName, ...]:
        notes = {note.text: _("a note") for note in self._open_notes() if note.kind == "note"}
        points = {note.text: _("a key point") for note in self._open_notes() if note.kind != "note"}
        places = {self._summary.opened.title: _("the title"), **notes, **points}
        return tuple(
            FoundName(places.get(text, _("the plan")), text, hit)
            for text, hits in self._hits.items()
            for hit in hits
        )
