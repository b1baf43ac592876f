"""Checking a kit: every log replayed, every hash, the archive against the logs, and the database itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from circle.archive import ArchiveRows, archive_rows
from circle.events import Row
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.kit_troubles import KitTrouble
from circle.log import Log
from circle.store import LogDamaged, Store, checked
from circle.timeline import intervals


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written. `session` is empty when it is the database itself."""

    session: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and what was found; `sentence` sums it up."""

    sessions: int
    events: int
    findings: tuple[Finding, ...]

    @property
    def sentence(self) -> str:
        checked = _("{sessions} and {events} were replayed.").format(
            sessions=ngettext("{n} session", "{n} sessions", self.sessions).format(n=self.sessions),
            events=ngettext("{n} event", "{n} events", self.events).format(n=self.events),
        )
        if not self.findings:
            return _("{checked} Everything is as it was written.").format(checked=checked)
        n = len(self.findings)
        wrong = ngettext("{n} thing is not", "{n} things are not", n).format(n=n)
        return _("{checked} {wrong} as it should be. Nothing was changed.").format(
            checked=checked, wrong=wrong
        )


def verify(store: Store) -> Verified:
    """Reads the whole kit and changes nothing. Raises kit.KitTrouble when it cannot be read at all."""
    findings = [Finding("", sentence) for sentence in _database(store)]
    sessions = store.every_session()
    events = 0
    for session in sessions:
        try:
            rows = store.rows(session)
            events += len(rows)
            findings += check_session(store, session, rows)
        except KitTrouble as error:
            findings.append(Finding(session, str(error)))
    return Verified(len(sessions), events, tuple(findings))


def _database(store: Store) -> Iterator[str]:
    for what in store.check_pages():
        yield _("The database finds its own file damaged: {what}.").format(what=what)
    try:
        yield from said_beside_logs(store.other_tables(), store.changed_rows(), store.lost_logs())
        if not store.can_find():
            yield _("Search does not find every word as it was written.")
    except KitTrouble as error:
        yield str(error)


def said_beside_logs(
    tables: Iterable[str], rows: Iterable[str], sessions: Iterable[str]
) -> Iterator[str]:
    """What circle/looked_through.py found, in sentences."""
    for name in tables:
        yield _("The database is not laid out as it was: {what}.").format(what=name)
    for table in rows:
        yield _("{what} is not as it was written.").format(what=_what(table))
    for session in sessions:
        yield _("Session {id} was open, but its record is gone.").format(id=session)


def _what(table: str) -> str:
    return {
        "setting": _("A setting"),
        "template": _("A session template"),
        "deck": _("A prompt deck"),
        "circle": _("What is remembered of a circle"),
        "house": _("A part of your organisation’s documents"),
        "draft": _("A text that is not finished"),
        "said_back": _("The count of what speakers said who were told back"),
        "sign_of_life": _("The last sign of life of an open session"),
        "comment": _("A comment"),
        "arrived": _("How a session came from elsewhere"),
        "export": _("An entry in the list of what left the kit"),
    }[table]


def check_session(store: Store, session: str, rows: Sequence[tuple[Row, str]]) -> Iterator[Finding]:
    """What is wrong with one session, if anything; `rows`: its log, as stored."""
    try:
        log = Log(checked(rows, session))
    except LogDamaged as error:
        yield Finding(session, str(error))
        return
    for sentence in (*_gaps(session, log), *_archive(store, session, log)):
        yield Finding(session, sentence)


def _gaps(session: str, log: Log) -> Iterator[str]:
    if not log.entries:
        yield _("Session {id} is in the archive, but its record is gone.").format(id=session)
        return
    end_ms = log.state.ended_ms if log.state.ended_ms is not None else log.state.last_ms
    tiles = intervals(log.state.head, end_ms)
    edges = [0, *(tile.end_ms for tile in tiles)]
    begins = [*(tile.start_ms for tile in tiles), end_ms]
    if edges != begins:
        yield _("The times of session {id} leave a gap, or overlap.").format(id=session)


def _archive(store: Store, session: str, log: Log) -> Iterator[str]:
    archived = store.archived(session)
    closed = log.state.ended_ms is not None
    if archived is None:
        if closed:
            yield _("Session {id} is closed, but is not in the archive.").format(id=session)
        return
    rows, tail = archived
    if tail != store.hash_of(session) or not log.entries:
        if closed:
            yield _("The archive of session {id} was made from another record.").format(id=session)
        return
    for name in _differing(rows, archive_rows(log)):
        yield _("The archive of session {id} differs from its record: {table}.").format(
            id=session, table=name
        )


def _differing(stored: ArchiveRows, made: ArchiveRows) -> Iterator[str]:
    """The tables in which the archive is not what the log gives."""
    if dict(stored.session) != dict(made.session):
        yield "session"
    for name in ArchiveRows.NAMES:
        if _sorted(stored.tables[name]) != _sorted(made.tables[name]):
            yield name


def _sorted(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    def key(record: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(record[name] for name in ("number", "id") if name in record)

    return sorted((dict(record) for record in records), key=key)
