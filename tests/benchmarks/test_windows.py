"""How soon the window is there, how much memory it takes, and what a running turn costs: in processes of their own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.made import make_full_kit, make_kit
from tests.benchmarks.processes import Program, Reading
from tests.benchmarks.side_by_side import Row, Samples, in_turn, quantile, tell

STARTS = 25
SITTINGS = 3
OPENINGS = 7
SETTLED_MS = 3_000
TICKS_FROM_MS, TICKS_TO_MS = 11_000, 21_000
"""When the offer to undo the act before has gone."""
TICKS_S = (TICKS_TO_MS - TICKS_FROM_MS) // 1000

PLATFORM = "xcb" if os.environ.get("DISPLAY") else "offscreen"
"""A real window where there is a display; pytest-xvfb brings one."""


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="circlekeeper-bench-") as name:
        folder = Path(name)
        make_kit(folder, sessions=50)
        yield folder


@pytest.fixture
def kits(home: Path, tmp_path: Path) -> Iterator[Path]:
    """Copies of the kit, each for one program, which leaves a session in it."""
    return (copytree(home, tmp_path / f"kit{n}") for n in count())


class Pair:
    """Both programs, run one after the other, or next to each other, again and again."""

    def __init__(self) -> None:
        self.floor: list[Reading] = []
        self.ours: list[Reading] = []

    def samples(self, of: str) -> Samples:
        return Samples([getattr(r, of) for r in self.floor], [getattr(r, of) for r in self.ours])


@pytest.mark.parametrize("platform", ["offscreen", *({PLATFORM} - {"offscreen"})])
def test_start(benchmark: BenchmarkFixture, home: Path, platform: str) -> None:
    painted, listed = Pair(), Pair()
    running: list[Program] = []

    def floor() -> None:
        running.append(Program("bare.py", "widget", 0, platform=platform))
        painted.floor.append(running[-1].until("painted"))

    def ours() -> None:
        running.append(Program("starting.py", home, platform=platform))
        painted.ours.append(running[-1].until("painted"))

    def end() -> None:
        listed.floor.append(painted.floor[-1])
        listed.ours.append(running[-1].until("listed"))
        while running:
            running.pop().finish()

    def end_floor() -> None:
        running.pop().finish()

    in_turn(
        benchmark,
        floor=floor,
        before_ours=end_floor,
        ours=ours,
        after_ours=end,
        rounds=STARTS if platform == "offscreen" else STARTS // 2,
        warm=1,
    )
    for pair in (painted, listed):
        del pair.floor[0], pair.ours[0]
    wall = painted.samples("at_s").scaled(1000)
    cpu = painted.samples("cpu_s").scaled(1000)
    shown = listed.samples("at_s").scaled(1000)
    floor_is, where = "bare widget", f" ({platform})"
    aim = 1.35 if platform == "offscreen" else None
    tell(
        benchmark,
        wall.row("start: first paint of the Start page" + where, floor_is, "ms", aim),
        cpu.row("  its CPU time", floor_is, "ms", None),
        shown.row("  until the recent sessions are listed", floor_is, "ms", None),
    )


def test_prepare(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """From the click on a card to the painted page; then with two hundred people in their seats."""
    make_full_kit(tmp_path, templates=60, people=200)
    taken: dict[str, list[float]] = {"opened": [], "seated": [], "again": []}

    def once() -> None:
        program = Program("preparing.py", tmp_path, platform=PLATFORM)
        for what, times in taken.items():
            before, done = program.until(f"before-{what}"), program.until(what)
            times.append((done.at_s - before.at_s) * 1000)
        program.finish()

    benchmark.pedantic(once, rounds=OPENINGS, iterations=1)
    words = {
        "opened": f"Prepare: click to painted, 60 templates, the first time ({PLATFORM})",
        "seated": "  a circle of 200 people takes its seats",
        "again": "  click to painted, the second time",
    }
    figure = "100 ms"
    tell(
        benchmark,
        *(
            Row(words[what], figure, "ms", 100, quantile(times, 0.5), 1.0, OPENINGS)
            for what, times in taken.items()
        ),
    )


def test_memory(benchmark: BenchmarkFixture, kits: Iterator[Path]) -> None:
    """One after the other: two that run at once would share more."""
    pair = Pair()

    def floor() -> None:
        program = Program("bare.py", "widget", SETTLED_MS, platform=PLATFORM)
        pair.floor.append(program.until("settled"))
        program.finish()

    def ours() -> None:
        times = (SETTLED_MS, 2 * SETTLED_MS)
        program = Program("sitting.py", next(kits), "run", *times, platform=PLATFORM)
        pair.ours.append(program.until("done"))
        program.finish()

    in_turn(benchmark, floor=floor, ours=ours, rounds=SITTINGS)
    memory = pair.samples("memory_mib")
    what = f"memory: the Live page, twelve people, a turn ({PLATFORM})"
    tell(benchmark, memory.row(what, "bare widget", "MiB", 1.5))


def test_ticks(benchmark: BenchmarkFixture, kits: Iterator[Path]) -> None:
    """Both at once, so that they meet the same computer."""
    pair = Pair()

    def at_once() -> None:
        times = (TICKS_FROM_MS, TICKS_TO_MS)
        label = Program("bare.py", "label", *times, platform=PLATFORM)
        live = Program("sitting.py", next(kits), "run", *times, platform=PLATFORM)
        pair.floor.append(_between(label))
        pair.ours.append(_between(live))

    benchmark.pedantic(at_once, rounds=SITTINGS, iterations=1)
    ticks = pair.samples("cpu_s").scaled(1000 / TICKS_S)
    what = f"ticking: CPU for each second of a turn ({PLATFORM})"
    tell(benchmark, ticks.row(what, "a label that counts", "ms", 1.5))


def _between(program: Program) -> Reading:
    """What a program has taken between its two readings."""
    begun, done = program.until("begun"), program.until("done")
    program.finish()
    return Reading("ticks", done.at_s - begun.at_s, done.cpu_s - begun.cpu_s, done.memory_mib, ())


def test_timers(benchmark: BenchmarkFixture, kits: Iterator[Path]) -> None:
    def seen() -> dict[str, tuple[str, ...]]:
        program = Program("sitting.py", next(kits), "rest", platform=PLATFORM)
        found = {what: program.until(what).words for what in ("turn", "paused", "centre")}
        program.finish()
        return found

    found = benchmark.pedantic(seen, rounds=1, iterations=1)
    benchmark.extra_info["timers"] = found
