"""What importing costs: many bundles, beside inserting the rows that come of them; and how long the window waits."""

from __future__ import annotations

import gc
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from circle.arriving import take
from circle.found_files import files_in
from circle.level import Level
from circle.paths import assets
from circle.reading_many import Kept, read_one
from circle.store import Store
from exports.bundle import render
from tests.benchmarks.made import a_session
from tests.benchmarks.side_by_side import Row, in_turn, tell
from tests.fakes import AN_EVENING
from tests.notes import make_notes
from ui.opening_many import few_of
from ui.pages.open_many import OpenManyPage
from ui.theme import Look

BUNDLES = 1000
TURNS = 20
ROUNDS = 3
ALLOWED_MS = 50
_BEAT_MS = 2
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


@pytest.fixture
def no_other_garbage(rows: list[Rows], kept: list[Kept]) -> Iterator[None]:
    """As the program does when its window is there: what was made ready for the measuring is not gone through."""
    assert len(rows) == len(kept)
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


class Beat(QObject):
    """How long it is from one turn that the window gets to the next."""

    def __init__(self) -> None:
        super().__init__()
        self.waits_ms: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._turn)

    def until(self, done: SignalInstance, act: Callable[[], object]) -> list[float]:
        loop = QEventLoop()
        done.connect(loop.quit)
        self.waits_ms, self._last = [], time.perf_counter()
        self._timer.start()
        act()
        loop.exec()
        self._turn()
        self._timer.stop()
        return self.waits_ms

    def _turn(self) -> None:
        now = time.perf_counter()
        self.waits_ms.append((now - self._last) * 1000 - _BEAT_MS)
        self._last = now


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


@pytest.mark.usefixtures("no_other_garbage")
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
    longest = _longest("  the longest step of it", [step * 1000 for step in steps])
    tell(
        benchmark,
        taken.row("import 1,000 bundles that were looked at", "their rows inserted", "s", 3),
        longest,
    )


def test_the_window(
    benchmark: BenchmarkFixture, qapp: QApplication, stick: Path, kits: Iterator[Store]
) -> None:
    """Its page open, all of it: files read beside it, rows listed, taken in, and shown as taken in."""
    look, store = Look(assets()), next(kits)
    look.apply(qapp)
    page = OpenManyPage(look, [stick], lambda: store, lambda: AN_EVENING)
    page.resize(1366, 768)
    gc.collect()
    gc.freeze()
    beat = Beat()
    reading = benchmark.pedantic(lambda: beat.until(page.work.looked, page.show), rounds=1)
    taking = beat.until(page.work.ended, page.take_in)
    gc.unfreeze()
    page.close()
    assert store.how_many() == BUNDLES
    tell(
        benchmark,
        _longest("longest that the window waits while 1,000 bundles are read", reading),
        _longest("  while they are imported", taking),
    )


def _longest(what: str, waits_ms: Sequence[float]) -> Row:
    return Row(what, "allowed", "ms", ALLOWED_MS, max(waits_ms), 1, len(waits_ms))


@pytest.mark.usefixtures("no_other_garbage")
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
