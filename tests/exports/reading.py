"""What somebody reads in a document, word after word, and what the report says they should.

A reader of another format is a function from the document to its text, and a line in READERS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html.parser import HTMLParser

from markdown_it import MarkdownIt

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
    Sentence,
    SideBySide,
    Timed,
)
from exports.report import Report
from tests.exports.office_files import in_word

_NUMBER_OF_AN_ITEM = re.compile(r"(?<!\S)\d{1,3}\.(?!\S)")
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Without punctuation, and without the numbers of items and headings, which some formats count by themselves."""
    return _WORD.findall(_NUMBER_OF_AN_ITEM.sub(" ", text))


def in_html(document: bytes) -> str:
    reader = _Html()
    reader.feed(document.decode())
    return " ".join(reader.texts)


class _Html(HTMLParser):
    """The text of what is shown in the body. What is drawn and captions are left
    out: only those hear them who do not see the table below its heading."""

    _EMPTY = frozenset({"meta", "link", "img", "br", "hr", "circle", "path", "line", "rect", "use"})
    _UNREAD = frozenset({"head", "script", "style", "caption"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self._EMPTY:
            hidden = tag in self._UNREAD or dict(attrs).get("aria-hidden") == "true"
            self._open.append((tag, hidden))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        while tag not in self._EMPTY and self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _hidden in self._open]
        if tags and "svg" not in tags and not any(hidden for _tag, hidden in self._open):
            self.texts.append(data)


def in_markdown(document: bytes) -> str:
    tokens = MarkdownIt("commonmark").enable("table").parse(document.decode())
    inner = (child for token in tokens for child in (*(token.children or ()), None))
    return "".join(" " if child is None else child.content or " " for child in inner)


_TWO_COLUMNS = re.compile(r"-{30,}  -{30,}")


def in_plain_text(document: bytes) -> str:
    """Two columns of texts are read row by row."""
    read: list[str] = []
    for block in document.decode().split("\r\n\r\n"):
        lines = block.split("\r\n")
        rule = next((line for line in lines if _TWO_COLUMNS.fullmatch(line)), None)
        if rule or (read and read[-1] == "two" and _wide_gap(lines)):
            half = 37
            at = lines.index(rule) if rule else len(lines)
            for part in (lines[:at], lines[at + 1 :]):
                read += [
                    " ".join(line[:half] for line in part),
                    " ".join(line[half:] for line in part),
                ]
            read.append("two")
        else:
            read += lines
    return "\n".join(line for line in read if line != "two")


def _wide_gap(lines: Iterable[str]) -> bool:
    return all(len(line) <= 35 or line[35:37] == "  " for line in lines)


READERS: Mapping[str, Callable[[bytes], str]] = {
    "html": in_html,
    "md": in_markdown,
    "txt": in_plain_text,
    "docx": in_word,
}
"""By the id of a format."""

READ_ELSEWHERE = frozenset({"pdf"})
"""In tests of its own, which know what is drawn on its pages and what stands at their foot."""

NOT_FOR_READING = frozenset({"xlsx", "csv", "tables", "rttm", "ics", "json", "circle"})
"""Formats for programs, which do not lay out the report."""

SHOW_THE_HOUSE = frozenset({"html", "md", "txt", "docx"})


def said(shown: Report) -> str:
    """All that a report says, in its order."""
    return "\n".join(_said(shown))


def _said(shown: Report) -> Iterator[str]:
    who = shown.level, shown.reader
    yield from (shown.house.organisation, shown.title, shown.kind, *who)
    yield from (f"{fact.name}\n{fact.value}" for fact in shown.facts)
    for section in shown.sections:
        yield section.title
        yield from _blocks(section.blocks)
    yield from (shown.house.closing, shown.closing, shown.house.contact, *who)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterable[str]:
    match block:
        case Sentence(text) | Aside(text) | Question(text):
            return (text,)
        case Facts(facts):
            return (text for fact in facts for text in (fact.name, fact.value))
        case Numbered(items) | Listed(items) | Timed(items) | Quoted(items):
            return (text for item in items for text in _item(item))
        case SideBySide(heads, rows):
            return (*heads, *(text for row in rows for text in row))
        case Counts(heads, rows):
            return (*heads, *(text for row in rows for text in (row.name, row.value)))
        case Floors(floors):
            heads = "Floor", "Time", "Share of the session"
            return (*heads, *(text for one in floors for text in (one.name, one.time, one.share)))
        case Figures(figures):
            heads = "Figure", "Value", "What it says"
            return (
                *heads,
                *(text for one in figures for text in (one.name, one.value, one.meaning)),
            )
        case People(people):
            return (
                "Seat",
                "Person",
                "Turns",
                "Time",
                *(
                    " ".join((one.seat, one.label, *one.roles, one.turns, one.time))
                    for one in people
                ),
            )
        case Picture(title, description):
            return (title, description)
        case Part(title, blocks):
            return (title, *_blocks(blocks))


def _item(item: Item) -> tuple[str, ...]:
    return item.before, item.text, item.below
