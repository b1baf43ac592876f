"""A log without some of its acts: what may not leave is left out before anything is made of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import dropwhile
from operator import ne

from circle import events as e
from circle.harvest import Seen
from circle.log import Log
from circle.prompts import Whom
from circle.session import State
from circle.written import written


def without_unseen(log: Log, reader: Seen) -> Log:
    """The log as it would be if nothing had been written that this reader may not see.

    Neither has prompts that the facilitator kept for themselves. Counts that the session did not take,
    being of too few people or a second time, are for no reader.
    """
    return left_out(log, {entry.seq for entry in _unseen(log, reader)})


def _unseen(log: Log, reader: Seen) -> Iterator[e.Logged]:
    state = log.state
    notes, promised = _notes_unseen(log, reader), _commitments_unseen(log, reader)
    reflections, followed = _reflections_seen(log, reader), _followed_seen(log, reader)
    for entry in log.entries:
        match entry.event:
            case (
                e.NoteWritten(note)
                | e.NoteEdited(note)
                | e.NoteMarked(note)
                | e.NoteMoved(note)
                | e.NotesMerged(note)
                | e.NoteRemoved(note)
            ):
                gone = note in notes
            case (
                e.CommitmentMade(number) | e.CommitmentChanged(number) | e.CommitmentRemoved(number)
            ):
                gone = number in promised
            case e.CommitmentFollowed():
                gone = reader is not Seen.MINE and entry.seq not in followed
            case e.ReflectionWritten():
                gone = reader is not Seen.MINE and entry.seq not in reflections
            case e.PromptOffered(whom=whom):
                gone = whom is Whom.FACILITATOR and reader is not Seen.MINE
            case e.ListeningGathered(gathered):
                gone = gathered not in state.gathered
            case e.Withdrawn(seq) | e.Restored(seq):
                gone = seq == entry.seq  # something that was erased stood there
            case _:
                gone = False
        if gone:
            yield entry


def _notes_unseen(log: Log, reader: Seen) -> frozenset[int]:
    """Those that stand and may not be seen, those that were joined into one of them and would stand again
    without it, and those that were taken back and ever might not be seen."""
    there = log.state.notes
    unseen = {number for number, note in there.items() if not note.seen.lets(reader)}
    for entry in reversed(log.effective):
        if isinstance(entry.event, e.NotesMerged) and entry.event.note in unseen:
            unseen |= {entry.event.other} - there.keys()
    for entry in log.entries:
        match entry.event:
            case (
                e.NoteWritten(note, seen=seen)
                | e.NoteMarked(note, seen=seen)
                | e.NoteEdited(note, seen=seen)
                | e.NotesMerged(note, seen=seen)
            ):
                might = note in there or seen is None or seen.lets(reader)
                unseen |= set[int]() if might else {note}
            case _:
                pass
    return frozenset(unseen)


def _commitments_unseen(log: Log, reader: Seen) -> frozenset[int]:
    """Those that stand and may not be seen, and those that were taken back and ever might not be seen."""
    there = log.state.commitments
    unseen = {number for number, one in there.items() if not one.seen.lets(reader)}
    for entry in log.entries:
        match entry.event:
            case e.CommitmentMade(number, seen=seen) | e.CommitmentChanged(number, seen=seen):
                unseen |= set[int]() if number in there or seen.lets(reader) else {number}
            case _:
                pass
    return frozenset(unseen)


def _followed_seen(log: Log, reader: Seen) -> frozenset[int]:
    """The numbers of the events that say what became of commitments, each one's newest, as far as it may be seen."""
    newest: dict[tuple[str, int], tuple[int, Seen]] = {}
    for entry in log.effective:
        if isinstance(one := entry.event, e.CommitmentFollowed):
            newest[one.session, one.commitment] = entry.seq, one.seen
    return frozenset(seq for seq, seen in newest.values() if seen.lets(reader))


def _reflections_seen(log: Log, reader: Seen) -> frozenset[int]:
    """The numbers of the events that hold what may be seen, each occasion's newest."""
    newest: dict[tuple[str, int | None], tuple[int, Seen]] = {}
    for entry in log.effective:
        if isinstance(entry.event, e.ReflectionWritten):
            one = entry.event.reflection
            newest[one.occasion, one.round] = entry.seq, one.seen
    return frozenset(seq for seq, seen in newest.values() if seen.lets(reader))


def left_out(log: Log, gone: Collection[int]) -> Log:
    """The log without the events of these numbers, and without their undoing. The others are numbered anew."""
    if not gone:
        return log
    gone = frozenset(gone)
    kept = [
        entry for entry in log.entries if entry.seq not in gone and _undoes(entry.event) not in gone
    ]
    renumbered = _Renumbered(log, gone, kept)
    return Log(
        replace(entry, seq=renumbered.numbers[entry.seq], event=renumbered.event(entry))
        for entry in kept
    )


def _undoes(event: e.Event) -> int | None:
    return event.seq if isinstance(event, e.Withdrawn | e.Restored) else None


def _numbered_as_written(entry: e.Logged) -> bool:
    """Not in every record: one that was told anew has other numbers of events than of notes."""
    match entry.event:
        case e.NoteWritten(number) | e.CommitmentMade(number):
            return number == entry.seq
        case _:
            return True


def stands_before(log: Log, notes: Collection[int]) -> Mapping[int, int | None]:
    """For every move of a note to before one of these, by the number of the event: the next one that is none
    of them."""
    state, found = State(), dict[int, int | None]()
    for entry in log.effective if notes else ():
        event = entry.event
        if isinstance(event, e.NoteMoved) and event.before in notes:
            gone = {*notes, event.note}
            after = dropwhile(partial(ne, event.before), state.notes)
            found[entry.seq] = next((number for number in after if number not in gone), None)
        match event:
            case (
                e.NoteWritten()
                | e.NoteEdited()
                | e.NoteMarked()
                | e.NoteMoved()
                | e.NotesMerged()
                | e.NoteRemoved()
            ):
                state = written(state, event, entry.at_ms)
            case _:
                pass
    return found


class _Renumbered:
    """The events that are kept, as they are without the others. Nothing in them points at what is gone."""

    def __init__(self, log: Log, gone: Collection[int], kept: Sequence[e.Logged]) -> None:
        self.numbers = {entry.seq: number for number, entry in enumerate(kept, 1)}
        as_written = all(_numbered_as_written(entry) for entry in kept)
        self._written = self.numbers if as_written else {}
        acts = [entry.event for entry in log.entries if entry.seq in gone]
        self._notes = {act.note for act in acts if isinstance(act, e.NoteWritten)}
        self._promised = {act.commitment for act in acts if isinstance(act, e.CommitmentMade)}
        self._before = stands_before(log, self._notes)

    def _number(self, old: int) -> int:
        return self._written.get(old, old)

    def event(self, entry: e.Logged) -> e.Event:
        event, number = entry.event, self._number
        match event:
            case e.Withdrawn(seq) | e.Restored(seq):
                return replace(event, seq=self.numbers.get(seq, 0))
            case e.NoteMoved(note, before):
                if before in self._notes:
                    before = self._before.get(entry.seq)
                return e.NoteMoved(number(note), None if before is None else number(before))
            case e.NotesMerged(note, other):
                joined = 0 if other in self._notes else number(other)
                return replace(event, note=number(note), other=joined)
            case (
                e.NoteWritten(note) | e.NoteEdited(note) | e.NoteMarked(note) | e.NoteRemoved(note)
            ):
                return replace(event, note=number(note))
            case e.CommitmentMade(old) | e.CommitmentChanged(old) | e.CommitmentRemoved(old):
                return replace(event, commitment=number(old))
            case e.HarvestAgreed(notes, commitments):
                agreed = tuple(number(one) for one in notes if one not in self._notes)
                promised = tuple(number(one) for one in commitments if one not in self._promised)
                return e.HarvestAgreed(agreed, promised)
            case _:
                return event
