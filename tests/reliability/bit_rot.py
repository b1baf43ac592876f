"""Bits that turn over and pages that become zero in a closed kit: whatever changes a row has to be noticed, by opening the
kit or by `verify`.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from sqlcipher3 import dbapi2

from circle import kit, kit_files, note_moves
from circle.errors import Refused
from circle.verifying import verify
from tests.circle.story import Story
from tests.reliability.an_evening import KEY, make_kit, open_kit
from tests.reliability.power_cuts import Tally, in_memory
from tests.reliability.promises import Outcome, promise

PAGE = 4096
_WRITTEN = """
    SELECT name FROM sqlite_schema WHERE type = 'table'
        AND name NOT LIKE 'words_fts%' AND name NOT LIKE '%sqlite_%' ORDER BY name
"""
Rows = tuple[tuple[str, tuple[str, ...]], ...] | None


def make_full_kit(home: Path, key: bytes | None, sessions: int = 12) -> None:
    """So full that most bits of it are somebody's."""
    make_kit(home, key)
    with closing(open_kit(home, key)) as store:
        for n in range(sessions):
            told = Story(6)
            for turn in range(30):
                told.at(4_000 * turn + 2_000)
                if turn % 6 == 5:
                    told.ends_round()
                elif turn % 6 == 0:
                    told.begins()
                else:
                    told.passes_on()
                words = f"What was said in turn {turn} of session {n}. " * 6
                told.does(note_moves.write_note(told.state, number=told.log.next_seq, text=words))
            store.add_session(f"bbbb{n:08}", told.at(200_000).closes().log)
            store.keep_template(f"of session {n}", f"title = {n}\n" * 100)


def rows_in(file: Path, key: bytes | None) -> Rows:
    """All rows that a plain SQLite reads; None where it cannot."""
    try:
        with closing(dbapi2.connect(f"{file.as_uri()}?immutable=1", uri=True)) as connection:
            kit.use_key(connection, key)
            tables = [name for (name,) in connection.execute(_WRITTEN)]
            return tuple(
                (
                    name,
                    tuple(
                        sorted(map(repr, connection.execute(f'SELECT * FROM "{name}" NOT INDEXED')))
                    ),
                )
                for name in tables
            )
    except (dbapi2.Error, UnicodeDecodeError):
        return None


def what_is_noticed(home: Path, key: bytes | None) -> str:
    """The first sentence that somebody is told about a kit; empty where all is well."""
    try:
        with closing(open_kit(home, key)) as store:
            findings = verify(store).findings
            return findings[0].sentence if findings else ""
    except Refused as why:
        return str(why)


def flipped(data: bytes, chance: Random) -> tuple[str, bytes]:
    changed = bytearray(data)
    at, bit = chance.randrange(len(data)), chance.randrange(8)
    changed[at] ^= 1 << bit
    return f"bit {bit} of byte {at % PAGE} of page {at // PAGE + 1}", bytes(changed)


def zeroed(data: bytes, chance: Random) -> tuple[str, bytes]:
    page = chance.randrange(len(data) // PAGE)
    start = page * PAGE
    return f"page {page + 1}", data[:start] + bytes(PAGE) + data[start + PAGE :]


def _cases(data: bytes, cases: int, chance: Random) -> Iterator[tuple[str, bytes]]:
    """A sixth of them are pages."""
    for case in range(cases):
        yield (zeroed if case % 6 == 5 else flipped)(data, chance)


@promise("bits that turn over", short=25, long=700)
def bit_rot(cases: int, chance: Random) -> Outcome:
    return turned_over(
        cases, chance, None, "Whatever a disk changes in what people wrote is noticed."
    )


@promise("bits that turn over in a kit that a passphrase keeps", short=10, long=500)
def bit_rot_with_key(cases: int, chance: Random) -> Outcome:
    return turned_over(
        cases,
        chance,
        KEY,
        "Whatever a disk changes is noticed in a kit that a passphrase keeps, too.",
    )


def turned_over(cases: int, chance: Random, key: bytes | None, kept: str) -> Outcome:
    """Counted as lost: a row that is another one, or gone, without anybody being told."""
    tally, seen = Tally(), Counter[str]()
    with in_memory() as folder:
        home = folder / "kit"
        make_full_kit(home, key)
        file = home / kit.FILE_NAME
        data, before = file.read_bytes(), rows_in(file, key)
        assert before is not None
        assert what_is_noticed(home, key) == ""
        data = file.read_bytes()
        for where, changed in _cases(data, cases, chance):
            for other in home.iterdir():
                if other.is_dir():
                    shutil.rmtree(other)
                elif other.name != kit_files.KEY:
                    other.unlink()
            file.write_bytes(changed)
            differs = rows_in(file, key) != before
            told = bool(what_is_noticed(home, key))
            seen["data" if differs else "no data"] += 1
            seen["told of data" if differs and told else "told of no data"] += told
            tally.count("lost" if differs and not told else "", where)
    note = (
        f"{seen['data']} changed a row, of which {seen['told of data']} were noticed; of {seen['no data']} that "
        f"changed none (indexes, free room) {seen['told of no data']} were told of, too"
    )
    return tally.outcome(kept, note)
