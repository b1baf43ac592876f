"""Sections of what a circle leaves behind: key points with and without sides, commitments, and what became of some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest

from circle.harvest import NoteKind, Side, became_words, side_words
from circle.i18n import gettext as _
from circle.level import Level
from circle.session_notes import CommitmentNotes, SessionNotes, WrittenNotes
from circle.templates import Shape
from exports.blocks import Block, Item, Listed, Numbered, Part, Quoted, Section, SideBySide
from exports.places import closing_round, has_own_place, quotes_apart
from exports.words import by_day, one_line, plain


def key_points(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    """All that have no other place: the whole circle's, each group's, and then side after side."""
    closing = closing_round(notes, shape)
    here = [
        one
        for one in notes.key_points
        if not has_own_place(one.side, shape)
        and (closing is None or one.round != closing or one.side is not None)
    ]
    blocks: list[Block] = [*_by_group(one for one in here if one.side is None)]
    blocks += _by_side(notes.sides, [one for one in here if one.side is not None])
    if blocks:
        yield Section("key-points", _("Key points"), tuple(blocks), card=True)


def _by_group(points: Iterable[WrittenNotes]) -> Iterator[Block]:
    """A block for each small group; with its round, where groups of more than one round reported."""
    written = tuple(points)
    rounds = {one.round for one in written if one.group is not None}
    blocks = groupby(written, key=lambda one: None if one.group is None else (one.round, one.group))
    for block, of_it in blocks:
        listed = Numbered(tuple(Item(plain(one.text)) for one in of_it))
        if block is None:
            yield listed
            continue
        round, group = block
        several = len(rounds) > 1 and round is not None
        words = _("Round {round} · Group {n}") if several else _("Group {n}")
        yield Part(words.format(round=round, n=group), (listed,))


def _by_side(chosen: Iterable[Side], points: list[WrittenNotes]) -> Iterator[Block]:
    order = tuple(dict.fromkeys((*chosen, *Side)))
    there = [side for side in order if any(one.side is side for one in points)]
    if Side.OLD in there and Side.NEW in there:
        there.remove(Side.NEW)
    for side in there:
        block = _beside(points) if side is Side.OLD else None
        yield block or Part(side_words(side), (Numbered(_items(points, side)),))


def _beside(points: Iterable[WrittenNotes]) -> SideBySide | None:
    """Old habits and new ones, where there are both."""
    written = tuple(points)
    old, new = _items(written, Side.OLD), _items(written, Side.NEW)
    rows = zip_longest((one.text for one in old), (one.text for one in new), fillvalue="")
    heads = side_words(Side.OLD), side_words(Side.NEW)
    return SideBySide(heads, tuple(rows)) if old and new else None


def _items(points: Iterable[WrittenNotes], side: Side) -> tuple[Item, ...]:
    return tuple(
        Item(plain(one.text), below=_group(one.group)) for one in points if one.side is side
    )


def _group(group: int | None) -> str:
    return "" if group is None else _("Group {n}").format(n=group)


def heard_helped_harmed(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    for side in (Side.HEARD, Side.HELPED, Side.HARMED):
        yield from _side_section(notes, shape, side)


def habits(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    """Old ones and new ones side by side."""
    both = _beside(notes.key_points)
    quotes = _quotes(notes, shape, Side.OLD, Side.NEW)
    if both:
        yield Section("habits", _("Old habits and new ones"), (both, *quotes), card=True)
    else:
        yield from _side_section(notes, shape, Side.OLD)
        yield from _side_section(notes, shape, Side.NEW)


def moved(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    yield from _side_section(notes, shape, Side.MOVED)


def result(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    yield from _side_section(notes, shape, Side.RESULT)


def _side_section(notes: SessionNotes, shape: Shape, side: Side) -> Iterator[Section]:
    points = _items(notes.key_points, side)
    blocks: list[Block] = [Numbered(points)] if points else []
    blocks += _quotes(notes, shape, side)
    if blocks:
        yield Section(f"side-{side.value}", side_words(side), tuple(blocks), card=True)


def _quotes(notes: SessionNotes, shape: Shape, *sides: Side | None) -> list[Block]:
    if not quotes_apart(shape):
        return []
    quotes = [one for one in notes.notes if one.kind is NoteKind.QUOTE and one.side in sides]
    return [Quoted(tuple(Item(plain(one.text)) for one in quotes))] if quotes else []


def in_tellers_words(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    """The quotes that stand at no side which has a section."""
    others = [None, *(side for side in Side if not has_own_place(side, shape))]
    if blocks := _quotes(notes, shape, *others):
        yield Section("quotes", _("In tellers’ own words"), tuple(blocks), card=True)


def commitments(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    one_at_a_time = shape is Shape.POWER
    title = _("Commitments, one meeting at a time") if one_at_a_time else _("Commitments")
    items = tuple(_commitment(one, notes.level) for one in notes.commitments)
    if items:
        yield Section("commitments", title, (Listed(items),), card=True)


def _commitment(one: CommitmentNotes, level: Level) -> Item:
    """Without names nobody is attached to any."""
    who = "" if level is Level.NOBODY else one_line(one.who) or _("Someone")
    by = _("by {day}").format(day=by_day(one.by)) if one.by else ""
    return Item(plain(one.text), below=" · ".join(filter(None, (who, by))))


def became(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    """What became of the commitments of earlier sessions."""
    del shape
    items = tuple(
        Item(
            plain(one.text),
            below=" – ".join(filter(None, (became_words(one.became), plain(one.words)))),
        )
        for one in notes.followed
    )
    if items:
        title = _("What became of earlier commitments")
        yield Section("became", title, (Listed(items),), card=True)
