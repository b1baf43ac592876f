"""The harvest on the Close page: key points in blocks, whose each is, and what is still the facilitator's alone. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from circle.forms import Speaks
from circle.grouping import group_of
from circle.harvest import Note, NoteKind, Seen, Side, seen_words, side_words
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.session import Round, State
from circle.templates import Shape
from ui.widgets.row_shown import RowShown

APART = (Side.SPEAKERS, Side.CIRCLE)
_BESIDE_EACH_OTHER = (
    (Side.OLD, Side.NEW),
    (Side.HELPED, Side.HARMED),
    (Side.MOVED, Side.RESULT),
    APART,
)
_LONGEST_PROMPT = 48


@dataclass(frozen=True, slots=True)
class Place:
    """Whose a key point is: a round's, a group's of a round, or, without either, the whole circle's."""

    round: int | None = None
    group: int | None = None
    side: Side | None = None

    @property
    def order(self) -> tuple[int, int]:
        return (
            -1 if self.round is None else self.round,
            -1 if self.group is None else self.group,
        )


@dataclass(frozen=True, slots=True)
class PlaceShown:
    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class BlockShown:
    """The key points of one place. `count`: how many of about so many there are."""

    place: Place
    heading: str
    rows: tuple[RowShown, ...] = ()
    count: str = ""


Blocks = tuple[BlockShown, ...]
"""One below the other."""
Line = tuple[Blocks, ...]
"""Beside each other, where the width allows."""


@dataclass(frozen=True, slots=True)
class HarvestShown:
    """`alone`: what stays here, as a sentence; empty where nothing does. `apart`: whether the points of those
    who opened are apart; None where that is not asked.
    """

    lines: tuple[Line, ...]
    alone: str = ""
    can_be_read: bool = False
    apart: bool | None = None


def key_points(state: State) -> tuple[Note, ...]:
    return tuple(note for note in state.notes.values() if note.kind is NoteKind.KEY_POINT)


def harvest_shown(state: State) -> HarvestShown:
    points, sides = key_points(state), state.sides
    topic = state.opened is not None and state.opened.shape == Shape.TOPIC
    return HarvestShown(
        lines=tuple(_lines(state, points, sides)),
        alone=_alone(state, points),
        can_be_read=bool(points or state.commitments),
        apart=sides == APART if topic else None,
    )


def place_of(note: Note, sides: Sequence[Side]) -> Place:
    """A side that is not asked for any more is none."""
    return Place(note.round, note.group, note.side if note.side in sides else None)


def _lines(state: State, points: Sequence[Note], sides: Sequence[Side]) -> Iterator[Line]:
    for pair in _side_by_side(sides):
        yield tuple(_blocks(state, points, sides, side) for side in pair)
    besides = _blocks(state, points, sides, None)
    if besides and any(block.rows or not sides for block in besides):
        yield (besides,)


def _side_by_side(sides: Sequence[Side]) -> Iterator[tuple[Side, ...]]:
    """The sides in their order, those that belong together at once."""
    left = list(sides)
    while left:
        pair = next((pair for pair in _BESIDE_EACH_OTHER if left[0] in pair), (left[0],))
        together = tuple(side for side in pair if side in left)
        yield together
        left = [side for side in left if side not in together]


def _blocks(
    state: State, points: Sequence[Note], sides: Sequence[Side], side: Side | None
) -> Blocks:
    there = sorted(
        ((place_of(note, sides), note) for note in points if place_of(note, sides).side is side),
        key=lambda placed: placed[0].order,
    )
    blocks = {
        place: tuple(note for _place, note in placed)
        for place, placed in groupby(there, key=lambda placed: placed[0])
    }
    wanted = _asked(state) if not sides else [Place(side=side)] if side else []
    for place in wanted:
        blocks.setdefault(place, ())
    ordered = sorted(blocks, key=lambda place: place.order)
    return tuple(_block(state, place, blocks[place], besides=bool(sides)) for place in ordered)


def _asked(state: State) -> Iterator[Place]:
    """The groups that have been or are being asked for key points, even where none is there yet."""
    for round in state.rounds:
        if round.form.points and Speaks.REPORTERS in round.form.parts:
            yield from (Place(round.index, at) for at in _reported(state, round))


def _reported(state: State, round: Round) -> Iterable[int]:
    """The groups of whom somebody had the piece in the round."""
    groups = _groups(state, round)
    found = {group_of(groups, who) for who, turns in round.turns.items() if turns}
    return sorted(at for at in found if at is not None)


def _groups(state: State, round: Round) -> tuple[tuple[str, ...], ...]:
    """Its own, or those of the last round before it that had some."""
    before = (one.groups for one in reversed(state.rounds[: round.index + 1]) if one.groups)
    return next(before, ())


def _block(state: State, place: Place, notes: Sequence[Note], *, besides: bool) -> BlockShown:
    heading = _heading(state, place, besides=besides)
    rows = tuple(_row(n, note, heading) for n, note in enumerate(notes, 1))
    return BlockShown(place, heading, rows, _count(state, place, len(notes)))


def _heading(state: State, place: Place, *, besides: bool) -> str:
    whose = _whose(state, place)
    if place.side is not None:
        side = side_words(place.side)
        return f"{side} · {whose}" if whose else side
    return whose or (_("Besides") if besides else "")


def _whose(state: State, place: Place) -> str:
    if place.round is None and place.group is None:
        return ""
    round = _("Round {n}").format(n=(place.round or 0) + 1)
    if place.group is None:
        return round
    group = _("Group {n}").format(n=place.group + 1)
    return f"{round} · {group}" if _several_rounds_of_groups(state) else group


def _several_rounds_of_groups(state: State) -> bool:
    rounds = {note.round for note in key_points(state) if note.group is not None}
    return len(rounds | {place.round for place in _asked(state)}) > 1


def _count(state: State, place: Place, there: int) -> str:
    """Soft words for a group that was asked for so many; nothing once there are more."""
    if place.group is None or place.round is None or place.round >= len(state.rounds):
        return ""
    asked = state.rounds[place.round].form.points
    return _("{n} of {all}").format(n=there, all=asked) if there <= asked else ""


def _row(n: int, note: Note, heading: str) -> RowShown:
    said = _("{whose}, key point {n}: {text}") if heading else _("Key point {n}: {text}")
    said = said.format(whose=heading, n=n, text=note.text)
    words = seen_words(note.seen)
    return RowShown(
        key=note.number, lead=f"{n}.", text=note.text, said=f"{said} · {words}", seen=note.seen
    )


def places(state: State, now: Place) -> tuple[PlaceShown, ...]:
    """Where a key point can go from where it is: to another side, or to another round or group on its side."""
    sides = (*state.sides, None) if state.sides else ()
    return (
        *(PlaceShown(replace(now, side=side), _side_words(side)) for side in sides),
        *(PlaceShown(place, whose_words(state, place)) for place in _whose_places(state, now.side)),
    )


def place_words(state: State, place: Place) -> str:
    whose = whose_words(state, place)
    return f"{_side_words(place.side)} · {whose}" if state.sides else whose


def can_be(state: State, place: Place) -> bool:
    """Whether there is such a place still: rounds can be undone, and other sides chosen."""
    sides = place.side is None or place.side in state.sides
    return sides and place in _whose_places(state, place.side)


def _side_words(side: Side | None) -> str:
    return side_words(side) if side else _("Besides")


def _whose_places(state: State, side: Side | None) -> Iterator[Place]:
    yield Place(side=side)
    for round in state.rounds:
        yield Place(round.index, side=side)
        groups = _groups(state, round) if _is_of_groups(round) else ()
        yield from (Place(round.index, at, side) for at in range(len(groups)))


def _is_of_groups(round: Round) -> bool:
    return bool(round.groups) or Speaks.REPORTERS in round.form.parts


def whose_words(state: State, place: Place) -> str:
    if place.round is None:
        return _("Whole circle")
    words = [_("Round {n}").format(n=place.round + 1)]
    if place.group is not None:
        words.append(_("Group {n}").format(n=place.group + 1))
    elif prompt := state.rounds[place.round].plan.prompt:
        words.append(_shortened(prompt))
    return " · ".join(words)


def _shortened(prompt: str) -> str:
    return prompt if len(prompt) <= _LONGEST_PROMPT else f"{prompt[: _LONGEST_PROMPT - 1]}…"


def _alone(state: State, points: Sequence[Note]) -> str:
    """How much is the facilitator's alone, and how it may leave."""
    n = sum(1 for note in points if note.seen is Seen.MINE)
    m = sum(1 for one in state.commitments.values() if one.seen is Seen.MINE)
    if not n + m:
        return ""
    parts = [
        ngettext("{n} point", "{n} points", n).format(n=n) if n else "",
        ngettext("{n} commitment", "{n} commitments", m).format(n=m) if m else "",
    ]
    what = _(" and ").join(part for part in parts if part)
    return ngettext(
        "{what} is yours alone and stays here. Read it back to let it leave.",
        "{what} are yours alone and stay here. Read them back to let them leave.",
        n + m,
    ).format(what=what)
