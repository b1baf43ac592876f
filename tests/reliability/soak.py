"""Runs what shows the promises, long, and writes docs/reliability.md: one table, and where and when it was made.

python -m tests.reliability.soak [--most N] [--only NAME …] [--seed N] [--out FILE]
"""

from __future__ import annotations

import argparse
import json
import platform
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from circle.clock import SystemClock
from tests.reliability.promises import CannotRun, Entry, Outcome, every_run

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "docs" / "reliability.md"
AT_ONCE = 2
"""Runs that keep one core busy."""

LONGEST = (
    "power cuts",
    "evenings on clocks that jump",
    "bits that turn over",
    "a disk that fills up",
)
"""Of those the ones to begin with, so that no core waits for another at the end."""

LONGEST_S = 3_600

CONTROLS = "power cuts: the test can fail"
"""Of a kit that is synced too seldom: no states of the program."""

WAITS = "the run was cut off before it"

HEAD = """\
# What was held to the promises

`script/soak` does to the program what a room does to an old laptop, many times over, and writes this page. Every change
is held to a few cases of each row by `script/test`.

- **cases**: how often it was done, each time at another moment or in another way, drawn by chance. A kill ends the program
  with no warning, as when somebody holds down the power button; a power cut also takes what the disk had not made sure of.
- **lost**: acknowledged events, sessions, letters or files that are not there afterwards.
- **damaged**: what is neither as before nor as after; also a kit that does not open, or opens and is not whole.
- **falsely reported**: what was said and is not so: “saved”, or that another window has the kit.

"""


@dataclass(frozen=True)
class Row:
    """`outcome` None: it was not run, and `why` says why; `failed`: by its own fault."""

    name: str
    outcome: Outcome | None
    why: str = ""
    failed: bool = False
    seconds: float = 0

    @property
    def good(self) -> bool:
        return not self.failed and (self.outcome is None or self.outcome.kept)


def main(words: Sequence[str]) -> int:
    given = _given(words)
    if given.row:
        return _run_here(given.row, given.most, given.seed)
    wanted = {
        name: entry
        for name, entry in every_run().items()
        if not given.only or any(one.lower() in name.lower() for one in given.only)
    }
    if not wanted:
        print("There is no such run. These are: " + "; ".join(every_run()))
        return 2
    is_part = bool(given.only or given.most)
    out: Path | None = given.out or (None if is_part else REPORT)
    began_s = time.monotonic()

    def write(rows: Sequence[Row]) -> None:
        """After each row: a run that is cut off leaves what it has, and says so."""
        if out is not None:
            out.write_text(report(rows, time.monotonic() - began_s, given.seed, is_part), "utf-8")

    rows = _all(wanted, given.most, given.seed, write)
    if out is None:
        print("\n" + report(rows, time.monotonic() - began_s, given.seed, is_part))
    else:
        print(f"\nWritten to {out}.")
    return 0 if all(row.good for row in rows) else 1


def report(rows: Sequence[Row], seconds: float, seed: int, is_part: bool) -> str:
    parts = [_made(seconds, seed), ""]
    if is_part:
        parts += ["This is a small part of what `script/soak` does.", ""]
    if waits := sum(row.why == WAITS for row in rows):
        parts += [
            f"**This run did not come to its end: {waits} of {len(rows)} rows are missing.**",
            "",
        ]
    parts += [*table(rows), "", *_sums(rows), "", "## What each row means", "", *meanings(rows)]
    return HEAD + "\n".join(parts) + "\n"


def _given(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/soak", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--most", type=int, default=0, help="no more cases of any row")
    parser.add_argument("--only", nargs="+", default=[], help="rows whose name holds one of these")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32), help="for chance")
    parser.add_argument(
        "--out", type=Path, help="a file for the page, instead of docs/reliability.md"
    )
    parser.add_argument("--row", default="", help=argparse.SUPPRESS)
    return parser.parse_args(words)


def _all(
    wanted: dict[str, Entry], most: int, seed: int, write: Callable[[Sequence[Row]], None]
) -> Sequence[Row]:
    """In the order of the table. Those that keep all cores busy one after the other, then the others beside one another."""
    done = {name: Row(name, None, WAITS) for name in wanted}

    def run(name: str) -> None:
        cases = min(wanted[name].long, most or wanted[name].long)
        done[name] = _run_apart(name, cases, seed)
        print(_line(done[name]), flush=True)
        write([*done.values()])

    for name, entry in wanted.items():
        if entry.cores > 1:
            run(name)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        others = [name for name, entry in wanted.items() if entry.cores == 1]
        for _ran in pool.map(run, sorted(others, key=lambda name: name not in LONGEST)):
            pass
    return [*done.values()]


def _run_apart(name: str, cases: int, seed: int) -> Row:
    """In a process of its own, so that none takes anything from another."""
    began_s = time.monotonic()
    words = ["--row", name, "--most", str(cases), "--seed", str(seed)]
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "tests.reliability.soak", *words],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            timeout=LONGEST_S,
        )
        said = json.loads((ended.stdout.splitlines() or [""])[-1])
    except subprocess.TimeoutExpired:
        return Row(name, None, "it did not come to an end within an hour", failed=True)
    except json.JSONDecodeError:
        return Row(name, None, "the run itself failed", failed=True)
    seconds = time.monotonic() - began_s
    if "why" in said:
        return Row(name, None, said["why"], seconds=seconds)
    return Row(name, Outcome(**said), seconds=seconds)


def _run_here(name: str, cases: int, seed: int) -> int:
    """The last line it prints is what came of it."""
    try:
        said = asdict(every_run()[name].run(cases, Random(seed)))
    except CannotRun as error:
        said = {"why": str(error)}
    print(json.dumps(said))
    return 0


def _line(row: Row) -> str:
    what = (
        f"{row.outcome.cases:>6,} cases, {row.outcome.lost} lost, {row.outcome.damaged} damaged, {row.outcome.falsely} falsely reported"
        if row.outcome
        else f"not run: {row.why}"
    )
    return f"{'ok    ' if row.good else 'FAILED'} {row.seconds:6.0f} s  {row.name}: {what}"


def _made(seconds: float, seed: int) -> str:
    day = SystemClock().read().wall.date().isoformat()
    commit = _git("rev-parse", "--short=12", "HEAD") or "unknown"
    if _git(
        "status", "--porcelain", "--untracked-files=no", "--", ".", f":!{REPORT.relative_to(ROOT)}"
    ):
        commit += ", with changes that were not committed"
    from sqlcipher3 import dbapi2

    versions = f"Python {platform.python_version()}, SQLite {dbapi2.sqlite_version}"
    system = f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}"
    minutes = f"{seconds / 60:.0f} minutes"
    return f"Made on {day}, of commit {commit}, on {system}, {versions}, in {minutes}; seed {seed}."


def _git(*words: str) -> str:
    try:
        run = subprocess.run(
            ["git", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return run.stdout.strip()


def table(rows: Iterable[Row]) -> list[str]:
    lines = [
        "| promise | cases | lost | damaged | falsely reported | note |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for row in rows:
        if (one := row.outcome) is None:
            how = "**failed**" if row.failed else "not run"
            cells = [row.name, "–", "–", "–", "–", f"{how}: {row.why}"]
        else:
            figures = [f"{n:,}" for n in (one.cases, one.lost, one.damaged, one.falsely)]
            cells = [row.name, *figures, one.note]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return lines


def meanings(rows: Iterable[Row]) -> list[str]:
    """A sentence for each."""
    said = [(row.name, row.outcome.promise.rstrip(".")) for row in rows if row.outcome]
    return [f"- **{name}**: {promise[0].upper()}{promise[1:]}." for name, promise in said]


def _sums(rows: Sequence[Row]) -> list[str]:
    """What the rows of kills come to; only when there are any."""
    kills = [row.outcome for row in rows if row.name.startswith("kills") and row.outcome]
    if not kills:
        return []
    n, lost = sum(one.cases for one in kills), sum(one.lost for one in kills)
    cuts = sum(
        row.outcome.cases
        for row in rows
        if row.outcome and row.name.startswith("power") and row.name != CONTROLS
    )
    return [
        f"{n:,} kills in all, {lost:,} acknowledged things lost; {cuts:,} states after a power cut."
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
