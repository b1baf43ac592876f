"""Tables in plain text: columns lined up, and what is too wide wrapped within its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from exports.wrapping import COLUMNS, paragraph, width

_GAP = "  "
_INDENT = " " * 4

Row = tuple[str, ...]


def table(
    heads: Row, rows: Sequence[Row], *, words: int, below: Sequence[str] = ()
) -> Iterator[str]:
    """Columns lined up, figures to the right. `words` is the column of texts, the one that is wrapped: what comes
    before it stands beside its first line and what comes after it beside its last, so that all is read in order.

    `below`: what stands below the heads, and below each row.
    """
    widths = [max(map(width, column)) for column in zip(heads, *rows, strict=True)]
    spare = COLUMNS - sum(widths) + widths[words] - len(_GAP) * (len(widths) - 1)
    widths[words] = max(8, min(widths[words], spare))
    for number, row in enumerate((heads, *rows)):
        yield from _row(row, widths, words)
        if below:
            yield from paragraph(below[number], indent=_INDENT)
        if number == 0:
            yield _GAP.join("-" * wide for wide in widths)


def _row(row: Row, widths: Sequence[int], words: int) -> Iterator[str]:
    lines = paragraph(row[words], columns=widths[words])
    before = [_right(cell, wide) for cell, wide in zip(row[:words], widths, strict=False)]
    after = [_right(*one) for one in zip(row[words + 1 :], widths[words + 1 :], strict=True)]
    for number, line in enumerate(lines):
        cells = [
            *(before if number == 0 else [" " * len(cell) for cell in before]),
            line + " " * (widths[words] - width(line)),
            *(after if number == len(lines) - 1 else ()),
        ]
        yield _GAP.join(cells).rstrip()


def _right(cell: str, wide: int) -> str:
    return " " * (wide - width(cell)) + cell


def side_by_side(heads: tuple[str, str], rows: Sequence[tuple[str, str]]) -> list[str]:
    """Two columns of texts, equally wide, with an empty line between the rows."""
    half = (COLUMNS - len(_GAP)) // 2
    lines = [*_both(heads, half), "-" * half + _GAP + "-" * half]
    for number, row in enumerate(rows):
        lines += [*([""] if number else []), *_both(row, half)]
    return lines


def _both(texts: tuple[str, str], half: int) -> Iterator[str]:
    left, right = (paragraph(text, columns=half) for text in texts)
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"{one}{' ' * (half - width(one))}{_GAP}{other}".rstrip()
