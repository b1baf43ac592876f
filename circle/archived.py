"""What the archive knows of sessions: lists, figures and totals. All of it from rows that were made when a session was
closed or taken in; no log is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from circle.archived_words import ArchivedWords
from circle.asked import CLOSED, COPIES, once_of, where_of
from circle.database import wall_of
from circle.filter import EVERYTHING, Filter, Searched

if TYPE_CHECKING:
    from circle.archive import ArchiveRows


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as lists show it. `exported` says whether its notes have left the kit, `arrived` whether it came from
    elsewhere. `led_by`: what its facilitators are called, in seat order.
    """

    id: str
    title: str
    circle: str
    number: int | None
    opened: datetime
    length_ms: int
    people: int
    heard: int
    turns: int
    source: str
    events: int
    exported: bool
    template: str = ""
    place: str = ""
    led_by: tuple[str, ...] = ()
    arrived: bool = False
    comments: int = 0
    is_copy: bool = False
    """Whether lists show another copy of the same session, which counts before it."""


class Measured(NamedTuple):
    """A session in figures. Times are in ms; None is undefined. Where `few` is not 0 only totals are known."""

    id: str
    title: str
    circle: str
    number: int | None
    length_ms: int
    people: int
    few: int
    offered: int
    heard: int
    passed: int
    not_reached: int
    turns: int
    held_ms: int
    facilitators: int
    facilitators_ms: int
    silences: int
    planned_ms: int
    gini: float | None
    hoover: float | None
    template: str
    opened: datetime
    arrived: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """Of all sessions that are meant: how many there were, and sums. `people` counts somebody once in each session."""

    sessions: int = 0
    people: int = 0
    heard: int = 0
    turns: int = 0
    length_ms: int = 0
    held_ms: int = 0
    silence_ms: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """A circle in a month (as in 2026-05). `circle` is spelled as in its newest session then."""

    month: str
    circle: str
    sessions: int
    people: int
    length_ms: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What sessions can be chosen by, each in the order of the alphabet."""

    circles: tuple[str, ...] = ()
    led_by: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Archived(ArchivedWords):
    """What the archive answers. Everything here reads; raises kit.KitTrouble."""

    def sessions(
        self,
        *,
        most: int = 50,
        after: int = 0,
        those: Filter = EVERYTHING,
        before: SessionLine | None = None,
    ) -> list[SessionLine]:
        """Archived sessions, the newest first. `before`: the last of the page before; -1 of `most` is all."""
        where, values = where_of(those)
        if before is not None:
            wall = before.opened.astimezone(UTC).isoformat(timespec="milliseconds")
            where += " AND session.opened_utc <= ? AND (session.opened_utc < ? OR session.id > ?)"
            values += (wall, wall, before.id)
        found = self._rows(
            f"""
            WITH page AS MATERIALIZED (
                SELECT id FROM session WHERE {where} ORDER BY opened_utc DESC, id LIMIT ? OFFSET ?)
            SELECT id, title, circle, number, opened_utc, length_ms, people, heard, turns, source, events,
                EXISTS (SELECT 1 FROM export WHERE export.session = session.id AND format <> 'comments'), template, place,
                (SELECT json_group_array(alias) FROM
                    (SELECT alias FROM person WHERE person.session = session.id AND facilitator = 1 ORDER BY seat)),
                EXISTS (SELECT 1 FROM arrived WHERE arrived.session = session.id),
                (SELECT count(*) FROM words WHERE words.session = session.id AND kind = '{Searched.COMMENT}'),
                EXISTS ({COPIES.format(where=f"{CLOSED} AND copy.session = page.id")})
            FROM page JOIN session USING (id) ORDER BY opened_utc DESC, id
            """,  # noqa: S608 - our own words
            *values,
            most,
            after,
        )
        return [_line(*row) for row in found]

    def how_many(self, those: Filter = EVERYTHING) -> int:
        where, values = where_of(those)
        return self._rows(f"SELECT count(*) FROM session WHERE {where}", *values)[0][0]  # noqa: S608 - our own words

    def choices(self) -> Choices:
        """Of a circle's names the newest. Whoever is only a seat in what came from elsewhere is nobody to choose by."""
        newest = "SELECT circle FROM session WHERE circle_key = {} ORDER BY opened_utc DESC LIMIT 1"
        named = "session NOT IN (SELECT session FROM arrived WHERE level IN ('nobody', 'seats'))"
        return Choices(
            self._each("session", "circle_key", shown=newest),
            self._each("person", "alias", only=f"facilitator = 1 AND {named}"),
            self._each("session", "template"),
            self._each("session", "place"),
        )

    def _each(
        self, table: str, column: str, *, only: str = "1", shown: str = "SELECT {}"
    ) -> tuple[str, ...]:
        """What stands in a column, each once, in order; going from one to the next in an index that begins with it."""
        least = f"SELECT min({column}) FROM {table} WHERE {only} AND {column} >"  # noqa: S608 - our own words
        found = self._rows(
            f"""
            WITH RECURSIVE found (one) AS (
                {least} '' UNION ALL SELECT ({least} one) FROM found WHERE one IS NOT NULL)
            SELECT ({shown.format("one")}) FROM found WHERE one IS NOT NULL ORDER BY one
            """  # noqa: S608 - our own words
        )
        return tuple(row[0] for row in found)

    def measured(self, those: Filter = EVERYTHING, *, most: int = 50) -> list[Measured]:
        """The newest sessions in figures, the oldest of them first."""
        return self._measured(*where_of(those), most=most)

    def measured_these(self, sessions: Iterable[str]) -> list[Measured]:
        """Those that are there and closed, the oldest first."""
        where = f"{CLOSED} AND session.id IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own words
        return self._measured(where, (json.dumps([*sessions]),), most=-1)

    def _measured(self, where: str, values: Sequence[object], *, most: int) -> list[Measured]:
        found = self._rows(
            f"""
            SELECT id, title, circle, number, length_ms, people, few, offered, heard, passed, not_reached, turns, held_ms,
                facilitators, facilitators_ms, silences, planned_ms, gini, hoover, template, opened_utc,
                id IN (SELECT session FROM arrived)
            FROM session WHERE {where} ORDER BY opened_utc DESC, id LIMIT ?
            """,  # noqa: S608 - our own words
            *values,
            most,
        )
        return [_measured(row) for row in reversed(found)]

    def copies(self, those: Filter = EVERYTHING) -> frozenset[str]:
        """Which of those that lists show are another copy of a session that is meant too."""
        where, values = where_of(those)
        asked = f"SELECT id FROM session WHERE {where} AND id IN ({COPIES.format(where=where)})"  # noqa: S608 - our own words
        return frozenset(row[0] for row in self._rows(asked, *values * 3))

    def totals(self, those: Filter = EVERYTHING) -> Totals:
        """Of several copies of a session one counts."""
        where, values = once_of(those)
        (found,) = self._rows(
            f"""
            SELECT count(*), total(people), total(heard), total(turns), total(length_ms), total(held_ms),
                total(silence_ms) FROM session WHERE {where}
            """,  # noqa: S608 - our own words
            *values,
        )
        return Totals(*map(int, found))

    def months(self, those: Filter = EVERYTHING) -> list[Month]:
        """Circles by month of this computer's time zone, the newest first; of several copies of a session one counts."""
        where, values = once_of(those)
        found = self._rows(
            f"""
            SELECT strftime('%Y-%m', opened_utc, 'localtime') AS month, circle, count(*), sum(people), sum(length_ms),
                max(opened_utc)
            FROM session WHERE {where} GROUP BY month, circle_key ORDER BY month DESC, circle_key
            """,  # noqa: S608 - our own words
            *values,
        )
        return [Month(*row[:5]) for row in found]

    def archived(self, session: str) -> tuple[ArchiveRows, str] | None:
        """A session's archive rows and the hash of the log that they were made from, as stored."""
        from circle.archive import ArchiveRows

        found = self._records("SELECT * FROM session WHERE id = ?", session)
        if not found:
            return None
        tail = found[0].pop("hash")
        del found[0]["id"]
        tables = {name: self._archived(name, session) for name in ArchiveRows.NAMES}
        return ArchiveRows(found[0], tables), tail

    def _archived(self, name: str, session: str) -> list[dict[str, Any]]:
        """`name` is one of ArchiveRows.NAMES."""
        numbered = name in {"note", "words"}
        own = {"session", "id", "comment"} if numbered else {"session"}
        order = "ORDER BY id" if numbered else ""
        from_log = f"kind <> '{Searched.COMMENT}'" if name == "words" else "1"
        found = self._records(
            f"SELECT * FROM {name} WHERE session = ? AND {from_log} {order}",  # noqa: S608 - our own names
            session,
        )
        return [{key: value for key, value in row.items() if key not in own} for row in found]

    def _records(self, sql: str, *values: object) -> list[dict[str, Any]]:
        with self._spoken():
            found = self._connection.execute(sql, values)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _line(*row: Any) -> SessionLine:
    leading, arrived, comments = tuple(json.loads(row[14])), bool(row[15]), row[16]
    is_copy = bool(row[17])
    opened, exported = wall_of(row[4]), bool(row[11])
    rest = (*row[5:11], exported, *row[12:14], leading, arrived, comments, is_copy)
    return SessionLine(*row[:4], opened, *rest)  # pyright: ignore[reportCallIssue]


def _measured(row: tuple[Any, ...]) -> Measured:
    *begins, opened, arrived = row
    return Measured._make((*begins, wall_of(opened), bool(arrived)))
