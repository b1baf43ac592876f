"""The one door through which a session leaves: its log, a level of naming and a reader in, SessionNotes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC

from circle.called import known_called, once_called, openers_called, people_of
from circle.events import Logged
from circle.floors_left import floors_between, round_floors_ms
from circle.forms import NextUp
from circle.harvest import Note, NoteKind, Seen
from circle.i18n import OWN_NAMES, speaking
from circle.leaving import closed, reasons, record_at_level, shape_as_it_leaves
from circle.left_out import without_unseen
from circle.level import Level
from circle.log import Log
from circle.plans import Opener
from circle.privacy import Person, Replaced, check_level, check_reader, label, redact
from circle.reflection import Reflection
from circle.searched import LookedFor, names_found, places_of_texts
from circle.session import Outcome
from circle.session_notes import (
    CommitmentNotes,
    FollowedNotes,
    OpenerNotes,
    PersonNotes,
    PromptNotes,
    RoundNotes,
    SessionNotes,
    TurnNotes,
    WrittenNotes,
)
from circle.summary import (
    PersonSummary,
    RoundSummary,
    confidential,
    confidential_ms,
    floors_ms,
    silence_outside,
    summarise,
    time_shared,
    unmeasured_ms,
)
from circle.telling import Lots, without_clock, without_hidden, without_place
from circle.timeline import Turn
from circle.wordings import as_they_leave


def by_group(notes: Iterable[Note]) -> tuple[Note, ...]:
    """What is the whole circle's first, then what each small group reported, in their order."""

    def place(note: Note) -> tuple[int, int]:
        if note.group is None:
            return -1, -1
        return -1 if note.round is None else note.round, note.group

    return tuple(sorted(notes, key=place))


def make_notes(
    session: str, log: Log, level: Level, reader: Seen, looked_for: LookedFor
) -> SessionNotes:
    """The notes of a session at a level, for a reader; one that is still open is taken as over with its last event.

    Raises privacy.LevelRefused, or CheckFailed: then nothing may leave.
    """
    whole = closed(log)
    making = _making(session, whole, level, reader, looked_for)
    with speaking(_language(whole)):
        return making.notes()


def numbers_left(
    session: str, log: Log, level: Level, reader: Seen, looked_for: LookedFor
) -> tuple[tuple[Logged, ...], dict[int, int]]:
    """The record that `make_notes` gives, and the number here of each note that has a number there.
    Notes of the same words in one round are as good as one another. Raises as make_notes does.
    """
    whole = closed(log)
    making = _making(session, whole, level, reader, looked_for)
    with speaking(_language(whole)):
        record = making.notes().record
    here: dict[tuple[int | None, str], list[int]] = {}
    for number, note in whole.state.notes.items():
        here.setdefault((note.round, making.as_it_leaves(note.text)), []).append(number)
    there = Log(record).state.notes
    return record, {
        number: found.pop(0)
        for number, note in there.items()
        if (found := here.get((note.round, note.text)))
    }


def _making(session: str, whole: Log, level: Level, reader: Seen, looked_for: LookedFor) -> _Making:
    people = _people(whole, reader)
    check_reader(whole.state.consent, reader)
    check_level(level, people)
    with speaking(_language(whole)):
        return _Making(session, whole, people, level, reader, looked_for=looked_for)


def _language(log: Log) -> str:
    """What the session is told in, to whomever it goes; what is refused is said as the program speaks."""
    return log.state.opened.language if log.state.opened else ""


def texts_as_they_leave(
    log: Log, texts: Sequence[str], level: Level, looked_for: LookedFor
) -> Sequence[Replaced]:
    """What was written beside a session of one's own, without the names that a level leaves out. Raises CheckFailed:
    then nothing may leave.
    """
    whole = closed(log)
    return _without_names(whole, texts, _people(whole, Seen.TRAINER), level, looked_for)


def _people(whole: Log, reader: Seen) -> tuple[Person, ...]:
    return people_of(summarise(whole.state, whole.state.last_ms), reader, whole.state.consent)


def _without_names(
    log: Log, texts: Iterable[str], people: tuple[Person, ...], level: Level, looked_for: LookedFor
) -> tuple[Replaced, ...]:
    everyone = (*once_called(log, people, level), *openers_called(log, level))
    called = dict.fromkeys((*everyone, *known_called(looked_for.known, everyone)))
    return redact([*texts], called, level, initials=looked_for.initials)


class _Making:
    """One snapshot in the making: what may leave of the log, its summary, and the words as they may leave."""

    def __init__(
        self,
        session: str,
        log: Log,
        people: tuple[Person, ...],
        level: Level,
        reader: Seen,
        *,
        looked_for: LookedFor,
    ) -> None:
        self._session, self._level, self._reader = session, level, reader
        if level.is_below_aliases:
            log = without_place(log)
        self._log = without_hidden(without_unseen(log, reader))
        self._summary = summarise(self._log.state, self._log.state.last_ms)
        why = () if level.is_below_aliases else (text for _seq, text in reasons(self._log))
        there = places_of_texts(self._log.state, self._summary, why)
        replaced = _without_names(log, there, people, level, looked_for)
        self._words = {text: new.text for text, new in zip(there, replaced, strict=True)}
        self._found = tuple(names_found(there, replaced))
        self._lots = Lots(session, self._words)
        if level.is_below_aliases:
            self._log = without_clock(self._log, self._lots)
            self._summary = summarise(self._log.state, self._log.state.last_ms)
        self._people = people_of(self._summary, reader, log.state.consent)
        self._hidden = confidential(self._summary)
        self._floors_ms = round_floors_ms(self._summary)
        self._parts: dict[int, list[tuple[int, int]]] = {}
        for tile in self._summary.tiles:
            if tile.hand.turn is not None:
                part = tile.start_ms, tile.end_ms
                self._parts.setdefault(tile.hand.turn, []).append(part)

    def notes(self) -> SessionNotes:
        opened, summary = self._summary.opened, self._summary
        wording = as_they_leave(opened.wording, self._words)
        return SessionNotes(
            id=self._session,
            level=self._level,
            reader=self._reader,
            title=self._words[opened.title],
            circle=self._words[opened.circle],
            number=opened.number,
            intention=self._words[opened.intention],
            place=self._words[opened.place],
            shape=shape_as_it_leaves(opened.shape, self._words),
            language=opened.language if opened.language in OWN_NAMES else "",
            wording=wording,
            confidentiality=self._words[opened.confidentiality],
            agreements=tuple(self._words[text] for text in opened.agreements),
            opened=self._log.entries[0].wall.astimezone(UTC),
            length_ms=summary.length_ms,
            source=self._words[opened.source],
            cross_talk=opened.cross_talk,
            sentence=time_shared(
                summary, with_facilitators=self._level is not Level.NOBODY, wording=wording
            ),
            few=opened.few,
            voices=replace(summary.voices, present=opened.few) if opened.few else summary.voices,
            people=self._persons(),
            rounds=tuple(self._round(one) for one in summary.rounds),
            turns=tuple(self._turn(one) for one in summary.turns),
            floors=() if self._level is Level.NOBODY else floors_between(summary),
            key_points=self._written(points=True),
            notes=self._written(points=False),
            sides=self._log.state.sides,
            commitments=tuple(self._commitments()),
            followed=tuple(self._followed()),
            prompts=tuple(self._prompts()),
            reflections=tuple(self._reflections()),
            gathered=self._log.state.gathered,
            said_back=self._log.state.said_back,
            floors_ms=floors_ms(summary),
            confidential_ms=confidential_ms(summary),
            unmeasured_ms=unmeasured_ms(summary),
            balance=summary.balance,
            balance_without_facilitators=summary.balance_without_facilitators,
            turn_figures=summary.turn_figures,
            silence=silence_outside(summary),
            found=self._found,
            record=record_at_level(self._log, self._level, self._words, self._people, self._lots),
        )

    def as_it_leaves(self, text: str) -> str:
        return self._words.get(text, "")

    def _label(self, person: str) -> tuple[str, int | None]:
        if self._level is Level.NOBODY:
            return "", None
        for one, who in zip(self._summary.people, self._people, strict=True):
            if one.participant.id == person:
                return label(who, self._level), None if who.unnamed else one.seat
        return "", None

    def _persons(self) -> tuple[PersonNotes, ...]:
        if self._level is Level.NOBODY:
            return ()
        people = [self._person(one) for one in self._summary.people]
        return tuple(sorted(people, key=lambda one: one.seat is None))

    def _person(self, one: PersonSummary) -> PersonNotes:
        shown, seat = self._label(one.participant.id)
        who = one.participant
        return PersonNotes(
            id=who.id,
            label=shown,
            seat=seat,
            facilitator=who.facilitator,
            roles=() if self._level is Level.SEATS else who.roles,
            held_ms=one.held_ms,
            turns=one.turns,
            present_ms=one.present_ms,
        )

    def _turn(self, turn: Turn) -> TurnNotes:
        shown, seat = self._label(turn.holder)
        number = None if turn.round is None else turn.round + 1
        parts = self._parts.get(turn.number, ())
        return TurnNotes(
            number, shown, seat, turn.start_ms, turn.end_ms, turn.length_ms, tuple(parts)
        )

    def _round(self, one: RoundSummary) -> RoundNotes:
        plan, hidden = one.round.plan, one.round.index in self._hidden
        notes = RoundNotes(
            number=one.round.index + 1,
            title=self._words[plan.title],
            form=self._words[one.round.form.title],
            form_name=self._words[one.round.form.name],
            prompt=self._words[plan.prompt],
            began_ms=one.round.began_ms,
            length_ms=one.length_ms,
            planned_ms=plan.length_ms,
            confidential=hidden,
            confidentiality=self._words[plan.confidentiality],
            measured=one.measured,
            floors_ms=self._floors_ms.get(one.round.index),
        )
        return notes if hidden else self._with_counts(notes, one)

    def _opener(self, opener: Opener) -> OpenerNotes:
        label, _seat = self._label(opener.participant)
        if not opener.participant and self._level in (Level.ALIASES, Level.NAMES):
            label = self._words[opener.called]
        return OpenerNotes(label, self._words[opener.material])

    def _commitments(self) -> Iterator[CommitmentNotes]:
        for one in self._log.state.commitments.values():
            who, _seat = self._label(one.who)
            yield CommitmentNotes(self._words[one.text], who, one.by)

    def _followed(self) -> Iterator[FollowedNotes]:
        for one in self._log.state.followed.values():
            yield FollowedNotes(self._words[one.text], one.became, self._words[one.words])

    def _prompts(self) -> Iterator[PromptNotes]:
        for one in self._log.state.offered:
            number = None if one.round is None else one.round + 1
            yield PromptNotes(one.at_ms, self._words[one.text], one.whom, number)

    def _reflections(self) -> Iterator[Reflection]:
        for one in self._log.state.reflections:
            keep, try_next = self._words[one.keep], self._words[one.try_next]
            yield replace(one, keep=keep, try_next=try_next)

    def _with_counts(self, notes: RoundNotes, one: RoundSummary) -> RoundNotes:
        is_offered = one.round.form.next is not NextUp.NOBODY and not one.round.form.gathers
        if (is_offered or one.offered) and not self._summary.opened.few:
            notes = replace(
                notes,
                offered=one.offered,
                heard=one.count(Outcome.HELD),
                passed=one.passed,
                not_reached=one.not_reached,
            )
        return replace(
            notes,
            silence_ms=sum(silence.length_ms for silence in one.silences) if one.measured else None,
            silences=one.silence_count,
            openers=tuple(self._opener(opener) for opener in one.round.plan.openers),
            notes=tuple(
                self._note(note) for note in one.notes if note.kind is not NoteKind.KEY_POINT
            ),
        )

    def _note(self, note: Note) -> WrittenNotes:
        number = None if note.round is None else note.round + 1
        group = None if note.group is None else note.group + 1
        words = self._words[note.text]
        at_ms = None if self._level.is_below_aliases else note.at_ms
        return WrittenNotes(at_ms, words, number, group, note.kind, note.side)

    def _written(self, *, points: bool) -> tuple[WrittenNotes, ...]:
        notes = self._summary.notes
        written = (note for note in notes if (note.kind is NoteKind.KEY_POINT) is points)
        return tuple(self._note(note) for note in by_group(written))
