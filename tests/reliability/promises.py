"""What is promised when things go wrong, and the runs that show it: short ones in the suite, long ones in `script/soak`.

A run is a function in any module of this folder, put into the table by one line:

    @promise("kills while an evening runs", short=20, long=3_000)
    def kills_live(cases: int, chance: Random) -> Outcome: ...

It names its module in `MODULES` below, and a test asks for it by name: `assert_kept("kills while an evening runs")`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from random import Random
from typing import NamedTuple

SEED = 20_260_312

MODULES = (
    "kills",
    "starts",
    "power_cuts",
    "faults",
    "small_disks",
    "bit_rot",
    "clocks",
    "stops",
    "hostile_runs",
    "fuzz",
    "nothing_sent",
    "kills_of_passphrases",
)
"""Modules of this folder with runs in them, in the order of the table in docs/reliability.md."""


@dataclass(frozen=True)
class Outcome:
    """One row. `promise` says in a sentence what was held to; `note` what else a reader should know.

    lost: acknowledged events, letters or sessions that are not there.
    damaged: files, kits or sessions that are neither as before nor as after.
    falsely: how often something was said to be so and was not: “saved”, “whole”, “is damaged”.
    """

    promise: str
    cases: int
    lost: int
    damaged: int
    falsely: int
    note: str = ""

    @property
    def kept(self) -> bool:
        return self.lost == self.damaged == self.falsely == 0


class CannotRun(Exception):
    """This system has not what the run needs; the text says what, for a person."""


Run = Callable[[int, Random], Outcome]
"""How many cases, and where chance comes from. Raises CannotRun; any other error is the run's own fault."""


class Entry(NamedTuple):
    run: Run
    short: int
    long: int
    cores: int


RUNS: dict[str, Entry] = {}


def promise(name: str, *, short: int, long: int, cores: int = 1) -> Callable[[Run], Run]:
    """`cores`: how many the run keeps busy by itself; those that need one run two at once in the soak."""

    def put(run: Run) -> Run:
        assert name not in RUNS, f"there are two runs named {name!r}"
        RUNS[name] = Entry(run, short, long, cores)
        return run

    return put


def every_run() -> dict[str, Entry]:
    for module in MODULES:
        import_module(f"tests.reliability.{module}")
    return RUNS


def short_run(name: str) -> Outcome:
    """A few cases of it, the same ones each time."""
    entry = every_run()[name]
    return entry.run(entry.short, Random(SEED))


def assert_kept(name: str) -> Outcome:
    """For a test: skips with the reason where this system cannot, fails where a promise was not kept."""
    import pytest

    try:
        outcome = short_run(name)
    except CannotRun as error:
        pytest.skip(str(error))
    assert outcome.cases, f"{name}: nothing was run"
    assert outcome.kept, f"{name}: {outcome}"
    return outcome
