"""Valid files, changed at random: in their bytes, and in the values that they hold."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

TOKENS = (
    *(b"", b"\0", b"\n", b"\r", b"\n\n", b"\t", b",", b";", b'"', b"'", b"''' ", b'"""', b"\\", b"\x1a"),
    *(b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80" * 9),
    *(b"-1", b"0", b"1e999", b"NaN", b"inf", b"-0.0", b"9" * 40, b"9" * 5000, b"9223372036854775808", b"1_0"),
    *(b"0x7fffffff", b"true", b"null", b"{}", b"[]", b"[" * 3000, b'{"a":' * 3000, b"a." * 2000, b"{{" * 50),
    *("\u202e".encode(), "\u2028".encode(), "\u0130".encode(), "\U0001f54a".encode(), "ﬃ".encode()),
    *(b"..", b"../../x", b"C:\\x", b"/dev/zero", b"file:///etc/passwd", b"=1+1", b"<script>", b"%s%n", b"&lt;"),
    *(b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x89PNG", b"IHDR", b"\xff\xd8\xff", b"SQLite format 3\0"),
    *(b"<!ENTITY a 'b'>", b"<!DOCTYPE svg SYSTEM 'x'>", b"<![CDATA[", b"]]>", b"&#0;", b"&#x10ffff;", b"xmlns:x='y'"),
    *(b"1979-05-27T07:32:00Z", b"0001-01-01", b"2026-02-30", b"T", b"Z", b"+23:59", b"[[rounds]]", b"[prompts]"),
    *(b"{{ 1/0 }}", b"{% for x in range(9) %}", b"{{ report }}", b"{% endraw %}", b"{% include 'notes.css' %}"),
)  # fmt: skip
"""What readers have stumbled over elsewhere."""

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**53, 2**53 + 1, 2**63, 10**40, 0.5, 1e308, -0.0),
    *(
        "",
        " ",
        "p1",
        "p2",
        "p99",
        "open",
        "x" * 20_001,
        "\u202e",
        "\n",
        "0",
        "2026-02-30",
        "\ud800",
        "a\0b",
    ),
    *([], {}, [[]], [None], {"": ""}, [{}], ["p1", "p1"], [1, 2]),
)

Change = Callable[[bytes, Random], bytes]


def bytes_changed(data: bytes, chance: Random) -> bytes:
    """One to six changes of bytes: taken out, put in, put twice, moved, cut off, or of one bit."""
    for _n in range(chance.choice((1, 1, 2, 3, 6))):
        data = _changed_once(data, chance)
    return data


def _changed_once(data: bytes, chance: Random) -> bytes:
    at, other = sorted(chance.randrange(len(data) + 1) for _n in range(2))
    near = min(len(data), at + chance.choice((1, 2, 4, 8, 40)))
    match chance.randrange(8):
        case 0 if at < len(data):
            return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        case 1:
            return data[:at] + data[near:]
        case 2:
            return data[:at] + data[at:near] * chance.choice((2, 3, 200)) + data[near:]
        case 3:
            return data[:at] + data[other:]
        case 4:
            return data[:at]
        case 5:
            return data[:at] + data[other : other + 60] + data[near:]
        case 6:
            return data[:at] + chance.choice(TOKENS) + data[near:]
        case _:
            return data[:at] + chance.choice(TOKENS) + data[at:]


def lines_changed(data: bytes, chance: Random) -> bytes:
    """Lines taken out, put twice, or in another order; then, now and then, bytes too."""
    lines = data.splitlines(keepends=True)
    for _n in range(chance.choice((1, 2, 5))):
        at = chance.randrange(len(lines) + 1)
        match chance.randrange(4):
            case 0:
                lines[at : at + 1] = []
            case 1:
                lines[at:at] = lines[at : at + chance.choice((1, 3))]
            case 2 if lines:
                lines[at:at] = [chance.choice(lines)]
            case _:
                chance.shuffle(lines)
    data = b"".join(lines)
    return bytes_changed(data, chance) if chance.random() < 0.3 else data


def value_changed(value: Any, chance: Random) -> Any:
    """What JSON holds, with one to four values that are others, gone, twice, or in another place."""
    value = copy.deepcopy(value)
    for _n in range(chance.choice((1, 1, 1, 2, 4))):
        places = [*_places(value)]
        if not places:
            break
        table, key = chance.choice(places)
        match chance.randrange(6):
            case 0:
                del table[key]
            case 1:
                held, there = chance.choice(places)
                table[key] = copy.deepcopy(_at(held, there))
            case 2 if isinstance(table, list):
                table.insert(key, copy.deepcopy(table[key]))
            case 3 if isinstance(table, list):
                chance.shuffle(table)
            case 4 if isinstance(table[key], int) and not isinstance(table[key], bool):
                table[key] += chance.choice((-1, 1, 1000, -(10**6), 10**9))
            case _:
                table[key] = copy.deepcopy(chance.choice(VALUES))
    return value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    keys: Sequence[Any] = ()
    if isinstance(value, dict):
        keys = [*value]
    elif isinstance(value, list):
        keys = range(len(value))
    for key in keys:
        yield value, key
        yield from _places(value[key])


def _at(table: Any, key: Any) -> Any:
    """What is there still."""
    try:
        return table[key]
    except (KeyError, IndexError):
        return None


def json_changed(data: bytes, chance: Random) -> bytes:
    return json.dumps(value_changed(json.loads(data), chance)).encode()
