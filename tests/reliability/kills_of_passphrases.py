"""Kills while a passphrase is set, changed and removed: the kit opens as before or as after, and never not at all."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from circle import locking, vault
from circle.errors import Refused
from circle.kit_files import BACKUPS, KIT
from circle.vault import Way
from tests.circle.locking_kits import CANARY, CODE, PASSPHRASE, files_with, make_kit, texts
from tests.reliability.promises import CannotRun, Outcome, promise

OTHER = "snow on the path"
_QUICK = 14
"""The work of a passphrase, which is nothing that is tested here."""

Texts = dict[str, list[tuple[object, ...]]]


@dataclass
class Act:
    """What is done to a kit, and which passphrases may open it afterwards; none: it has to open without."""

    name: str
    do: Callable[[Path, bytes], object]
    begins_kept: bool
    may_open: tuple[str, ...]


ACTS = (
    Act("set", lambda kit, _key: locking.set_passphrase(kit, PASSPHRASE, CODE), False, (PASSPHRASE,)),
    Act("change", lambda kit, key: locking.change(kit, key, Way.PASSPHRASE, OTHER), True, (PASSPHRASE, OTHER)),
    Act("remove", locking.remove, True, (PASSPHRASE,)),
)  # fmt: skip


@promise("kills while a passphrase is set, changed or removed", short=9, long=400)
def kills_of_passphrases(cases: int, chance: Random) -> Outcome:
    if not hasattr(os, "fork"):
        raise CannotRun("this system cannot fork")
    work, vault.WORK = vault.WORK, _QUICK
    memory = Path("/dev/shm")
    try:
        with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
            return _Kills(Path(place), chance).run(cases)
    finally:
        vault.WORK = work


class _Kills:
    def __init__(self, place: Path, chance: Random) -> None:
        self._place, self._chance = place, chance
        self._lost = self._damaged = self._falsely = self._killed = self._after = 0
        self._plain, self._kept = place / "plain", place / "kept"
        make_kit(self._plain, sessions=1)
        (self._plain / BACKUPS).mkdir()
        for number in (1, 2):
            name = f"circlekeeper-00000{number}-2026-03-12.kit"
            shutil.copy(self._plain / KIT, self._plain / BACKUPS / name)
        self._before = texts(self._plain)
        shutil.copytree(self._plain, self._kept)
        self._key = locking.set_passphrase(self._kept, PASSPHRASE, CODE)
        self._took_s = {act.name: self._time(act) for act in ACTS}

    def run(self, cases: int) -> Outcome:
        for number in range(cases):
            self._kill_once(ACTS[number % len(ACTS)])
        return Outcome(
            "the kit opens with the passphrase from before or the one from after, with every row in it",
            cases,
            self._lost,
            self._damaged,
            self._falsely,
            f"{self._killed} were killed before the end; {self._after} of all were as after",
        )

    def _home(self, act: Act) -> Path:
        home = self._place / "home"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self._kept if act.begins_kept else self._plain, home)
        return home

    def _time(self, act: Act) -> float:
        home = self._home(act)
        began = time.monotonic()
        self._fork(act, home, wait_s=None)
        return time.monotonic() - began

    def _kill_once(self, act: Act) -> None:
        home = self._home(act)
        self._killed += self._fork(
            act, home, wait_s=self._chance.uniform(0, self._took_s[act.name])
        )
        is_kept = locking.has_passphrase(home)
        key: bytes | None = None
        if is_kept:
            opens = [one for one in act.may_open if self._opens(home, one)]
            self._damaged += len(opens) != 1 or not self._opens(home, CODE)
            key = locking.unlock(home, opens[0])[0] if opens else self._key
            self._after += opens == [OTHER] or not act.begins_kept
        self._after += act.begins_kept and not is_kept
        self._look_into(home, key)
        with suppress(Refused):
            locking.finish(home, key)
        found = [*files_with(home, CANARY)]
        self._falsely += bool(found) is is_kept
        self._damaged += locking.is_unfinished(home, key)

    def _look_into(self, home: Path, key: bytes | None) -> None:
        try:
            self._lost += texts(home, key) != self._before
        except Refused:
            self._damaged += 1

    def _opens(self, home: Path, secret: str) -> bool:
        try:
            locking.unlock(home, secret)
        except vault.WrongPassphrase:
            return False
        return True

    def _fork(self, act: Act, home: Path, *, wait_s: float | None) -> bool:
        """Whether it was killed before its end."""
        child = os.fork()
        if child == 0:
            try:
                act.do(home, self._key)
            finally:
                os._exit(0)
        if wait_s is not None:
            threading.Event().wait(wait_s)
            os.kill(child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
