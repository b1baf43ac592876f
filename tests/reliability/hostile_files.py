"""Files that mean harm, for every reader but that of bundles (tests/circle/hostile_bundles.py): what each is called, for
whom it is, its bytes, and part of what is said of it.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from tests.reliability.readers import READERS

CANARY = "canary"
"""A word of the story in each; in no sentence about a file, unless that is about one cell or one key."""

Case = tuple[str, str, bytes, str]


def cases() -> Iterator[Case]:
    for reader, some in (
        ("session template", _toml(b"rounds", READERS["session template"].good()[0])),
        ("prompt deck", _toml(b"prompts", READERS["prompt deck"].good()[0])),
        ("session template", _templates()),
        ("prompt deck", _decks()),
        ("csv", _csv()),
        ("rttm", _rttm()),
        ("list of names", _names()),
        ("record", _records()),
        ("Word document", _word()),
        ("png", _png()),
        ("jpeg", _jpeg()),
        ("svg", _svg()),
        ("own page", _pages()),
    ):
        for name, data, said in some:
            yield f"{reader}: {name}", reader, data, said


def _toml(rows: bytes, good: bytes) -> Iterator[tuple[str, bytes, str]]:
    yield "nothing", b"", "is empty"
    yield "bytes", bytes(range(256)), "not text"
    yield "UTF-16", good.decode().encode("utf-16"), "UTF-16"
    yield "Latin-1", b'title = "\xe9"\n' + good, "not UTF-8"
    yield "a database", b"SQLite format 3\0" + bytes(4096), "not text"
    yield "larger than is read", b"# canary\n" * 200_000, "larger than"
    yield "cut within a text", good[: good.rindex(b'"')], "(at "
    yield "a key twice", good + b'\n[[%b]]\ntext = "a"\ntext = "b"\n' % rows, "(at line"
    yield "5000 digits", b"place = " + b"9" * 5000 + b"\n" + good, "out of bounds"
    yield "nested", b"a = " + b"[" * 20_000 + b"\n" + good, "nested too deeply"
    yield "tables within tables", b"a = " + b"{b=" * 20_000 + b"\n" + good, "nested too deeply"
    yield "a surrogate", b'about = "\\ud800 canary"\n' + good, "(at line"
    yield "NUL", b'about = "\0"\n' + good, "not text"
    yield "a key of 50 kB", b"k" * 50_000 + b" = 1\n" + good, "is not a setting"
    yield "a key with a way", b'"../../key" = 1\n' + good, "is not a setting"
    yield "NaN for a place", _with(good, b"place", b"nan"), "place"
    yield "2 to the 63 for a place", _with(good, b"place", b"9223372036854775808"), "place"
    yield "a day for a title", _with(good, b"title", b"1979-05-27"), "title"
    yield "a name that is a way up", _with(good, b"name", b'"../../canary"'), "name"
    yield "a name that is none on Windows", _with(good, b"name", b'"con.toml"'), "name"
    yield "a name that turns round", _with(good, b"name", '"\u202ecanary"'.encode()), "name"
    yield "no name", _with(good, b"name", b'""'), "name"
    yield "a title of 20000 letters", _with(good, b"title", b'"' + b"x" * 20_001 + b'"'), "title"
    yield "rows that are a text", good[: good.index(b"[[")] + b'\n%b = "canary"\n' % rows, rows.decode()  # fmt: skip
    yield "rows that are a number", good[: good.index(b"[[")] + b"\n%b = 7\n" % rows, rows.decode()
    yield "no rows", good[: good.index(b"[[")], rows.decode()
    yield "7000 rows", good[: good.index(b"[[")] + b"[[%b]]\n" % rows * 7000, rows.decode()[:-1]
    yield "a key of many parts", b".".join([b"a"] * 25_000) + b" = 1\n" + good, "20 parts"
    yield "a key of many parts in quotation marks", b".".join([b'"a"'] * 25_000) + b" = 1\n" + good, "20 parts"  # fmt: skip
    yield "a table of many parts", b"[" + b" . ".join([b"'a'"] * 25_000) + b"]\n" + good, "20 parts"


def _with(good: bytes, key: bytes, value: bytes) -> bytes:
    lines = good.splitlines()
    at = next(n for n, line in enumerate([*lines, b"[["]) if line.startswith((key + b" ", b"[[")))
    lines[at : at + (at < len(lines) and lines[at].startswith(key + b" "))] = [key + b" = " + value]
    return b"\n".join(lines)


def _templates() -> Iterator[tuple[str, bytes, str]]:
    head = b'name = "a"\ntitle = "A"\nabout = "b"\nplace = 1\n'
    yield "a form that is a way", head + b'[[rounds]]\nform = "../../form"\ntitle = "x"\n', "has the form"  # fmt: skip
    yield "a form of 50 kB", head + b'[[rounds]]\nform = "%b"\ntitle = "x"\n' % (b"f" * 50_000), "20000 characters"  # fmt: skip
    yield "a thousand rounds", head + b'[[rounds]]\nform = "open"\ntitle = "x"\n' * 1000, "at most"
    yield "a minute too many", head + b'[[rounds]]\nform = "open"\ntitle = "x"\nminutes = 9000\n', "from 0 to"  # fmt: skip


def _decks() -> Iterator[tuple[str, bytes, str]]:
    head = b'name = "a"\ntitle = "A"\nabout = "b"\nplace = 1\n'
    yield "a prompt of 20000 letters", head + b'[[prompts]]\ntext = "%b"\n' % (b"x" * 20_000), "at most"  # fmt: skip
    yield "a language that is none", b'language = "<script>"\n' + head + b'[[prompts]]\ntext = "a"\n', "language"  # fmt: skip
    many = b"".join(b'[[prompts]]\ntext = "p%d"\n' % n for n in range(2000))
    yield "2000 prompts", head + many, "at most"


def _csv() -> Iterator[tuple[str, bytes, str]]:
    head = b"person,start_s,end_s\n"
    yield "a cell of 10 MB", head + b'"' + b"A" * 10_000_000 + b'",0,5\n', "line 2"
    yield "a quotation without an end", head + b'"Ann,0,5\n' * 100_000, "line"
    yield "a million rows", head + b"A,0,1\n" * 1_000_000, "200000 lines"
    yield "60000 rows that fit", head + b"".join(b"A,%d,%d\n" % (n, n + 1) for n in range(60_000)), "turns"  # fmt: skip
    yield (
        "5000 people",
        head + b"".join(b"P%d,%d,%d\n" % (n, n, n + 1) for n in range(5000)),
        "400 people",
    )
    yield "100000 columns", b",".join([b"person"] * 100_000) + b"\nA\n", "line 1"
    yield "a column twice", b"person,person,start_s,end_s\nA,B,0,1\n", "line 1"
    yield "a time of 5000 digits", head + b"A,0," + b"9" * 5000 + b"\n", "is not a time"
    yield "a time of many noughts", head + b"A,0,1e-999999999\n", "is not a time"
    yield "a time in other digits", head + "A,0,٣\n".encode(), "is not a time"
    yield "UTF-16", head.decode().encode("utf-16"), "UTF-16"
    yield "NUL", head + b"A\0,0,1\n", "not text"
    yield "a name of nothing seen", head + "\u200b\u202e,0,1\n".encode(), "line 2"
    yield "half a pair", head + b"A\xed\xa0\x80,0,1\n", "not UTF-8"


def _rttm() -> Iterator[tuple[str, bytes, str]]:
    row = b"SPEAKER m 1 %b %b <NA> <NA> %b <NA> <NA>\n"
    yield "a time beyond all years", row % (b"1e300", b"1", b"A"), "is not a time"
    yield "a length of 5000 digits", row % (b"0", b"9" * 5000, b"A"), "is not a time"
    yield "60000 rows", b"".join(row % (b"%d" % n, b"1", b"%d" % (n % 9)) for n in range(60_000)), "turns"  # fmt: skip
    yield "a million remarks", b";; canary\n" * 1_000_000, "200000 lines"
    yield "two million fields", b"SPEAKER " * 2_000_000, "line 1"
    yield "a day of the year 10000", b";; begun 9999-12-31T23:59:59-23:59\n" + row % (b"0", b"1", b"A"), ""  # fmt: skip


def _names() -> Iterator[tuple[str, bytes, str]]:
    yield "larger than is read", b"Ann\n" * 300_000, "larger than"
    yield "249999 people", b"Ann\n" * 249_999, "249999 lines"
    yield "4999 people with much beside them", (b"Ann" + b"," * 190 + b"\n") * 4999, "4999 names"
    yield "a line of 999 kB", b"x" * 999_000, ""
    yield "500000 separators", b",;" * 499_000, ""
    yield "a quotation without an end", b'"Ann\n' * 190_000, ""
    yield "bytes", bytes(range(256)) * 3000, "is not text"
    yield "half of UTF-16", b"\xff\xfeA\0B", "is not text"
    yield "bullets upon bullets", b"- 1. " * 190_000, ""


def _records() -> Iterator[tuple[str, bytes, str]]:
    good = READERS["record"].good()[0]
    yield "nothing", b"", "is empty"
    yield "nested", b"[" * 1_000_000, "nested too deeply"
    yield "objects within objects", b'{"a":' * 1_000_000, "nested too deeply"
    yield "a key twice", good.replace(b'"format"', b'"format":"canary","format"', 1), "twice"
    yield "2 to the 53 and one", _number(good, b"9007199254740993"), "too large"
    yield "2 to the 63", _number(good, b"9223372036854775808"), "too large"
    yield "5000 digits", _number(good, b"9" * 5000), "too large"
    yield "a million digits", _number(good, b"9" * 1_000_000), "too large"
    yield "a number beyond all numbers", _number(good, b"1e999"), "too large"
    yield "NaN", _number(good, b"NaN"), "is not a number"
    yield "no number", _number(good, b"-Infinity"), "is not a number"
    yield "a surrogate", good.replace(b'"title":"', b'"title":"\\ud800', 1), "surrogates"
    yield "NUL", good.replace(b'"title":"', b'"title":"\\u0000', 1), "NUL"
    yield "a mark before it", b"\xef\xbb\xbf\xef\xbb\xbf" + good, "BOM"
    yield "UTF-16", good.decode().encode("utf-16"), "UTF-16"
    yield "UTF-32", good.decode().encode("utf-32-le"), "not text"
    yield "two records", good + good, "line"
    yield "more behind it", good + b"\0canary", "not text"
    yield "19 MB of room", good + b" " * 19_000_000 + b"x", "line"
    yield "six million values", b"[" + b"0," * 6_000_000 + b"0]", "holds more than"
    yield "text of 19 MB", b'{"format":"' + b"x" * 19_000_000 + b'"}', ""
    yield "a key of 19 MB", b'{"' + b"x" * 19_000_000 + b'":1}', ""
    for part in range(1, 10):
        yield f"cut at {part} tenths", good[: len(good) * part // 10], "damaged"
    for key in ("format", "version", "id", "events", "hash"):
        yield f"without its {key}", _without(good, key), ""


def _number(good: bytes, digits: bytes) -> bytes:
    assert b'"at_ms":0' in good
    return good.replace(b'"at_ms":0', b'"at_ms":' + digits, 1)


def _without(good: bytes, key: str) -> bytes:
    table: dict[str, Any] = json.loads(good)
    del table[key]
    return json.dumps(table).encode()


def _word() -> Iterator[tuple[str, bytes, str]]:
    from tests.exports.office_files import parts_of
    from tests.exports.test_word_base import zipped

    good = READERS["Word document"].good()[0]
    parts = parts_of(good)
    body = parts["word/document.xml"]
    text = lambda inside: zipped({**parts, "word/document.xml": body.replace(b"<w:body>", b"<w:body>" + inside, 1)})  # noqa: E731 # fmt: skip
    yield "nothing", b"x", "no Word document"
    yield "elements within elements", text(b"<w:p>" * 100_000), "no Word document"
    yield "an attribute of 12 MB", text(b'<w:p w:a="' + b"x" * 12_000_000 + b'"/>'), ""
    yield "entities", text(b"&a;"), "no Word document"
    yield "an entity from a file", zipped({**parts, "word/document.xml": b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + body.split(b"?>", 1)[-1]}), "no Word document"  # fmt: skip
    yield "20 MB that pack well", zipped({**parts, "word/media/a.png": bytes(20_000_000)}), "too large"  # fmt: skip
    yield "a way up", zipped({**parts, "../../canary.xml": b"<a/>"}), ""
    yield "no types", zipped({k: v for k, v in parts.items() if k != "[Content_Types].xml"}), "no Word document"  # fmt: skip
    yield "parts that lead round", zipped({**parts, "word/_rels/styles.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="b" Target="styles.xml"/></Relationships>'}), ""  # fmt: skip
    for part in range(1, 6):
        yield f"cut at {part} sixths", good[: len(good) * part // 6], "no Word document"
    yield "sizes that lie", _lying(good), "no Word document"


def _lying(package: bytes) -> bytes:
    """Each entry says that it unpacks to ten bytes."""
    data = bytearray(package)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<L", 10)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def _png() -> Iterator[tuple[str, bytes, str]]:
    from tests.exports.pictures import png

    good, head = png(), b"\x89PNG\r\n\x1a\n"
    size = struct.pack(">LLBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0)
    end = _chunk(b"IEND", b"")
    yield "nothing", b"", "That"
    yield "a size beyond all screens", head + _chunk(b"IHDR", size) + end, "4000 dots"
    yield "no size", head + _chunk(b"IHDR", b"") + end, ""
    yield "a chunk longer than the file", good[:8] + b"\xff\xff\xff\xff" + good[12:], "damaged"
    yield "a chunk of another sum", good[:-8] + b"IENX" + good[-4:], "damaged"
    yield "100000 chunks", head + good[8:33] + _chunk(b"tEXt", b"c") * 30_000 + end, ""
    yield "larger than is read", good + bytes(600_000), "larger than"
    yield "a head that comes twice", good[:33] + good[8:], "damaged"
    for part in range(1, 5):
        yield f"cut at {part} fifths", good[: len(good) * part // 5], "damaged"


def _jpeg() -> Iterator[tuple[str, bytes, str]]:
    from tests.exports.pictures import jpeg

    good = jpeg()
    yield "a part of no length", b"\xff\xd8\xff\xe0\0\0" + good[2:], "damaged"
    yield "a part longer than the file", b"\xff\xd8\xff\xe0\xff\xff" + good[2:], "damaged"
    yield "marks without an end", b"\xff\xd8\xff" + b"\xff" * 490_000, "damaged"
    yield "dots without an end", good[:-2] + b"\xff\0" * 240_000, "damaged"
    yield "100000 parts", b"\xff\xd8" + b"\xff\xfe\0\2" * 100_000 + good[2:], ""
    for part in range(1, 5):
        yield f"cut at {part} fifths", good[: len(good) * part // 5], "damaged"


def _svg() -> Iterator[tuple[str, bytes, str]]:
    from tests.exports.pictures import svg

    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    yield "a billion laughs", svg("&a9;", before=f'<!DOCTYPE svg [<!ENTITY a0 "ha">{laughs}]>'), "entities"  # fmt: skip
    yield "entities in another case", svg(before='<!DOCTYPE svg [<!entity a "b">]>'), "not well-formed"  # fmt: skip
    yield "attributes that a type brings", svg(before='<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>'), "onload"  # fmt: skip
    yield "50000 elements within each other", svg("<g>" * 50_000 + "</g>" * 50_000), "“g”"
    yield "an attribute of 400 kB", svg(f'<path d="{"M0 0" * 100_000}"/>'), ""
    yield "10000 attributes", svg("<path " + " ".join(f'a{n}="1"' for n in range(30_000)) + "/>"), ""  # fmt: skip
    yield "a script in its namespace", svg('<s:script xmlns:s="http://www.w3.org/2000/svg">canary</s:script>'), "script"  # fmt: skip
    yield "a page within", svg("<foreignObject><iframe/></foreignObject>"), "foreignObject"
    yield "a picture within", svg('<image href="file:///etc/passwd"/>'), "image"
    yield "a style that fetches", svg("<style>@IMPORT 'a'</style>"), "from elsewhere"
    yield "a style that fetches, in pieces", svg("<style>@<![CDATA[import]]> 'a'</style>"), "from elsewhere"  # fmt: skip
    yield "an address in signs", svg('<rect fill="&#117;rl(http://x.org)"/>'), "from elsewhere"
    yield "a size of no number", svg(root='viewBox="0 0 1e999 1e999"'), "4000 dots"
    yield "many numbers", svg(root=f'viewBox="{"9" * 400_000}"'), ""
    yield "a size below nothing", svg(root='viewBox="0 0 -5 -5"'), "4000 dots"
    yield "another encoding", svg(before='<?xml version="1.0" encoding="utf-7"?>') + b"+ADw-script+AD4-", "not well-formed"  # fmt: skip
    yield "NUL", svg("\0"), "entities"


def _pages() -> Iterator[tuple[str, bytes, str]]:
    yield "its class", b"{{ report.__class__.__mro__ }}", "not open to templates"
    yield "a loop without an end", b"{% for a in range(10 ** 9) %}{% endfor %}", "too much"
    yield "a number of many digits", b"{{ 9 ** 9 ** 9 }}", ""
    yield "a text without an end", b"{{ 'a' * 10 ** 10 }}", ""
    yield "a file", b"{% include '../../../etc/passwd' %}", "can be included"
    yield "an import", b"{% import 'os' as os %}", ""
    yield "brackets within brackets", b"{{" + b"(" * 100_000 + b"}}", ""
    yield "loops within loops", b"{% for a in 'a' %}" * 400 + b"{% endfor %}" * 400, ""
    yield "no page", b"<![canary", ""
