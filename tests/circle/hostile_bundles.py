"""Bundles that mean harm, or were harmed: what each is called, its bytes, and what is said of it."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import stat
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from circle import events as e
from circle.age import sealed
from circle.bundle import MEDIA_TYPE, comments_bundle, session_bundle
from circle.comments import About, Comment, CommentKind, comment_line
from circle.level import Level
from tests.exports.an_evening import SESSION, Words, an_evening
from tests.notes import make_notes

PASSPHRASE = "four small words"
STORY = Words(title="Leaving-hospital-canary", note="A nurse sat down, canary.", prompt="Canary?")
CANARY = "canary"
"""In every text of the story; in no sentence about a file."""

Table = dict[str, Any]
Files = dict[str, bytes]


@dataclass(frozen=True)
class Part:
    """An entry of an archive, which may lie: what is None is true."""

    name: bytes
    data: bytes
    method: int = 8
    packed: bytes | None = None
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    flags: int = 0
    made_by: int = 0
    external: int = 0
    extra: bytes = b""
    comment: bytes = b""
    own_name: bytes | None = None
    own_size: int | None = None
    header: int | None = None
    written: bool = True
    """Else the directory alone knows of it."""
    gap: bytes = b""
    """Bytes before it that are nobody's."""

    def body(self) -> bytes:
        if self.packed is not None:
            return self.packed
        return _deflated(self.data) if self.method == 8 else self.data


@cache
def _deflated(data: bytes) -> bytes:
    deflate = zlib.compressobj(1, zlib.DEFLATED, -15)
    return deflate.compress(data) + deflate.flush()


def _zeros(megabytes: int) -> bytes:
    """Packed, without ever being made."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = deflate.compress(bytes(1_000_000)) + deflate.flush(zlib.Z_FULL_FLUSH)
    return first * megabytes + b"\3\0"


def archive(
    parts: Sequence[Part],
    *,
    before: bytes = b"",
    gap: bytes = b"",
    comment: bytes = b"",
    count: int | None = None,
    here: int | None = None,
    disk: int = 0,
    directory: int | None = None,
    beyond: bytes = b"",
) -> bytes:
    data, central = before, b""
    for part in parts:
        body = part.body()
        sizes = (
            zlib.crc32(part.data) if part.crc is None else part.crc,
            len(body) if part.packed_size is None else part.packed_size,
            len(part.data) if part.size is None else part.size,
        )
        own_name = part.name if part.own_name is None else part.own_name
        own = sizes if part.own_size is None else (*sizes[:2], part.own_size)
        kind = (20, part.flags, part.method, 0, 33)
        data += part.gap
        header = len(data) if part.header is None else part.header
        if part.written:
            data += struct.pack("<4s5H3L2H", b"PK\3\4", *kind, *own, len(own_name), len(part.extra))
            data += own_name + part.extra + body
        central += struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\1\2", part.made_by, *kind, *sizes, len(part.name), len(part.extra)),
            *(len(part.comment), 0, 0, part.external, header),
        )
        central += part.name + part.extra + part.comment
    data += gap
    n = len(parts) if count is None else count
    at = len(data) if directory is None else directory
    end = struct.pack("<4s4H2LH", b"PK\5\6", disk, 0, here or n, n, len(central), at, len(comment))
    return data + central + beyond + end + comment


def good_files(said: Sequence[Comment] = ()) -> Files:
    notes = make_notes(SESSION, an_evening(STORY), Level.ALIASES)
    return files_of(session_bundle(notes, b"<p>canary</p>", said))


def files_of(bundle: bytes) -> Files:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(bundle)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def stated(files: Mapping[str, bytes], change: Callable[[Table], object] | None = None) -> Files:
    """With a manifest that fits, but for what `change` does to it."""
    table = json.loads(files["manifest.json"])
    table["entries"] = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files.items()
        if name not in {"mimetype", "manifest.json"}
    ]
    for kind in ("events", "notes", "comments"):
        if f"{kind}.jsonl" in files:
            table["counts"][kind] = files[f"{kind}.jsonl"].count(b"\n")
    if change is not None:
        change(table)
    return {**files, "manifest.json": json.dumps(table).encode()}


def parts_of(files: Mapping[str, bytes]) -> list[Part]:
    """What packs too well is stored."""
    return [
        Part(name.encode(), data, 0 if name == "mimetype" or _packs_well(data) else 8)
        for name, data in files.items()
    ]


def _packs_well(data: bytes) -> bool:
    return len(data) > 150 * len(_deflated(data))


def linked(events: Sequence[Table]) -> bytes:
    """Events with the hashes that they have now, a line each."""
    tail, lines = "", list[str]()
    for event in events:
        data = json.dumps(event["data"], ensure_ascii=False, separators=(",", ":"))
        tail = e.link(tail, e.Row(event["seq"], event["at_ms"], event["wall_utc"], event["kind"], data))  # fmt: skip
        lines.append(json.dumps({**event, "hash": tail}, ensure_ascii=False) + "\n")
    return "".join(lines).encode("utf-8", "surrogatepass")


GOOD = good_files()
EVENTS: list[Table] = [json.loads(line) for line in GOOD["events.jsonl"].splitlines()]
NOTE = next(n for n, event in enumerate(EVENTS) if event["kind"] == "NoteWritten")


def with_events(events: Sequence[Table]) -> bytes:
    return with_event_lines(linked(events), hash_too=True)


def with_event_lines(lines: bytes, *, hash_too: bool = False) -> bytes:
    files = {**GOOD, "events.jsonl": lines}
    if hash_too:
        session = json.loads(files["session.json"])
        session["hash"] = json.loads(lines.rpartition(b"\n{")[2].join([b"{", b""]))["hash"]
        files["session.json"] = json.dumps(session).encode()
    return archive(parts_of(stated(files)))


def event(number: int, **changed: object) -> bytes:
    events = [*EVENTS]
    events[number] = {**events[number], **changed}
    return with_events(events)


def raw_event(number: int, old: bytes, new: bytes) -> bytes:
    lines = GOOD["events.jsonl"].splitlines(keepends=True)
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new, 1)
    return with_event_lines(b"".join(lines))


def note(**data: object) -> bytes:
    return event(NOTE, data={**EVENTS[NOTE]["data"], **data})


def manifest(change: Callable[[Table], object]) -> bytes:
    return archive(parts_of(stated(GOOD, change)))


def manifest_text(text: bytes) -> bytes:
    return archive(parts_of({**GOOD, "manifest.json": text}))


def manifest_with(old: bytes, new: bytes) -> bytes:
    assert old in GOOD["manifest.json"]
    return manifest_text(GOOD["manifest.json"].replace(old, new, 1))


def with_files(**files: bytes) -> bytes:
    """Named as in `notes_jsonl`."""
    named = {name.replace("_", "."): data for name, data in files.items()}
    return archive(parts_of(stated({**GOOD, **named})))


def without(*names: str) -> bytes:
    files = stated({name: data for name, data in GOOD.items() if name not in names})
    return archive(parts_of(files))


def part(name: str, **lies: Any) -> bytes:
    """One entry that lies."""
    parts = [replace(one, **lies) if one.name == name.encode() else one for one in parts_of(GOOD)]
    return archive(parts)


def named(name: bytes, **lies: Any) -> bytes:
    """One entry more, of some name."""
    return archive([*parts_of(GOOD), Part(name, b"canary", **lies)])


COMMENT = Comment("c0ffee01", SESSION, About.WHOLE, None, CommentKind.QUESTION, "canary?", "Mair", "2026-06-08T18:30:00.000+00:00")  # fmt: skip


def comments(*lines: object) -> bytes:
    files = files_of(comments_bundle(SESSION, [COMMENT]))
    texts = [one if isinstance(one, str) else json.dumps(one) for one in lines]
    files["comments.jsonl"] = "".join(f"{text}\n" for text in texts).encode()
    return archive(parts_of(stated(files)))


def comment(**changed: object) -> bytes:
    return comments({**json.loads(comment_line(COMMENT)), **changed})


def overlapping() -> bytes:
    """A file that stands, whole, within another."""
    kind = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 33, zlib.crc32(b"x"), 1, 1, 5, 0)
    parts = [*parts_of(GOOD), Part(b"outer.txt", kind + b"x.txtx", 0)]
    at = archive(parts).index(kind + b"x.txtx")
    return archive([*parts, Part(b"x.txt", b"x", 0, header=at, written=False)])


def mixed(size: int, *, ratio: int) -> bytes:
    """Lines that pack to about one part in `ratio`."""
    rng = random.Random(7)
    each = 16 * ratio
    line = lambda: rng.randbytes(12).hex().encode() + b" " * each + b"\n"  # noqa: E731
    return b"".join(line() for _n in range(size // (each + 25)))


def emoji(most: int) -> bytes:
    """Every text takes four times its bytes in memory, and the last event is not as it was saved."""
    rng = random.Random(7)
    events = [*EVENTS[:-1]]
    size = 0
    while size < most:
        text = "\U0001f54a" + rng.randbytes(9000).hex()
        events.append({**EVENTS[NOTE], "seq": len(events) + 1, "at_ms": EVENTS[-1]["at_ms"], "data": {"note": 1000 + len(events), "text": text}})  # fmt: skip
        size += len(text)
    return with_event_lines(linked(events))


def deep(n: int) -> bytes:
    return b"[" * n + b"]" * n


def many(n: int) -> bytes:
    """As many events as there may be, of which the last is not as it was saved."""
    at_ms, two = EVENTS[-1]["at_ms"], ("p1", "p2")
    given = ({**EVENTS[NOTE], "seq": seq, "at_ms": at_ms, "kind": "PieceGiven", "data": {"to": two[seq % 2]}} for seq in range(len(EVENTS), n + 1))  # fmt: skip
    return with_event_lines(linked([*EVENTS[:-1], *given]))


def cut(data: bytes, by: int) -> bytes:
    return data[:-by]


WHOLE = archive(parts_of(GOOD))
SEALED = sealed(WHOLE, PASSPHRASE)
BROKEN = "is cut short or was changed on the way"
NOT_ONE = "it is not a bundle; expected a file that this program wrote"
NOBODYS = "bytes that belong to none of its files"
NAME = "whose name is none of a bundle’s"
TWO = "is said to be two different things"
ZEROS = _zeros(400)


def _archives() -> Iterator[tuple[str, bytes, str]]:
    yield "an empty file", b"", NOT_ONE
    yield "one byte", b"P", NOT_ONE
    yield "a letter", b"Dear all,\n", NOT_ONE
    yield "a picture", b"\x89PNG\r\n\x1a\n" + bytes(400), NOT_ONE
    yield "a database", b"SQLite format 3\0" + bytes(4080), NOT_ONE
    yield "another archive", b"7z\xbc\xaf\x27\x1c" + bytes(400), NOT_ONE
    yield "nothing but an end", struct.pack("<4s4H2LH", b"PK\5\6", *[0] * 7), "it holds 0 files"
    yield "cut in half", WHOLE[: len(WHOLE) // 2], BROKEN
    yield "without its last byte", cut(WHOLE, 1), BROKEN
    yield "a byte more", WHOLE + b"\0", BROKEN
    yield "twice", WHOLE + WHOLE, NOBODYS
    yield "a program before it", b"MZ" + bytes(400) + WHOLE, NOBODYS
    yield "a program before it, with offsets that fit", archive(parts_of(GOOD), before=b"PKMZ" * 99), NOBODYS  # fmt: skip
    yield "bytes between files", part("notes.html", gap=b"canary"), NOBODYS
    yield "bytes before the directory", archive(parts_of(GOOD), gap=b"canary"), NOBODYS
    yield "bytes after the directory", archive(parts_of(GOOD), beyond=b"canary"), NOBODYS
    yield "a remark", archive(parts_of(GOOD), comment=b"canary"), BROKEN
    yield "a remark on a file", part("notes.html", comment=b"canary"), NOBODYS
    yield "fields of its own", part("notes.html", extra=b"UT\5\0canar"), NOBODYS
    yield "sizes of 64 bits", part("notes.html", extra=struct.pack("<2H2Q", 1, 16, 9, 9), size=2**32 - 1, packed_size=2**32 - 1), "4 GB and more"  # fmt: skip
    yield "a directory of 64 bits", archive(parts_of(GOOD), directory=2**32 - 1), "4 GB and more"
    yield "65535 files", archive(parts_of(GOOD), count=65535), "4 GB and more"
    yield "60000 files", archive(parts_of(GOOD), count=60000), "it holds 60000 files; expected at most 16"  # fmt: skip
    yield "a file fewer than said", archive(parts_of(GOOD), count=7), BROKEN
    yield "a file more than said", archive(parts_of(GOOD), count=5), BROKEN
    yield "17 files", archive([*parts_of(GOOD), *(Part(b"x%d" % n, b"x") for n in range(11))]), "it holds 17 files"  # fmt: skip
    yield "on two disks", archive(parts_of(GOOD), disk=1), BROKEN
    yield "a directory in the middle", archive(parts_of(GOOD), directory=100), NOBODYS
    yield "a file twice", named(b"notes.html"), "it holds “notes.html” twice"
    yield "two manifests", named(b"manifest.json"), "it holds “manifest.json” twice"
    yield "a folder", named(b"notes/"), "it holds a folder"
    yield "a folder by its attribute", named(b"notes", external=0x10), "it holds a folder"
    yield "a link", named(b"notes", made_by=3 << 8, external=(stat.S_IFLNK | 0o777) << 16), "a link or a device"  # fmt: skip
    yield "a device", named(b"notes", made_by=3 << 8, external=(stat.S_IFBLK | 0o777) << 16), "a link or a device"  # fmt: skip
    yield "a way up", named(b"../../canary"), NAME
    yield "a way to the root", named(b"/tmp/canary"), NAME
    yield "a way on Windows", named(b"c:\\canary"), NAME
    yield "a way up on Windows", named(b"..\\..\\canary"), NAME
    yield "a name with NUL", named(b"canary\0.html"), NAME
    yield "a name without letters", named(b""), NAME
    yield "a name that turns round", named("canary\u202elmth.exe".encode()), NAME
    yield "a name in capitals", named(b"CANARY.HTML"), NAME
    yield "a name of 65 letters", named(b"c" * 65), NAME
    yield "a name of 60000 letters", named(b"c" * 60000), NAME
    yield "a file that is no part of it", named(b"readme.txt"), "another than what it holds"
    yield "a lock", part("notes.html", flags=1), "has a lock of its own"
    yield "a strong lock", part("notes.html", flags=1 << 6), "has a lock of its own"
    yield "a masked directory", part("notes.html", flags=1 << 13), "has a lock of its own"
    yield "sizes that come later", part("notes.html", flags=8), "packed as this program never does"
    yield "another packing", part("notes.html", method=12), "packed as this program never does"
    yield "another name within", part("notes.html", own_name=b"notes.txt!"), TWO
    yield "another size within", part("notes.html", own_size=5), TWO
    yield "a header beyond the end", part("notes.html", header=2**31), TWO
    yield "a header of another file", part("notes.html", header=0), TWO
    yield "files within files", overlapping(), "share the same bytes"
    yield "a stored file of two sizes", part("mimetype", size=9), "not of the size or content"
    yield "another checksum", part("notes.html", crc=5), "not of the size or content"
    yield "a size too small", part("events.jsonl", size=1000), "not of the size or content"
    yield "a size too large", part("events.jsonl", size=10_000), "not of the size or content"
    yield "400 MB that pack well", part("notes.html", packed=ZEROS, size=400_000_000), "more than 200 times its size"  # fmt: skip
    yield "400 MB that say 10 kB", part("notes.html", packed=ZEROS, size=10_000), "not of the size or content"  # fmt: skip
    yield "400 MB that say 11 MB", part("notes.jsonl", packed=ZEROS, size=11_000_000), "not of the size or content"  # fmt: skip
    yield "a packed file cut short", part("notes.html", packed=cut(_deflated(GOOD["notes.html"]), 3)), "cannot be unpacked"  # fmt: skip
    yield "a packed file of noise", part("notes.html", packed=b"\xff" * 300), "cannot be unpacked"
    yield "more after a packed file", part("notes.html", packed=_deflated(GOOD["notes.html"]) + b"canary"), "cannot be unpacked"  # fmt: skip
    # A piece is 64 kB: this one ends with the packed file, and the rest comes in the next.
    noise = random.Random(7).randbytes(65_531)
    one_piece = b"\1" + struct.pack("<2H", 65_531, 65_531 ^ 0xFFFF) + noise
    yield "more after a packed file of 64 kB", part("notes.html", data=noise, packed=one_piece + b"canary"), "cannot be unpacked"  # fmt: skip
    last = Part(b"x.txt", b"canary" * 9, 0)
    reaches = {"packed_size": 80, "size": 80}
    yield "a file that reaches into the directory", archive([*parts_of(GOOD), replace(last, **reaches)]), "share the same bytes"  # fmt: skip
    yield "a count of this disk that is another", archive(parts_of(GOOD), here=3), BROKEN
    yield "more than 20 MB", WHOLE + bytes(20_000_001), "is larger than 20 MB"
    yield "a file of 21 MB", with_files(notes_html=mixed(21_000_000, ratio=90)), "more than 20 MB once"  # fmt: skip
    large = mixed(19_000_000, ratio=90)
    yield "57 MB in three files", with_files(notes_html=large, notes_jsonl=large, comments_jsonl=large), "more than 50 MB once"  # fmt: skip
    yield "no type", archive(parts_of(GOOD)[1:]), NOT_ONE
    yield "a type that comes last", archive([*parts_of(GOOD)[1:], parts_of(GOOD)[0]]), NOT_ONE
    yield "a packed type", part("mimetype", method=8), NOT_ONE
    yield "a book", part("mimetype", data=b"application/epub+zip"), f"expected “{MEDIA_TYPE[:60]}"


def _manifests() -> Iterator[tuple[str, bytes, str]]:
    yield "no manifest", archive([one for one in parts_of(GOOD) if one.name != b"manifest.json"]), "it has no “manifest.json”"  # fmt: skip
    yield "a manifest cut short", manifest_text(GOOD["manifest.json"][:200]), "manifest.json, line "
    yield "a manifest that is a list", manifest_text(b"[]"), "manifest.json: it is not an object"
    yield "an empty manifest", manifest_text(b""), "manifest.json, line 1"
    yield "a manifest that is not UTF-8", manifest_text(b'{"format":"\xff"}'), "not UTF-8"
    yield "a manifest in UTF-16", manifest_text("{}".encode("utf-16")), "not UTF-8"
    yield "a manifest with a mark", manifest_text(b"\xef\xbb\xbf" + GOOD["manifest.json"]), "BOM"
    yield "a nested manifest", manifest_text(deep(100_000)), "nested too deeply"
    yield "a manifest 30 deep", manifest_with(b'"people": 6', b'"people": ' + deep(30)), "nested too deeply"  # fmt: skip
    yield "NaN in a manifest", manifest_with(b'"people": 6', b'"people": NaN'), "is not a number"
    yield "a key twice", manifest_with(b'"people": 6', b'"people": 6, "people": 5'), "twice"
    yield "a surrogate", manifest_with(b'"circle",', b'"\\ud800",'), "without NUL or surrogates"
    yield "NUL", manifest_with(b'"circle",', b'"\\u0000",'), "without NUL or surrogates"
    yield "5000 digits", manifest_with(b'"people": 6', b'"people": ' + b"9" * 5000), "too large"
    yield "2 to the 53 and one", manifest_with(b'"people": 6', b'"people": 9007199254740993'), "too large"  # fmt: skip
    yield "a manifest of 300 kB", manifest_text(GOOD["manifest.json"] + random.Random(7).randbytes(300_000)), "more than 256 kB"  # fmt: skip
    yield "another format", manifest(lambda t: t.update(format="canary")), "expected the format"
    yield "a newer major version", manifest(lambda t: t.update(version="2.0")), "newer Circlekeeper"
    yield "version 0", manifest(lambda t: t.update(version="0.9")), "which there never was"
    yield "version canary", manifest(lambda t: t.update(version="canary")), "“version” is not"
    yield "no session", manifest(lambda t: t.pop("session")), "manifest.json: “session” is missing"
    yield "a session that is a way up", manifest(lambda t: t.update(session="../canary")), "that of another session"  # fmt: skip
    yield (
        "it holds something else",
        manifest(lambda t: t.update(holds="canary")),
        "holds: should be",
    )
    yield "it holds comments, it says", manifest(lambda t: t.update(holds="comments")), "does not belong in it"  # fmt: skip
    yield "another session", manifest(lambda t: t.update(session="0000beef")), "of another session"
    yield "another level", manifest(lambda t: t.update(level="names")), "that of another session"
    yield (
        "an unknown level",
        manifest(lambda t: t.update(level="canary")),
        "level: should be one of",
    )
    yield (
        "an entry not listed",
        manifest(lambda t: t["entries"].pop()),
        "another than what it holds",
    )
    yield "an entry too many", manifest(lambda t: t["entries"].append({"name": "more.txt", "size": 1, "sha256": ""})), "another than what it holds"  # fmt: skip
    yield "an entry twice", manifest(lambda t: t["entries"].append(t["entries"][0])), "another than what it holds"  # fmt: skip
    yield "another hash", manifest(lambda t: t["entries"][3].update(sha256="0" * 64)), "not what it was when"  # fmt: skip
    yield "another size", manifest(lambda t: t["entries"][3].update(size=5)), "not what it was when"
    yield "a size that is text", manifest(lambda t: t["entries"][3].update(size="5")), "manifest.json: entries: number 4"  # fmt: skip
    yield "another count", manifest(lambda t: t["counts"].update(events=5)), "more or fewer lines"
    yield (
        "a negative count",
        manifest(lambda t: t["counts"].update(notes=-1)),
        "more or fewer lines",
    )
    yield "no events", without("events.jsonl"), "it has no “events.jsonl”"
    yield "no session.json", without("session.json"), "it has no “session.json”"
    yield "a database within", with_files(kit_db=b"SQLite format 3\0"), "“kit.db”, which does not belong"  # fmt: skip
    yield "a bundle within", with_files(more_circle=WHOLE), "“more.circle”, which does not belong"
    yield "a session that is a list", with_files(session_json=b"[]"), "session.json: it is not an object"  # fmt: skip
    yield "a session of a newer kind", with_files(session_json=GOOD["session.json"].replace(b'"1.4"', b'"2.0"')), "newer Circlekeeper"  # fmt: skip


def _events() -> Iterator[tuple[str, bytes, str]]:
    yield "no event", with_event_lines(b""), "“events” is missing or empty"
    yield "an event taken out", with_event_lines(b"".join(GOOD["events.jsonl"].splitlines(keepends=True)[:-3])), "its events are not those"  # fmt: skip
    yield "events in another order", with_event_lines(b"".join(GOOD["events.jsonl"].splitlines(keepends=True)[::-1])), "event 1: “seq”"  # fmt: skip
    yield "a line without an end", with_event_lines(cut(GOOD["events.jsonl"], 1)), "last line is cut short"  # fmt: skip
    yield "half a line at the end", with_event_lines(GOOD["events.jsonl"] + b'{"seq"'), "last line is cut short"  # fmt: skip
    yield "an empty line", with_event_lines(GOOD["events.jsonl"] + b"\n"), "events.jsonl, line 32"
    yield "a line of 300 kB", with_event_lines(GOOD["events.jsonl"] + b'"' + random.Random(7).randbytes(150_000).hex().encode() + b'"\n'), "longer than 256 kB"  # fmt: skip
    yield "a line that is not UTF-8", raw_event(NOTE, b"canary", b"\xffcanary"), "not UTF-8"
    yield "a line 100000 deep", with_event_lines(GOOD["events.jsonl"] + deep(100_000) + b"\n"), "nested too deeply"  # fmt: skip
    yield "50001 events", with_event_lines(b"{}\n" * 50_001), "it has 50001 events; expected"
    yield "a million values", with_event_lines((b"[" + b"0," * 60_000 + b"%d]\n" % 7) * 20), "holds more than a session can"  # fmt: skip
    yield "50000 events, and one of them changed", many(50_000), "its events are not those"
    yield "a text of 20001 letters", note(text="canary" + "x" * 19_995), "a text is too long"
    yield "a field nobody knows, of 20001 letters", note(more="x" * 20_001), "a text is too long"
    yield "a number of an event beyond 2 to the 53", raw_event(NOTE, b'"at_ms":71500', b'"at_ms":9007199254740993'), "too large"  # fmt: skip
    yield "a truth for a number", event(NOTE, at_ms=True), "“at_ms” is out of order"
    yield "a time that goes back", event(NOTE, at_ms=5), "“at_ms” is out of order"
    yield "NaN in an event", raw_event(NOTE, b'"at_ms":71500', b'"at_ms":NaN'), "is not a number"
    yield "the year 1999", event(NOTE, wall_utc="1999-12-31T23:59:59+00:00"), "2000 to 2100"
    yield "the year 2101", event(NOTE, wall_utc="2101-01-01T00:00:00+00:00"), "2000 to 2100"
    yield "no zone", event(NOTE, wall_utc="2026-01-01T00:00:00"), "2000 to 2100"
    yield "a key of an event twice", raw_event(NOTE, b'"at_ms":', b'"at_ms":1,"at_ms":'), "twice"
    yield "a surrogate in a note", raw_event(NOTE, b"canary", b"\\udc00canary"), "without NUL"
    yield "NUL in a note", raw_event(NOTE, b"canary", b"\\u0000canary"), "without NUL"
    yield "an unknown kind", event(NOTE, kind="canary"), "its kind is unknown here"
    yield "another text", raw_event(NOTE, b"canary", b"canaries"), "its events are not those"
    yield "no data", event(NOTE, data=None), "should be an object"
    yield "opened twice", event(NOTE, kind="SessionOpened"), "a session is opened once"
    yield "a person who is a name", event(0, data={**EVENTS[0]["data"], "participants": [{"id": "canary", "alias": ""}]}), ""  # fmt: skip
    yield "18 MB that grow in memory", emoji(18_000_000), "its events are not those"
    yield "notes that are no objects", with_files(notes_jsonl=b"7\n"), "notes.jsonl, line 1"
    yield "a note twice as long", with_files(notes_jsonl=b'{"text":"%b"}\n' % (b"x" * 20_001)), "notes.jsonl, line 1"  # fmt: skip
    yield "a key of a note twice", with_files(notes_jsonl=b'{"a":1,"a":1}\n'), "notes.jsonl, line 1"


def _comments() -> Iterator[tuple[str, bytes, str]]:
    yield "a comment on another session", comment(session="0000beef"), "about another session"
    yield "a comment without an id", comment(id=""), "comments.jsonl, line 1: “id”"
    yield "a comment with an id that is a way", comment(id="../../canary"), "line 1: “id”"
    yield "a comment that answers itself", comment(answers="c0ffee01"), "it answers itself"
    yield "a comment that answers a way", comment(answers="../canary"), "“answers” is not"
    yield "a comment of a place and the whole", comment(place=3), "“place” does not fit"
    yield "a comment of no place", comment(about="note"), "“place” does not fit"
    yield "a comment of a place far away", comment(about="moment", place=2**52), "“place” is out of"
    yield "a comment of a place before", comment(about="round", place=-1), "“place” is out of"
    yield "a comment of a place with a dot", comment(about="round", place=1.5), "place: should be"
    yield "a comment about something else", comment(about="canary"), "about: should be one of"
    yield "a comment of an unknown kind", comment(kind="canary"), "kind: should be one of"
    yield "a comment that says nothing", comment(text=" \n"), "“text” is empty"
    yield "a comment of 20001 letters", comment(text="x" * 20_001), "a text is too long"
    yield "a comment by a long name", comment(by="x" * 201), "“by” is too long"
    yield "a comment of 1999", comment(written_utc="1999-01-01T00:00:00Z"), "2000 to 2100"
    yield "a comment of no day", comment(written_utc="canary"), "“written_utc” is not a time"
    yield "a comment with a key twice", comments('{"id":"c0ffee01","id":"c0ffee02"}'), "twice"
    yield "a comment that is a list", comments([]), "comments.jsonl, line 1"
    yield "5001 comments", comments(*[comment_line(COMMENT)] * 5001), "it has 5001 comments"
    files = files_of(comments_bundle(SESSION, [COMMENT]))
    yield "a story beside comments", archive(parts_of(stated({**files, "events.jsonl": GOOD["events.jsonl"]}))), "“events.jsonl”, which does not belong"  # fmt: skip


def _sealed() -> Iterator[tuple[str, bytes, str]]:
    header, rest = SEALED.split(b"\n", 2)[:2], SEALED.split(b"\n", 2)[2]
    yield "another passphrase", sealed(WHOLE, "canary"), "The passphrase does not open"
    yield "sealed and cut short", cut(SEALED, 1), BROKEN
    yield "sealed and cut in its header", SEALED[:100], BROKEN
    yield "sealed and added to", SEALED + b"x", BROKEN
    yield "sealed and changed", cut(SEALED, 20) + bytes(20), BROKEN
    yield "sealed with too much work", b"\n".join([header[0], header[1][:-2] + b"30", rest]), "work factor of 18"  # fmt: skip
    yield "sealed with two passphrases", b"\n".join([*header, rest.split(b"\n")[0], header[1], rest]), BROKEN  # fmt: skip
    yield "sealed with a key", b"age-encryption.org/v1\n-> X25519 %b\n%b" % (base64.b64encode(bytes(32)).rstrip(b"="), rest), "sealed with a key"  # fmt: skip
    yield "sealed by a newer age", SEALED.replace(b"/v1", b"/v2", 1), "expected age, version 1"
    yield "sealed twice", sealed(SEALED, PASSPHRASE), NOT_ONE
    yield "sealed, and no bundle", sealed(b"canary", PASSPHRASE), NOT_ONE
    yield "sealed, and 400 MB", sealed(part("notes.jsonl", packed=ZEROS, size=11_000_000), PASSPHRASE), "not of the size or content"  # fmt: skip
    yield "letters around nothing", b"-----BEGIN AGE ENCRYPTED FILE-----\n-----END AGE ENCRYPTED FILE-----\n", BROKEN  # fmt: skip
    yield "letters around 19 MB of noise", b"-----BEGIN AGE ENCRYPTED FILE-----\n" + b"x" * 19_000_000, BROKEN  # fmt: skip


def cases() -> Iterator[tuple[str, bytes, str]]:
    """What each is called, its bytes, and part of what is said of it."""
    for some in (_archives, _manifests, _events, _comments, _sealed):
        yield from some()
