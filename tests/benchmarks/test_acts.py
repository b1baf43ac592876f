"""What an act costs: to keep it, to show it, and to take it back; in a short session and in a long one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from circle.events import Logged, PieceGiven, link, row_of
from circle.log import Log
from circle.loop import Loop
from circle.paths import assets
from circle.store import Store
from circle.templates import Shelf, read_shelf
from tests.benchmarks.made import PEOPLE, TURN_MS, open_log, put_into
from tests.benchmarks.side_by_side import Row, Samples, in_turn, quantile, tell
from tests.fakes import FakeClock
from ui.live_session import LiveSession
from ui.pages.live import LivePage
from ui.theme import Look

APPENDS = 1_000
ACTS = 300
SHORT, LONG = 100, 50_000
UNDOES = 1_000
FRAME_MS = 16
ROOT = Path(__file__).parents[2]


@pytest.fixture
def disk() -> Iterator[Path]:
    """A folder on the disk that the project is on: a folder for temporary files may lie in memory."""
    place = ROOT / ".benchmarks"
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place) as name:
        yield Path(name)


@pytest.fixture
def store(disk: Path) -> Iterator[Store]:
    opened = Store.open(disk / "kit")
    yield opened
    opened.close()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    made = Look(assets())
    made.apply(qapp)
    made.load_other_scripts()
    return made


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return read_shelf(assets())


class RawFile:
    """What is least that can be done: the bytes at the end of a file, and on the disk."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append(self, line: bytes) -> None:
        os.write(self._file, line)
        os.fsync(self._file)

    def close(self) -> None:
        os.close(self._file)


class Unwritten:
    """A store that keeps nothing."""

    def append(self, session: str, entry: Logged, *, closed: Log | None = None) -> None:
        pass

    def heartbeat(self, session: str, at_ms: int, wall: datetime) -> None:
        pass


class Sitting:
    """A session of so many events, open on a Live page in a window of its own, beside a clock that stands."""

    def __init__(self, store: Store, look: Look, shelf: Shelf, *, events: int) -> None:
        self.clock = FakeClock()
        self.events = events
        session, log = f"of{events}", open_log(events)
        put_into(store, session, log)
        self.loop = Loop(store, self.clock, session, log, now_ms=log.state.last_ms)
        self.live = LiveSession(self.loop, shelf)
        self.page = LivePage(look, self.live, shelf.decks)
        self.page.resize(1366, 768)
        self._frames = Frames(self.page)
        self._turns = 0
        self.page.show()
        self.come_forward()

    def come_forward(self) -> None:
        """Keys go to this window."""
        self.page.activateWindow()
        self.page.setFocus()
        assert QTest.qWaitForWindowActive(self.page)

    def later(self) -> None:
        """A turn has gone by, and all that there was to paint is painted."""
        self.clock.advance(TURN_MS)
        self.live.look()
        QApplication.processEvents()

    @property
    def neighbour(self) -> int:
        """The seat, from 1, that is next given the piece: two have it in turn, so that every act is the same."""
        self._turns += 1
        return _HALF + 1 + self._turns % 2

    def give(self) -> None:
        self.live.pass_piece(f"p{self.neighbour}")
        self.paint()

    def press(self) -> None:
        QTest.keyClick(self.page, Qt.Key(ord("0") + self.neighbour))
        self.paint()

    def record(self) -> None:
        self.loop.record(PieceGiven(f"p{self.neighbour}"))

    def undo(self) -> None:
        self.live.undo()
        self.paint()

    def paint(self) -> None:
        """Until the page has been painted again, and nothing is left to paint."""
        before = seen = self._frames.painted
        while seen == before or self._frames.painted != seen:
            seen = self._frames.painted
            QApplication.processEvents()

    def leave(self) -> None:
        self.live.stop()
        self.page.close()


class Frames(QObject):
    """Counts how often the circle of a page is painted."""

    def __init__(self, page: LivePage) -> None:
        super().__init__(page)
        self.painted = 0
        page._circle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.painted += event.type() is QEvent.Type.Paint
        return False


def test_append(benchmark: BenchmarkFixture, disk: Path, store: Store) -> None:
    log = open_log(SHORT)
    put_into(store, "session", log)
    raw = RawFile(disk / "kit" / "raw")
    entry = log.entries[-1]
    line = b""

    def next_entry() -> None:
        nonlocal entry, line
        wall = entry.wall + timedelta(milliseconds=TURN_MS)
        to = PEOPLE[entry.seq % len(PEOPLE)].id
        entry = Logged(entry.seq + 1, entry.at_ms + TURN_MS, wall, PieceGiven(to))
        row = row_of(entry)
        words = (row.seq, row.at_ms, row.wall_utc, row.kind, row.data, link("", row))
        line = "\n".join(map(str, words)).encode()

    taken = in_turn(
        benchmark,
        before_floor=next_entry,
        floor=lambda: raw.append(line),
        ours=lambda: store.append("session", entry),
        rounds=APPENDS,
        warm=20,
    ).scaled(1_000_000)
    raw.close()
    floor_is = f"append {len(line)} B + fsync"
    tell(
        benchmark,
        taken.row("durable append through the store, p50", floor_is, "µs", 2.0),
        taken.row("durable append through the store, p99", floor_is, "µs", 3.0, at=0.99),
    )


def test_key(benchmark: BenchmarkFixture, store: Store, look: Look, shelf: Shelf) -> None:
    sitting = Sitting(store, look, shelf, events=SHORT)
    unwritten = Unwritten()

    def keeping(where: Store | Unwritten) -> None:
        sitting.later()
        sitting.loop._store = where  # pyright: ignore[reportAttributeAccessIssue]

    taken = in_turn(
        benchmark,
        before_floor=lambda: keeping(unwritten),
        floor=sitting.press,
        before_ours=lambda: keeping(store),
        ours=sitting.press,
        rounds=ACTS,
        warm=10,
    ).scaled(1000)
    assert sitting.loop.log.next_seq == SHORT + 1 + 2 * (ACTS + 10), "a key was not heard"
    sitting.leave()
    what, floor_is = "key press, durable, painted", "a store that does not write"
    tell(
        benchmark,
        taken.row(what + ", p50", floor_is, "ms", 2.0),
        taken.row("  the same, p99", floor_is, "ms", None, at=0.99),
    )


def test_growth(benchmark: BenchmarkFixture, store: Store, look: Look, shelf: Shelf) -> None:
    taken = _long_beside_short(benchmark, store, look, shelf, Sitting.give)
    tell(
        benchmark,
        taken.row("growth: append, fold, show at event 50,000", "at event 100", "ms", 1.2),
        taken.row("  the same, p99", "at event 100", "ms", None, at=0.99),
    )


def test_growth_unseen(benchmark: BenchmarkFixture, store: Store, look: Look, shelf: Shelf) -> None:
    taken = _long_beside_short(benchmark, store, look, shelf, Sitting.record)
    tell(benchmark, taken.row("  of it, append and fold", "at event 100", "ms", None))


def _long_beside_short(
    benchmark: BenchmarkFixture,
    store: Store,
    look: Look,
    shelf: Shelf,
    act: Callable[[Sitting], object],
) -> Samples:
    short = Sitting(store, look, shelf, events=SHORT)
    long = Sitting(store, look, shelf, events=LONG)
    taken = in_turn(
        benchmark,
        before_floor=short.later,
        floor=lambda: act(short),
        before_ours=long.later,
        ours=lambda: act(long),
        rounds=ACTS,
        warm=10,
    )
    for sitting in (short, long):
        assert sitting.loop.log.next_seq == sitting.events + 1 + ACTS + 10
        sitting.leave()
    return taken.scaled(1000)


def test_undo(benchmark: BenchmarkFixture, store: Store, look: Look, shelf: Shelf) -> None:
    """One undo after another, because how much is folded anew depends on where it is."""
    sitting = Sitting(store, look, shelf, events=UNDOES)
    taken = in_turn(
        benchmark,
        before_floor=sitting.later,
        floor=lambda: None,
        ours=sitting.undo,
        rounds=ACTS,
        warm=2,
    ).scaled(1000)
    sitting.leave()
    tell(
        benchmark,
        *(
            Row(what, "one frame", "ms", FRAME_MS, quantile(taken.ours, at), 1.0, ACTS)
            for what, at in (("undo at event 1,000, p50", 0.5), ("undo at event 1,000, p99", 0.99))
        ),
    )


_HALF = 6
