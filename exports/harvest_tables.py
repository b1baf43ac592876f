"""Tables of what a circle leaves behind: what was written, promised and followed, and how the listening went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from circle.i18n import gettext as _
from circle.reflection import (
    Gathered,
    Heard,
    Occasion,
    Reflection,
    SaidBack,
    SaidBackCounts,
    Stance,
    heard_words,
    said_back_words,
    stance_words,
)
from circle.session_notes import CommitmentNotes, SessionNotes, WrittenNotes
from exports.cells import SECONDS, Cell, Field, Table, in_seconds
from exports.words import one_line, plain


def written(notes: SessionNotes) -> Table:
    """Key points first, as in documents; then all other notes."""
    sides = _("old, new, heard, helped, harmed, moved, result, speakers or circle; mostly empty.")
    kinds = _("key_point, note, quote, question, to do or process.")
    fields = (
        Field("kind", _("Kind"), "string", kinds),
        Field("side", _("Side"), "string", sides),
        Field("round", _("Round"), "integer", _("Empty for what is the whole circle’s.")),
        Field("group", _("Group"), "integer", _("The small group that reported it, from 1.")),
        Field("at_utc", _("When"), "datetime", _("When it was written, in UTC.")),
        Field("at_s", _("After"), "number", _("Since the session was opened."), SECONDS),
        Field("text", _("Text"), "string", _("Below names, with the names in it replaced.")),
    )
    rows = tuple(_note(notes, one) for one in (*notes.key_points, *notes.notes))
    about = _(
        "One row to what was written down, nobody’s by name. Only what this reader may see is here, "
        "and nothing of a confidential round."
    )
    return Table("notes", _("Key points and notes"), about, fields, rows)


def _note(notes: SessionNotes, one: WrittenNotes) -> tuple[Cell, ...]:
    return (
        one.kind.value,
        one.side.value if one.side else None,
        one.round,
        one.group,
        None if one.at_ms is None else notes.moment(one.at_ms),
        in_seconds(one.at_ms),
        plain(one.text),
    )


def commitments(notes: SessionNotes) -> Table:
    fields = (
        Field("text", _("Text"), "string", _("What somebody means to do.")),
        Field("person", _("Person"), "string", _("Who was attached on purpose; else empty.")),
        Field("by", _("By"), "date", _("The day that was said; empty where none was.")),
    )
    rows = tuple(_commitment(one) for one in notes.commitments)
    about = _("One row to a commitment. Empty where none was made or none may leave.")
    return Table("commitments", _("Commitments"), about, fields, rows)


def _commitment(one: CommitmentNotes) -> tuple[Cell, ...]:
    return plain(one.text), one_line(one.who) or None, day_of(one)


def day_of(one: CommitmentNotes) -> date | None:
    """By when; None where nobody said a day."""
    try:
        return date.fromisoformat(one.by)
    except ValueError:
        return None


def followed(notes: SessionNotes) -> Table:
    fields = (
        Field("text", _("Text"), "string", _("The commitment of an earlier session.")),
        Field("became", _("Became"), "string", _("done, open or let go.")),
        Field("words", _("In words"), "string", _("What happened.")),
    )
    rows = tuple(
        (plain(one.text), one.became.value, plain(one.words) or None) for one in notes.followed
    )
    about = _("One row to what became of an earlier commitment. Empty where nothing was told.")
    return Table("followed", _("Earlier commitments"), about, fields, rows)


def listening(notes: SessionNotes) -> Table:
    """Every answer that could be given, always in the same order."""
    kinds = _(
        "stance: how people listened; felt heard: how much; said back: what speakers answered to that; "
        "own stance, keep, try next: what the facilitator noticed and shared."
    )
    fields = (
        Field("about", _("About"), "string", kinds),
        Field("occasion", _("Occasion"), "string", _("before, round or close.")),
        Field("round", _("Round"), "integer", _("Where it was after one.")),
        Field("answer", _("Answer"), "string", _("In a word that is the same in any language.")),
        Field("text", _("Text"), "string", _("The answer in words.")),
        Field("count", _("Count"), "integer", _("How many gave it; empty for one’s own.")),
        Field("people", _("People"), "integer", _("How many answered at all."), _("people")),
    )
    rows = (
        *(row for one in notes.gathered for row in _gathered(one)),
        *(row for one in notes.said_back for row in _said_back(one)),
        *(row for one in notes.reflections for row in _own(one)),
    )
    about = _(
        "One row to an answer. Counts are of five people or more, mixed before they were stored; of fewer there "
        "are none. Empty where nobody was asked, or nothing was shared."
    )
    return Table("listening", _("Listening"), about, fields, rows)


def _gathered(one: Gathered) -> Iterator[tuple[Cell, ...]]:
    number = _from_1(one.round)
    occasion = (Occasion.CLOSE if one.round is None else Occasion.ROUND).value
    named = {each.stance: each.count for each in one.stances}
    for stance in Stance if named else ():
        counted = named.get(stance, 0), one.people
        yield "stance", occasion, number, stance.value, stance_words(stance), *counted
    felt = {each.heard: each.count for each in one.heard}
    for heard in Heard if felt else ():
        counted = felt.get(heard, 0), one.people
        yield "felt heard", occasion, number, heard.value, heard_words(heard), *counted


def _said_back(one: SaidBackCounts) -> Iterator[tuple[Cell, ...]]:
    counts = {SaidBack.YES: one.yes, SaidBack.ALMOST: one.almost, SaidBack.NOT_YET: one.not_yet}
    for said, count in counts.items():
        words = said_back_words(said)
        yield "said back", "round", one.round + 1, said.value, words, count, None


def _own(one: Reflection) -> Iterator[tuple[Cell, ...]]:
    occasion, number = one.occasion.value, _from_1(one.round)
    for stance in Stance:
        if stance in one.stances:
            words = stance_words(stance)
            yield "own stance", occasion, number, stance.value, words, None, None
    for about, text in (("keep", one.keep), ("try next", one.try_next)):
        if plain(text):
            yield about, occasion, number, None, plain(text), None, None


def _from_1(round: int | None) -> int | None:
    return None if round is None else round + 1
