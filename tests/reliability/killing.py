"""Kills something that the program does, again and again, each time at a random moment of it, and counts what is found."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random

from circle.errors import Refused
from circle.kit_files import KIT
from tests.reliability.keys import opened_with
from tests.reliability.moment import Killed, Left, Moment
from tests.reliability.moments import MOMENTS
from tests.reliability.promises import CannotRun

ROOT = Path(__file__).parents[2]
THOROUGH_EVERY = 10
"""Each kill is looked at; after every tenth the kit is gone on with to its end, and verified whole."""

FEW = 60
"""So many are done here; more of them in as many processes as there are cores."""


@dataclass
class Tally:
    """What a number of kills came to; `why`: in words, of what was wrong."""

    kills: int = 0
    ended: int = 0
    compared: int = 0
    lost: int = 0
    damaged: int = 0
    falsely: int = 0
    unfinished: int = 0
    why: list[str] = field(default_factory=list)

    def add(self, left: Left) -> None:
        self.compared += left.compared
        self.lost += left.lost
        self.damaged += left.damaged
        self.falsely += left.falsely
        self.unfinished += left.unfinished
        self.why = [*self.why, *left.why][:3]

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            *(getattr(self, name) + getattr(other, name) for name in Tally.__dataclass_fields__)
        )


class Warm:
    """The process that forks what is killed."""

    def __init__(self) -> None:
        if not hasattr(os, "fork") or not hasattr(os, "waitid"):
            raise CannotRun("this system cannot fork")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.warm"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def act(
        self,
        moment: str,
        scene: Path,
        *,
        kill_after_s: float | None = None,
        from_first_word: bool = False,
        key: str = "",
        late: bool = False,
    ) -> Killed:
        """Does it in a folder, and kills it after so long; None: not at all. `late`: it acknowledges too soon."""
        assert self._process.stdout
        self._tell(json.dumps([moment, str(scene), key, late]))
        lines = iter(self._process.stdout.readline, "")
        pid = int(next(lines).split()[1])
        said = [_numbers(next(lines))] if from_first_word else []
        began_s = time.monotonic()
        if kill_after_s is not None:
            threading.Event().wait(kill_after_s)
            os.kill(pid, signal.SIGKILL)  # not reaped yet, so the number is still its own
        killed_s = time.monotonic()
        for line in lines:
            if line.startswith("gone"):
                self._tell("reap")
                _gone, how, status = line.split()
                assert how == "killed" or status == "0", f"it failed by itself: {status}"
                return Killed(
                    tuple(said), how == "killed", int(killed_s * 1000), time.monotonic() - began_s
                )
            said.append(_numbers(line))
        raise AssertionError("the process that forks has ended")

    def _tell(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()


def _numbers(line: str) -> tuple[int, ...]:
    return tuple(map(int, line.split()))


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """A kill does not empty a disk's cache, so a slow disk would show no more."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        dir=memory if os.access(memory, os.W_OK) else None, prefix="circle-"
    ) as folder:
        yield Path(folder)


@cache
def warm_here() -> Warm:
    """The one of this process."""
    warm = Warm()
    atexit.register(warm.close)
    return warm


def kill_often(
    name: str,
    kills: int,
    seed: int,
    key: str = "",
    *,
    late: bool = False,
    warm: Warm | None = None,
) -> Tally:
    """Kills it so many times. Those that came to their end just before are looked at as well, and counted apart."""
    moment, chance, tally = copy(MOMENTS[name]), Random(seed), Tally()
    warm = warm or warm_here()
    with opened_with(key), folder_in_memory() as folder:
        moment.make(folder / "before")
        if key:
            _check_is_locked(folder / "before" / "kit" / KIT)
        length_s = moment.length_s or _undisturbed(moment, name, folder, key, warm)
        while tally.kills < kills:
            scene = folder / "scene"
            shutil.copytree(folder / "before", scene)
            after_s = chance.uniform(0, length_s)
            killed = warm.act(
                name,
                scene,
                kill_after_s=after_s,
                from_first_word=late or bool(moment.length_s),
                key=key,
                late=late,
            )
            length_s *= 1.01 if killed.by_kill else 0.9  # so about a tenth comes to its end
            tally.kills += killed.by_kill
            tally.ended += not killed.by_kill
            tally.add(_left(moment, scene, killed, thorough=tally.kills % THOROUGH_EVERY == 1))
            shutil.rmtree(scene)
    return tally


def _check_is_locked(kit: Path) -> None:
    """Else a row about kits with a passphrase would be about others."""
    assert not kit.read_bytes().startswith(b"SQLite format 3"), "the kit has no key"


def _undisturbed(moment: Moment, name: str, folder: Path, key: str, warm: Warm) -> float:
    """Does it once without a kill, lets the moment know what comes of it, and gives how long it took in seconds."""
    whole = folder / "whole"
    shutil.copytree(folder / "before", whole)
    done = warm.act(name, whole, key=key)
    moment.know(whole, done)
    shutil.rmtree(whole)
    return done.took_s


def _left(moment: Moment, scene: Path, killed: Killed, *, thorough: bool) -> Left:
    try:
        return moment.look(scene, killed, thorough=thorough)
    except Refused as why:  # the program says of a kit that was only killed that something is wrong
        return Left(damaged=1, why=[str(why)])


def in_parts(work: Callable[[int, int], Tally], cases: int, chance: Random) -> Tally:
    """Few at once; many on every core. `work`: a module's function that is given how many, and a seed."""
    cores = os.cpu_count() or 1
    if cases <= FEW or cores == 1:
        return work(cases, chance.randrange(2**32))
    shares = [cases * (n + 1) // cores - cases * n // cores for n in range(cores)]
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        parts = pool.map(work, shares, [chance.randrange(2**32) for _ in shares])
        return sum(parts, Tally())
