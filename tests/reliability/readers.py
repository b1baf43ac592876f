"""Every reader of something from outside, with files that it takes and how they are changed.

| reader | of |
| --- | --- |
| bundle, sealed, comments, record | what other kits gave |
| rttm, csv | times by others |
| names | a list of people |
| template, deck, form, wording | TOML |
| word base, png, jpeg, svg | what an organisation puts on its documents |
| own html, own markdown | document templates of one's own |
"""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from circle.bundle import TooLarge
from circle.errors import Refused
from circle.level import Level
from circle.log import Log
from circle.paths import assets
from circle.privacy import CheckFailed, LevelRefused
from circle.store import Store
from tests.circle import hostile_bundles as bundles
from tests.circle.story import AN_EVENING
from tests.exports.texts import QUICK
from tests.notes import make_notes
from tests.reliability.mutated import (
    Change,
    bytes_changed,
    json_changed,
    lines_changed,
    value_changed,
)

PASSPHRASE = "four small words"


@dataclass(frozen=True)
class Reader:
    """`reads` ends normally or raises Refused; anything else is a fault of ours.

    `ending`: how the name of such a file ends, where it is told apart by it.
    """

    name: str
    reads: Callable[[Path], object]
    good: Callable[[], Sequence[bytes]]
    changes: Sequence[Change] = (bytes_changed,)
    ending: str = ""

    def takes(self, data: bytes) -> str:
        """What is said of a file that is refused; "" of one that is taken."""
        path = _scratch() / f"file{self.ending}"
        path.write_bytes(data)
        try:
            self.reads(path)
        except Refused as why:
            return str(why)
        return ""

    def mutated(self, chance: Random) -> bytes:
        return chance.choice(self.changes)(chance.choice(self.good()), chance)


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="circlekeeper-readers-"))


# What other kits gave


def _import(path: Path) -> object:
    """What is taken is used: written into a kit, read again, and made into documents at every level."""
    from circle.arriving import ready, take
    from circle.importing import read_file

    came = ready(read_file(path, PASSPHRASE))
    try:
        session = take(_kit(), came, AN_EVENING).id
        return came.rows and _left_again(session, _kit().read(session))
    except Refused as why:
        raise AssertionError("what was taken cannot be used") from why


def _left_again(session: str, log: Log) -> list[bytes]:
    left = list[bytes]()
    for level in Level:
        try:
            notes = make_notes(session, log, level)
        except (LevelRefused, CheckFailed):
            continue
        for format in QUICK:
            with suppress(TooLarge):  # of a bundle, where the record still can
                left.append(format.render(notes))
    return left


@cache
def _kit() -> Store:
    return Store.open(_scratch() / "kit")


def _packed_again(files: Mapping[str, bytes]) -> bytes:
    return bundles.archive(bundles.parts_of(bundles.stated(files)))


def _file_within(data: bytes, chance: Random) -> bytes:
    """Changed before it was packed, with a manifest that fits."""
    files = bundles.files_of(data)
    name = chance.choice([one for one in files if one not in {"mimetype", "manifest.json"}])
    change = lines_changed if name.endswith(".jsonl") else json_changed if name.endswith(".json") else bytes_changed  # fmt: skip
    return _packed_again({**files, name: change(files[name], chance)})


def _manifest(data: bytes, chance: Random) -> bytes:
    files = bundles.files_of(data)
    text = json_changed(files["manifest.json"], chance)
    return bundles.archive(bundles.parts_of({**files, "manifest.json": text}))


def _events_within(data: bytes, chance: Random) -> bytes:
    """Other events, with hashes that fit, as somebody would make who knows the format."""
    files = bundles.files_of(data)
    events = [json.loads(line) for line in files["events.jsonl"].splitlines()]
    lines = _linked(value_changed(events, chance))
    session = json.loads(files["session.json"])
    session["hash"] = _last_hash(lines)
    return _packed_again({**files, "events.jsonl": lines, "session.json": json.dumps(session).encode()})  # fmt: skip


def _events(data: bytes, chance: Random) -> bytes:
    record = json.loads(data)
    lines = _linked(value_changed(record["events"], chance))
    record["events"] = [json.loads(line) for line in lines.splitlines()]
    record["hash"] = _last_hash(lines)
    return json.dumps(record).encode()


def _linked(events: object) -> bytes:
    try:
        assert isinstance(events, list)
        return bundles.linked(events)
    except (AssertionError, KeyError, TypeError, AttributeError, ValueError):
        return "".join(f"{json.dumps(one)}\n" for one in events or ()).encode() if isinstance(events, list) else b"7\n"  # fmt: skip


def _last_hash(lines: bytes) -> str:
    last = json.loads(lines.splitlines()[-1]) if lines else {}
    return last.get("hash", "") if isinstance(last, dict) else ""


def _comment_within(data: bytes, chance: Random) -> bytes:
    files = bundles.files_of(data)
    one = json.loads(files["comments.jsonl"])
    lines = json.dumps(value_changed(one, chance)).encode() + b"\n"
    return _packed_again({**files, "comments.jsonl": lines})


@cache
def _easily_sealed() -> tuple[bytes, ...]:
    """With little work, so that many can be opened."""
    from circle import age

    usual, age._WORK = age._WORK, 10
    try:
        data = age.sealed(bundles.WHOLE, PASSPHRASE)
    finally:
        age._WORK = usual
    text = base64.encodebytes(data).replace(b"\n", b"")
    rows = [text[at : at + 64] for at in range(0, len(text), 64)]
    armour = b"\n".join([b"-----BEGIN AGE ENCRYPTED FILE-----", *rows, b"-----END AGE ENCRYPTED FILE-----", b""])  # fmt: skip
    return data, armour


@cache
def _records() -> tuple[bytes, ...]:
    from circle.harvest import Seen
    from exports import json_record
    from tests.exports.an_evening import SESSION, an_evening
    from tests.exports.five_sessions import FIVE

    logs = (an_evening(), *(make() for make in FIVE.values()))
    return tuple(
        json_record.render(make_notes(SESSION, log, level, Seen.TRAINER))
        for log in logs
        for level in (Level.ALIASES, Level.NOBODY)
    )


@cache
def _comments() -> tuple[bytes, ...]:
    from circle.comments import comment_line

    return (bundles.comments(json.loads(comment_line(bundles.COMMENT))),)


# Times by others, and names

_RTTM = (
    b";; meeting, begun 2026-05-12T18:30:00+02:00\nSPEAKER m 1 0.00 3.50 <NA> <NA> Ann <NA> <NA>\n"
    b"SPEAKER m 1 4.00 2.25 <NA> <NA> Ben <NA> <NA>\nSPEAKER m 1 6.00 1 <NA> <NA> Ann 0.9 <NA>\n"
)
_NAMES = (
    b"name;facilitator\nAnn;yes\nBen;\n",
    b"1. Ann\n2. Ben\n- Cai\n",
    b"Ann, Ben, Cai",
    "First name\tKnown as\nAnn\tAnnie\n".encode("utf-16"),
    "Zo\xeb\nRen\xe9e\n".encode("cp1252"),
)


@cache
def _turn_tables() -> tuple[bytes, ...]:
    from exports import turns_csv
    from tests.exports.an_evening import SESSION, an_evening

    own = turns_csv.render(make_notes(SESSION, an_evening(), Level.ALIASES))
    return (
        own,
        b"person,start_s,end_s\nAnn,0,5\nBen,6,9.5\n",
        b"person;start_s;duration_s\nAnn;0,5;5,25\n",
    )


def _listed(path: Path) -> object:
    from ui.pages.people_draft import listed_in

    return listed_in(path)


# TOML


def _template(path: Path) -> object:
    from circle.own_templates import checked, read_file
    from circle.templates import read_shelf

    forms = read_shelf(assets()).forms
    template, _text = read_file(path, forms)
    return checked(template, forms)


def _deck(path: Path) -> object:
    from circle.own_decks import checked, is_deck, read_file

    is_deck(path)
    deck, _text = read_file(path)
    return checked(deck)


def _form(path: Path) -> object:
    from circle.files import read_text
    from circle.forms import read_form

    return read_form(read_text(path, largest_bytes=100_000), source=path.name)


def _wording(path: Path) -> object:
    from circle.files import read_text
    from circle.wordings import read_wording

    return read_wording(read_text(path, largest_bytes=100_000), source=path.name)


def _shipped(folder: str) -> Callable[[], Sequence[bytes]]:
    return lambda: _files_of(folder)


@cache
def _files_of(folder: str) -> tuple[bytes, ...]:
    return tuple(one.read_bytes() for one in sorted((assets() / folder).glob("*.toml")))


# What an organisation puts on its documents


def _word_base(path: Path) -> object:
    from exports.house_kept import LARGEST_WORD_BASE, checked_word_base

    return checked_word_base(_read(path, LARGEST_WORD_BASE))


def _logo(path: Path) -> object:
    from exports.logo import LARGEST, checked_logo, size_of

    clean = checked_logo(_read(path, LARGEST))
    assert checked_logo(clean) == clean, "what was checked is taken again"
    return size_of(clean)


def _read(path: Path, most: int) -> bytes:
    from circle.files import read_bytes

    return read_bytes(path, largest_bytes=most)


@cache
def _letterheads() -> tuple[bytes, ...]:
    from tests.exports.office_files import letterhead

    return (letterhead(),)


def _part_of_word(data: bytes, chance: Random) -> bytes:
    from circle.zipped import zipped
    from tests.exports.office_files import parts_of

    parts = parts_of(data)
    name = chance.choice([one for one in parts if one.endswith((".xml", ".rels"))])
    return zipped({**parts, name: bytes_changed(parts[name], chance)})


def _png() -> tuple[bytes, ...]:
    from tests.exports.pictures import chunk, png

    return png(), png(120, 40), png(also=chunk(b"tEXt", b"Author\0Ceri"))


def _jpeg() -> tuple[bytes, ...]:
    from tests.exports.pictures import comment, jpeg

    return jpeg(), jpeg(120, 40, also=comment(b"Ceri")), jpeg() + jpeg()


def _svg() -> tuple[bytes, ...]:
    from tests.exports.pictures import svg
    from tests.exports.test_house_kept import INKSCAPE

    icon = (assets() / "icons" / "circlekeeper.svg").read_bytes()
    return svg(), INKSCAPE.encode(), icon, svg(root='viewBox="0 0 60 30"')


# Document templates of one's own


def _own_template(name: str) -> Callable[[Path], object]:
    """Laid out in this process: the one beside the program is for those that hang."""

    def read(path: Path) -> object:
        from circle.files import read_text
        from exports.own_templates import LARGEST, check_document
        from exports.sample_report import sample_report
        from exports.sandbox import lay_out

        shown = sample_report()
        made = lay_out(name, read_text(path, largest_bytes=LARGEST), shown)
        return check_document(name, made, shown)

    return read


def _layouts(name: str) -> Callable[[], Sequence[bytes]]:
    from exports.own_templates import TEMPLATES

    return lambda: ((TEMPLATES / name).read_bytes(), _SMALL)


_SMALL = b"""{{ report.title }} {{ report.level }} {{ report.reader }}
{% for one in report.facts %}{{ one.name }}: {{ one.value }}
{% endfor %}{% for section in report.sections %}{% for one in section.blocks %}
{% if one.kind in ("sentence", "aside") %}{{ one.text | upper }}{% endif %}{% endfor %}{% endfor %}"""
_LINES = (bytes_changed, lines_changed)

READERS: Mapping[str, Reader] = {
    one.name: one
    for one in (
        Reader("bundle", _import, lambda: (bundles.WHOLE,), (bytes_changed, _file_within, _manifest, _events_within, _events_within), ".circle"),
        Reader("sealed bundle", _import, _easily_sealed, ending=".circle"),
        Reader("comments", _import, _comments, (bytes_changed, _comment_within), ".circle"),
        Reader("record", _import, _records, (bytes_changed, json_changed, _events, _events), ".json"),
        Reader("rttm", _import, lambda: (_RTTM,), _LINES, ".rttm"),
        Reader("csv", _import, _turn_tables, _LINES, ".csv"),
        Reader("without an ending", _import, lambda: (_RTTM, *_turn_tables(), bundles.WHOLE), _LINES),
        Reader("list of names", _listed, lambda: _NAMES, _LINES, ".txt"),
        Reader("session template", _template, _shipped("session_templates"), _LINES, ".toml"),
        Reader("prompt deck", _deck, _shipped("prompt_decks"), _LINES, ".toml"),
        Reader("round form", _form, _shipped("round_forms"), _LINES, ".toml"),
        Reader("wording", _wording, _shipped("wordings"), _LINES, ".toml"),
        Reader("Word document", _word_base, _letterheads, (bytes_changed, _part_of_word, _part_of_word), ".docx"),
        Reader("png", _logo, _png, ending=".png"),
        Reader("jpeg", _logo, _jpeg, ending=".jpg"),
        Reader("svg", _logo, _svg, _LINES, ".svg"),
        Reader("own page", _own_template("notes.html.j2"), _layouts("notes.html.j2"), _LINES, ".j2"),
        Reader("own Markdown", _own_template("notes.md.j2"), _layouts("notes.md.j2"), _LINES, ".j2"),
    )
}  # fmt: skip
