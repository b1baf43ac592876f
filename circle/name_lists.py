"""Lists of people from elsewhere: a table with a header, a column of names, or one line of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.moves import MOST_PEOPLE, clean_text

SEPARATORS = "\t;,،؛、，；"
_BULLET = re.compile(r"(?:[-*•–·◦▪‣]|\d+[.)])(?:\s+|$)")

_MOST_LINES = 5_000
"""A list of members may be long and is refused for their number; one that is longer is no list."""

_Rows = list[list[str]]


class NoList(Refused):
    """A text that people cannot be read from."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in a list. What they are called is one line, and not empty."""

    called: str
    facilitator: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns say what. What a circle calls somebody goes before their name."""

    called: tuple[int, ...] = (0,)
    facilitator: int | None = None


def people_in(text: str, *, source: str) -> tuple[Listed, ...]:
    """The people in a list, in its order. `source`: the file, for an error. Raises NoList."""
    if (lines := len(text.splitlines())) > _MOST_LINES:
        why = _("{file} has {n} lines; there are at most {most} seats.")
        raise NoList(why.format(file=quoted(source), n=lines, most=MOST_PEOPLE))
    rows, columns = _best(_tables(text, source))
    if columns is None and len(rows) == 1:
        people = [Listed(name) for cell in rows[0] if (name := one_name(cell))]
    elif columns is None:
        people = list(_people(rows, _Columns()))
    else:
        people = list(_people(rows[1:], columns))
    _check_number(len(people), source)
    return tuple(people)


def one_name(text: str) -> str:
    """A name as one line, without the bullet or the number of its place in a list."""
    line = " ".join(clean_text(" ".join(text.split()), longest=max(1, len(text))).split())
    return _BULLET.sub("", line, count=1).strip()


def _people(rows: Sequence[Sequence[str]], columns: _Columns) -> Iterator[Listed]:
    for row in rows:
        names = (one_name(row[at]) for at in columns.called if at < len(row))
        if called := next((name for name in names if name), ""):
            at = columns.facilitator
            said = row[at] if at is not None and at < len(row) else ""
            yield Listed(called, facilitator=_is_yes(said))


def _check_number(n: int, source: str) -> None:
    if not n:
        why = _("{file} has no names in it.")
        raise NoList(why.format(file=quoted(source)))
    if n > MOST_PEOPLE:
        why = _("{file} has {n} names; there are at most {most} seats.")
        raise NoList(why.format(file=quoted(source), n=n, most=MOST_PEOPLE))


def _tables(text: str, source: str) -> list[_Rows]:
    """The text as a table, for each separator that it can be a table with."""
    import csv

    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[_Rows] = []
    wrong = 1
    for separator in SEPARATORS:
        reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=True)
        begins = 1
        rows: _Rows = []
        try:
            for row in reader:
                rows.append(row)
                begins = reader.line_num + 1
        except csv.Error:
            wrong = max(wrong, begins)
        else:
            found.append(rows)
    if not found:
        why = _("{file}, line {line}: a quotation mark is not closed.")
        raise NoList(why.format(file=quoted(source), line=wrong))
    return found


def _best(tables: list[_Rows]) -> tuple[_Rows, _Columns | None]:
    """The table with a header, else the one with the most rows of several cells."""
    for rows in tables:
        filled = _filled(rows)
        if filled and (columns := _header(filled[0])):
            return filled, columns
    return _filled(max(tables, key=lambda rows: sum(len(row) > 1 for row in rows))), None


def _filled(rows: _Rows) -> _Rows:
    return [row for row in rows if any(one_name(cell) for cell in row)]


def _header(row: Sequence[str]) -> _Columns | None:
    cells = [" ".join(cell.split()).casefold() for cell in row]
    called = tuple(cells.index(word) for word in _words_for_names() if word in cells)
    if not called:
        return None
    leads = next((cells.index(word) for word in _words_for_facilitators() if word in cells), None)
    return _Columns(called, leads)


def _words_for_names() -> tuple[str, ...]:
    """What goes before is taken first. In English, and in the language of the screen."""
    here = (_("alias"), _("first name"), _("name"), _("names"))
    return (
        *("alias", "nickname", "known as", "first name", "firstname", "given name"),
        *("name", "names", "full name", "participant", "person"),
        *(word.casefold() for word in here),
    )


def _words_for_facilitators() -> tuple[str, ...]:
    return ("facilitator", "host", "keeper", "convener", _("facilitator").casefold())


def _is_yes(said: str) -> bool:
    word = said.strip().casefold()
    return word not in {"", "0", "-", "–", "n", "no", "false", _("no").casefold()}
