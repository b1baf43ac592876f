"""JSON from elsewhere, read as if it were hostile: `json` alone takes more than JSON is."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from circle.errors import NotRead, quoted
from circle.i18n import gettext as _
from circle.plain import LARGEST_INT, LONGEST_TEXT

MOST_VALUES = 1_000_000
"""Counted by the marks between them, those in texts too; it bounds the memory that a file can take."""

DEEPEST = 20

_UNFIT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Unfit:
    """Stands where a file has what no record may have, until it is known where that is."""

    why: str


def parse(text: str, *, file: str, part: str = "", line: int = 1) -> object:
    """The values in a JSON text, with an Unfit wherever something is wrong with one.

    Raises NotRead, naming `file`, the `part` of it that the text is and the line, from `line` on, when it is not
    JSON or nested too deeply.
    """
    if values_in(text) > MOST_VALUES:
        where = _where(file, part)
        raise NotRead(_("{file}: {what}.").format(file=where, what=too_many_values()))
    try:
        if text.startswith("\ufeff"):
            raise json.JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0)
        return _decoder().decode(text)
    except json.JSONDecodeError as error:
        why = _("{file}, line {line}: {what}; expected a whole JSON file from this program.")
        what = error.msg[:1].lower() + error.msg[1:]
        number = line + error.lineno - 1
        raise NotRead(why.format(file=_where(file, part), line=number, what=what)) from None
    except RecursionError:
        why = _("{file} is nested too deeply; expected a JSON file from this program.")
        raise NotRead(why.format(file=_where(file, part))) from None


@cache  # a bundle has a text on every line
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(
        object_pairs_hook=_object,
        parse_int=_whole,
        parse_float=_number,
        parse_constant=_constant,
    )


def _where(file: str, part: str) -> str:
    return ", ".join(filter(None, (quoted(file), part)))


def values_in(text: str | bytes | bytearray) -> int:
    """About how many values there are; never fewer."""
    if isinstance(text, str):
        return sum(map(text.count, "[{,"))
    return sum(map(text.count, (b"[", b"{", b",")))


def too_many_values() -> str:
    why = _("it holds more than a session can; expected at most {n} values")
    return why.format(n=MOST_VALUES)


def unfit(value: object) -> str | None:
    """What is wrong in a value, or anywhere within it; None when nothing is."""
    return next(_wrong(value), None)


def _wrong(value: object) -> Iterator[str]:
    waiting: list[tuple[Collection[object], int]] = [((value,), 1)]
    while waiting:
        inner, depth = waiting.pop()
        if depth > DEEPEST and inner:
            yield _("it is nested too deeply; expected at most {n} levels").format(n=DEEPEST)
            continue
        for one in inner:
            if isinstance(one, str):
                if len(one) > LONGEST_TEXT or "\0" in one or not one.isascii():
                    yield from _wrong_text(one)
            elif isinstance(one, dict):
                table = cast("dict[str, object]", one)
                waiting += (table.keys(), depth), (table.values(), depth + 1)
            elif isinstance(one, list):
                waiting.append((cast("list[object]", one), depth + 1))
            elif isinstance(one, Unfit):
                yield one.why


def _wrong_text(text: str) -> Iterable[str]:
    if len(text) > LONGEST_TEXT:
        why = _("a text is too long; expected at most {n} characters")
        return (why.format(n=LONGEST_TEXT),)
    if _UNFIT.search(text):
        return (_("a text holds what is not text; expected letters without NUL or surrogates"),)
    return ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Unfit:
    table = dict(pairs)
    if len(table) == len(pairs):
        return table
    return Unfit(_("a key is there twice in one object; expected it once"))


def _whole(digits: str) -> int | Unfit:
    if len(digits) <= 17 and abs(int(digits)) <= LARGEST_INT:
        return int(digits)
    return _too_large()


def _number(digits: str) -> float | Unfit:
    if len(digits) <= 40 and math.isfinite(float(digits)):
        return float(digits)
    return _too_large()


@cache  # a hostile file may have a million of them
def _too_large() -> Unfit:
    return Unfit(_("a number is too large; expected at most {n}").format(n=LARGEST_INT))


@cache
def _constant(name: str) -> Unfit:
    return Unfit(_("{text} is not a number; expected digits").format(text=quoted(name)))
