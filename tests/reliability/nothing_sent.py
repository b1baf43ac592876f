"""The program as the system sees it: every socket that it, or a process beside it, opens or writes to.

python -m tests.reliability.nothing_sent    says what was found, and how long each part took
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.reliability.promises import CannotRun, Outcome, promise
from tests.ui.typed import COMMAND, ROOT

_CALLS = "socket,socketpair,connect,bind,listen,accept,accept4,sendto,sendmsg,sendmmsg"
_LOCAL = re.compile(r"\b(AF_UNIX|AF_LOCAL)\b")
_WITHIN = re.compile(r"\bsocketpair\(AF_UNIX")
_OF_THE_DESKTOP = re.compile(
    r'sun_path=@?"[^"]*(/\.X11-unix/|wayland-|dbus|/bus"|/at-spi/|/nscd/|/systemd/|pipewire|pulse)'
)
"""The display, the bus, and libc's own question of who the user is."""
_OPENED = re.compile(r"\b(socket|connect|bind|listen|accept4?)\(")
_ANSWERED = re.compile(r"^\d+\s+(?:\+\+\+|---|<\.\.\.)")


@dataclass(frozen=True)
class Run:
    """`words`: what is typed after `circlekeeper`, in a folder of this run; several, one after the other."""

    name: str
    words: tuple[tuple[str, ...], ...]


DEMO = Run("a circle in the window, and every document", (("demo", "--out", "demo"),))
FROM_ELSEWHERE = Run(
    "a bundle that came in, and left again",
    (
        ("import", "demo"),
        ("export", "--all", "--format", "circle,html,docx", "--who", "seats", "--out", "again"),
    ),
)
_COMMANDS = Run(
    "every command",
    (
        *((one,) for one in ("list", "circles", "verify", "exports", "commitments", "--help")),
        *(("templates", one) for one in ("list", "--help")),
        *(("decks", one) for one in ("list", "--help")),
        ("search", "listen"),
        ("archive", "--help"),
        ("plan", "--help"),
    ),
)


def _exports(who: str) -> Run:
    words = ("export", "--all", "--format", "all", "--who", who, "--out", f"out-{who}")
    return Run(f"every document, {who}", (words,))


SHORT = (DEMO, FROM_ELSEWHERE)
LONG = (*SHORT, _COMMANDS, *map(_exports, ("nobody", "seats", "aliases")))


def check_can_trace() -> None:
    """Raises CannotRun."""
    if sys.platform != "linux":
        raise CannotRun("sockets are watched with strace, which is of Linux")
    if shutil.which("strace") is None:
        raise CannotRun("strace is not here, with which sockets are watched")
    tried = subprocess.run(
        ["strace", "-qq", "-e", "trace=none", "true"], capture_output=True, check=False
    )
    if tried.returncode:
        raise CannotRun("strace may not look at processes here")


def opened(command: Sequence[str], folder: Path) -> list[str]:
    """The calls of a command, its children's among them, that had to do with a socket of the network. It runs in
    `folder`, and has to end well.
    """
    trace = folder / "calls.txt"
    strace = ("strace", "-f", "--seccomp-bpf", "-qq", "-e", f"trace={_CALLS}", "-o", str(trace))
    environment = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}  # fmt: skip
    ran = subprocess.run(
        [*strace, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return [line for line in trace.read_text("utf-8", "replace").splitlines() if _goes_out(line)]


def _goes_out(line: str) -> bool:
    if _ANSWERED.match(line) or _WITHIN.search(line):
        return False
    if "connect(" in line and _LOCAL.search(line):
        return not _OF_THE_DESKTOP.search(line)
    if _OPENED.search(line):
        return not _LOCAL.search(line) and "AF_" in line
    return "AF_INET" in line or "AF_PACKET" in line


def traced(run: Run, folder: Path) -> list[str]:
    found = list[str]()
    for words in run.words:
        found += opened([*COMMAND, "--home", str(folder / "kit"), *words], folder)
    return found


def _traced(runs: Sequence[Run]) -> Iterator[tuple[Run, list[str]]]:
    check_can_trace()
    with tempfile.TemporaryDirectory(prefix="circlekeeper-sockets-") as name:
        for run in runs:
            yield run, traced(run, Path(name))


@promise("sockets while everything runs", short=len(SHORT), long=len(LONG))
def sockets(cases: int, chance: Random) -> Outcome:
    del chance
    found = [line for _run, lines in _traced(LONG[:cases]) for line in lines]
    return Outcome(
        "No socket is opened but those of the display and the bus, by the program or beside it",
        sum(len(run.words) for run in LONG[:cases]),
        lost=0,
        damaged=len(found),
        falsely=0,
        note="; ".join(found[:3]),
    )


def main() -> int:
    bad = 0
    for run, found in _traced(LONG):
        print(f"{run.name}: {len(found)} calls", *found[:5], sep="\n  ")
        bad += len(found)
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
