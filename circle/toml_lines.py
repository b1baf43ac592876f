"""Where in a TOML text a setting stands, so that whoever wrote it finds the place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.plain import WrongShape

_TABLE = re.compile(r"\s*\[+\s*([^\]\s]+)\s*\]+")

_MOST_PARTS = 20
_OF_MANY_PARTS = re.compile(
    rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{_MOST_PARTS}}}"""
)
"""A key such as `a.b.c`; Python makes tables of it in time and memory that grow with the square of its parts."""

T_co = TypeVar("T_co", covariant=True)


class Reader(Protocol[T_co]):
    """What a TOML text holds; `source`: its file, for the words of an error."""

    def __call__(self, text: str, *, source: str) -> T_co: ...


Path = tuple[str | int, ...]
"""The names of settings, and after that of a list the place in it, from 0."""


def line_of(text: str, path: Path) -> int | None:
    """The line, from 1, of a setting at the top or in a `[[table]]`; of the table where it is not there."""
    match path:
        case (str(table), int(at), *rest):
            there = _tables(text, table)
            if at >= len(there):
                return None
            key = next((one for one in rest if isinstance(one, str)), "")
            return _key(text, key, there[at] + 1) or there[at]
        case (str(key), *_):
            return _key(text, key, 1) or next(iter(_tables(text, key)), None)
        case _:
            return None


def _tables(text: str, name: str) -> list[int]:
    found = ((n, _TABLE.match(line)) for n, line in enumerate(text.splitlines(), 1))
    return [n for n, heading in found if heading and heading[1] == name]


def _key(text: str, key: str, first: int) -> int | None:
    """The line on which a key is set, from a line on, and before the next table begins."""
    for n, line in enumerate(text.splitlines()[first - 1 :], first):
        if _TABLE.match(line):
            return None
        if key and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return n
    return None


def place_in(source: str, text: str, path: Path) -> str:
    """The file, and the line in it where there is one to name."""
    line = line_of(text, path)
    return source if line is None else _("{file}, line {n}").format(file=source, n=line)


@contextmanager
def told_by_place(error: type[Refused], source: str, text: str) -> Generator[None]:
    """Whatever is wrong with a TOML text is raised as `error`, with the file and where it can be the line."""
    try:
        yield
    except WrongShape as why:
        raise error(f"{place_in(source, text, why.path)}: {why}.") from None
    except (ValueError, RecursionError) as why:
        raise error(f"{source}: {why_no_toml(why)}.") from None


def parsed(text: str) -> dict[str, Any]:
    """What a TOML text holds. Raises ValueError or RecursionError, for `why_no_toml`."""
    if _OF_MANY_PARTS.search(text):
        raise TooManyParts
    return tomllib.loads(text)


class TooManyParts(ValueError):
    """A key that no file of ours could have."""


def why_no_toml(error: ValueError | RecursionError) -> str:
    """No TOML, or a number or nesting beyond all bounds, of which Python speaks to programmers."""
    if isinstance(error, tomllib.TOMLDecodeError):
        return str(error)
    if isinstance(error, RecursionError):
        return _("it is nested too deeply")
    if isinstance(error, TooManyParts):
        return _("it holds a key of more than {n} parts").format(n=_MOST_PARTS)
    return _("it holds a number or a date that is out of bounds")
