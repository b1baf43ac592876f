"""A log told anew without something that was written in it. Pure; nothing is written here.

Every event keeps its number and its time. Where one was erased stands an event that takes itself back, which changes
nothing and says nothing; where it could not be undone, one that restores itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from circle import events as e
from circle.left_out import stands_before
from circle.log import UNDOABLE, Log
from circle.retelling import words_in

_ROUND_OF_NONE = -1


class Kind(StrEnum):
    """What somebody wrote in a session."""

    NOTE = "note"
    """Key points, quotes and questions are notes, too."""
    COMMITMENT = "commitment"
    ANSWER = "answer"
    """What became of a commitment of an earlier session."""
    REFLECTION = "reflection"


@dataclass(frozen=True, slots=True)
class Piece:
    """`number`: of the note or the commitment; of the others that of the newest event that holds it."""

    kind: Kind
    number: int


def pieces_of(log: Log) -> tuple[Piece, ...]:
    """Everything that was written, also what was removed or taken back since."""
    found: dict[Piece, None] = {}
    for entry in log.entries:
        match entry.event:
            case e.NoteWritten(number):
                found[Piece(Kind.NOTE, number)] = None
            case e.CommitmentMade(number):
                found[Piece(Kind.COMMITMENT, number)] = None
            case e.CommitmentFollowed():
                found[Piece(Kind.ANSWER, entry.seq)] = None
            case e.ReflectionWritten():
                found[Piece(Kind.REFLECTION, entry.seq)] = None
            case _:
                pass
    return tuple(found)


def pieces_with(log: Log, texts: Collection[str]) -> tuple[Piece, ...]:
    """Those in which one of these texts stands: another version of the session numbers them otherwise."""
    meant = {*texts}
    return tuple(
        one for one in pieces_of(log) if meant & {*gone_texts(log, told_without(log, [one]))}
    )


def told_without(log: Log, pieces: Collection[Piece]) -> Log:
    """The log as if these had never been written. Two notes that were joined go together. What is not there changes
    nothing.
    """
    notes = _joined(log, {one.number for one in pieces if one.kind is Kind.NOTE})
    promised = {one.number for one in pieces if one.kind is Kind.COMMITMENT}
    gone = {*_of_notes(log, notes), *_of_commitments(log, promised), *_others(log, pieces)}
    before = stands_before(log, notes)
    return Log(
        _erased(entry)
        if entry.seq in gone
        else replace(entry, event=_kept(entry, notes, promised, before))
        for entry in log.entries
    )


def without_promises_of(
    log: Log, sessions: Collection[str], numbers: Collection[int] = (), *, instead: str
) -> Log:
    """The log with `instead` in place of the words of commitments that these sessions made; what became of them stays.
    `numbers`: of those alone; none: of all.
    """

    def told(event: e.Event) -> e.Event:
        if isinstance(event, e.CommitmentFollowed) and event.session in sessions:
            meant = not numbers or event.commitment in numbers
            return replace(event, text=instead) if meant else event
        return event

    return Log(replace(entry, event=told(entry.event)) for entry in log.entries)


def gone_texts(before: Log, after: Log) -> tuple[str, ...]:
    """What stands in the one and not in the other."""
    kept = {text for entry in after.entries for text in words_in(entry.event)}
    found = dict.fromkeys(text for entry in before.entries for text in words_in(entry.event))
    return tuple(text for text in found if text not in kept)


def _joined(log: Log, numbers: Collection[int]) -> frozenset[int]:
    """With the notes that are one with them now."""
    there = log.state.notes
    return _reached(
        numbers,
        [
            {entry.event.note, entry.event.other}
            for entry in log.effective
            if isinstance(entry.event, e.NotesMerged) and entry.event.other not in there
        ],
    )


def _ever_joined(log: Log, numbers: Collection[int]) -> frozenset[int]:
    """With those that ever were, if only until it was undone."""
    merges = (entry.event for entry in log.entries if isinstance(entry.event, e.NotesMerged))
    return _reached(numbers, [{one.note, one.other} for one in merges])


def _reached(numbers: Collection[int], pairs: Collection[set[int]]) -> frozenset[int]:
    found = {*numbers}
    while more := {one for pair in pairs if found & pair for one in pair} - found:
        found |= more
    return frozenset(found)


def _of_notes(log: Log, notes: Collection[int]) -> Iterator[int]:
    """What was undone of a note that was one with them for a while may say what they said."""
    ever, counts = _ever_joined(log, notes), {entry.seq for entry in log.effective}
    for entry in log.entries:
        meant = notes if entry.seq in counts else ever
        match entry.event:
            case (
                e.NoteWritten(number)
                | e.NoteMarked(number)
                | e.NoteMoved(number)
                | e.NoteRemoved(number)
            ):
                if number in notes:
                    yield entry.seq
            case e.NoteEdited(number):
                if number in meant:
                    yield entry.seq
            case e.NotesMerged(number, other):
                if number in meant or other in meant:
                    yield entry.seq
            case _:
                pass


def _of_commitments(log: Log, promised: Collection[int]) -> Iterator[int]:
    for entry in log.entries:
        match entry.event:
            case (
                e.CommitmentMade(number) | e.CommitmentChanged(number) | e.CommitmentRemoved(number)
            ):
                if number in promised:
                    yield entry.seq
            case _:
                pass


def _others(log: Log, pieces: Iterable[Piece]) -> Iterator[int]:
    """A reflection takes the place of one on the same occasion, and an answer that of one before: they go with it."""
    keys = {_key(entry.event) for entry in log.entries if _piece(entry) in {*pieces}} - {None}
    yield from (entry.seq for entry in log.entries if _key(entry.event) in keys)


def _piece(entry: e.Logged) -> Piece | None:
    match entry.event:
        case e.CommitmentFollowed():
            return Piece(Kind.ANSWER, entry.seq)
        case e.ReflectionWritten():
            return Piece(Kind.REFLECTION, entry.seq)
        case _:
            return None


def _key(event: e.Event) -> tuple[str, int] | None:
    match event:
        case e.CommitmentFollowed(session, number):
            return session, number
        case e.ReflectionWritten(one):
            return one.occasion, _ROUND_OF_NONE if one.round is None else one.round
        case _:
            return None


def _erased(entry: e.Logged) -> e.Logged:
    undoable = isinstance(entry.event, UNDOABLE)
    return replace(entry, event=e.Withdrawn(entry.seq) if undoable else e.Restored(entry.seq))


def _kept(
    entry: e.Logged,
    notes: Collection[int],
    promised: Collection[int],
    before: Mapping[int, int | None],
) -> e.Event:
    """Nothing in it points at what is gone, so that the order of the others is as it was."""
    match event := entry.event:
        case e.NoteMoved(before=place) if place in notes:
            return replace(event, before=before.get(entry.seq))
        case e.HarvestAgreed(agreed, commitments):
            return e.HarvestAgreed(
                tuple(one for one in agreed if one not in notes),
                tuple(one for one in commitments if one not in promised),
            )
        case _:
            return event
