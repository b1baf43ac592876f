"""Power cuts: the system calls of an evening are recorded, every state is built in which the disk may be left after each
of them, and each is opened with the real store.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from circle.errors import Refused
from circle.store import Store
from circle.verifying import verify
from tests.reliability.an_evening import ACTS, KEY, contents, open_kit
from tests.reliability.disk_model import Disk, Left, put
from tests.reliability.promises import Outcome, promise
from tests.reliability.some_exports import STICK, WRITTEN
from tests.reliability.system_calls import Call, recorded

ROUNDS = 40
"""How often all calls are gone through at most, to find as many different states as are asked for."""
ENOUGH = 40
"""In so many states a control is caught."""
_ROOM = 500_000_000


@dataclass
class Tally:
    cases: int = 0
    lost: int = 0
    damaged: int = 0
    falsely: int = 0
    seen: set[int] = field(default_factory=set[int])
    examples: list[str] = field(default_factory=list[str])

    def count(self, what: str, example: str) -> None:
        if what:
            setattr(self, what, getattr(self, what) + 1)
            self.examples = [*self.examples, f"{what}: {example}"][:5]
        self.cases += 1

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.cases + other.cases,
            self.lost + other.lost,
            self.damaged + other.damaged,
            self.falsely + other.falsely,
            self.seen | other.seen,
            [*self.examples, *other.examples][:5],
        )

    def outcome(self, promise: str, note: str) -> Outcome:
        said = "; ".join((note, *self.examples))
        return Outcome(promise, self.cases, self.lost, self.damaged, self.falsely, said)


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder in memory where there is such a disk: what is written there is as sure as it will ever be."""
    memory = Path("/dev/shm")
    there = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM
    with tempfile.TemporaryDirectory(dir=memory if there else None, prefix="circle-") as folder:
        yield Path(folder)


def cut(
    calls: list[Call],
    root: Path,
    cases: int,
    chance: Random,
    judge: Callable[[Left, list[bytes]], tuple[str, str]],
) -> Tally:
    """So many different states, of any moment. `judge` is given what is left and what had been said by then, line by
    line; it says "", "lost" or "damaged", and where.
    """
    tally = Tally()
    moments = _moments(calls, root)
    for going in range(ROUNDS):
        share = max(1.0, (cases - tally.cases) / moments)
        disk, said = Disk(root), list[bytes]()
        for call in calls:
            if call.name == "write" and call.parts[0] == "1":
                said.append(call.data(1))
            if not disk.take(call):
                continue
            if cases - tally.cases < moments and chance.random() > (cases - tally.cases) / moments:
                continue
            for tried in range(int(share) + (chance.random() < share % 1)):
                part = _part(going, tried, chance)
                left = disk.left(chance, part)
                known = hash((_hashable(left), len(said)))
                if known in tally.seen:
                    continue
                tally.seen.add(known)
                tally.count(*judge(left, said))
                if tally.cases == cases:
                    return tally
    return tally


def _moments(calls: list[Call], root: Path) -> int:
    disk = Disk(root)
    return sum(disk.take(call) for call in calls)


def _part(going: int, tried: int, chance: Random) -> float:
    """Nothing and all of what waits once each, then any part of it."""
    if going == 0 and tried < 2:
        return float(tried)
    return chance.choice((0.0, 1.0, 0.1, 0.5, 0.5, 0.9))


def _hashable(left: Left) -> tuple[tuple[str, object], ...]:
    return tuple(
        (name, _hashable(there) if isinstance(there, dict) else there)
        for name, there in sorted(left.items())
    )


class Judge:
    """Opens kits that a power cut left, and compares them with what had been said to be saved."""

    def __init__(self, scratch: Path, spoken: list[bytes], key: bytes | None) -> None:
        self._scratch = scratch
        self._key = key
        self._verified: dict[str, str] = {}
        said = [json.loads(line) for line in spoken]
        self._holds = [one["holds"] for one in said if "saved" in one]
        assert len(self._holds) == len(ACTS), said[-1]

    def __call__(self, left: Left, said: list[bytes]) -> tuple[str, str]:
        saved = sum(b'"saved"' in line for line in said)
        where = f"after {saved} acts, of which the last was: {ACTS[max(0, saved - 1)][0]}"
        home = self._scratch / "kit"
        shutil.rmtree(home, ignore_errors=True)
        put(self._scratch, left)
        try:
            with closing(open_kit(home, self._key)) as store:
                found = contents(store)
                wrong = self._wrong(store, found)
        except Refused as why:
            return "damaged", f"{where}: {why}"
        if wrong:
            return "damaged", f"{where}: {wrong}"
        if found in self._holds[max(0, saved - 1) : saved + 1]:
            return "", ""
        if found in self._holds[:saved]:
            return "lost", where
        return "damaged", f"{where}: neither as before nor as after"

    def _wrong(self, store: Store, found: str) -> str:
        """Pages each time; logs, archive and all else once for the same contents."""
        if pages := store.check_pages():
            return pages[0]
        if found not in self._verified:
            findings = verify(store).findings
            self._verified[found] = findings[0].sentence if findings else ""
        return self._verified[found]


def cut_evenings(
    cases: int, chance: Random, synchronous: str = "FULL", key: bytes | None = None
) -> Tally:
    with in_memory() as folder:
        root, scratch = folder / "disk", folder / "left"
        root.mkdir()
        scratch.mkdir()
        given = [str(root / "kit"), "--synchronous", synchronous]
        given += ["--key", key.hex()] if key else []
        calls = recorded("tests.reliability.an_evening", *given, into=folder / "calls")
        spoken = [one.data(1) for one in calls if one.name == "write" and one.parts[0] == "1"]
        return cut(calls, root, cases, chance, Judge(scratch, spoken, key))


@promise("power cuts", short=50, long=6_500)
def power_cuts(cases: int, chance: Random) -> Outcome:
    tally = cut_evenings(cases, chance)
    kept = "What was said to be saved is there after a power cut at any moment."
    return tally.outcome(kept, f"{len(ACTS)} acts, torn sectors, names in order")


@promise("power cuts of a kit that a passphrase keeps", short=25, long=2_000)
def power_cuts_with_key(cases: int, chance: Random) -> Outcome:
    tally = cut_evenings(cases, chance, key=KEY)
    kept = "What was said to be saved is there after a power cut, in a kit that a passphrase keeps too."
    return tally.outcome(kept, f"{len(ACTS)} acts, torn sectors, names in order")


class JudgeOfFiles:
    """Every file that has its name is whole, and those that were said to be saved are there."""

    def __init__(self, whole: Left) -> None:
        self._whole = whole
        self.empty = 0

    def __call__(self, left: Left, said: list[bytes]) -> tuple[str, str]:
        named = {name: there for name, there in left.items() if not name.startswith(".")}
        if named.get(STICK) == b"":
            self.empty += 1
            del named[STICK]
        for name, there in named.items():
            if there != self._whole[name]:
                return "damaged", name
        for line in said:
            path = json.loads(line).get("path", "")
            if path and path not in named:
                return "lost", path
        return "", ""


def cut_exports(cases: int, chance: Random, *given: str) -> tuple[Tally, JudgeOfFiles]:
    with in_memory() as folder:
        root = folder / "disk"
        root.mkdir()
        calls = recorded("tests.reliability.some_exports", str(root), *given, into=folder / "calls")
        disk = Disk(root)
        for call in calls:
            disk.take(call)
        judge = JudgeOfFiles(disk.left(chance, 1))
        return cut(calls, root, cases, chance, judge), judge


@promise("power cuts while files leave", short=60, long=1_500)
def power_cuts_of_files(cases: int, chance: Random) -> Outcome:
    tally, judge = cut_exports(cases, chance)
    note = (
        f"{len(WRITTEN)} files and folders; in {judge.empty} cases an empty file that nothing was said of stayed "
        "on a stick without links"
    )
    return tally.outcome("A file or folder that leaves is whole or absent after a power cut.", note)


@promise("power cuts: the test can fail", short=40, long=300)
def controls(cases: int, chance: Random) -> Outcome:
    """Counted as falsely: a control that was not caught."""
    cases = max(cases, ENOUGH)
    off = cut_evenings(cases, chance, "OFF")
    normal = cut_evenings(cases, chance, "NORMAL")
    files, _judge = cut_exports(cases, chance, "--never-syncs")
    missed = (off.lost + off.damaged == 0) + (normal.lost == 0) + (files.lost + files.damaged == 0)
    note = (
        f"without syncing {off.lost} lost and {off.damaged} damaged of {off.cases}; "
        f"synced now and then {normal.lost} lost and {normal.damaged} damaged of {normal.cases}; "
        f"files that are not synced {files.lost} lost and {files.damaged} damaged of {files.cases}"
    )
    kept = (
        "A kit or a file that is synced too seldom is found out by this simulator (three controls)."
    )
    return Outcome(kept, off.cases + normal.cases + files.cases, 0, 0, missed, note)
