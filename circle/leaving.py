"""The record of a session as it may leave: the log at a level of naming, without what was taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from circle import events as e
from circle.i18n import gettext as _
from circle.log import Log
from circle.privacy import Level
from circle.summary import Summary
from circle.timeline import Floor, Hand, Interval

SOMEONE = "someone"
"""Who holds the piece in a record that names nobody."""


def record_at_level(
    log: Log, summary: Summary, level: Level, words: Mapping[str, str]
) -> tuple[e.Logged, ...]:
    """The log at a level. `words`: what each text that may leave reads as; other texts are left empty.

    Above `nobody` it is the log as it was, with the newest text of each note and the newest alias of
    each person only. At `nobody`, and when a round is confidential, it is told anew from the
    intervals, so that neither order nor detail can say more than it should.
    """
    if level is Level.NOBODY or any(one.round.plan.confidential for one in summary.rounds):
        return tuple(_told_anew(log, summary, level, words))
    newest = _newest_texts(log)
    return tuple(
        replace(entry, event=_rewritten(entry, summary, level, words, newest))
        for entry in log.entries
    )


def _newest_texts(log: Log) -> Mapping[int, int]:
    """For every note that is there, the number of the event that holds its text."""
    found: dict[int, int] = {}
    for entry in log.effective:
        if isinstance(entry.event, e.NoteWritten | e.NoteEdited):
            found[entry.event.note] = entry.seq
    return {note: seq for note, seq in found.items() if note in log.state.notes}


def _rewritten(
    entry: e.Logged,
    summary: Summary,
    level: Level,
    words: Mapping[str, str],
    newest: Mapping[int, int],
) -> e.Event:
    event = entry.event
    match event:
        case e.SessionOpened():
            people = _participants(summary, level)
            return replace(
                _opened(event, words),
                participants=tuple(people(one.id) for one in event.participants),
            )
        case e.PersonJoined():
            return replace(event, participant=_participants(summary, level)(event.participant.id))
        case e.PersonRenamed():
            who = _participants(summary, level)(event.participant)
            return replace(event, alias=who.alias, name=who.name)
        case e.NoteWritten() | e.NoteEdited():
            kept = newest.get(event.note) == entry.seq
            return replace(event, text=words.get(event.text, "") if kept else "")
        case e.PromptOffered():
            return replace(event, text=words.get(event.text, ""))
        case e.RoundBegan():
            return replace(event, plan=_plan(event.plan, words))
        case _:
            return event


def _participants(summary: Summary, level: Level) -> Callable[[str], e.Participant]:
    known = {one.participant.id: one for one in summary.people}

    def at_level(person: str) -> e.Participant:
        one = known.get(person)
        if one is None:
            return e.Participant(person, "")
        who = one.participant
        if level is Level.NAMES:
            return who
        alias = _("Seat {n}").format(n=one.seat) if level is Level.SEATS else who.alias
        return replace(who, alias=alias, name="")

    return at_level


def _opened(event: e.SessionOpened, words: Mapping[str, str]) -> e.SessionOpened:
    return replace(
        event,
        title=words[event.title],
        circle=words[event.circle],
        confidentiality=words[event.confidentiality],
        source=words[event.source],
        agreements=tuple(words[text] for text in event.agreements),
        plan=tuple(_plan(plan, words) for plan in event.plan),
    )


def _plan(plan: e.RoundPlan, words: Mapping[str, str]) -> e.RoundPlan:
    return replace(plan, prompt=words.get(plan.prompt, ""), title=words.get(plan.title, ""))


def _told_anew(
    log: Log, summary: Summary, level: Level, words: Mapping[str, str]
) -> Iterator[e.Logged]:
    told = sorted(_story(summary, level, words), key=lambda part: part[:2])
    opened = log.entries[0].wall
    for seq, (at_ms, _order, event) in enumerate(told, 1):
        yield e.Logged(seq, at_ms, opened + timedelta(milliseconds=at_ms), event)


def _story(
    summary: Summary, level: Level, words: Mapping[str, str]
) -> Iterator[tuple[int, int, e.Event]]:
    """The session's moments: when, which comes first at one moment, and what happened."""
    nobody = level is Level.NOBODY
    people = _participants(summary, level)
    there = () if nobody else tuple(people(one.participant.id) for one in summary.people)
    yield 0, 0, replace(_opened(summary.opened, words), participants=there)
    hidden = {one.round.index for one in summary.rounds if one.round.plan.confidential}
    for one in summary.rounds:
        plan = replace(_plan(one.round.plan, words), first=None)
        began = e.RoundBegan(one.round.form, plan, one.round.direction, one.round.planned)
        yield one.round.began_ms, 3, began
        if one.round.ended_ms is not None:
            yield one.round.ended_ms, 2, e.RoundEnded()
    before_pause: Hand | None = None
    before: Hand | None = None
    for tile in summary.tiles:
        if tile.hand.floor is Floor.PAUSED:
            before_pause = before
        resumed = tile.hand.turn is not None and tile.hand == before_pause
        event = e.Resumed() if resumed else _floor_event(tile, nobody=nobody)
        before = tile.hand
        if tile.round not in hidden:
            yield tile.start_ms, 4, event
    for note in summary.notes:
        if note.round not in hidden:
            yield note.at_ms, 5, e.NoteWritten(note.number, words[note.text], note.kind)
    yield summary.length_ms, 6, e.SessionClosed()


def _floor_event(tile: Interval, *, nobody: bool) -> e.Event:
    match tile.hand.floor:
        case Floor.HELD:
            return e.PieceGiven(SOMEONE if nobody else tile.hand.holder or SOMEONE)
        case Floor.CENTRE:
            return e.PieceCentred()
        case Floor.SILENCE:
            return e.SilenceBegan()
        case Floor.PAUSED:
            return e.Paused()
        case Floor.BREAK:
            return e.BreakBegan()
        case Floor.GROUPS:
            return e.GroupsBegan()
