"""How long the window keeps somebody waiting: between two turns of its event loop, for each kind of act."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.made import make_kit
from tests.benchmarks.processes import HERE, ROOT
from tests.benchmarks.side_by_side import Row, tell

MOST_MS = 50
_WORST = 8


def test_the_window_is_never_blocked_for_long(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    kit.mkdir()
    make_kit(kit, sessions=50)
    lines: list[str] = []

    def hold() -> None:
        done = subprocess.run(
            [sys.executable, str(HERE / "turning.py"), str(kit)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        lines.extend(done.stdout.splitlines())

    benchmark.pedantic(hold, rounds=1, iterations=1)
    acts = [line.split("\t") for line in lines]
    assert acts, "nothing was measured"
    acts.sort(key=lambda act: -float(act[1]))
    rows = [
        Row(f"work in one go: {what}", "the most", "ms", MOST_MS, float(work), 1, int(times))
        for _gap, work, times, what in acts[:_WORST]
    ]
    tell(benchmark, *rows)
