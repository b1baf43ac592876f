"""What has a place of its own in a shape. Everything else stands under the general headings."""

from __future__ import annotations

from circle.harvest import Side
from circle.session_notes import SessionNotes
from circle.templates import Shape

_SIDES: dict[Shape, frozenset[Side]] = {
    Shape.STORY: frozenset({Side.HEARD, Side.HELPED, Side.HARMED, Side.OLD, Side.NEW}),
    Shape.POWER: frozenset({Side.MOVED, Side.RESULT}),
}


def shape_of(notes: SessionNotes) -> Shape:
    """Plain for what nobody knows."""
    return Shape(notes.shape) if notes.shape in [*Shape] else Shape.PLAIN


def has_own_place(side: Side | None, shape: Shape) -> bool:
    """Whether key points of this side have a section; they are then not under the key points."""
    return side is not None and side in _SIDES.get(shape, frozenset())


def quotes_apart(shape: Shape) -> bool:
    """Whether the quotes of all rounds stand together, and not each in its round."""
    return shape is Shape.STORY


def opens_apart(shape: Shape) -> bool:
    """Whether who opened, and with what, stands at the beginning, and not in the round."""
    return shape is Shape.TOPIC


def closing_round(notes: SessionNotes, shape: Shape) -> int | None:
    """The number of the round that the closing line is of: the last one, unless groups reported in it."""
    if shape is not Shape.POINTS or len(notes.rounds) < 2:
        return None
    last = notes.rounds[-1].number
    reported = any(one.round == last and one.group is not None for one in notes.key_points)
    return None if reported else last
