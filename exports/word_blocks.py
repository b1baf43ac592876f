"""Sections and blocks as the XML of Word, in the styles of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from circle.i18n import gettext as _
from exports.blocks import (
    Aside,
    Block,
    Counted,
    Counts,
    Fact,
    Facts,
    Figures,
    Floors,
    FloorShare,
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
from exports.figures import Figure
from exports.word_pictures import Drawings
from exports.word_styles import LINE, TABLE
from exports.word_tables import table
from exports.word_text import paragraph, run, with_the_next

_DEEPEST = 3
_RULE = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="8" w:color="{LINE}"/></w:pBdr>'
_NO_BREAK = "\xa0"
_GAP = "\u2002 "


class Layout:
    """`bullets` is the number of the list that all points of no order are in; numbered lists get numbers from
    `next_list` on.
    """

    def __init__(
        self,
        styles: Mapping[str, str],
        width: int,
        bullets: str,
        next_list: int,
        drawings: Drawings,
    ) -> None:
        self._styles, self._width, self._bullets = styles, width, bullets
        self._first_list = self._next_list = next_list
        self._drawings = drawings

    def id(self, style: str) -> str:
        return self._styles[style.lower()]

    @property
    def numbered_lists(self) -> range:
        """The numbers of the lists that were laid out."""
        return range(self._first_list, self._next_list)

    def words(self, style: str, text: str, letters: str = "") -> str:
        shown = run(text, self.id(letters) if letters else "")
        return paragraph(self.id(style), shown, words=text)

    def section(self, one: Section) -> Iterator[str]:
        yield self.words("Heading 1", one.title)
        first, *others = one.blocks or (None,)
        if isinstance(first, Aside) and others:
            yield with_the_next(self.words("Notes Aside", first.text))
            yield from self.blocks(others, 2)
        else:
            yield from self.blocks(one.blocks, 2)

    def blocks(self, blocks: Iterable[Block], depth: int) -> Iterator[str]:
        after_table = False
        for one in blocks:
            is_table = isinstance(one, (SideBySide, Counts, Floors, Figures, People))
            if is_table and after_table:  # or they would be one table
                yield paragraph(self.id("Notes Gap"), "")
            yield from self._block(one, depth)
            after_table = is_table

    def _block(self, one: Block, depth: int) -> Iterator[str]:
        match one:
            case Sentence():
                yield self.words("Notes Sentence", one.text)
            case Aside():
                yield self.words("Notes Aside", one.text)
            case Question():
                yield self.words("Notes Question", one.text)
            case Facts():
                yield self._counts_line(one.facts)
            case Numbered():
                yield from self._numbered(one.items)
            case Listed():
                yield from self._items(one.items, "List Bullet", "List Continue", self._bullets)
            case Timed():
                yield from map(self._timed, one.items)
            case Quoted():
                yield from self._items(one.items, "Quote", "Quote", "")
            case SideBySide():
                yield self._side_by_side(one)
            case Counts():
                yield self._counts(one)
            case Floors():
                yield self._floors(one.floors)
            case Figures():
                yield self._figures(one.figures)
            case People():
                yield self._people(one.people)
            case Picture():
                yield from self._picture(one)
            case Part():
                yield self._part_title(one, depth)
                yield from self.blocks(one.blocks, depth + 1)
            case _:
                assert_never(one)

    def _part_title(self, one: Part, depth: int) -> str:
        number = "" if one.number is None else f"{one.number}. "
        title = run(number, self.id("Notes Moss")) + run(one.title)
        style = self.id(f"Heading {min(depth, _DEEPEST)}")
        return paragraph(style, title, words=one.title, more=_RULE if number else "")

    def fact(self, one: Fact) -> str:
        """A line of its own."""
        value = run(one.value, self.id("Notes Strong"))
        return paragraph(self.id("Notes Facts"), self._soft(f"{one.name}\t") + value)

    def _counts_line(self, facts: Iterable[Fact]) -> str:
        """Short facts, one after the other; a name is never alone at the end of a line."""
        shown = (
            self._soft(one.name.replace(" ", _NO_BREAK) + _NO_BREAK) + run(one.value, self.id("Notes Strong"))
            for one in facts
        )  # fmt: skip
        return paragraph(self.id("Notes Counts"), self._soft(_GAP).join(shown))

    def _soft(self, text: str) -> str:
        return run(text, self.id("Notes Soft"))

    def _numbered(self, items: Iterable[Item]) -> Iterator[str]:
        """A list that begins at one."""
        number, self._next_list = str(self._next_list), self._next_list + 1
        return self._items(items, "List Number", "List Continue", number)

    def _items(self, items: Iterable[Item], style: str, below: str, number: str) -> Iterator[str]:
        for one in items:
            before = self._soft(f"{one.before} · ") if one.before else ""
            text = before + run(one.text)
            item = paragraph(self.id(style), text, number=number, words=one.text)
            yield with_the_next(item, close=True) if one.below else item
            if one.below:
                yield self.words(below, one.below, "Notes Soft" if below == "Quote" else "")

    def _timed(self, one: Item) -> str:
        below = self._soft(f"\n{one.below}") if one.below else ""
        shown = self._soft(f"{one.before}\t") + run(one.text) + below
        return paragraph(self.id("Notes Timed"), shown, words=one.text)

    def _head(self, *heads: str) -> list[str]:
        return [self.words("Notes Head", head) for head in heads]

    def _table(self, shares: tuple[float, ...], head: tuple[str, ...], rows: Iterable[list[str]], *, named: str, ends: tuple[int, ...] = (), whole_rows: bool = True) -> str:  # fmt: skip
        return table(
            self.id(TABLE),
            self._width,
            shares,
            self._head(*head),
            list(rows),
            named=named,
            ends=ends,
            whole_rows=whole_rows,
        )

    def _cell(self, text: str, letters: str = "") -> str:
        return self.words("Notes Cell", text, letters)

    def _side_by_side(self, one: SideBySide) -> str:
        rows = ([self._cell(text) for text in row] for row in one.rows)
        return self._table((1, 1), one.heads, rows, named=" – ".join(one.heads), whole_rows=False)

    def _counts(self, one: Counts) -> str:
        rows = map(self._counted, one.rows)
        return self._table((4, 1), one.heads, rows, named=one.heads[0], ends=(1,))

    def _counted(self, one: Counted) -> list[str]:
        return [self._measured(one.name, one.percent, 100), self._cell(one.value, "Notes Strong")]

    def _measured(self, name: str, parts: int, of: int) -> str:
        """A name, and a bar below it."""
        shown = run(f"{name}\n") + self._drawings.bar(parts, of)
        return paragraph(self.id("Notes Cell"), shown, words=name)

    def _floors(self, floors: Iterable[FloorShare]) -> str:
        head = _("Floor"), _("Time"), _("Share of the session")
        named = _("The session by what the floor was")
        return self._table((6, 2, 2), head, map(self._floor, floors), named=named, ends=(1, 2))

    def _floor(self, one: FloorShare) -> list[str]:
        name = self._measured(one.name, one.parts, 1000)
        return [name, self._cell(one.time, "Notes Strong"), self._cell(one.share)]

    def _figures(self, figures: Iterable[Figure]) -> str:
        head = _("Figure"), _("Value"), _("What it says")
        return self._table((5, 2, 9), head, map(self._figure, figures), named=head[0])

    def _figure(self, one: Figure) -> list[str]:
        name = self._cell(one.name, "Notes Strong")
        return [name, self._cell(one.value, "Notes Moss"), self._cell(one.meaning, "Notes Soft")]

    def _people(self, people: Iterable[PersonRow]) -> str:
        head = _("Seat"), _("Person"), _("Turns"), _("Time")
        return self._table(
            (1, 5, 1, 2), head, map(self._person, people), named=head[1], ends=(2, 3)
        )

    def _person(self, one: PersonRow) -> list[str]:
        roles = self._soft(f"{_GAP}{', '.join(one.roles)}") if one.roles else ""
        shown = run(one.label, self.id("Notes Strong")) + roles
        label = paragraph(self.id("Notes Cell"), shown, words=one.label)
        return [self._cell(one.seat, "Notes Soft"), label, *map(self._cell, (one.turns, one.time))]

    def _picture(self, one: Picture) -> Iterator[str]:
        yield self.words("Notes Picture", one.title, "Notes Strong")
        yield paragraph(self.id("Notes Picture"), self._drawings.in_text(one))
        yield self.words("Caption", one.description)
