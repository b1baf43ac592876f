"""What a facilitator may write: notes, key points, commitments, and what was noticed of the listening."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from circle import events as e
from circle.harvest import SEEN_AT_FIRST, Became, Commitment, Note, NoteKind, Seen, Side
from circle.i18n import gettext as _
from circle.moves import check, clean_text, known, refuse
from circle.reflection import LEAST_PEOPLE, Gathered, Reflection
from circle.session import State


def write_note(
    state: State,
    *,
    number: int,
    text: str,
    kind: NoteKind = NoteKind.NOTE,
    group: int | None = None,
    side: Side | None = None,
    round: int | None = None,
) -> e.Event:
    """A new note. `number` is one that this session has never used: that of the event itself.

    `group`: the small group that it was reported by, from 0. `round`: the round that it is of, from 0; None: the
    one that runs. Who may see it is as for all of its kind at first.
    """
    kept = _text(state, text)
    return check(state, e.NoteWritten(number, kept, kind, group, SEEN_AT_FIRST[kind], side, round))


def _text(state: State, text: str) -> str:
    kept = clean_text(text)
    if not kept:
        raise refuse(state, "note", _("The note is empty, so it was not kept."))
    return kept


def edit_note(state: State, *, number: int, text: str) -> e.Event:
    note, kept = _noted(state, number), _text(state, text)
    return check(state, e.NoteEdited(number, kept, _seen_in_other_words(note, kept)))


def _seen_in_other_words(note: Note, text: str) -> Seen | None:
    """What the circle, or whoever is quoted, agreed to was other words: these wait for a yes of their own."""
    waits = SEEN_AT_FIRST[note.kind] is Seen.MINE
    return Seen.MINE if waits and text != note.text and note.seen is Seen.REPORT else None


def remove_note(state: State, *, number: int) -> e.Event:
    _noted(state, number)
    return check(state, e.NoteRemoved(number))


def show_note(state: State, *, number: int, seen: Seen) -> e.Event:
    """Who may see it from now on."""
    _noted(state, number)
    return check(state, replace(_marks(state, number), seen=seen))


def change_kind(state: State, *, number: int, kind: NoteKind) -> e.Event:
    """It is of another kind. Nobody may see it then who might not see it before, or may not see the new kind at first."""
    note, first = _noted(state, number), SEEN_AT_FIRST[kind]
    seen = first if note.seen.lets(first) else note.seen
    return check(state, replace(_marks(state, number), kind=kind, seen=seen))


def place_note(
    state: State,
    *,
    number: int,
    round: int | None = None,
    group: int | None = None,
    side: Side | None = None,
) -> e.Event:
    """Whose it is from now on: a round's, a small group's of a round, or, without either, the whole circle's."""
    _noted(state, number)
    if round is not None and not 0 <= round < len(state.rounds):
        raise refuse(state, "note", _("There is no such round. Nothing was changed."))
    return check(state, replace(_marks(state, number), round=round, group=group, side=side))


def _marks(state: State, number: int) -> e.NoteMarked:
    note = state.notes[number]
    return e.NoteMarked(number, note.kind, note.seen, note.side, note.group, note.round)


def move_note(state: State, *, number: int, before: int | None) -> e.Event:
    """It stands before another note; None: after all."""
    _noted(state, number)
    if before is not None:
        _noted(state, before)
    return check(state, e.NoteMoved(number, before))


def merge_notes(state: State, *, number: int, other: int, text: str = "") -> e.Event:
    """Two notes are one, in these words; without any, in the words of both."""
    first, second = _noted(state, number), _noted(state, other)
    if number == other:
        raise refuse(state, "note", _("That is one note. Choose another to join it with."))
    if first.seen is not second.seen:
        why = _("These two may not be seen by the same people. Change that first.")
        raise refuse(state, "note", why)
    between = " " if first.text.endswith((".", "!", "?", "…", "”")) else "; "
    words = _text(state, text or f"{first.text}{between}{second.text}")
    return check(state, e.NotesMerged(number, other, words, _seen_in_other_words(first, words)))


def _noted(state: State, number: int) -> Note:
    note = state.notes.get(number)
    if note is None:
        raise refuse(state, "note", _("That note has been removed already."))
    return note


def agree_harvest(
    state: State, *, notes: Collection[int], commitments: Collection[int] = ()
) -> e.Event:
    """The circle heard its key points and commitments: these may leave, what it did not agree to stays."""
    points = [n for n, note in state.notes.items() if note.kind is NoteKind.KEY_POINT]
    agreed = tuple(number for number in points if number in notes)
    promised = tuple(number for number in state.commitments if number in commitments)
    return check(state, e.HarvestAgreed(agreed, promised))


def choose_sides(state: State, *, sides: tuple[Side, ...]) -> e.Event:
    return check(state, e.SidesChosen(sides))


def commit(state: State, *, number: int, text: str, who: str = "", by: str = "") -> e.Event:
    """What somebody, or "someone", will do. `by`: a day as in 2026-06-08; empty: none was said."""
    kept = _promise(state, text)
    return check(state, e.CommitmentMade(number, kept, _whose(state, who), _day(state, by)))


def change_commitment(
    state: State,
    *,
    number: int,
    text: str,
    who: str = "",
    by: str = "",
    seen: Seen | None = None,
) -> e.Event:
    old = _promised(state, number)
    kept = _promise(state, text)
    whose, day = _whose(state, who), _day(state, by)
    agreed = old.seen is Seen.REPORT and (kept, whose, day) != (old.text, old.who, old.by)
    return check(
        state,
        e.CommitmentChanged(number, kept, whose, day, seen or (Seen.MINE if agreed else old.seen)),
    )


def remove_commitment(state: State, *, number: int) -> e.Event:
    _promised(state, number)
    return check(state, e.CommitmentRemoved(number))


def follow_commitment(
    state: State,
    *,
    session: str,
    number: int,
    text: str,
    became: Became,
    words: str = "",
    seen: Seen = Seen.MINE,
) -> e.Event:
    """What became of a commitment of an earlier session. `text`: what it was, without names."""
    what, happened = clean_text(text), clean_text(words)
    return check(state, e.CommitmentFollowed(session, number, what, became, happened, seen))


def _promise(state: State, text: str) -> str:
    kept = clean_text(text)
    if not kept:
        raise refuse(state, "commitment", _("The commitment is empty, so it was not kept."))
    return kept


def _promised(state: State, number: int) -> Commitment:
    one = state.commitments.get(number)
    if one is None:
        raise refuse(state, "commitment", _("That commitment has been removed already."))
    return one


def _whose(state: State, who: str) -> str:
    if who:
        known(state, who)
    return who


def _day(state: State, by: str) -> str:
    try:
        return date.fromisoformat(by).isoformat() if by else ""
    except ValueError:
        why = _("“{by}” is not a day. Write it as in 2026-06-08, or leave it out.")
        raise refuse(state, "commitment", why.format(by=clean_text(by, longest=40))) from None


def reflect(state: State, *, reflection: Reflection) -> e.Event:
    """What the facilitator noticed of their own listening, or expects of it."""
    texts = {"keep": clean_text(reflection.keep), "try_next": clean_text(reflection.try_next)}
    return check(state, e.ReflectionWritten(replace(reflection, **texts)))


def gather_listening(state: State, *, gathered: Gathered) -> e.Event:
    """The counts of what people noticed, mixed. Of fewer than five people nothing is kept."""
    if gathered.people < LEAST_PEOPLE:
        why = _("Fewer than {n} people answered, so nothing was kept.")
        raise refuse(state, "listening", why.format(n=LEAST_PEOPLE))
    if any(one.round == gathered.round for one in state.gathered):
        raise refuse(state, "listening", _("That was asked already, and is asked only once."))
    return check(state, e.ListeningGathered(gathered))
