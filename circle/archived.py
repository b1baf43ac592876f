"""What the archive knows of sessions: lists, series, totals, and the texts that hold some words. All of it from rows
that were made when a session was closed or taken in; no log is read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from circle.archived_series import ArchivedSeries
from circle.circles import folded
from circle.database import wall_of
from circle.filter import EVERYTHING, Filter, Searched, Whose
from circle.harvest import Became

if TYPE_CHECKING:
    from circle.archive import ArchiveRows
    from circle.commitments import InSession
    from circle.listened import Listened
    from circle.retention import Known

SECOND_BITS = 20
"""The number of a text is the second in which its session opened, and in so many bits which of its texts it is."""

_FEW = 100
_KINDS = {kind.value: kind for kind in Searched}
_NEVER = 1 << 62
_FIRST_DAY, _LAST_DAY = date(1970, 1, 2), date(2999, 12, 30)
_CLOSED = "session.id NOT IN (SELECT session FROM sign_of_life)"

_COPIES = """
    SELECT copy.session FROM arrived AS copy CROSS JOIN session ON session.id = copy.known_as
    WHERE copy.known_as <> copy.session AND {where}
    UNION ALL
    SELECT copy.session FROM arrived AS copy
        CROSS JOIN arrived AS other ON other.known_as = copy.known_as AND other.session < copy.session
        CROSS JOIN session ON session.id = other.session
    WHERE copy.known_as <> copy.session AND other.known_as <> other.session AND {where}
"""
"""What was kept beside another copy of the same session, which is meant too: one's own or the one under its own id, then
by their ids.
"""


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


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that a search found. `place`: the number of the note, the round or the commitment that it is."""

    id: int
    """The next page begins before it."""
    session: str
    title: str
    """Of the session. `circle` and `meeting`: the circle that it is of, and its number in the series."""
    kind: Searched
    place: int | None
    text: str
    opened: datetime
    circle: str
    meeting: int | None
    marks: tuple[tuple[int, int], ...]
    """From where to where in the text the words are."""
    comment: str = ""
    """The id of the comment that it is."""


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


class Archived(ArchivedSeries):
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
        where, values = _where(those)
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
                EXISTS ({_COPIES.format(where=f"{_CLOSED} AND copy.session = page.id")})
            FROM page JOIN session USING (id) ORDER BY opened_utc DESC, id
            """,  # noqa: S608 - our own words
            *values,
            most,
            after,
        )
        return [_line(*row) for row in found]

    def how_many(self, those: Filter = EVERYTHING) -> int:
        where, values = _where(those)
        return self._rows(f"SELECT count(*) FROM session WHERE {where}", *values)[0][0]  # noqa: S608 - our own words

    def older(self, before: datetime) -> list[Known]:
        """Closed sessions that were opened before that, the oldest first."""
        from circle.retention import Known

        wall = before.astimezone(UTC).isoformat(timespec="milliseconds")
        found = self._rows(
            f"""
            SELECT id, title, opened_utc, EXISTS (SELECT 1 FROM note WHERE note.session = session.id)
                OR EXISTS (SELECT 1 FROM commitment WHERE commitment.session = session.id)
            FROM session WHERE opened_utc < ? AND {_CLOSED} ORDER BY opened_utc, id
            """,  # noqa: S608 - our own words
            wall,
        )
        return [
            Known(one, title, wall_of(opened), bool(notes)) for one, title, opened, notes in found
        ]

    def newest_own(self) -> datetime | None:
        """When the newest of one's own sessions was opened."""
        found = self._rows(
            "SELECT opened_utc FROM session WHERE id NOT IN (SELECT session FROM arrived)"
            " ORDER BY opened_utc DESC LIMIT 1"
        )
        return wall_of(found[0][0]) if found else None

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
        return self._measured(*_where(those), most=most)

    def measured_these(self, sessions: Iterable[str]) -> list[Measured]:
        """Those that are there and closed, the oldest first."""
        where = f"{_CLOSED} AND session.id IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own words
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
        where, values = _where(those)
        asked = f"SELECT id FROM session WHERE {where} AND id IN ({_COPIES.format(where=where)})"  # noqa: S608 - our own words
        return frozenset(row[0] for row in self._rows(asked, *values * 3))

    def totals(self, those: Filter = EVERYTHING) -> Totals:
        """Of several copies of a session one counts."""
        where, values = _once(those)
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
        where, values = _once(those)
        found = self._rows(
            f"""
            SELECT strftime('%Y-%m', opened_utc, 'localtime') AS month, circle, count(*), sum(people), sum(length_ms),
                max(opened_utc)
            FROM session WHERE {where} GROUP BY month, circle_key ORDER BY month DESC, circle_key
            """,  # noqa: S608 - our own words
            *values,
        )
        return [Month(*row[:5]) for row in found]

    def search(
        self,
        words: str,
        *,
        most: int = 50,
        those: Filter = EVERYTHING,
        kinds: Collection[Searched] = (),
        before: int | None = None,
        confidential: bool = False,
    ) -> list[Hit]:
        """Texts that hold the words, of which the last may be only begun; words in quotes stand side by side. The
        newest session first. `kinds`: none are all. `before`: the id of the last hit of the page before.
        `confidential`: also what was written or offered within confidential rounds, which a review does not show.
        """
        sought, within = _sought(words), self._within(those, before)
        if not sought or within is None:
            return []
        where, values = _where(those)
        where, values = f"{within[0]} AND {where}", (*within[1], *values)
        if not confidential:
            where += " AND words.confidential = 0"
        if kinds:
            where += " AND words.kind IN (SELECT value FROM json_each(?))"
            values += (json.dumps([*kinds]),)
        found = self._rows(
            f"""
            SELECT words.id, words.session, session.title, words.kind, words.place, session.opened_utc,
                session.circle, session.number, words.comment, highlight(words_fts, 0, char(2), char(3))
            FROM words_fts CROSS JOIN words ON words.id = words_fts.rowid
                CROSS JOIN session ON session.id = words.session
            WHERE words_fts MATCH ? AND {where} ORDER BY words_fts.rowid DESC LIMIT ?
            """,  # noqa: S608 - our own words
            sought,
            *values,
            most,
        )
        return [_hit(row) for row in found]

    def _within(self, those: Filter, before: int | None) -> tuple[str, tuple[object, ...]] | None:
        """What is asked of the numbers of texts: as they hold the second in which a session opened, a common word of
        another session is passed over without looking that up. None: no session is meant.
        """
        seconds = None if those == EVERYTHING else self._seconds(those)
        if seconds is None:
            first = None if those.since is None else _second(_within_years(those.since))
            last = None if those.until is None else _second(_after(those.until)) - 1
            meant = "1"
        elif seconds:
            first, last = min(seconds), max(seconds)
            meant = f"words_fts.rowid >> {SECOND_BITS} IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own words
        else:
            return None
        low = -_NEVER if first is None else first << SECOND_BITS
        high = _NEVER if last is None else (last + 1) << SECOND_BITS
        high = high if before is None else max(-_NEVER, min(high, before))
        listed = (json.dumps(seconds),) if seconds else ()
        sql = f"words_fts.rowid >= ? AND words_fts.rowid < ? AND {meant}"
        return sql, (low, high, *listed)

    def _seconds(self, those: Filter) -> list[int] | None:
        """When the sessions opened that are meant; None where there are many, so that any text may well be of one."""
        where, values = _where(those)
        found = self._rows(
            f"SELECT unixepoch(opened_utc) FROM session WHERE {where} LIMIT {_FEW + 1}",  # noqa: S608 - our own words
            *values,
        )
        return [row[0] for row in found] if len(found) <= _FEW else None

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

    def commitments(self, circles: Iterable[str] | None = None) -> tuple[InSession, ...]:
        """What one's own closed sessions of circles say of commitments, the oldest session first. `circles`: of those alone."""
        asked, values = _of_circles(circles)
        found = self._rows(
            f"""
            SELECT id FROM session WHERE {asked} AND {_CLOSED} AND id NOT IN (SELECT session FROM arrived)
                AND (id IN (SELECT session FROM commitment) OR id IN (SELECT session FROM followed))
            """,  # noqa: S608 - our own words
            *values,
        )
        return self.promised_in(row[0] for row in found) if found else ()

    def coming_back(self, circles: Iterable[str]) -> dict[str, int]:
        """How many commitments are open, as `commitments.still_open` has it, by the folded names of circles. No texts are
        read: this is asked whenever Start is shown. Where none is, there is no entry.
        """
        asked, values = _of_circles(circles)
        found = self._rows(
            f"""
            WITH own AS (
                SELECT id, circle_key, opened_utc, number FROM session
                WHERE {asked} AND {_CLOSED} AND id NOT IN (SELECT session FROM arrived)),
            said AS (
                SELECT circle_key, made_in, followed.number AS promise, became, row_number() OVER (
                    PARTITION BY circle_key, made_in, followed.number
                    ORDER BY opened_utc DESC, own.number DESC, id DESC) AS place
                FROM own CROSS JOIN followed ON followed.session = own.id)
            SELECT circle_key, count(*)
            FROM own CROSS JOIN commitment ON commitment.session = own.id
            WHERE (circle_key, id, commitment.number) NOT IN
                (SELECT circle_key, made_in, promise FROM said WHERE place = 1 AND became <> '{Became.OPEN}')
            GROUP BY circle_key
            """,  # noqa: S608 - our own words
            *values,
        )
        return dict(found)

    def listened(self, circle: str, *, until: str = "") -> tuple[Listened, ...]:
        """What each of one's own closed sessions of a circle says of its listening, the oldest first. Other spellings of the
        circle's name are the same circle. `until`: the id of the last that is wanted; empty: all of them.
        """
        from circle.listened import listened_of

        found = self._rows(
            """
            SELECT id, circle, number, opened_utc FROM session
            WHERE circle_key = ? AND circle_key <> '' AND id NOT IN (SELECT session FROM sign_of_life)
                AND id NOT IN (SELECT session FROM arrived)
            ORDER BY opened_utc, number, id
            """,
            folded(circle),
        )
        own = found
        ids = [row[0] for row in own]
        own = own[: ids.index(until) + 1] if until in ids else own
        rows: dict[str, list[tuple[str, str, int, int]]] = {row[0]: [] for row in own}
        for session, *row in self._rows(
            "SELECT session, kind, what, part, whole FROM listening"
            " WHERE session IN (SELECT value FROM json_each(?))",
            json.dumps(list(rows)),
        ):
            rows[session].append((row[0], row[1], row[2], row[3]))
        return tuple(
            listened_of(rows[session], number=number, opened=wall_of(wall))
            for session, _circle, number, wall in own
        )


def _where(those: Filter) -> tuple[str, tuple[object, ...]]:
    """What is asked of the rows of `session`, and the values for it."""
    asked: list[tuple[str, object]] = []
    if those.circle:
        asked.append(("session.circle_key = ?", folded(those.circle)))
    if those.led_by:
        leading = "SELECT session FROM person WHERE facilitator = 1 AND alias = ?"
        asked.append((f"session.id IN ({leading})", those.led_by))
    if those.template:
        asked.append(("session.template = ?", those.template))
    if those.place:
        asked.append(("session.place = ?", those.place))
    if those.since is not None:
        asked.append(("session.opened_utc >= ?", _begins(_within_years(those.since))))
    if those.until is not None:
        asked.append(("session.opened_utc < ?", _begins(_after(those.until))))
    fixed = {
        Whose.ALL: (),
        Whose.OWN: ("session.id NOT IN (SELECT session FROM arrived)",),
        Whose.ARRIVED: ("+session.id IN (SELECT session FROM arrived)",),
    }[those.whose]
    where = " AND ".join((_CLOSED, *fixed, *(sql for sql, _value in asked)))
    return where, tuple(
        _as_text(value) if isinstance(value, str) else value for _sql, value in asked
    )


def _of_circles(circles: Iterable[str] | None) -> tuple[str, tuple[object, ...]]:
    """None: of any circle."""
    if circles is None:
        return "circle <> ''", ()
    keys = {folded(one) for one in circles} - {""}
    return "circle_key IN (SELECT value FROM json_each(?))", (json.dumps(sorted(keys)),)


def _once(those: Filter) -> tuple[str, tuple[object, ...]]:
    where, values = _where(those)
    return f"{where} AND session.id NOT IN ({_COPIES.format(where=where)})", values * 3


def _within_years(day: date) -> date:
    """No session is of another day, and not every computer knows when that begins."""
    return min(max(day, _FIRST_DAY), _LAST_DAY)


def _after(day: date) -> date:
    return _within_years(day) + timedelta(days=1)


def _as_text(words: str) -> str:
    """On Linux what is typed may be bytes that are none."""
    return words.encode(errors="replace").decode()


def _begins(day: date) -> str:
    """The first moment of a day here, as the kit keeps it."""
    moment = datetime.combine(day, time()).astimezone().astimezone(UTC)
    return moment.isoformat(timespec="milliseconds")


def _second(day: date) -> int:
    """The first second of a day here, since 1970."""
    return int(datetime.combine(day, time()).astimezone().timestamp())


def _sought(words: str) -> str:
    """What people type as FTS5 asks for it: each word or quoted phrase in quotes, the last word only begun."""
    words = _as_text(words).replace("\0", " ")
    parts = [part.split() for part in words.split('"')]
    asked: list[str] = []
    for n, found in enumerate(parts):
        inside = n % 2 == 1 and n < len(parts) - 1
        asked += [" ".join(found)] if inside and found else [] if inside else found
    quoted = [f'"{one}"' for one in asked if any(letter.isalnum() for letter in one)]
    ends_in_quotes = words.rstrip().endswith('"') and words.count('"') % 2 == 0
    return " ".join(quoted) + ("*" if quoted and not ends_in_quotes else "")


def _hit(row: tuple[Any, ...]) -> Hit:
    """`row` ends with the text, with a sign before and after each of the words; texts hold no such signs."""
    number, session, title, kind, place, opened, circle, meeting, comment, marked = row
    text, *parts = marked.split("\x02")
    marks: list[tuple[int, int]] = []
    for part in parts:
        word, ends, rest = part.partition("\x03")
        if ends:
            marks.append((len(text), len(text) + len(word)))
        text += word + rest
    begins = (number, session, title, _KINDS[kind], place, text, wall_of(opened), circle, meeting)
    return Hit(*begins, tuple(marks), comment)


def _line(*row: Any) -> SessionLine:
    leading, arrived, comments = tuple(json.loads(row[14])), bool(row[15]), row[16]
    is_copy = bool(row[17])
    opened, exported = wall_of(row[4]), bool(row[11])
    rest = (*row[5:11], exported, *row[12:14], leading, arrived, comments, is_copy)
    return SessionLine(*row[:4], opened, *rest)  # pyright: ignore[reportCallIssue]


def _measured(row: tuple[Any, ...]) -> Measured:
    *begins, opened, arrived = row
    return Measured._make((*begins, wall_of(opened), bool(arrived)))
