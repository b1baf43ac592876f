"""Text files from elsewhere, line by line, and tables in them, so that an error names the line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from circle.errors import NotRead, quoted
from circle.files import read_text
from circle.i18n import gettext as _

_LARGEST_BYTES = 20_000_000
_LONGEST_LINE = 10_000
_MOST_LINES = 200_000
"""Four times as many as a session can have turns; a line takes more memory than it has letters."""

Cells = Mapping[str, str]
"""The cells of a row by the name of their column, without those that are empty."""


@dataclass(frozen=True, slots=True)
class TextLine:
    file: str
    number: int
    """From 1."""
    text: str

    def wrong(self, what: str) -> NotRead:
        sentence = _("{file}, line {line}: {what}")
        return NotRead(sentence.format(file=quoted(self.file), line=self.number, what=what))


def text_lines(path: Path) -> list[TextLine]:
    """The lines of a UTF-8 file, at least one, whichever way they end. Raises NotRead."""
    text = read_text(path, largest_bytes=_LARGEST_BYTES)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") >= _MOST_LINES:
        why = _("{file} has more than {n} lines, more than the turns of a session can take.")
        raise NotRead(why.format(file=quoted(path.name), n=_MOST_LINES))
    lines = [TextLine(path.name, i, line) for i, line in enumerate(text.split("\n"), start=1)]
    for line in lines:
        if len(line.text) > _LONGEST_LINE:
            what = _("{text} is too long; expected at most {n} characters on a line.")
            raise line.wrong(what.format(text=quoted(line.text), n=_LONGEST_LINE))
    return lines


def table_rows(lines: Sequence[TextLine], delimiter: str) -> Iterator[tuple[TextLine, Cells]]:
    """The rows below the header, each with the line that it begins on. Raises NotRead."""
    header = column_names(lines[0], delimiter)
    for line, fields in _records(lines, delimiter):
        if line is not lines[0] and any(field.strip() for field in fields):
            yield line, _cells(line, header, fields)


def column_names(line: TextLine, delimiter: str) -> list[str]:
    """The columns that a header has, if this is what separates them, in lower case."""
    none: list[str] = []
    return [
        name.strip().lower() for name in next(csv.reader([line.text], delimiter=delimiter), none)
    ]


def _records(lines: Sequence[TextLine], delimiter: str) -> Iterator[tuple[TextLine, list[str]]]:
    rows = csv.reader((f"{line.text}\n" for line in lines), delimiter=delimiter, strict=True)
    begins = 0
    try:
        for fields in rows:
            yield lines[begins], fields
            begins = rows.line_num  # a cell may go on over several lines
    except csv.Error:
        what = _("{text} is not a row; expected every quotation mark to be closed.")
        raise lines[begins].wrong(what.format(text=quoted(lines[begins].text))) from None


def _cells(line: TextLine, header: Sequence[str], fields: Sequence[str]) -> Cells:
    if len(fields) < len(header) or any(field.strip() for field in fields[len(header) :]):
        what = _("{text} has {n} columns; expected {wanted}, as in the header.")
        raise line.wrong(what.format(text=quoted(line.text), n=len(fields), wanted=len(header)))
    cells = zip(header, (field.strip() for field in fields), strict=False)
    return {name: text for name, text in cells if text}
