"""A log without some of its acts: what may not leave is left out before anything is made of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from circle import events as e
from circle.harvest import Seen
from circle.log import Log
from circle.prompts import Whom
from circle.session import State


def without_unseen(log: Log, reader: Seen) -> Log:
    """The log as it would be if nothing had been written that this reader may not see.

    For `mine` it is the log itself. A report has no prompts that were offered to the facilitator alone.
    """
    if reader is Seen.MINE:
        return log
    return left_out(log, {entry.seq for entry in _unseen(log, reader)})


def _unseen(log: Log, reader: Seen) -> Iterator[e.Logged]:
    state = log.state
    notes = {n for n, one in state.notes.items() if not one.seen.lets(reader)}
    promised = {n for n, one in state.commitments.items() if not one.seen.lets(reader)}
    reflections = _reflections_seen(log, reader)
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
                gone = not _followed_is_seen(state, entry.event, reader)
            case e.ReflectionWritten():
                gone = entry.seq not in reflections
            case e.PromptOffered(whom=whom):
                gone = whom is Whom.FACILITATOR and reader is Seen.REPORT
            case _:
                gone = False
        if gone:
            yield entry


def _followed_is_seen(state: State, event: e.CommitmentFollowed, reader: Seen) -> bool:
    now = state.followed.get((event.session, event.commitment))
    return now is not None and now.words == event.words and now.seen.lets(reader)


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
    numbers = {entry.seq: number for number, entry in enumerate(kept, 1)}
    written = numbers if all(_numbered_as_written(entry) for entry in kept) else {}
    stays = _who_stands_after(log, gone)
    return Log(
        replace(
            entry,
            seq=numbers[entry.seq],
            event=_renumbered(entry.event, numbers, written, stays),
        )
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


def _who_stands_after(log: Log, gone: Collection[int]) -> Mapping[int, int | None]:
    """For every note that is left out, the next one that is not."""
    written = {
        entry.event.note
        for entry in log.entries
        if entry.seq in gone and isinstance(entry.event, e.NoteWritten)
    }
    found: dict[int, int | None] = {}
    after: int | None = None
    for number in reversed([*log.state.notes]):
        if number in written:
            found[number] = after
        else:
            after = number
    return found


def _renumbered(
    event: e.Event,
    numbers: Mapping[int, int],
    written: Mapping[int, int],
    stays: Mapping[int, int | None],
) -> e.Event:
    def number(old: int) -> int:
        return written.get(old, old)

    match event:
        case e.Withdrawn(seq) | e.Restored(seq):
            return replace(event, seq=numbers.get(seq, 0))
        case e.NoteMoved(note, before):
            before = stays.get(before, before) if before is not None else None
            return e.NoteMoved(number(note), None if before is None else number(before))
        case e.NotesMerged(note, other):
            return replace(event, note=number(note), other=0 if other in stays else number(other))
        case e.NoteWritten(note) | e.NoteEdited(note) | e.NoteMarked(note) | e.NoteRemoved(note):
            return replace(event, note=number(note))
        case e.CommitmentMade(old) | e.CommitmentChanged(old) | e.CommitmentRemoved(old):
            return replace(event, commitment=number(old))
        case e.HarvestAgreed(notes, commitments):
            agreed = tuple(number(one) for one in notes if one not in stays)
            promised = tuple(number(one) for one in commitments if not written or one in written)
            return e.HarvestAgreed(agreed, promised)
        case _:
            return event
