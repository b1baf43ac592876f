"""Hostile files, given to their readers in a process of its own: what was said, and what each cost."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.circle import hostile_bundles
from tests.reliability import hostile_files
from tests.reliability.hostile_files import CANARY, Case
from tests.reliability.promises import Outcome, promise
from tests.ui.typed import ROOT

MOST_KB = 150_000
MOST_SECONDS = 5.0


@dataclass(frozen=True)
class Went:
    """`seconds` are those in which it was computed. `wanted` is "" where it may be taken too."""

    name: str
    wanted: str
    said: str
    seconds: float
    grown_kb: int

    @property
    def harms(self) -> bool:
        return self.grown_kb > MOST_KB or self.seconds > MOST_SECONDS

    @property
    def well_said(self) -> bool:
        return self.wanted in self.said and CANARY not in self.said.lower()


def bundles() -> Iterable[Case]:
    for name, data, said in hostile_bundles.cases():
        yield f"bundle: {name}", "bundle", data, said


def went(cases: Iterable[Case], folder: Path) -> list[Went]:
    """Raises CalledProcessError where a reader raises what it should not."""
    told, lines = list[tuple[str, str]](), list[str]()
    for n, (name, reader, data, wanted) in enumerate(cases):
        path = folder / f"hostile-{n}"
        path.write_bytes(data)
        told.append((name, wanted))
        lines.append(f"{reader}\t{path}\n")
    run = subprocess.run(
        [sys.executable, "-m", "tests.reliability.read_hostile"],
        input="".join(lines),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
        check=True,
        timeout=600,
    )
    reports = map(json.loads, run.stdout.splitlines())
    return [Went(name, wanted, **report) for (name, wanted), report in zip(told, reports, strict=True)]  # fmt: skip


@promise("files from outside that mean harm", short=60, long=1_000)
def hostile(cases: int, chance: Random) -> Outcome:
    every = [*hostile_files.cases(), *bundles()]
    tried = every if cases >= len(every) else chance.sample(every, cases)
    with tempfile.TemporaryDirectory(prefix="circlekeeper-hostile-") as folder:
        reports = went(tried, Path(folder))
    slowest = max(reports, key=lambda one: one.seconds)
    largest = max(reports, key=lambda one: one.grown_kb)
    return Outcome(
        "A file that means harm is refused for what is wrong with it, within 5 s and 150 MB",
        len(reports),
        lost=0,
        damaged=sum(one.harms for one in reports),
        falsely=sum(not one.well_said for one in reports),
        note=f"at most {slowest.seconds:.1f} s ({slowest.name}) and {largest.grown_kb // 1000} MB more memory ({largest.name})",
    )
