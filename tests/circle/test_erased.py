"""A log told anew without a note: nothing of its words is left in it, and the other notes are as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from circle import events as e
from circle import moves
from circle.erased import Kind, Piece, told_without
from circle.harvest import NoteKind, Seen
from circle.left_out import without_unseen
from circle.log import Log
from circle.reflection import Occasion, Reflection
from tests.circle.story import AN_EVENING, Story

Step = tuple[str, int, int]
ACTS = (
    "write",
    "write",
    "edit",
    "mark",
    "move",
    "merge",
    "remove",
    "agree",
    "undo",
    "redo",
    "give",
)
steps = st.tuples(st.sampled_from(ACTS), st.integers(0, 7), st.integers(0, 7))


def token(number: int) -> str:
    return f"<{number}>"


def record(log: Log, event: e.Event) -> None:
    seq = log.next_seq
    log.append(e.Logged(seq, seq * 100, AN_EVENING + timedelta(seconds=seq), event))


def step(log: Log, one: Step) -> None:
    act, first, second = one
    notes, seq = log.state.notes, log.next_seq
    if act == "write":
        record(log, e.NoteWritten(seq, f"Note {token(seq)}"))
    elif act == "undo" and log.can_undo and log.can_undo.seq > 1:
        record(log, moves.undo(log))
    elif act == "redo" and log.can_redo:
        record(log, moves.redo(log))
    elif act == "give":
        record(log, e.PieceGiven(f"p{first % 3 + 1}"))
    elif notes:
        number, other = ([*notes][which % len(notes)] for which in (first, second))
        event = _on(act, number, other, log)
        if event is not None:
            record(log, event)


def _on(act: str, number: int, other: int, log: Log) -> e.Event | None:
    notes = log.state.notes
    match act:
        case "edit":
            return e.NoteEdited(number, f"{notes[number].text}!")
        case "mark":
            return e.NoteMarked(number, NoteKind.QUESTION, Seen.REPORT)
        case "move":
            return e.NoteMoved(number, other if other != number else None)
        case "merge" if number != other:
            return e.NotesMerged(number, other, notes[number].text + notes[other].text)
        case "remove":
            return e.NoteRemoved(number)
        case "agree":
            return e.HarvestAgreed(tuple(notes))
        case _:
            return None


def texts(log: Log) -> str:
    return "\n".join(e.row_of(entry).data for entry in log.entries)


def a_log(history: list[Step]) -> Log:
    log = Log(Story(3).log.entries)
    for one in history:
        step(log, one)
    return log


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.lists(steps, min_size=3, max_size=30), st.integers(0, 9))
def test_whatever_was_done_with_a_note_nothing_of_it_is_left_and_the_others_stay(
    history: list[Step], which: int
) -> None:
    log = a_log(history)
    written = [one.event.note for one in log.entries if isinstance(one.event, e.NoteWritten)]
    if not written:
        return
    number = written[which % len(written)]
    told = told_without(log, [Piece(Kind.NOTE, number)])
    assert token(number) not in texts(told)
    assert [(one.seq, one.at_ms, one.wall) for one in told.entries] == [
        (one.seq, one.at_ms, one.wall) for one in log.entries
    ]
    kept = [one for one in log.state.notes.values() if token(number) not in one.text]
    assert [*told.state.notes.values()] == kept
    assert told.state.hand == log.state.hand
    assert Log(told.entries).state == told.state
    again = told_without(told, [Piece(Kind.NOTE, number)])
    assert again.entries == told.entries


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(steps, min_size=3, max_size=30), st.integers(0, 9))
def test_what_leaves_does_not_say_that_something_was_erased(
    history: list[Step], which: int
) -> None:
    log = a_log(history)
    written = [one.event.note for one in log.entries if isinstance(one.event, e.NoteWritten)]
    if not written:
        return
    told = told_without(log, [Piece(Kind.NOTE, written[which % len(written)])])
    for reader in Seen:
        left = without_unseen(told, reader)
        assert [one.seq for one in left.entries] == [*range(1, len(left.entries) + 1)]
        for one in left.entries:
            if isinstance(one.event, e.Withdrawn | e.Restored):
                assert one.event.seq < one.seq


def test_what_could_be_done_again_before_an_erased_note_cannot_be_after_it() -> None:
    log = a_log([("write", 0, 0), ("edit", 0, 0), ("undo", 0, 0), ("write", 0, 0)])
    second = [*log.state.notes][-1]
    assert log.can_redo is None
    assert told_without(log, [Piece(Kind.NOTE, second)]).can_redo is None


def test_a_reflection_goes_with_those_before_it_on_the_same_occasion_and_undoes_nothing() -> None:
    log = a_log([("write", 0, 0), ("undo", 0, 0)])
    for keep in ("First", "Second"):
        record(log, e.ReflectionWritten(Reflection(Occasion.CLOSE, keep=keep)))
    record(log, e.ReflectionWritten(Reflection(Occasion.BEFORE, keep="Other")))
    told = told_without(log, [Piece(Kind.REFLECTION, log.entries[-2].seq)])
    assert [one.keep for one in told.state.reflections] == ["Other"]
    assert "First" not in texts(told)
    assert told.can_redo == log.can_redo


def test_a_commitment_goes_with_every_way_it_was_put() -> None:
    log = a_log([])
    record(log, e.CommitmentMade(2, "Bring tea", "p1"))
    record(log, e.CommitmentChanged(2, "Bring cake", "p1"))
    record(log, e.CommitmentMade(4, "Bring bread"))
    record(log, e.HarvestAgreed((), (2, 4)))
    told = told_without(log, [Piece(Kind.COMMITMENT, 2)])
    assert [*told.state.commitments] == [4]
    assert "tea" not in texts(told)
    assert "cake" not in texts(told)
    assert told.entries[-1] == replace(log.entries[-1], event=e.HarvestAgreed((), (4,)))


def texts_told(history: list[Step], erased: int) -> list[str]:
    """What stands after the n-th note that was written is erased."""
    log = a_log(history)
    written = [one.event.note for one in log.entries if isinstance(one.event, e.NoteWritten)]
    told = told_without(log, [Piece(Kind.NOTE, written[erased])])
    assert token(written[erased]) not in texts(told)
    return [one.text for one in told.state.notes.values()]


def test_a_note_that_was_moved_before_an_erased_one_stays_where_it_was_put() -> None:
    three = [("write", 0, 0)] * 3
    assert texts_told([*three, ("move", 2, 0)], 0) == ["Note <4>", "Note <3>"]


def test_what_was_undone_of_notes_that_were_one_goes_too() -> None:
    two = [("write", 0, 0)] * 2
    joined = [("merge", 0, 1), ("edit", 0, 0), ("undo", 0, 0), ("undo", 0, 0)]
    assert texts_told([*two, *joined], 1) == ["Note <2>"]


def test_notes_that_are_one_go_together() -> None:
    assert texts_told([*[("write", 0, 0)] * 3, ("merge", 0, 1)], 1) == ["Note <4>"]
