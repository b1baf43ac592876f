"""Programs that are started to be measured, and what they say of themselves."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of a program: what has come about, s since it was started, its CPU s until then, MiB (PSS)."""

    what: str
    at_s: float
    cpu_s: float
    memory_mib: float
    words: tuple[str, ...]


class Program:
    """A script of this folder, running in a new process."""

    def __init__(self, script: str, *arguments: object, platform: str) -> None:
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        environment = {**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONPATH": path}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
        command = [sys.executable, str(HERE / script), *map(str, arguments)]
        self._started = time.perf_counter()
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )

    def next(self) -> Reading:
        """The next line, as soon as it comes."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        at_s = time.perf_counter() - self._started
        if not line:
            self.finish()
            raise AssertionError(f"{self._process.args} ended too early")
        what, cpu_ns, kib, *words = line.split()
        return Reading(what, at_s, int(cpu_ns) / 1e9, int(kib) / 1024, tuple(words))

    def until(self, what: str) -> Reading:
        while (reading := self.next()).what != what:
            pass
        return reading

    def finish(self) -> None:
        self._process.communicate(timeout=60)
        assert self._process.returncode == 0, self._process.args
