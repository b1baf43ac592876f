"""How what is written changes a session: notes, key points, commitments and what was noticed of the listening."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import assert_never

from circle import events as e
from circle.changed import changed
from circle.harvest import Commitment, Followed, Note, NoteKind, Seen
from circle.reflection import Gathered, Reflection, can_be
from circle.session import State

Notes = Mapping[int, Note]


def written(state: State, event: e.Written, at_ms: int) -> State:
    """The state after something was written. What is not there is not changed."""
    match event:
        case (
            e.NoteWritten()
            | e.NoteEdited()
            | e.NoteMarked()
            | e.NoteMoved()
            | e.NotesMerged()
            | e.NoteRemoved()
        ):
            return changed(state, notes=_notes(state, event, at_ms))
        case e.HarvestAgreed(notes, commitments):
            return changed(_agreed(state, notes, commitments), agreed_ms=at_ms)
        case e.SidesChosen(sides):
            return changed(state, sides_now=sides)
        case e.CommitmentMade() | e.CommitmentChanged() | e.CommitmentRemoved():
            return changed(state, commitments=_commitments(state, event, at_ms))
        case e.CommitmentFollowed(session, number, text, became, words, seen):
            followed = Followed(session, number, text, became, words, seen)
            return changed(state, followed={**state.followed, (session, number): followed})
        case e.ReflectionWritten(reflection):
            return changed(state, reflections=_with(state.reflections, reflection))
        case e.ListeningGathered(gathered):
            return changed(state, gathered=_gathered(state.gathered, gathered))
        case _:
            assert_never(event)


def _notes(state: State, event: e.NoteAct, at_ms: int) -> Notes:
    notes = state.notes
    match event:
        case e.NoteWritten(number, text, kind, group, seen, side, round):
            running = state.round.index if state.round else None
            of_round = running if round is None else round
            return {**notes, number: Note(number, at_ms, text, kind, of_round, group, seen, side)}
        case e.NoteEdited(number, text, seen):
            return _changed(notes, number, **_words(text, seen))
        case e.NoteMarked(number, kind, seen, side, group, round):
            marks = {"kind": kind, "seen": seen, "side": side, "group": group, "round": round}
            return _changed(notes, number, **marks)
        case e.NoteMoved(number, before):
            return _moved(notes, number, before)
        case e.NotesMerged(number, other, text, seen):
            if number not in notes or number == other:
                return notes
            return _without(_changed(notes, number, **_words(text, seen)), other)
        case e.NoteRemoved(number):
            return _without(notes, number)
        case _:
            assert_never(event)


def _words(text: str, seen: Seen | None) -> Mapping[str, object]:
    return {"text": text} if seen is None else {"text": text, "seen": seen}


def _changed(notes: Notes, number: int, **changes: object) -> Notes:
    old = notes.get(number)
    return {**notes, number: replace(old, **changes)} if old else notes


def _without(notes: Notes, number: int) -> Notes:
    return {key: note for key, note in notes.items() if key != number}


def _moved(notes: Notes, number: int, before: int | None) -> Notes:
    if number not in notes or before == number or (before is not None and before not in notes):
        return notes
    others = [key for key in notes if key != number]
    place = len(others) if before is None else others.index(before)
    return {key: notes[key] for key in (*others[:place], number, *others[place:])}


def _agreed(state: State, notes: Collection[int], commitments: Collection[int]) -> State:
    """Observations and the like were not read back; who may see them is not touched."""
    points = {
        number: replace(note, seen=_seen(number in notes))
        if note.kind is NoteKind.KEY_POINT
        else note
        for number, note in state.notes.items()
    }
    promised = {
        number: replace(one, seen=_seen(number in commitments))
        for number, one in state.commitments.items()
    }
    return changed(state, notes=points, commitments=promised)


def _seen(agreed: bool) -> Seen:  # noqa: FBT001 - the one thing it says
    return Seen.REPORT if agreed else Seen.MINE


def _commitments(
    state: State,
    event: e.CommitmentMade | e.CommitmentChanged | e.CommitmentRemoved,
    at_ms: int,
) -> Mapping[int, Commitment]:
    there = state.commitments
    match event:
        case e.CommitmentMade(number, text, who, by, seen):
            return {**there, number: Commitment(number, at_ms, text, who, by, seen)}
        case e.CommitmentChanged(number, text, who, by, seen):
            old = there.get(number)
            if old is None:
                return there
            return {**there, number: replace(old, text=text, who=who, by=by, seen=seen)}
        case e.CommitmentRemoved(number):
            return {key: one for key, one in there.items() if key != number}
        case _:
            assert_never(event)


def _with(reflections: tuple[Reflection, ...], new: Reflection) -> tuple[Reflection, ...]:
    others = (one for one in reflections if (one.occasion, one.round) != (new.occasion, new.round))
    return (*others, new)


def _gathered(before: tuple[Gathered, ...], new: Gathered) -> tuple[Gathered, ...]:
    """Counts of too few people say who answered what, and so does the difference of two."""
    known = any(one.round == new.round for one in before)
    return before if known or not can_be(new) else (*before, new)
