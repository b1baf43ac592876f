"""Every system call with which the program reaches the kit or a file that leaves is failed once, one in each run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from circle import kit
from circle.errors import Refused
from circle.kit_troubles import KitDamaged
from circle.store import Store
from circle.verifying import verify
from tests.reliability.an_evening import ACTS, CANNOT_BE_READ, contents
from tests.reliability.killing import FEW
from tests.reliability.power_cuts import Tally, in_memory
from tests.reliability.promises import Outcome, promise
from tests.reliability.some_exports import STICK, WRITTEN, paths
from tests.reliability.system_calls import ROOT, need_strace

CALLS = ("pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "openat", "pread64", "read")
CALLS_OF_FILES = (
    *(
        "write",
        "fsync",
        "openat",
        "linkat",
        "link",
        "unlink",
        "unlinkat",
        "rename",
        "mkdir",
        "read",
    ),
    *("close", "renameat2", "rmdir"),
)
ERRORS = ("EIO", "ENOSPC", "EROFS")
BESIDE = ("", "-wal", "-journal")


@dataclass(frozen=True)
class Fault:
    """`on`: every call from the n-th on fails, as when a memory stick is pulled out."""

    call: str
    error: str
    n: int
    on: bool = False

    def __str__(self) -> str:
        return f"{self.error} from {self.call} number {self.n}{' on' if self.on else ''}"


class Said:
    """What a run said, line by line."""

    def __init__(self, lines: Sequence[dict[str, Any]], hits: int) -> None:
        self.lines = lines
        self.hits = hits
        self.saved = max((one["saved"] for one in lines if "saved" in one), default=-1)


class WarmEvenings:
    """Runs that begin at once, since everything is loaded already, each with one fault or none."""

    def __init__(self, scratch: Path) -> None:
        self._strace = need_strace()
        self._out = scratch / "injected"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.warm_evenings"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def close(self) -> None:
        self._process.communicate()

    def run(
        self, what: str, folder: Path, fault: Fault | None, *, end_at_refusal: bool = False
    ) -> Said:
        self._say(json.dumps([what, str(folder), end_at_refusal]) + "\n")
        pid = self._line()["pid"]
        strace = self._come(pid, what, folder, fault)
        self._say("!")
        lines: list[dict[str, Any]] = []
        while "gone" not in (line := self._line()):
            lines.append(line)
        strace.communicate()
        return Said(lines, self._out.read_text("ascii", "replace").count("(INJECTED)"))

    def counted(self, what: str, folder: Path) -> tuple[Said, Counter[str]]:
        """A run without a fault, and how often it makes each call."""
        said = self.run(what, folder, None)
        made = [line.split("(")[0] for line in self._out.read_text("ascii", "replace").splitlines()]
        return said, Counter(made)

    def _come(
        self, pid: int, what: str, folder: Path, fault: Fault | None
    ) -> subprocess.Popen[str]:
        calls = CALLS if what == "evening" else CALLS_OF_FILES
        command = [self._strace, "-e", "signal=none", "-e", f"trace={','.join(calls)}"]
        for path in _reached(what, folder):
            command += ["-P", str(path)]
        if fault:
            when = f"{fault.n}{'+' if fault.on else ''}"
            command += ["-e", f"inject={fault.call}:error={fault.error}:when={when}"]
            if fault.on and fault.call == "pread64":  # Python reads with this one
                command += ["-e", f"inject=read:error={fault.error}:when=1+"]
        strace = subprocess.Popen(
            [*command, "-o", str(self._out), "-p", str(pid)], stderr=subprocess.PIPE, text=True
        )
        assert strace.stderr
        come = strace.stderr.readline()
        assert "attached" in come, come
        return strace

    def _say(self, text: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(text.encode())
        self._process.stdin.flush()

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout
        return json.loads(self._process.stdout.readline())


def _reached(what: str, folder: Path) -> list[Path]:
    if what == "evening":
        return [folder, *(folder / f"{kit.FILE_NAME}{rest}" for rest in BESIDE)]
    return [*paths(folder)]


def faults_of(made: Counter[str], calls: Sequence[str], chance: Random, cases: int) -> list[Fault]:
    """Every call that is made, failed in every way; of those `cases`, where these are fewer. Some fail for good."""
    every = [
        Fault(call, error, n + 1) for call in calls for error in ERRORS for n in range(made[call])
    ]
    for call in calls:
        places = range(1, made[call] + 1)
        some = chance.sample(places, min(len(places), 5))
        every += [Fault(call, error, n, on=True) for error in ERRORS for n in some]
    return every if cases >= len(every) else sorted(chance.sample(every, cases), key=str)


Judge = Callable[[Path, Said], tuple[str, str]]
"""What was kept of it: "", "lost", "damaged" or "falsely", and a sentence of it."""


def judge_of_evenings(clean: Said) -> Judge:
    holds = [one["holds"] for one in clean.lines if "saved" in one]
    assert len(holds) == len(ACTS), clean.lines[-1]

    def judge(home: Path, said: Said) -> tuple[str, str]:
        for one in said.lines:
            if "saved" in one and one["holds"] not in {holds[one["saved"]], CANNOT_BE_READ}:
                return "falsely", f"said to be saved and is not: {ACTS[one['saved']][0]}"
            if wrong := _wrongly_said(one):
                return "falsely", wrong
        try:
            with closing(Store.open(home)) as store:
                found, findings = contents(store), verify(store).findings
        except Refused as why:
            return "damaged", str(why)
        if findings:
            return "damaged", findings[0].sentence
        if found in holds[max(0, said.saved) : said.saved + 2]:
            return "", ""
        lost = found in holds[: max(0, said.saved)]
        return "lost" if lost else "damaged", f"after: {ACTS[max(0, said.saved)][0]}"

    return judge


def _wrongly_said(line: dict[str, Any]) -> str:
    if "broke" in line:
        return f"a traceback instead of a sentence: {line['said'][-300:]}"
    if line.get("kind") == KitDamaged.__name__:
        return f"a fault that passes is called damage: {line['said']}"
    return ""


def judge_files(folder: Path, said: Said) -> tuple[str, str]:
    whole = [data for _write, data in WRITTEN]
    there = {one.name: _read(one) for one in folder.iterdir() if not one.name.startswith(".")}
    for one in said.lines:
        if "broke" in one:
            return "falsely", _wrongly_said(one)
        if "saved" in one and there.get(one["path"]) != whole[one["saved"]]:
            return "falsely", f"said to be saved and is not: {one['path']}"
    sentences = " ".join(one.get("said", "") for one in said.lines)
    for name, found in there.items():
        if found not in whole and name != STICK and name not in sentences:
            return "damaged", name
    return "", ""


def _read(path: Path) -> bytes | dict[str, bytes]:
    if path.is_dir():
        inside = (one for one in path.rglob("*") if one.is_file())
        return {str(one.relative_to(path)): one.read_bytes() for one in inside}
    return path.read_bytes()


@dataclass
class Tried:
    """`hits`: by which call the faults were reached; `made`: how often each call is made without any."""

    tally: Tally
    hits: Counter[str]
    made: Counter[str]


def try_faults(what: str, cases: int, chance: Random) -> tuple[Tally, str]:
    """Gives also by which call the faults were reached. Many of them on every core."""
    seed, cores = chance.randrange(2**32), os.cpu_count() or 1
    if cases <= FEW or cores == 1:
        tried = [_try_some(what, cases, seed, 0, 1)]
    else:
        with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
            parts = [pool.submit(_try_some, what, cases, seed, n, cores) for n in range(cores)]
            tried = [part.result() for part in parts]
    tally = sum((one.tally for one in tried), Tally())
    hits = sum((one.hits for one in tried), Counter[str]())
    made = tried[0].made
    never = [call for call in (CALLS if what == "evening" else CALLS_OF_FILES) if not made[call]]
    reached = ", ".join(f"{call} {n:,}" for call, n in hits.most_common())
    return tally, f"{reached}; never made: {', '.join(never) or 'none'}"


def _try_some(what: str, cases: int, seed: int, part: int, parts: int) -> Tried:
    """Every so-manieth of all."""
    tally, hits, chance = Tally(), Counter[str](), Random(seed)
    with in_memory() as scratch, closing(WarmEvenings(scratch)) as warm:
        home = scratch / "home"
        home.mkdir()
        clean, made = warm.counted(what, home)
        evening = what == "evening"
        judge = judge_of_evenings(clean) if evening else judge_files
        every = faults_of(made, CALLS if evening else CALLS_OF_FILES, chance, cases)
        for fault in every[part::parts]:
            shutil.rmtree(home)
            home.mkdir()
            said = warm.run(what, home, fault, end_at_refusal=chance.random() < 0.5)
            if said.hits:
                hits[fault.call] += 1
                found, where = judge(home, said)
                tally.count(found, f"{fault}: {where}")
    return Tried(tally, hits, made)


@promise("faults of the disk", short=12, long=10_000, cores=2)
def faults(cases: int, chance: Random) -> Outcome:
    """Every call that is reached, where `cases` are enough; a call that is not reached is no case."""
    tally, hits = try_faults("evening", cases, chance)
    kept = "Any one fault of the disk is said in a sentence or healed, and loses nothing."
    return tally.outcome(kept, f"reached: {hits}")


@promise("faults of the disk while files leave", short=25, long=10_000, cores=2)
def faults_of_files(cases: int, chance: Random) -> Outcome:
    tally, hits = try_faults("exports", cases, chance)
    kept = "A file that leaves is whole or absent after any one fault, and “saved” is true."
    return tally.outcome(kept, f"reached: {hits}")
