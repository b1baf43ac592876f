"""Two to four starts at once on one kit: one of them has it, and each other one is told so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from circle import kit
from circle.errors import Refused
from circle.kit_troubles import KitOpenElsewhere
from circle.store import Store
from tests.circle.a_stick import a_log, session_id
from tests.circle.older_kits import turn_back
from tests.reliability.killing import ROOT, folder_in_memory
from tests.reliability.moment import Left, logs_in, look_at_files, look_whole
from tests.reliability.promises import CannotRun, Outcome, promise

TOLD_WITHIN_MS = 1_000
SESSIONS = 3


class Racers:
    """Starts that wait for one another and then open a kit (tests/reliability/racers.py)."""

    def __init__(self) -> None:
        if not hasattr(os, "fork"):
            raise CannotRun("this system cannot fork")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.racers"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        self._process.communicate()

    def race(self, home: Path, waits_ms: list[int]) -> list[dict]:
        """What each start answers, while whoever has the kit keeps it."""
        return json.loads(self._said(json.dumps([str(home), waits_ms])))

    def end(self, *, kill: bool) -> None:
        assert self._said("kill" if kill else "close") == "gone\n"

    def _said(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


def a_closed_kit(home: Path) -> None:
    with closing(Store.open(home)) as store:
        for number in range(SESSIONS):
            store.add_session(session_id(number), a_log(number))


def a_killed_kit(home: Path) -> None:
    """With a write-ahead log beside it, as a kill leaves it."""
    first = home.with_name("first")
    a_closed_kit(first)
    with closing(Store.open(first)) as store:
        store.append("0bad9e11", a_log(9).entries[0])
        shutil.copytree(first, home)


def an_older_kit(home: Path) -> None:
    a_closed_kit(home)
    turn_back(home / kit.FILE_NAME, 5)


KITS: dict[str, Callable[[Path], None]] = {
    "none yet": lambda home: None,
    "closed": a_closed_kit,
    "left by a kill": a_killed_kit,
    "older": an_older_kit,
}
"""What the starts find, in turn."""


def races(cases: int, chance: Random) -> Outcome:
    left, slowest_ms, starts, opened = Left(), 0, 0, 0
    with folder_in_memory() as folder, closing(Racers()) as racers:
        for name, make in KITS.items():
            make(folder / name / "kit")
        for number in range(cases):
            before = folder / [*KITS][number % len(KITS)] / "kit"
            home = folder / "kit"
            if before.exists():
                shutil.copytree(before, home)
            waits_ms = [chance.choice((0, chance.randrange(40))) for _ in range(2 + number % 3)]
            answers = racers.race(home, waits_ms)
            _judge(answers, left)
            racers.end(kill=number % 2 == 1)
            opened += _opens_again(home, before, answers, left)
            starts += len(answers)
            told = [one["took_ms"] for one in answers if not one["won"]]
            slowest_ms = max(slowest_ms, *told, 0)
            shutil.rmtree(home)
    late = "; later than the second that is promised" if slowest_ms > TOLD_WITHIN_MS else ""
    sentence = "Of two to four starts one has the kit, each other one is told so within a second, and afterwards it opens again."
    note = [
        f"{starts} starts; the slowest sentence came after {slowest_ms} ms{late}",
        f"{opened} of {cases} opened again",
        *left.why[:1],
    ]
    return Outcome(sentence, cases, left.lost, left.damaged, left.falsely, "; ".join(note))


def _judge(answers: list[dict], left: Left) -> None:
    winners = sum(one["won"] for one in answers)
    if winners > 1:
        left.is_damaged(f"{winners} starts had the kit at once")
    if not winners:
        left.falsely += 1
        left.why.append("nobody had the kit, and each was told that another had")
    for one in answers:
        if not one["won"] and one["why"] != KitOpenElsewhere.__name__:
            left.falsely += 1
            left.why.append(f"a start was told: {one['said']}")


def _opens_again(home: Path, before: Path, answers: list[dict], left: Left) -> bool:
    """With all that was there, and what the one that had it wrote."""
    try:
        logs = logs_in(home)
        with closing(Store.open(home)) as store:
            look_whole(store, left)
    except Refused as why:
        left.is_damaged(str(why))
        return False
    wrote = [f"{one['pid']:08x}" for one in answers if one["won"]]
    had = [session_id(number) for number in range(SESSIONS)] if before.exists() else []
    left.looks_for(len(had + wrote), sum(session in logs for session in had + wrote))
    look_at_files(home, left)
    return True


promise("starts: two to four at once", short=8, long=50)(races)
