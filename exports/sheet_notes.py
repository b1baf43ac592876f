"""The first sheet: the notes as they are read, one thing after the other, down the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from circle.i18n import gettext as _
from exports.blocks import (
    Aside,
    Block,
    Counts,
    Fact,
    Facts,
    Figures,
    Floors,
    Item,
    Listed,
    Numbered,
    Part,
    People,
    PersonRow,
    Picture,
    Question,
    Quoted,
    Section,
    Sentence,
    SideBySide,
    Timed,
)
from exports.report import Report

Look = Literal[
    "title", "kind", "mark", "heading", "part", "small part", "text", "soft", "strong", "sentence",
    "question", "quote", "number", "head", "figure",
]  # fmt: skip
"""As in sheet_looks.LOOKS."""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    look: Look = "text"


NOTHING = Cell("")


@dataclass(frozen=True, slots=True)
class Line:
    """`cells` from the first column on; `picture` is drawn in the second one, over the height of the row. `with_next`
    stays on a page with the line after it.
    """

    cells: tuple[Cell, ...] = ()
    picture: Picture | None = None
    with_next: bool = False


def lines(shown: Report) -> Iterator[Line]:
    house = shown.house
    if house.organisation:
        yield Line((Cell(house.organisation, "soft"),))
    yield Line((Cell(shown.title, "title"),))
    yield Line((Cell(shown.kind, "kind"),))
    yield from _levels(shown)
    yield from map(_fact, shown.facts)
    for section in shown.sections:
        yield from _section(section)
    yield Line()
    for words in filter(None, (house.closing, shown.closing, house.contact)):
        yield _text(words, "soft")
    yield from _levels(shown)


def _levels(shown: Report) -> Iterator[Line]:
    yield Line((Cell(shown.level, "mark"), Cell(shown.reader, "soft")))


def _section(one: Section) -> Iterator[Line]:
    yield Line(with_next=True)
    yield Line((Cell(one.title, "heading"),), with_next=True)
    yield from _blocks(one.blocks, 0)


def _blocks(blocks: Iterable[Block], depth: int) -> Iterator[Line]:
    for one in blocks:
        yield from _block(one, depth)


def _block(one: Block, depth: int) -> Iterator[Line]:
    match one:
        case Sentence():
            yield _text(one.text, "sentence")
        case Aside():
            yield _text(one.text, "soft")
        case Question():
            yield _text(one.text, "question", with_next=True)
        case Facts():
            yield from map(_fact, one.facts)
        case Numbered():
            for at, item in enumerate(one.items, 1):
                yield from _item(item, f"{at}.")
        case Listed() | Timed():
            for item in one.items:
                yield from _item(item, "")
        case Quoted():
            for item in one.items:
                yield from _item(item, "", "quote")
        case SideBySide():
            yield Line((NOTHING, *_heads(*one.heads)), with_next=True)
            yield from (Line((NOTHING, *map(Cell, row))) for row in one.rows)
        case Counts():
            yield Line(_heads(*one.heads), with_next=True)
            yield from (Line((Cell(row.name), Cell(row.value, "strong"))) for row in one.rows)
        case Floors():
            yield Line(_heads(_("Floor"), _("Time"), _("Share of the session")), with_next=True)
            for floor in one.floors:
                yield Line((Cell(floor.name), Cell(floor.time, "strong"), Cell(floor.share)))
        case Figures():
            yield Line(_heads(_("Figure"), _("Value"), _("What it says")), with_next=True)
            for figure in one.figures:
                name = Cell(figure.name, "strong")
                yield Line((name, Cell(figure.value, "figure"), Cell(figure.meaning, "soft")))
        case People():
            yield Line(_heads(_("Seat"), _("Person"), _("Turns"), _("Time")), with_next=True)
            yield from map(_person, one.people)
        case Picture():
            yield _text(one.title, "strong", with_next=True)
            yield Line(picture=one, with_next=True)
            yield _text(one.description, "soft")
        case Part():
            number = "" if one.number is None else f"{one.number}. "
            yield Line(
                (Cell(number + one.title, "small part" if depth else "part"),), with_next=True
            )
            yield from _blocks(one.blocks, depth + 1)
        case _:
            assert_never(one)


def _text(text: str, look: Look, *, with_next: bool = False) -> Line:
    return Line((NOTHING, Cell(text, look)), with_next=with_next)


def _fact(one: Fact) -> Line:
    return Line((Cell(one.name, "soft"), Cell(one.value, "strong")))


def _heads(*heads: str) -> tuple[Cell, ...]:
    return tuple(Cell(head, "head") for head in heads)


def _item(one: Item, number: str, look: Look = "text") -> Iterator[Line]:
    before = " · ".join(filter(None, (number, one.before)))
    yield Line((Cell(before, "number"), Cell(one.text, look)), with_next=bool(one.below))
    if one.below:
        yield _text(one.below, "soft")


def _person(one: PersonRow) -> Line:
    label = f"{one.label}, {', '.join(one.roles)}" if one.roles else one.label
    return Line((Cell(one.seat, "number"), Cell(label, "strong"), Cell(one.turns), Cell(one.time)))
