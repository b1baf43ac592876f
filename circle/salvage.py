"""Rescuing what can be read of a damaged kit into a new one. The damaged one is only copied."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from circle import kit, kit_troubles
from circle.archiving import inserting
from circle.backup import Backup, copy_bytes
from circle.damaged_kit import DamagedKit, Stored
from circle.dates import count_words
from circle.digested import DIGESTED, digest_all
from circle.events import Logged, link, logged_of
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.kit_files import KIT, PARTS, READY, WORK
from circle.log import Log
from circle.restoring import (
    newest_good,
    refuse_where_kit,
    settle,
    take_place,
    told,
)
from circle.store import Store

_KEPT = tuple(table for table in DIGESTED if table != "sign_of_life")
"""All that a kit keeps besides logs and what is made from them."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """`entries` of `of_entries`, and `whole` of `sessions`, were rescued. `is_sure`: there were no more entries.
    `rest_is_whole`: all else could be read.
    `backup`: the one that was asked for what could not, if it gave anything. `kit`: the new file; `aside`: the
    folder in which the damaged one is now, where it was moved.
    """

    entries: int
    of_entries: int
    whole: int
    sessions: int
    is_sure: bool
    rest_is_whole: bool
    backup: Backup | None = None
    kit: Path | None = None
    aside: Path | None = None

    @property
    def sentence(self) -> str:
        """As in “1,990 of 2,000 entries rescued, 12 of 12 sessions whole.”"""
        if self.is_sure:
            entries = ngettext(
                "{n} of {m} entry rescued", "{n} of {m} entries rescued", self.of_entries
            )
        else:
            entries = _("{n} of at least {m} entries rescued")
        whole = ngettext("{n} of {m} session whole", "{n} of {m} sessions whole", self.sessions)
        said = [
            _("{entries}, {sessions}.").format(
                entries=entries.format(n=count_words(self.entries), m=count_words(self.of_entries)),
                sessions=whole.format(n=count_words(self.whole), m=count_words(self.sessions)),
            )
        ]
        if not self.rest_is_whole:
            said.append(_("Of settings, templates, comments and the like not all could be read."))
        if self.backup is not None:
            used = _("Some of it is from the backup of {day}.")
            said.append(used.format(day=self.backup.day.isoformat()))
        return " ".join(said)


def salvage(folder: Path, key: bytes | None = None) -> Salvaged:
    """What can be read becomes the kit of the folder, which nobody has open; the damaged one is set aside as it is.
    Raises Refused, with everything as it was.
    """
    with told(), _working_in(folder) as work:
        found = _rescue(folder, work, key)
        ready = folder / READY
        (work / KIT).rename(ready)
        aside = take_place(folder, ready)
    return replace(found, kit=folder / KIT, aside=aside)


def salvage_to(folder: Path, other: Path, key: bytes | None = None) -> Salvaged:
    """Likewise, into another folder, which has no kit; this one is left as it is."""
    with told():
        refuse_where_kit(other)
        other.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _working_in(other) as work:
            found = _rescue(folder, work, key)
            return replace(found, kit=settle(folder, work / KIT, other))


@contextmanager
def _working_in(folder: Path) -> Generator[Path]:
    for left in folder.glob(f"{WORK}*"):
        shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(dir=folder, prefix=WORK))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _rescue(folder: Path, work: Path, key: bytes | None) -> Salvaged:
    """Into a kit in `work`."""
    copy = work / "damaged.kit"
    for rest in PARTS:
        with suppress(FileNotFoundError):
            copy_bytes(folder / (KIT + rest), copy.with_name(copy.name + rest))
    if not copy.exists():
        raise kit_troubles.KitTrouble(_("There is no kit in {folder}.").format(folder=folder))
    backup = newest_good(folder, key)
    with closing(DamagedKit(copy, key)) as damaged:
        if backup is not None:
            damaged.take_first_page(backup.path)
        if damaged.version() > kit.VERSION:
            raise kit_troubles.newer(folder)
        if "event" not in damaged.tables():
            why = _(
                "Nothing can be read of the kit in {folder}, and no backup of it is whole. It was left as it is."
            )
            raise kit_troubles.KitDamaged(why.format(folder=folder))
        with closing(_reader(backup, work, key)) as good:
            return _into_new(damaged, good, backup, work, key)


def _reader(backup: Backup | None, work: Path, key: bytes | None) -> DamagedKit:
    """Of a copy of the backup, since a reader writes to what it reads; without one, of an empty file."""
    path = work / "backup.kit"
    if backup is not None:
        copy_bytes(backup.path, path)
    return DamagedKit(path, key)


def _into_new(
    damaged: DamagedKit, good: DamagedKit, backup: Backup | None, work: Path, key: bytes | None
) -> Salvaged:
    with closing(_NewKit(kit.open_connection(work, key=key), work)) as new:
        rest, used = new.take_kept(damaged, good)
        ids = damaged.sessions()
        if damaged.errors:
            ids |= good.sessions()
        rescued = [_rescued(session, damaged, good) for session in sorted(ids)]
        for one in rescued:
            new.take(one)
    return Salvaged(
        entries=sum(len(one.entries) for one in rescued),
        of_entries=sum(one.were for one in rescued),
        whole=sum(len(one.entries) == one.were for one in rescued),
        sessions=len(rescued),
        is_sure=all(one.is_sure for one in rescued),
        rest_is_whole=rest,
        backup=backup if used or any(one.from_backup for one in rescued) else None,
    )


@dataclass(frozen=True, slots=True)
class _Rescued:
    """The longest verified beginning of a session's log. `were`: so many entries it had; more perhaps, where
    nothing says how many.
    """

    session: str
    rows: Sequence[Stored]
    entries: Sequence[Logged]
    were: int
    from_backup: bool
    is_sure: bool = True


def _rescued(session: str, damaged: DamagedKit, good: DamagedKit) -> _Rescued:
    with damaged.noticing() as noticed:
        rows, entries, came_to_end = _verified(damaged.log(session))
    were = damaged.last_seq(session)
    if not were and rows and came_to_end and not noticed.errors:
        were = len(rows)
    from_backup = False
    if len(rows) < max(were, 1) or not were:
        others, told_there, _end = _verified(good.log(session))
        if from_backup := len(others) > len(rows):
            rows, entries = others, told_there
    archived = {damaged.archived_tail(session), good.archived_tail(session)}
    if not were and rows and rows[-1][1] in archived:
        were = len(rows)
    is_sure = were > 0
    were = max(were, len(rows) + (not is_sure))
    return _Rescued(session, rows, entries, were, from_backup, is_sure)


def _verified(rows: Iterable[Stored]) -> tuple[list[Stored], list[Logged], bool]:
    """As far as each row follows from the one before, and whether all do."""
    kept: list[Stored] = []
    entries: list[Logged] = []
    tail = ""
    for row, stored in rows:
        try:
            tail = link(tail, row)
            if tail != stored or row.seq != len(kept) + 1:
                return kept, entries, False
            entries.append(logged_of(row))
        except (ValueError, TypeError, AttributeError):
            return kept, entries, False
        kept.append((row, stored))
    return kept, entries, True


class _NewKit(Store):
    """Into which all is put."""

    def take(self, one: _Rescued) -> None:
        """A session that is no longer closed in what is left of its log is open again, to be closed by hand."""
        if not one.entries:
            return
        log = Log(one.entries)
        with self._act():
            for row, stored in one.rows:
                self._insert_event(one.session, row, stored)
            if log.state.ended_ms is not None:
                self._write_archive(one.session, log, one.rows[-1][1])
            else:
                self._sign(one.session, one.rows[-1][0])

    def take_kept(self, damaged: DamagedKit, good: DamagedKit) -> tuple[bool, bool]:
        """Whether all could be read, and whether the backup gave anything."""
        is_whole, used = True, False
        for table in _KEPT:
            with damaged.noticing() as noticed:
                self._take_table(table, damaged)
            if noticed.errors:
                is_whole = False
                used = self._take_table(table, good) > 0 or used
        return is_whole, used

    def _take_table(self, table: str, there: DamagedKit) -> int:
        """How many rows were taken that were not there already."""
        from sqlcipher3.dbapi2 import IntegrityError

        ours = self._rows(f'PRAGMA table_info("{table}")')
        theirs = {row[1] for row in there.rows(f'PRAGMA table_info("{table}")')}
        columns = [row[1] for row in ours if row[1] in theirs]
        if not columns:
            return 0
        keys = [row[1] for row in sorted(ours, key=lambda row: row[5]) if row[5]]
        sql = inserting(table, columns).replace("INSERT", "INSERT OR IGNORE", 1)
        rows = there.of_table(table, columns, keys or ["rowid"])
        if not keys:  # equal rows may be meant
            here = self._rows(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608 - our own names
            rows = [row for row in rows if row not in set(here)]
        taken = 0
        with self._act():
            for row in rows:
                with suppress(IntegrityError):  # what is damaged may be of another kind
                    taken += self._connection.execute(sql, row).rowcount
            if "digest" not in theirs:  # of before there were any
                digest_all(self._connection)
        return taken
