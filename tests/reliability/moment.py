"""What a moment of the program is that can be killed, and what all of them look at afterwards."""

from __future__ import annotations

import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from circle.events import Row
from circle.kit_files import BACKUPS, CRASH, KEY, KIT, LOG, OLDER_LOG, RESERVE, SET_ASIDE
from circle.paths import assets
from circle.store import Store, checked
from circle.templates import read_shelf
from circle.verifying import verify
from tests.fakes import FakeClock
from ui.kit_desk import KitDesk

Event = tuple[int, int, str, str]
"""Number, time in ms, kind and contents: what is the same whenever the same thing happened."""


@dataclass(frozen=True)
class Killed:
    """What an act had said before it was gone: lines of numbers, as a rule of the last event that was acknowledged.
    `at_ms`: when it was killed, by the clock that counts from when the computer was started.
    """

    said: tuple[tuple[int, ...], ...]
    by_kill: bool
    at_ms: int
    took_s: float

    @property
    def last(self) -> int:
        return self.said[-1][0] if self.said else 0


@dataclass
class Left:
    """What a kill left. `compared`: so many acknowledged things were looked for; `unfinished`: files under names that
    nobody chose.
    """

    compared: int = 0
    lost: int = 0
    damaged: int = 0
    falsely: int = 0
    unfinished: int = 0
    why: list[str] = field(default_factory=list)

    def is_damaged(self, why: str) -> None:
        self.damaged += 1
        self.why.append(why)

    def looks_for(self, acknowledged: int, found: int) -> None:
        self.compared += acknowledged
        if found < acknowledged:
            self.lost += acknowledged - found
            self.why.append(f"{acknowledged} were acknowledged, {found} are there")


def say(*numbers: int) -> None:
    """To whoever kills this process."""
    os.write(1, (" ".join(map(str, numbers)) + "\n").encode())


class Moment(ABC):
    """`length_s`: how long it takes from its first word on, where it does not end by itself."""

    length_s: float = 0

    @abstractmethod
    def make(self, scene: Path) -> None:
        """Makes the folder in which it happens; it is copied for each kill."""

    def load(self) -> None:
        """Imports what the act needs, before it is forked: else half of the kills would meet imports."""
        if type(self) not in _LOADED:
            _LOADED.add(type(self))
            import_what(self)

    @abstractmethod
    def act(self, scene: Path) -> None:
        """Does it, in a process of its own that may be killed at any time. Says by `say` what it acknowledges."""

    def know(self, scene: Path, done: Killed) -> None:  # noqa: B027 - most know it from `make`
        """Looks at what comes of it when nobody stops it."""

    @abstractmethod
    def look(self, scene: Path, killed: Killed, *, thorough: bool) -> Left:
        """Counts what is lost, damaged or falsely said in a folder whose act was killed. `thorough`: goes on with it as
        well, to the end, and verifies the whole kit. Refused means damaged.
        """


_LOADED = set[type[Moment]]()


def import_what(moment: Moment) -> None:
    """Imports here all that an act imports, which is found by doing it once in a process of its own."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        with TemporaryDirectory() as folder:
            moment.make(Path(folder) / "scene")
            moment.act(Path(folder) / "scene")
        os.write(theirs, "\n".join(sys.modules).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as names:
        for name in names.read().split():
            with suppress(ImportError):  # some are no modules but parts of others
                import_module(name)
    _pid, status = os.waitpid(child, 0)
    assert status == 0, f"it fails without a kill: {type(moment).__name__}"


def logs_in(home: Path) -> dict[str, list[Event]]:
    """Every log in a kit, its hashes checked. Raises Refused."""
    with closing(Store.open(home)) as store:
        return {session: events_of(store, session) for session in store.every_session()}


def events_of(store: Store, session: str) -> list[Event]:
    rows = store.rows(session)
    checked(rows, session)
    return [_event(row) for row, _hash in rows]


def _event(row: Row) -> Event:
    return row.seq, row.at_ms, row.kind, row.data


def compare(found: Sequence[Event], whole: Sequence[Event], acknowledged: int, left: Left) -> None:
    same = sum(a == b for a, b in zip(found, whole, strict=False))
    if same != len(found):
        left.is_damaged("something is there that never happened")
    left.looks_for(acknowledged, same)


MAY_LIE_THERE = {KIT, KEY, RESERVE, LOG, OLDER_LOG, CRASH, BACKUPS, SET_ASIDE}


def look_at_files(home: Path, left: Left, *, also: Collection[str] = ()) -> None:
    """Of a kit that was opened and closed since: nothing is beside it that has no business there."""
    names = {file.name for file in home.iterdir()}
    if KIT not in names or names - MAY_LIE_THERE - {*also}:
        left.is_damaged(f"in the kit’s folder there is {sorted(names)}")


def look_whole(store: Store, left: Left) -> None:
    for finding in verify(store).findings:
        left.is_damaged(finding.sentence)


def a_desk(home: Path, clock: FakeClock | None = None) -> KitDesk:
    return KitDesk(home, clock or FakeClock(), read_shelf(assets()))
