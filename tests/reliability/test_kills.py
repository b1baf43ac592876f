"""A hundred replays killed at random moments: what was acknowledged is there, and the circle can carry on."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from circle import moves
from circle.events import Row
from circle.loop import Loop
from circle.session import Phase
from circle.store import Store
from circle.timeline import intervals
from circle.verifying import verify
from tests.fakes import FakeClock

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

ROOT = Path(__file__).parents[2]
KILLS = 100
TURNS = 400


@dataclass(frozen=True)
class Killed:
    """What a killed process had acknowledged: the number of the last event; 0 for none."""

    acknowledged: int
    by_kill: bool


class WarmReplays:
    def __init__(self, *arguments: str, module: str = "tests.reliability.warm_replays") -> None:
        """`module`: what forks; it says what was acknowledged by numbers that grow."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        self._process.communicate()

    def replay(self, home: Path, meeting: Path, *, until: int, then_s: float = 0) -> Killed:
        """Kills the replay once it has acknowledged so many events, and a moment later."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([str(home), str(meeting)]) + "\n")
        self._process.stdin.flush()
        lines = iter(self._process.stdout.readline, "")
        pid = int(next(lines).split()[1])
        last, killed = 0, False
        if until == 0:
            killed = self._kill(pid, then_s)
        for line in lines:
            if line.startswith("gone"):
                return Killed(last, int(line.split()[1]) == signal.SIGKILL)
            last = int(line)
            if last >= until and not killed:
                killed = self._kill(pid, then_s)
        raise AssertionError("the process that forks has ended")

    def _kill(self, pid: int, after_s: float) -> bool:
        threading.Event().wait(after_s)
        os.kill(pid, signal.SIGKILL)  # not reaped yet, so the number is still the replay's
        return True


@pytest.fixture
def homes(tmp_path: Path) -> Iterator[Path]:
    """Where kits are made: in memory where there is such a disk. A kill does not empty a disk's cache, so
    a slow disk would show no more."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory, prefix="circle-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_meeting(tmp_path_factory.mktemp("meeting") / "meeting.rttm", TURNS)


def write_meeting(path: Path, turns: int) -> Path:
    """Turns with gaps, without gaps, of the same person twice, and across several heartbeats."""
    chance = random.Random(1)
    at, lines = 0.0, []
    for _turn in range(turns):
        at += chance.choice([0, 0, 1.25, 7.5])
        length = chance.choice([0.5, 2.25, 6.0, 12.125])
        lines.append(f"SPEAKER m 1 {at} {length} <NA> <NA> p{chance.randrange(6)} <NA> <NA>")
        at += length
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture(scope="module")
def whole(meeting: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """The log of a replay that nobody stopped."""
    home = tmp_path_factory.mktemp("whole")
    with closing_warm() as warm:
        assert not warm.replay(home, meeting, until=10**9).by_kill
    with closing(Store.open(home)) as store:
        (session,) = store.every_session()
        return [row for row, _hash in store.rows(session)]


@contextmanager
def closing_warm(*arguments: str) -> Iterator[WarmReplays]:
    with closing(WarmReplays(*arguments)) as warm:
        yield warm


def lost(home: Path, killed: Killed, whole: list[Row]) -> int:
    """How many acknowledged events are not there, or not as they were."""
    with closing(Store.open(home)) as store:
        (session,) = store.every_session() or [""]
        stored = [row for row, _hash in store.rows(session)]
    same = sum(
        (a.seq, a.at_ms, a.kind, a.data) == (b.seq, b.at_ms, b.kind, b.data)
        for a, b in zip(stored, whole, strict=False)
    )
    assert same == len(stored), "something is there that never happened"
    return max(0, killed.acknowledged - same)


def carry_on(home: Path) -> None:
    """The next evening: the circle goes on where it stopped, ends, and the kit is as it should be."""
    with closing(Store.open(home)) as store:
        for sign in store.open_sessions():
            before = store.read(sign.session)
            assert sign.at_ms >= before.entries[-1].at_ms
            tiles = intervals(before.state.head, sign.at_ms)
            assert sum(tile.length_ms for tile in tiles) == sign.at_ms
            loop = Loop.carry_on(store, FakeClock(sign.wall + timedelta(hours=1)), sign)
            if loop.state.phase is Phase.HELD:
                loop.record(moves.centre_piece(loop.state))
            loop.record(moves.close(loop.state))
        assert verify(store).findings == ()
        assert store.open_sessions() == []
    assert [file.name for file in home.iterdir()] == ["circlekeeper.kit"]


def test_a_hundred_kills_lose_nothing(meeting: Path, whole: list[Row], homes: Path):
    chance = random.Random(20_260_312)
    killed = 0
    with closing_warm() as warm:
        for number in range(KILLS):
            home = homes / str(number)
            until = chance.randrange(5, chance.randrange(6, len(whole)))  # the early ones are quick
            found = warm.replay(home, meeting, until=until, then_s=chance.uniform(0, 0.003))
            killed += found.by_kill
            assert found.acknowledged >= until
            assert lost(home, found, whole) == 0
            carry_on(home)
            shutil.rmtree(home)
    assert killed >= KILLS * 0.9, "hardly any replay was killed before its end"


def test_a_kill_while_the_kit_is_made_leaves_one_that_opens(
    meeting: Path, whole: list[Row], homes: Path
):
    chance = random.Random(7)
    with closing_warm() as warm:
        for number in range(25):
            home = homes / str(number)
            found = warm.replay(home, meeting, until=0, then_s=chance.uniform(0, 0.06))
            assert found.by_kill
            home.mkdir(exist_ok=True)
            if found.acknowledged:
                assert lost(home, found, whole) == 0
            carry_on(home)


def test_a_store_that_acknowledges_before_it_writes_is_caught(
    meeting: Path, whole: list[Row], homes: Path
):
    with closing_warm("--late") as warm:
        losses = [
            lost(homes / str(n), warm.replay(homes / str(n), meeting, until=20 + n), whole)
            for n in range(5)
        ]
    assert any(losses)
