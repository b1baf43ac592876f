"""A session's log: its events in order, the state they fold to, and what can be undone and restored."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from operator import attrgetter
from typing import get_args

from circle import events as e
from circle.evolve import evolve
from circle.session import State

KEPT_EVERY = 32
"""A state is kept every so many events, so that undoing replays no more than that."""

UNDOABLE: tuple[type, ...] = tuple(
    kind
    for kind in e.KINDS.values()
    if kind
    not in (*get_args(e.Fact), *get_args(e.Undo), *get_args(e.Lifecycle), *get_args(e.ListeningAct))
)
"""Not the facts; a session that was closed is reopened, so that the time between is nobody's; of two gatherings
the difference would say what one person answered; and a reflection is kept by itself while the circle goes on, so that what
is undone is never that but the act before."""

_seq = attrgetter("seq")


class Log:
    """The events so far. Append what was stored; read `state`."""

    def __init__(self, entries: Iterable[e.Logged] = ()) -> None:
        self.entries: list[e.Logged] = []
        self._effective: list[e.Logged] = []
        self._kept: list[State] = [State()]
        self._undone: list[e.Logged] = []
        self._undoable: list[e.Logged] = []
        self.state = State()
        for entry in entries:
            self.append(entry)

    @property
    def next_seq(self) -> int:
        return self.entries[-1].seq + 1 if self.entries else 1

    @property
    def effective(self) -> tuple[e.Logged, ...]:
        """The events without the withdrawn ones."""
        return tuple(self._effective)

    @property
    def can_undo(self) -> e.Logged | None:
        return self._undoable[-1] if self._undoable else None

    @property
    def can_redo(self) -> e.Logged | None:
        return self._undone[-1] if self._undone else None

    def append(self, entry: e.Logged) -> State:
        """Folds one more event and gives the state after it."""
        self.entries.append(entry)
        match entry.event:
            case e.Withdrawn(seq):
                self._withdraw(seq)
            case e.Restored(seq):
                self._restore(seq)
            case event:
                if isinstance(event, UNDOABLE):
                    self._undoable.append(entry)
                    self._undone.clear()
                self._fold(entry)
        return self.state

    def after(self, count: int) -> State:
        """The state after so many of the effective events."""
        kept = count // KEPT_EVERY
        state = self._kept[kept]
        for entry in self._effective[kept * KEPT_EVERY : count]:
            state = evolve(state, entry)
        return state

    def with_entry(self, entry: e.Logged) -> Log:
        """A log with one more entry; this one stays as it is."""
        more = Log()
        more.entries = [*self.entries]
        more._effective = [*self._effective]
        more._kept = [*self._kept]
        more._undone = [*self._undone]
        more._undoable = [*self._undoable]
        more.state = self.state
        more.append(entry)
        return more

    def _fold(self, entry: e.Logged) -> None:
        self._effective.append(entry)
        self.state = evolve(self.state, entry)
        if len(self._effective) % KEPT_EVERY == 0:
            self._kept.append(self.state)

    def _withdraw(self, seq: int) -> None:
        if seq == self.entries[-1].seq:  # what stood there was erased (circle/erased.py)
            self._undone.clear()
            return
        entry = _take(self._undoable, seq)
        if entry is None:
            return
        self._undone.append(entry)
        self._refold(bisect_right(self._effective, seq, key=_seq) - 1, without=entry)

    def _restore(self, seq: int) -> None:
        entry = _take(self._undone, seq)
        if entry is None:
            return
        insort(self._undoable, entry, key=_seq)
        self._refold(bisect_right(self._effective, seq, key=_seq), insert=entry)

    def _refold(
        self, index: int, *, without: e.Logged | None = None, insert: e.Logged | None = None
    ) -> None:
        kept = index // KEPT_EVERY
        again = self._effective[kept * KEPT_EVERY :]
        if without is not None:
            again.remove(without)
        if insert is not None:
            insort(again, insert, key=_seq)
        del self._effective[kept * KEPT_EVERY :], self._kept[kept + 1 :]
        self.state = self._kept[kept]
        for entry in again:
            self._fold(entry)


def replay(entries: Iterable[e.Logged]) -> State:
    return Log(entries).state


def state_at(entries: Iterable[e.Logged], at_ms: int) -> State:
    """The state as the screen showed it at a moment: corrections made later are not in it."""
    return replay(entry for entry in entries if entry.at_ms <= at_ms)


def _take(entries: list[e.Logged], seq: int) -> e.Logged | None:
    """Takes the entry with this number out of a list whose newest is mostly the one wanted."""
    for index in range(len(entries) - 1, -1, -1):
        if entries[index].seq == seq:
            return entries.pop(index)
    return None
