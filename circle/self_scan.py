"""Looking whether anything is left of what was erased: in what the kit says, and in the bytes of its files. Pure, but for
the files that it reads.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LEAST_LETTERS = 6
MOST_WORDS = 600
"""The longest ones are looked for, which nothing else says by chance."""

_WORD = re.compile(rf"[^\W\d_]{{{LEAST_LETTERS},}}")
_HASH_LETTERS = frozenset("abcdef")
_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Sought:
    """`lines`: as they were written; `words`: in small letters, and as the search folds them; `names`: folded, to be sought
    as whole words.
    """

    lines: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Still:
    """Something that says the same, and was not erased: the table that it is in, and the session, if it is of one."""

    table: str
    session: str


def sought(texts: Iterable[str], names: Iterable[str]) -> Sought:
    said = [*texts]
    lines = {
        line.strip()
        for text in said
        for line in text.splitlines()
        if _letters(line) >= LEAST_LETTERS
    }
    whole = {folded(name).strip() for name in names} - {""}
    words = {
        word
        for text in (*said, *whole)
        for form in (folded(text), text.lower())
        for word in _WORD.findall(form)
    }
    words = {word for word in words if not _HASH_LETTERS.issuperset(word)}  # or every hash says it
    longest = sorted(words, key=lambda word: (-len(word), word))[:MOST_WORDS]
    return Sought(frozenset(lines), frozenset(longest), frozenset(whole))


def folded(text: str) -> str:
    """As the search has it: no capitals, no accents."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def in_values(
    values: Iterable[tuple[str, str, str | bytes]], what: Sought
) -> tuple[tuple[Still, ...], Sought, bool]:
    """Where the kit says the same in something else; what is then left to be sought in the bytes; and whether the
    search remembers any of that.
    """
    still: dict[Still, None] = {}
    words, lines, index = {*what.words}, {*what.lines}, list[bytes]()
    names = _any_name(what.names)
    for table, session, value in values:
        if isinstance(value, bytes):
            index.append(value)
            continue
        plain, small = folded(value), value.lower()
        words -= {word for word in words if word in plain or word in small}
        if here := {line for line in what.lines if line in value or _as_json(line) in value}:
            lines -= here
            still[Still(table, session)] = None
        elif names is not None and names.search(plain):
            still[Still(table, session)] = None
    rest = Sought(frozenset(lines), frozenset(words), what.names)
    return tuple(still), rest, _holds(index, _needles(rest))


def in_files(folder: Path, what: Sought, leave_out: Collection[str] = ()) -> tuple[str, ...]:
    """The files of a folder and of those in it that hold any of it, by their names from there. Raises OSError."""
    needles = _needles(what)
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and path.name not in leave_out
    )
    return tuple(
        str(path.relative_to(folder)) for path in files if _holds(_parts(path, needles), needles)
    )


def _needles(what: Sought) -> frozenset[bytes]:
    lines = {form.encode().lower() for line in what.lines for form in (line, _as_json(line))}
    return frozenset({*lines, *(word.encode() for word in what.words)})


def _as_json(line: str) -> str:
    return json.dumps(line, ensure_ascii=False)[1:-1]


def _parts(path: Path, needles: Collection[bytes]) -> Iterator[bytes]:
    """Each begins with the end of the one before."""
    before, reach = b"", max(map(len, needles), default=1)
    with path.open("rb") as file:
        while read := file.read(_STEP):
            yield before + read
            before = read[-reach:]


def _holds(parts: Iterable[bytes], needles: Collection[bytes]) -> bool:
    """Small and capital letters of ASCII are one."""
    return any(needle in part.lower() for part in parts for needle in needles)


def _letters(line: str) -> int:
    return sum(letter.isalpha() for letter in line)


def _any_name(names: Collection[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
