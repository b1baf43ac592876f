"""Archives made of sessions, and what any program finds in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from circle import events as e
from circle.harvest import Seen
from circle.level import Level
from circle.log import Log
from circle.session_notes import SessionNotes
from exports.archive import new_archive
from exports.archive_forms import Form
from tests.exports.an_evening import SESSION, an_evening
from tests.exports.five_sessions import FIVE
from tests.notes import make_notes

BOTH = tuple(Form)


def later(log: Log, days: int) -> Log:
    moved = timedelta(days=days)
    return Log(e.Logged(one.seq, one.at_ms, one.wall + moved, one.event) for one in log.entries)


def a_season() -> dict[str, Log]:
    """An evening, one with four people, and five sessions of another circle, over two months and more."""
    logs = [an_evening(), an_evening(small=True), *(made() for made in FIVE.values())]
    ids = [SESSION, *(f"{n}b3fa9c21d0b" for n in range(1, len(logs)))]
    return {one: later(log, 9 * n) for n, (one, log) in enumerate(zip(ids, logs, strict=True))}


def season_notes(level: Level, reader: Seen = Seen.REPORT) -> list[SessionNotes]:
    return [make_notes(session, log, level, reader) for session, log in a_season().items()]


def made(
    into: Path, notes: Iterable[SessionNotes], level: Level, forms: Iterable[Form] = BOTH
) -> Path:
    into.mkdir(exist_ok=True)
    with new_archive(into, [*forms], level, Seen.REPORT) as archive:
        for one in notes:
            archive.add(one)
    return archive.path


def season(into: Path, level: Level = Level.ALIASES) -> Path:
    return made(into, season_notes(level), level)


def asked(archive: Path, sql: str, **values: object) -> list[dict[str, Any]]:
    """What SQLite as it comes with Python answers."""
    with closing(
        sqlite3.connect(f"file:{archive / 'sessions.sqlite'}?mode=ro", uri=True)
    ) as opened:
        opened.row_factory = sqlite3.Row
        return [dict(row) for row in opened.execute(sql, values)]


def named(archive: Path, kind: str) -> list[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = :kind ORDER BY name"
    return [row["name"] for row in asked(archive, sql, kind=kind)]


def files_in(archive: Path) -> dict[str, bytes]:
    files = (path for path in archive.rglob("*") if path.is_file())
    return {one.relative_to(archive).as_posix(): one.read_bytes() for one in files}


def texts_in(archive: Path) -> Iterator[tuple[str, str]]:
    """All that can be read in it: files as they are, and every cell of the database, too."""
    for name, data in files_in(archive).items():
        yield name, data.decode(errors="replace")
    for name in (*named(archive, "table"), *named(archive, "view")):
        rows = asked(archive, f'SELECT * FROM "{name}"')
        yield f"in {name}", "\n".join(str(cell) for row in rows for cell in row.values())
