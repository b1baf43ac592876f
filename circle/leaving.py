"""The record of a session as it may leave: the log at a level of naming, without what was taken back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from circle import events as e
from circle.forms import Rest, RoundForm
from circle.harvest import Note
from circle.left_out import left_out
from circle.level import Level
from circle.log import Log
from circle.people import Consent
from circle.plans import Opener
from circle.privacy import Person, label
from circle.session import Outcome, State
from circle.summary import RoundSummary, Summary, confidential, summarise, unmeasured
from circle.templates import Shape
from circle.timeline import Floor, Hand, Interval
from circle.wordings import as_they_leave

SOMEONE = "someone"
"""Who holds the piece in a record that names nobody."""

Told = tuple[int, int, int, e.Event]
"""When, in which stretch of the session, which comes first at one moment, and what happened."""


def closed(log: Log) -> Log:
    """The log of a session that is over: one that is still open ends with its last event."""
    if log.state.ended_ms is not None or not log.entries:
        return log
    last = log.entries[-1]
    return Log([*log.entries, replace(last, seq=log.next_seq, event=e.SessionClosed())])


def without_hidden(log: Log) -> Log:
    """A closed log in which confidential rounds are only their form, their prompt and their times, and in
    which no turn begins or ends where times were not measured.

    Where there are any such it is told anew from the intervals, so that no order and no number in it says
    what was left out.
    """
    state = log.state
    measured = state.is_measured(None) and all(state.is_measured(round) for round in state.rounds)
    if measured and not any(round.plan.confidential for round in state.rounds):
        return log
    return _told_anew(log, nobody=False)


def record_at_level(
    log: Log, level: Level, words: Mapping[str, str], people: Iterable[Person]
) -> tuple[e.Logged, ...]:
    """What `without_hidden` gave, at a level.

    `words`: what each text that may leave reads as; other texts are left empty. `people`: those of
    the session's summary, in the same order. Above `nobody` it is the log as it was, with the newest
    text of each note and the newest alias of each person only. At `nobody` it is told anew.
    """
    at_level = _participants(log, level, people)
    log = _told_anew(log, nobody=True) if level is Level.NOBODY else _without_acts(log, level)
    newest = _newest_texts(log)
    entries = map(_without_called, log.entries) if level is Level.SEATS else log.entries
    return tuple(
        replace(entry, event=_rewritten(entry, at_level, words, newest)) for entry in entries
    )


def _without_called(entry: e.Logged) -> e.Logged:
    """Who opens and has no seat has no number either."""
    match entry.event:
        case e.SessionOpened() | e.PlanChanged() as event:
            changed = replace(event, plan=tuple(_uncalled(plan) for plan in event.plan))
            return replace(entry, event=changed)
        case e.RoundBegan() as event:
            return replace(entry, event=replace(event, plan=_uncalled(event.plan)))
        case _:
            return entry


def _uncalled(plan: e.RoundPlan) -> e.RoundPlan:
    return replace(plan, openers=tuple(replace(one, called="") for one in plan.openers))


def _without_acts(log: Log, level: Level) -> Log:
    """The log as it would be if nobody had been given more time than others: that they were is nobody's
    concern. Roles leave with aliases.
    """
    kinds = (e.RolesChanged, e.RoleHandedOn) if level is Level.SEATS else ()
    return left_out(
        log,
        {entry.seq for entry in log.entries if isinstance(entry.event, (e.ExtraTimeGiven, *kinds))},
    )


def _newest_texts(log: Log) -> frozenset[int]:
    """The numbers of the events that hold the texts of the notes and commitments that are there."""
    notes: dict[int, int] = {}
    promised: dict[int, int] = {}
    for entry in log.effective:
        match entry.event:
            case e.NoteWritten(note) | e.NoteEdited(note) | e.NotesMerged(note):
                notes[note] = entry.seq
            case e.CommitmentMade(number) | e.CommitmentChanged(number):
                promised[number] = entry.seq
            case _:
                pass
    return frozenset(
        [seq for note, seq in notes.items() if note in log.state.notes]
        + [seq for number, seq in promised.items() if number in log.state.commitments]
    )


def _rewritten(
    entry: e.Logged,
    at_level: Callable[[str], e.Participant],
    words: Mapping[str, str],
    newest: frozenset[int],
) -> e.Event:
    event = entry.event
    match event:
        case e.SessionOpened():
            people = tuple(at_level(one.id) for one in event.participants)
            return replace(_opened(event, words), participants=people)
        case e.PersonJoined():
            return replace(event, participant=at_level(event.participant.id))
        case e.PersonRenamed():
            who = at_level(event.participant)
            return replace(event, alias=who.alias, name=who.name)
        case e.ConsentSaid():
            return replace(event, says_yes=at_level(event.participant).said(event.question))
        case e.PlanChanged():
            return replace(event, plan=tuple(_plan(plan, words) for plan in event.plan))
        case e.GroupSaid():
            return replace(event, consent=_consent(event.consent, words))
        case e.NoteWritten() | e.NoteEdited() | e.NotesMerged():
            kept = entry.seq in newest
            return replace(event, text=words.get(event.text, "") if kept else "")
        case e.CommitmentMade() | e.CommitmentChanged():
            if entry.seq not in newest:
                return replace(event, text="", who="", by="")
            return replace(event, text=words.get(event.text, ""))
        case e.CommitmentFollowed():
            text, said = words.get(event.text, ""), words.get(event.words, "")
            return replace(event, text=text, words=said)
        case e.ReflectionWritten(one):
            keep, try_next = words.get(one.keep, ""), words.get(one.try_next, "")
            return replace(event, reflection=replace(one, keep=keep, try_next=try_next))
        case e.PromptOffered():
            return replace(event, text=words.get(event.text, ""), deck=_deck(event.deck, words))
        case e.RoundBegan():
            return replace(event, form=_form(event.form, words), plan=_plan(event.plan, words))
        case _:
            return event


def _participants(
    log: Log, level: Level, people: Iterable[Person]
) -> Callable[[str], e.Participant]:
    """Each person as they appear at a level. What they said shows with the names only, but for a no to being
    noted, or they would have a name again elsewhere. Whoever has been taken back again has no name."""
    known = [one.participant for one in summarise(log.state, 0).people]
    found: dict[str, e.Participant] = {}
    for who, person in zip(known, people, strict=False):
        with_names = level is Level.NAMES
        named = with_names and not person.unnamed
        shown = who.alias if named else label(person, level)
        found[who.id] = replace(
            who,
            alias=shown,
            name=who.name if named else "",
            says_yes=who.says_yes if with_names else None,
            noted=False if person.unnamed else who.noted if with_names else None,
            shown=who.shown if with_names else None,
            roles=() if level is Level.SEATS else who.roles,
            extra_percent=0,
        )
    return lambda person: found.get(person, e.Participant(person, ""))


def _opened(event: e.SessionOpened, words: Mapping[str, str]) -> e.SessionOpened:
    return replace(
        event,
        title=words[event.title],
        circle=words[event.circle],
        confidentiality=words[event.confidentiality],
        source=words[event.source],
        intention=words[event.intention],
        template=words[event.template],
        wording=as_they_leave(event.wording, words),
        shape=shape_as_it_leaves(event.shape, words),
        decks=tuple(words[text] for text in event.decks),
        consent=_consent(event.consent, words),
        agreements=tuple(words[text] for text in event.agreements),
        plan=tuple(_plan(plan, words) for plan in event.plan),
    )


def shape_as_it_leaves(shape: str, words: Mapping[str, str]) -> str:
    """One that is known is nobody's name, even where somebody is called so."""
    return shape if shape in [*Shape] else words[shape]


def _consent(consent: Consent, words: Mapping[str, str]) -> Consent:
    return replace(consent, read=words.get(consent.read, ""))


def _plan(plan: e.RoundPlan, words: Mapping[str, str]) -> e.RoundPlan:
    form, prompt, title, rule = (
        words.get(text, "") for text in (plan.form, plan.prompt, plan.title, plan.confidentiality)
    )
    openers = tuple(_opener(one, words) for one in plan.openers)
    return replace(
        plan,
        form=form,
        prompt=prompt,
        title=title,
        confidentiality=rule,
        openers=openers,
        theme=words.get(plan.theme, ""),
    )


def _opener(one: Opener, words: Mapping[str, str]) -> Opener:
    material, called = words.get(one.material, ""), words.get(one.called, "")
    return replace(one, material=material, called=called)


def _deck(name: str, words: Mapping[str, str]) -> str:
    """It holds no words, so there can be no stand-in in it."""
    return name if words.get(name) == name else ""


def _form(form: RoundForm, words: Mapping[str, str]) -> RoundForm:
    name, title, about = (words.get(text, "") for text in (form.name, form.title, form.about))
    asks = tuple(words.get(text, "") for text in form.observer_asks)
    return replace(form, name=name, title=title, about=about, observer_asks=asks)


def _told_anew(log: Log, *, nobody: bool) -> Log:
    """A closed session's log made from its summary, without what was withdrawn, corrected or hidden."""
    told = sorted(_story(log, nobody=nobody), key=lambda part: part[:3])
    opened = log.entries[0].wall
    return Log(
        e.Logged(seq, at_ms, opened + timedelta(milliseconds=at_ms), event)
        for seq, (at_ms, _stretch, _order, event) in enumerate(told, 1)
    )


def _story(log: Log, *, nobody: bool) -> Iterator[Told]:
    summary = summarise(log.state, log.state.last_ms)
    people = () if nobody else tuple(one.participant for one in summary.people)
    plan = tuple(_plan_told(plan, nobody=nobody) for plan in log.state.plan)
    consent = replace(log.state.consent, asked_by=None) if nobody else log.state.consent
    yield 0, -1, 0, replace(summary.opened, participants=people, plan=plan, consent=consent)
    ends = [one.round.began_ms + one.length_ms for one in summary.rounds]
    if not nobody:
        yield from _presence(log, summary, ends)
    for one in summary.rounds:
        yield from _round_told(one, nobody=nobody)
    yield from _floor_told(summary, ends, nobody=nobody)
    yield from _written_told(log.state, summary, ends, nobody=nobody)
    said_back = tuple(one for one in log.state.said_back if one.round not in confidential(summary))
    yield summary.length_ms, 2 * len(ends) + 1, 9, e.SessionClosed(said_back)


def _written_told(
    state: State, summary: Summary, ends: list[int], *, nobody: bool
) -> Iterator[Told]:
    hidden = confidential(summary)
    kept = [note for note in summary.notes if note.round not in hidden]
    for note in kept:
        yield from _note_told(note, summary, ends)
    for one in state.offered:
        if one.round not in hidden:
            offered = e.PromptOffered(one.text, one.whom, one.deck)
            yield one.at_ms, _stretch(one.round, one.at_ms, ends), 4, offered
    at_end = summary.length_ms, 2 * len(ends) + 1
    if kept != sorted(kept, key=lambda note: note.at_ms):
        for place, note in enumerate(kept):
            yield (*at_end, 1 + place, e.NoteMoved(note.number))
    order = 1 + len(kept)
    if state.sides_now is not None:
        yield (*at_end, order, e.SidesChosen(state.sides_now))
    for one in state.commitments.values():
        who = "" if nobody else one.who
        yield (*at_end, order, e.CommitmentMade(one.number, one.text, who, one.by, one.seen))
    for one in state.followed.values():
        yield (
            *at_end,
            order,
            e.CommitmentFollowed(
                one.session, one.commitment, one.text, one.became, one.words, one.seen
            ),
        )
    for one in state.reflections:
        if one.round is None or one.round not in hidden:
            yield (*at_end, order, e.ReflectionWritten(one))
    for one in state.gathered:
        if one.round is None or one.round not in hidden:
            yield (*at_end, order, e.ListeningGathered(one))


def _note_told(note: Note, summary: Summary, ends: list[int]) -> Iterator[Told]:
    """One that is of the whole circle is not of the round in which it was written."""
    place = note.at_ms, _stretch(note.round, note.at_ms, ends)
    yield (
        *place,
        4,
        e.NoteWritten(
            note.number, note.text, note.kind, note.group, note.seen, note.side, note.round
        ),
    )
    in_a_round = any(
        one.round.began_ms <= note.at_ms <= one.round.began_ms + one.length_ms
        for one in summary.rounds
    )
    if note.round is None and in_a_round:
        marked = e.NoteMarked(note.number, note.kind, note.seen, note.side, note.group)
        yield (*place, 5, marked)


def _stretch(round: int | None, at_ms: int, ends: list[int]) -> int:
    """Round i is stretch 2i + 1 of a session; what lies before, between and after rounds has even numbers."""
    return 2 * bisect_right(ends, at_ms) if round is None else 2 * round + 1


def _presence(log: Log, summary: Summary, ends: list[int]) -> Iterator[Told]:
    """Everyone sits in their place from the beginning, and is out until they come."""
    for one in summary.people:
        who = one.participant.id
        there = log.state.people[who]
        came = there.came if there.came[0] == 0 else (0, *there.came)
        went = there.went if there.came[0] == 0 else (0, *there.went)
        for i, came_ms in enumerate(came):
            if i:
                yield came_ms, _stretch(None, came_ms, ends), 2 * i, e.PersonReturned(who)
            if i < len(went):
                yield went[i], _stretch(None, went[i], ends), 2 * i + 1, e.PersonSteppedOut(who)


def _round_told(one: RoundSummary, *, nobody: bool) -> Iterator[Told]:
    round, stretch = one.round, 2 * one.round.index + 1
    plan = _plan_told(round.plan, nobody=nobody)
    groups = () if nobody or plan.confidential else round.groups
    began = e.RoundBegan(round.form, plan, round.direction, round.planned, groups)
    yield round.began_ms, stretch, 0, _with_outcomes(began, one, nobody=nobody)
    for part_ms in round.parts_began[1:]:
        yield _part_told_ms(one, part_ms), stretch, 2, e.PartBegan()
    if not nobody and not plan.confidential:
        for who, kind in round.passes.items():
            for_now = kind is Outcome.PASSED_FOR_NOW
            yield round.began_ms, stretch, 1, e.Passed(who, for_now=for_now)
    yield round.began_ms + one.length_ms, stretch, 5, e.RoundEnded()


def _part_told_ms(one: RoundSummary, part_ms: int) -> int:
    """When the turn ended in which it began, as that was corrected; where turns have no times, at the beginning."""
    if not one.measured or one.round.plan.confidential:
        return one.round.began_ms
    over = (turn.end_ms for turn in one.turns if turn.start_ms < part_ms < turn.end_ms)
    return next(over, part_ms)


def _with_outcomes(began: e.RoundBegan, one: RoundSummary, *, nobody: bool) -> e.RoundBegan:
    """Of a round that was not measured: who had the piece and how many silences there were, and no times."""
    if one.measured or began.plan.confidential:
        return began
    heard = (who for who, kind in one.outcomes.items() if kind is Outcome.HELD)
    return replace(began, heard=() if nobody else tuple(heard), silences=one.silence_count)


def _plan_told(plan: e.RoundPlan, *, nobody: bool) -> e.RoundPlan:
    openers = () if plan.confidential else plan.openers
    if nobody:
        openers = tuple(replace(one, participant=SOMEONE, called="") for one in openers)
    title, theme = ("", "") if plan.confidential else (plan.title, plan.theme)
    return replace(plan, first=None, title=title, openers=openers, theme=theme)


def _floor_told(summary: Summary, ends: list[int], *, nobody: bool) -> Iterator[Told]:
    before: Hand | None = None
    paused = False
    hidden = confidential(summary) | unmeasured(summary)
    for tile in summary.tiles:
        if tile.round in hidden:
            continue
        stretch = _stretch(tile.round, tile.start_ms, ends)
        rest = Rest.CENTRE if tile.round is None else summary.rounds[tile.round].round.form.rest
        resumed = paused and tile.hand == before
        event = e.Resumed() if resumed else _floor_event(tile, rest, nobody=nobody)
        yield tile.start_ms, stretch, 3, event
        paused = tile.hand.floor is Floor.PAUSED
        if not paused:
            before = tile.hand if tile.hand.turn else None


def _floor_event(tile: Interval, rest: Rest, *, nobody: bool) -> e.Event:
    match tile.hand.floor:
        case Floor.HELD:
            return e.PieceGiven(SOMEONE if nobody else tile.hand.holder or SOMEONE)
        case Floor.CENTRE:
            return e.PieceCentred() if rest is Rest.CENTRE else e.SilenceEnded()
        case Floor.SILENCE:
            return e.SilenceBegan()
        case Floor.PAUSED:
            return e.Paused()
        case Floor.BREAK:
            return e.BreakBegan()
        case Floor.GROUPS:
            return e.GroupsBegan()
        case _:
            assert_never(tile.hand.floor)
