"""A session from elsewhere as the rows that the kit keeps of it: made beside the window, where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from circle.archive import ArchiveRows, archive_rows
from circle.events import link, row_of
from circle.log import Log

EventRow = tuple[int, int, str, str, str, str]
"""As circle.events.Row has it, with the hash."""


@dataclass(frozen=True, slots=True)
class SessionRows:
    """`events` in their order."""

    events: Sequence[EventRow]
    archive: ArchiveRows

    @property
    def tail(self) -> str:
        """The hash that the log ends with."""
        return self.events[-1][-1]


def session_rows(log: Log) -> SessionRows:
    """Of a closed session."""
    return SessionRows(event_rows(log), archive_rows(log))


def event_rows(log: Log) -> tuple[EventRow, ...]:
    tail, rows = "", list[EventRow]()
    for entry in log.entries:
        row = row_of(entry)
        tail = link(tail, row)
        rows.append((row.seq, row.at_ms, row.wall_utc, row.kind, row.data, tail))
    return tuple(rows)
