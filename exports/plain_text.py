"""Notes as plain text, to be put into a mail: 72 columns, nothing in it that a mail program takes for anything else.

Lines end in CR LF, as mail has them and as every editor shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from circle.i18n import gettext as _
from circle.session_notes import SessionNotes
from exports.blocks import (
    Aside,
    Block,
    Counts,
    Facts,
    Figures,
    Floors,
    Item,
    Listed,
    Numbered,
    Part,
    People,
    Picture,
    Question,
    Quoted,
    Section,
    Sentence,
    SideBySide,
    Timed,
)
from exports.house import PLAIN, HouseStyle
from exports.report import Report, report
from exports.text_tables import side_by_side, table
from exports.words import in_reading_order
from exports.wrapping import COLUMNS, paragraph, width

_UNDER = "=-~^"
"""What underlines a heading, from the title down."""

_INDENT = " " * 4

_TAKEN_FOR = re.compile(r"^(?:From |--(?: |$)|-----BEGIN|\.|>|begin )", re.MULTILINE)
"""What begins a line that mail programs take for the next mail, a signature, an encrypted text, the end of a
mail, a quotation or a file. A space before it says that it is text, and nobody sees it."""


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    text = in_reading_order("\n".join([*_laid_out(report(notes, house)), ""]))
    return _TAKEN_FOR.sub(r" \g<0>", text).replace("\n", "\r\n").encode()


def _laid_out(shown: Report) -> Iterator[str]:
    who = f"{shown.level} · {shown.reader}"
    yield from _masthead(shown, who)
    for section in shown.sections:
        yield from ("", "", *_section(section))
    yield from ("", "", "-" * COLUMNS)
    for text in (shown.house.closing, shown.closing, shown.house.contact, who):
        if text:
            yield from ("", *paragraph(text))


def _masthead(shown: Report, who: str) -> Iterator[str]:
    if shown.house.organisation:
        yield from (*paragraph(shown.house.organisation), "")
    yield from (*_heading(shown.title, 0), "")
    yield from (*paragraph(shown.kind), "", *paragraph(who), "")
    yield from _facts(Facts(shown.facts))


def _heading(title: str, depth: int) -> list[str]:
    lines = paragraph(title)
    under = _UNDER[min(depth, len(_UNDER) - 1)]
    return [*lines, under * min(COLUMNS, max(3, *map(width, lines)))]


def _section(section: Section) -> Iterator[str]:
    yield from _heading(section.title, 1)
    yield from _blocks(section.blocks, depth=2)


def _blocks(blocks: Iterable[Block], *, depth: int) -> Iterator[str]:
    for block in blocks:
        yield from ("", *_block(block, depth))


def _block(block: Block, depth: int) -> Iterable[str]:
    match block:
        case Sentence(text) | Aside(text):
            return paragraph(text)
        case Question(text):
            return paragraph(text, indent=_INDENT)
        case Facts():
            return _facts(block)
        case Numbered(items):
            wide = len(str(len(items)))
            return _items(items, [f"{number:>{wide}}. " for number, _item in enumerate(items, 1)])
        case Listed(items) | Timed(items):
            return _items(items, ["- "] * len(items))
        case Quoted(items):
            return _items([_quoted(item) for item in items], ["- "] * len(items))
        case SideBySide(heads, rows):
            return side_by_side(heads, rows)
        case Picture(title, description):
            return [*paragraph(title), *paragraph(description, indent=_INDENT)]
        case Part():
            return _part(block, depth)
        case Counts() | Floors() | Figures() | People():
            return _table(block)


def _table(block: Counts | Floors | Figures | People) -> Iterator[str]:
    match block:
        case Counts(heads, rows):
            return table(heads, [(row.name, row.value) for row in rows], words=0)
        case Floors(floors):
            heads = _("Floor"), _("Time"), _("Share of the session")
            return table(heads, [(one.name, one.time, one.share) for one in floors], words=0)
        case Figures(figures):
            below = _("What it says"), *(one.meaning for one in figures)
            heads = _("Figure"), _("Value")
            return table(heads, [(one.name, one.value) for one in figures], words=0, below=below)
        case People(people):
            heads = _("Seat"), _("Person"), _("Turns"), _("Time")
            rows = [
                (one.seat, _called(one.label, one.roles), one.turns, one.time) for one in people
            ]
            return table(heads, rows, words=1)


def _called(label: str, roles: tuple[str, ...]) -> str:
    return f"{label} ({', '.join(roles)})" if roles else label


def _facts(block: Facts) -> Iterator[str]:
    for fact in block.facts:
        yield from paragraph(f"{fact.name}: {fact.value}", first="", indent="  ")


def _quoted(item: Item) -> Item:
    return Item(f"“{item.text}”", item.before, item.below)


def _items(items: Iterable[Item], marks: Iterable[str]) -> Iterator[str]:
    for item, mark in zip(items, marks, strict=True):
        text = f"{item.before} · {item.text}" if item.before else item.text
        yield from paragraph(text, first=mark)
        if item.below:
            yield from paragraph(item.below, indent=" " * len(mark))


def _part(part: Part, depth: int) -> Iterator[str]:
    title = part.title if part.number is None else f"{part.number}. {part.title}"
    yield from _heading(title, depth)
    yield from _blocks(part.blocks, depth=depth + 1)
