"""An act on an old laptop: one core, and a disk that takes 30 ms to say that it has written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.processes import HERE, ROOT
from tests.benchmarks.side_by_side import Row, quantile, tell

SYNC_MS, MOST_MS = 30, 150


def test_an_append_on_a_slow_disk(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("there is no strace, which makes the disk slow")
    slow = f"inject=fsync,fdatasync:delay_exit={SYNC_MS * 1000}"
    command = ["strace", "-qq", "-f", "-o", os.devnull, "-e", "trace=fsync,fdatasync", "-e", slow]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    taken: list[float] = []

    def append() -> None:
        done = subprocess.run(
            [*command, sys.executable, str(HERE / "appending.py"), str(tmp_path / "kit")],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        taken.extend(map(float, done.stdout.split()))

    benchmark.pedantic(append, rounds=3, iterations=1)
    assert min(taken) >= SYNC_MS, "the disk was not slow"
    worst = quantile(taken, 0.99)
    what = "an act acknowledged, 99th of 100, one core, 30 ms to sync"
    tell(benchmark, Row(what, "the most it may take", "ms", MOST_MS, worst, 1, len(taken)))
