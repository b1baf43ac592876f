"""Plain text in lines of at most 72 columns, by how wide letters are shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

COLUMNS = 72
_LONGEST_WORD = 240
"""A longer word, which no address is, is broken: mail carries no line of more than 998 bytes."""


def width(text: str) -> int:
    """How many columns a text takes: wide letters two, marks that stand on others none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def paragraph(
    text: str, *, first: str | None = None, indent: str | None = None, columns: int = COLUMNS
) -> list[str]:
    """The text in lines, its own line breaks kept. `first` stands before the first line, `indent` before the others;
    where one is not given it is as wide as the other. A word that is wider than a line has one of its own.
    """
    indent = " " * width(first or "") if indent is None else indent
    first = indent if first is None else first
    lines: list[str] = []
    for line in text.split("\n"):
        for words in _filled(line, columns - width(indent)):
            lines.append(((indent if lines else first) + words).rstrip())
    return lines


def _filled(line: str, columns: int) -> Iterator[str]:
    """At least one line, perhaps an empty one."""
    held, taken = list[str](), 0
    for word in _words(line, columns):
        wide = width(word)
        if held and taken + 1 + wide > columns:
            yield " ".join(held)
            held, taken = [], 0
        taken += wide + bool(held)
        held.append(word)
    yield " ".join(held)


def _words(line: str, columns: int) -> Iterator[str]:
    for word in line.split():
        if len(word) <= _LONGEST_WORD:
            yield word
        else:
            step = max(1, columns // 2)
            yield from (word[at : at + step] for at in range(0, len(word), step))
