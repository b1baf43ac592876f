"""The record of a session as it may leave: the log at a level of naming, without what was taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from circle import events as e
from circle.forms import RoundForm
from circle.i18n import OWN_NAMES
from circle.left_out import left_out
from circle.level import Level
from circle.log import Log
from circle.people import Consent
from circle.plans import Opener
from circle.privacy import Person, label
from circle.summary import summarise
from circle.telling import Lots, Telling, told_anew
from circle.templates import Shape
from circle.wordings import as_they_leave


def closed(log: Log) -> Log:
    """The log of a session that is over: one that is still open ends with its last event."""
    if log.state.ended_ms is not None or not log.entries:
        return log
    last = log.entries[-1]
    return Log([*log.entries, replace(last, seq=log.next_seq, event=e.SessionClosed())])


def record_at_level(
    log: Log, level: Level, words: Mapping[str, str], people: Iterable[Person], lots: Lots
) -> tuple[e.Logged, ...]:
    """What `without_hidden`, and below `aliases` `without_clock`, gave, at a level.

    `words`: what each text that may leave reads as; other texts are left empty. `people`: those of
    the session's summary, in the same order. Above `nobody` it is the log as it was, with the newest
    text of each note and the newest alias of each person only. At `nobody` it is told anew.
    """
    at_level = _participants(log, level, people)
    if level is Level.NOBODY:
        few = log.state.opened.few if log.state.opened else 0
        log = told_anew(log, Telling(named=False, few=few, lots=lots))
    else:
        log = _without_acts(log, level)
    newest = _newest_texts(log) | {seq for seq, _why in reasons(log)}
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


def reasons(log: Log) -> Iterator[tuple[int, str]]:
    """Why turns were put right, each with the number of its event; none of what was taken back."""
    for entry in log.effective:
        if isinstance(entry.event, e.PutRight) and entry.event.reason:
            yield entry.seq, entry.event.reason


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
        case (
            e.TurnReassigned()
            | e.BoundaryMoved()
            | e.TurnSplit()
            | e.TurnsMerged()
            | e.TurnRemoved()
            | e.TurnAdded()
        ):
            kept = entry.seq in newest
            return replace(event, reason=words.get(event.reason, "") if kept else "")
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
        place=words[event.place],
        template=words[event.template],
        wording=as_they_leave(event.wording, words),
        shape=shape_as_it_leaves(event.shape, words),
        language=event.language if event.language in OWN_NAMES else "",
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
