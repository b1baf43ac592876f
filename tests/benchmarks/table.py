"""Runs the benchmarks and prints one table: what the program takes beside the least that could be done.

Speed is shown and never asserted: this fails only when something could not be measured. Arguments go to pytest.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.side_by_side import Row

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HEADINGS = ("what", "beside", "floor", "ours", "ratio", "aim", "", "n")
NOTE = """
Medians but where another quantile is named; floor and ours were measured in turn, n times each.
Memory is the proportional set size: other Qt programs that run now take their part of it, and of the floor more."""
_WITHOUT_QT = ("-p", "no:pytest-qt", "-W", "ignore::pytest.PytestConfigWarning", "-o", "addopts=--import-mode=importlib")  # fmt: skip
_PARTS = {
    "test_acts.py": (),
    "test_archive_list.py": (),
    "test_archive.py": (),
    "test_charts.py": (),
    "test_exports.py": (),
    "test_importing.py": (),
    "test_many.py": _WITHOUT_QT,
    "test_moments.py": (),
    "test_office.py": _WITHOUT_QT,
    "test_pdf.py": _WITHOUT_QT,
    "test_slow_disk.py": (),
    "test_turning.py": (),
    "test_windows.py": _WITHOUT_QT,
}
"""Each in a process of its own: one that has Qt itself takes a part of the memory of those it measures."""

_NOTHING_SAVED = "pytest_benchmark.logger.PytestBenchmarkWarning"
_NOTHING_CHOSEN = pytest.ExitCode.NO_TESTS_COLLECTED
_SCREEN = ("xvfb_width=1600", "xvfb_height=1000", "xvfb_colordepth=24")


def main(arguments: Sequence[str]) -> int:
    ended, measured = 0, list[dict[str, Any]]()
    for part, options in _PARTS.items():
        code, found = _measure(part, (*options, *arguments))
        ended = ended or (0 if code == _NOTHING_CHOSEN else code)
        measured += found
    rows = [Row(**row) for one in measured for row in one["extra_info"].get("rows", ())]
    print()
    if rows:
        print("\n".join(lined_up([HEADINGS, *map(cells, rows)])))
    for one in measured:
        print_timers(one["extra_info"].get("timers", {}))
    print(NOTE)
    return ended or (0 if measured else 1)


def _measure(part: str, arguments: Sequence[str]) -> tuple[int, list[dict[str, Any]]]:
    """The exit code, and what was measured."""
    with tempfile.TemporaryDirectory(prefix="circlekeeper-bench-") as folder:
        results = Path(folder) / "results.json"
        ended = subprocess.run(_command(part, results, arguments), cwd=ROOT, check=False)
        if not results.exists() or not results.stat().st_size:
            return ended.returncode, []
        return ended.returncode, json.loads(results.read_text("utf-8"))["benchmarks"]


def _command(part: str, results: Path, arguments: Sequence[str]) -> list[str]:
    screen = [word for setting in _SCREEN for word in ("-o", setting)]
    benchmarks = ["--benchmark-only", "--benchmark-quiet", f"--benchmark-json={results}"]
    quiet = ["-q", "-p", "no:randomly", "--no-header", "-W", f"ignore::{_NOTHING_SAVED}"]
    return [
        sys.executable,
        "-m",
        "pytest",
        *quiet,
        *screen,
        *benchmarks,
        str(HERE / part),
        *arguments,
    ]


def cells(row: Row) -> tuple[str, ...]:
    aim = "" if row.most is None else f"≤ {row.most:.2f}"
    met = "" if row.most is None else "met" if row.ratio <= row.most else "NOT MET"
    floor = f"{figure(row.floor)} {row.unit}"
    ours = f"{figure(row.ours)} {row.unit}"
    return row.what, row.floor_is, floor, ours, f"{row.ratio:.2f}", aim, met, str(row.n)


def figure(number: float) -> str:
    return (
        f"{number:.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
    )


def lined_up(rows: Iterable[Sequence[str]]) -> Iterable[str]:
    """Words to the left, figures to the right."""
    lines = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    words = {0, 1, 6}
    for line in lines:
        placed = [
            cell.ljust(width) if at in words else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  ".join(placed).rstrip()


def print_timers(timers: dict[str, Any]) -> None:
    names = {
        "turn": "in a turn",
        "paused": "while paused",
        "centre": "with the piece in the centre",
    }
    for phase, running in timers.items():
        print(f"timers {names[phase]}: {', '.join(running) or 'none'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
