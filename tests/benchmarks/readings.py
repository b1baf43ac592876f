"""What a program says of itself while it is measured: one line for each reading. Imports next to nothing."""

from __future__ import annotations

import os
import time


def report(what: str, *words: str, memory: bool = False) -> None:
    """Says that something has come about, and how much CPU time (ns) this process has had until now."""
    cpu_ns = time.process_time_ns()  # first: to add up the memory takes some, too
    kib = proportional_kib() if memory else 0
    os.write(1, " ".join((what, str(cpu_ns), str(kib), *words)).encode() + b"\n")


def proportional_kib() -> int:
    """The process's memory, with its part of what it shares with others (PSS); 0 where nothing tells."""
    try:
        with open("/proc/self/smaps_rollup", encoding="ascii") as lines:  # noqa: PTH123 - pathlib costs
            return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except OSError:
        return 0
