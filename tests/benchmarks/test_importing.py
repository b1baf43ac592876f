"""What importing costs: many bundles, beside inserting the rows that come of them; and how long the window waits."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from circle.arriving import take
from circle.found_files import files_in
from circle.level import Level
from circle.reading_many import Kept, read_one
from circle.store import Store
from exports.bundle import render
from tests.benchmarks.made import a_session
from tests.benchmarks.side_by_side import Row, in_turn, tell
from tests.fakes import AN_EVENING
from tests.notes import make_notes
from ui.opening_many import few_of

BUNDLES = 1000
TURNS = 20
ROUNDS = 3
_TABLES = (
    *("arrived", "event", "session", "person", "round", "turn", "note", "commitment"),
    *("followed", "listening", "words"),
)

Rows = list[tuple[str, list[tuple[Any, ...]]]]


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each session of twenty turns, with notes and the copy for people in it."""
    folder = tmp_path_factory.mktemp("stick")
    for number in range(BUNDLES):
        notes = make_notes(f"{number:012x}", a_session(number, turns=TURNS), Level.ALIASES)
        (folder / f"{number:04}.circle").write_bytes(render(notes))
    return folder


@pytest.fixture(scope="module")
def kept(stick: Path) -> list[Kept]:
    return _read(stick)


@pytest.fixture(scope="module")
def rows(kept: list[Kept], tmp_path_factory: pytest.TempPathFactory) -> list[Rows]:
    """What stands in a kit after importing them, session by session."""
    with closing(Store.open(tmp_path_factory.mktemp("rows"))) as store:
        _take_in(store, kept)
        return [_rows_of(store, one.session) for one in kept]


@pytest.fixture
def kits(tmp_path: Path) -> Iterator[Iterator[Store]]:
    """An empty one each time."""
    opened: list[Store] = []

    def empty() -> Iterator[Store]:
        for number in count():
            opened.append(Store.open(Path(tempfile.mkdtemp(dir=tmp_path, prefix=str(number)))))
            yield opened[-1]

    yield empty()
    for store in opened:
        store.close()
        shutil.rmtree(store.folder)


def _read(stick: Path) -> list[Kept]:
    read = [read_one(file) for file in files_in([stick]).files]
    return [one for one in read if isinstance(one, Kept)]


def _rows_of(store: Store, session: str) -> Rows:
    execute = store._connection.execute
    return [
        (
            table,
            execute(
                f"SELECT * FROM {table} WHERE {'id' if table == 'session' else 'session'} = ?",
                (session,),
            ).fetchall(),
        )
        for table in _TABLES
    ]


def _insert(store: Store, sessions: Sequence[Rows]) -> None:
    """The floor: the rows are there already, and one act for each session is durable, as for us."""
    connection = store._connection
    for tables in sessions:
        connection.execute("BEGIN IMMEDIATE")
        for table, rows in tables:
            if rows:
                places = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
        connection.execute("COMMIT")


def _take_in(store: Store, kept: Sequence[Kept], longest: list[float] | None = None) -> None:
    """As the window does it, step by step; in `longest` how long each step took is kept."""
    at = 0
    while at < len(kept):
        began = time.perf_counter()
        some = few_of(kept[at:])
        with store.together():
            for one in some:
                take(store, one.unpacked(), AN_EVENING)
        at += len(some)
        if longest is not None:
            longest.append(time.perf_counter() - began)


def test_importing(
    benchmark: BenchmarkFixture, kept: list[Kept], rows: list[Rows], kits: Iterator[Store]
) -> None:
    """From the moment at which “Import 1000” is pressed: the files have been read to be looked at."""
    steps: list[float] = []
    taken = in_turn(
        benchmark,
        floor=lambda: _insert(next(kits), rows),
        ours=lambda: _take_in(next(kits), kept, steps),
        rounds=ROUNDS,
    )
    longest = Row("longest that the window waits meanwhile", "allowed", "ms", 50, max(steps) * 1000, 1, len(steps))  # fmt: skip
    tell(
        benchmark,
        taken.row("import 1,000 bundles that were looked at", "their rows inserted", "s", 3),
        longest,
    )


def test_reading_and_importing(
    benchmark: BenchmarkFixture, stick: Path, rows: list[Rows], kits: Iterator[Store]
) -> None:
    """In one process, from the files on; the window reads them in another, before anybody presses anything."""
    taken = in_turn(
        benchmark,
        floor=lambda: _insert(next(kits), rows),
        ours=lambda: _take_in(next(kits), _read(stick)),
        rounds=2,
    )
    row = taken.row("read, check and import 1,000 bundles", "their rows inserted", "s", 3)
    tell(benchmark, row)
