"""How the kit changes what was written before, for whoever withdraws and for what is erased; in no other way does it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from circle.archived import Archived
from circle.events import Row, link, row_of
from circle.kept_comments import versions_of
from circle.log import Log

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

INSERT_EVENT = "INSERT INTO event (session, seq, at_ms, wall_utc, kind, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"

_OF_A_SESSION = ("event", "sign_of_life", "draft", "said_back", "export", "arrived")
"""Tables that hold something of a session and are not made from its log; what is goes with its archive row."""


class Retold(Archived):
    def __init__(self, connection: Connection, folder: Path) -> None:
        super().__init__(connection, folder)
        self._tails: dict[str, str] = {}
        self._is_still = self._wipes_later = False

    @contextmanager
    def together(self) -> Generator[None, None, None]:
        """All that is written within is one act: durable when it ends, or none of it."""
        try:
            with self._act():
                yield
        except BaseException:
            self._tails.clear()
            raise

    def retell(self, told: Mapping[str, Log], *, names: tuple[str, ...]) -> None:
        """Puts logs that were told anew in place of those of sessions, by their ids, and leaves no trace of those
        before: what else was made from them is made again. `names`: those that the kit is not to hold any more.

        This is the one way in which a log is rewritten: for a person who withdraws from it, and for what is erased.
        """
        tails: dict[str, str] = {}
        with self._act():
            for session, log in told.items():
                tails[session] = self._retell(session, log)
            self._connection.execute("INSERT INTO words_fts (words_fts) VALUES ('rebuild')")
            self._forget(names)
        self._tails |= tails
        if not self._connection.in_transaction:
            self.wipe()

    def _retell(self, session: str, log: Log) -> str:
        """Within an act. Gives the hash that the log ends with now."""
        rows = [row_of(entry) for entry in log.entries]
        tails = [*accumulate(rows, link, initial="")][1:]
        with self._rewritable():
            self._connection.execute("DELETE FROM event WHERE session = ?", (session,))
            for row, tail in zip(rows, tails, strict=True):
                self._insert_event(session, row, tail)
        if self._rows("SELECT 1 FROM session WHERE id = ?", session):
            self._write_archive(session, log, tails[-1])
        return tails[-1]

    def versions_beside(self, session: str) -> list[str]:
        """The other versions of a session that the kit keeps, from elsewhere or one's own."""
        came = self.arrived(session)
        with self._spoken():
            there = versions_of(self._connection, came.known_as if came else session)
        return [one for one in there if one != session]

    def wipe(self) -> None:
        """Deleted rows are overwritten as they go; this takes what is left of them out of the file and the
        write-ahead log. Where there is no room for it, closing the kit does the second.
        """
        from sqlcipher3 import dbapi2

        if self._is_still:
            self._wipes_later = True
            return
        for sql in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            with suppress(dbapi2.Error):
                self._connection.execute(sql).fetchall()

    def drop_sessions(self, sessions: Collection[str]) -> None:
        """Takes sessions out of the kit with all that it keeps of them, and what was written about them. A circle is
        remembered as it is. Within `together`; `wipe` comes after it.
        """
        for session in sessions:
            came = self.arrived(session)
            known = {session, came.known_as if came else session}
            with self._rewritable():
                for table in _OF_A_SESSION:
                    self._connection.execute(
                        f"DELETE FROM {table} WHERE session = ?",  # noqa: S608 - our own names
                        (session,),
                    )
            for one in known:
                self._connection.execute("DELETE FROM comment WHERE session = ?", (one,))
            self._connection.execute("DELETE FROM session WHERE id = ?", (session,))
            self._tails.pop(session, None)
        self._connection.execute("INSERT INTO words_fts (words_fts) VALUES ('rebuild')")

    def drop_comment(self, session: str, comment: str) -> None:
        """Nothing is left of it but its id, newer than any copy that may come back. Within `together`."""
        from circle.clock import SystemClock
        from circle.comments import GONE, said_anew

        now = SystemClock().read().wall
        for one in self._comments(session).values():
            if one.id == comment:
                gone = replace(one, text=GONE, by="", more="", taken_back=True)
                self._put_comments([said_anew(gone, now)])

    def drop_drafts(self, session: str, holding: Collection[str]) -> None:
        """What is begun in a session and holds one of these texts; none: whatever it holds."""
        for field, text in self.drafts(session).items():
            if not holding or any(one in text for one in holding):
                self._keep_draft(session, field, "")

    def following(self, made_in: str) -> list[str]:
        """The sessions that say what became of a commitment of that one."""
        found = self._rows(
            "SELECT DISTINCT session FROM event WHERE kind = 'CommitmentFollowed'"
            " AND session <> ?1 AND instr(data, ?1)",
            made_in,
        )
        return [row[0] for row in found]

    def forget_also(self, told: Callable[[str], str]) -> list[str]:
        """Puts texts that are no session's into other words: of one's own templates and decks, and of settings,
        which are dropped where they change. Within `together`. Gives the names of templates and decks.
        """
        changed: list[str] = []
        for name, text in self.templates().items():
            if (new := told(text)) != text:
                self.keep_template(name, new)
                changed.append(name)
        for name, text in self.decks().items():
            if (new := told(text)) != text:
                self.keep_deck(name, new)
                changed.append(name)
        for name, kept in self._rows("SELECT name, value FROM setting"):
            value = json.loads(kept)
            if isinstance(value, str) and told(value) != value:
                self._connection.execute("DELETE FROM setting WHERE name = ?", (name,))
        return changed

    def values(self) -> Generator[tuple[str, str, str | bytes]]:
        """Every text, and every run of bytes, that the kit holds: with the name of its table and, where it is of one,
        the id of its session. What the search is made of comes too.
        """
        tables = self._rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
        yield from (
            ("", "", row[0]) for row in self._rows("SELECT sql FROM sqlite_master WHERE sql <> ''")
        )
        for (table,) in tables:
            for row in self._records(f'SELECT * FROM "{table}"'):  # noqa: S608 - the kit's own names
                session = str(row.get("id" if table == "session" else "session", ""))
                yield from (
                    (table, session, value)
                    for value in row.values()
                    if isinstance(value, str | bytes)
                )

    @contextmanager
    def _rewritable(self) -> Generator[None, None, None]:
        """Within an act: the triggers that keep logs as they are stand aside."""
        triggers = self._rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'"
        )
        for name, _sql in triggers:
            self._connection.execute(f'DROP TRIGGER "{name}"')
        yield
        for _name, sql in triggers:
            self._connection.execute(sql)

    def _insert_event(self, session: str, row: Row, tail: str) -> None:
        self._connection.execute(
            INSERT_EVENT, (session, row.seq, row.at_ms, row.wall_utc, row.kind, row.data, tail)
        )

    def _write_archive(self, session: str, log: Log, tail: str) -> None:
        from circle.archiving import write_archive

        write_archive(self._connection, session, log, tail)
