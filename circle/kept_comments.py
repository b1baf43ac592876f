"""What the kit keeps of what was written about sessions, and how sessions came from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from circle.database import wall_of
from circle.looked_through import LookedThrough

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

    from circle.comments import Comment, Key


@dataclass(frozen=True, slots=True)
class Arrived:
    """How a session came from elsewhere: the id that it has there, when (UTC), at which level and for whom it was
    written ("" where the file does not say), and whether a passphrase kept it.
    """

    known_as: str
    wall: datetime
    level: str = ""
    reader: str = ""
    sealed: bool = False


class KeptComments(LookedThrough):
    """They are kept by the id that a session has where it comes from, so that they find it wherever it is."""

    def comments(self, session: str = "") -> tuple[Comment, ...]:
        """What was written about a session, or about any, in the order in which it was written, without what was
        taken back. One that cannot be read is left out.
        """
        from circle.comments import in_order, standing

        if not session:
            return in_order(standing(self._comments().values()))
        with self._spoken():
            return in_order(standing(about_session(self._connection, session)))

    def all_comments(self, session: str = "") -> tuple[Comment, ...]:
        """With those that were taken back."""
        from circle.comments import in_order

        if not session:
            return in_order(self._comments().values())
        with self._spoken():
            return in_order(about_session(self._connection, session))

    def arrived(self, session: str) -> Arrived | None:
        """How a session came here; None for one's own."""
        for known_as, wall, level, reader, sealed in self._rows(
            "SELECT known_as, wall_utc, level, reader, sealed FROM arrived WHERE session = ?",
            session,
        ):
            return Arrived(known_as, wall_of(wall), level, reader, bool(sealed))
        return None

    def record_of(self, session: str) -> str:
        """The hash that the record of a session had when it came from elsewhere; empty for one's own."""
        found = self._rows("SELECT record FROM arrived WHERE session = ?", session)
        return found[0][0] if found else ""

    def has_record(self, session: str, record: str) -> bool:
        """Whether the log of a session ever ended with that hash, or came with it and was told anew since."""
        with self._spoken():
            return bool(_with_record(self._connection, [session], record))

    def here(self, known_as: str) -> str:
        """A session in this kit by the id that it has elsewhere; empty where it is not here."""
        with self._spoken():
            return next(iter(versions_of(self._connection, known_as)), "")

    def home_of(self, comment: Comment) -> str:
        """The session in this kit that a comment belongs to; empty where it is not here."""
        with self._spoken():
            return _homes(self._connection, comment.session).get(comment.id, "")

    def homes_of(self, comments: Collection[Comment]) -> tuple[str, ...]:
        """The sessions in this kit that comments belong to, the newest first."""
        with self._spoken():
            homes = {
                known_as: _homes(self._connection, known_as)
                for known_as in {one.session for one in comments}
            }
        there = {homes[one.session].get(one.id, "") for one in comments}
        found = self._rows(
            "SELECT id FROM session WHERE id IN (SELECT value FROM json_each(?))"
            " ORDER BY opened_utc DESC, id DESC",
            json.dumps([*there]),
        )
        return tuple(home for (home,) in found)

    def keep_comments(self, comments: Iterable[Comment], *, said_here: bool = False) -> int:
        """Joins them with those that are here: of each the newest stays. Gives how many are new or newer.

        One's own that are here change only where they are `said_here`: in a file anybody may say anything.
        """
        with self._act():
            return self._keep_comments(comments, said_here=said_here)

    def new_among(
        self, comments: Iterable[Comment], *, said_here: bool = False
    ) -> tuple[Comment, ...]:
        """Those of comments that `keep_comments` would keep."""
        from circle.comments import changed, is_of, key_of

        here: dict[Key, Comment] = {}
        if not (given := tuple(comments)):
            return ()
        for session in {one.session for one in given}:
            here |= self._comments(session)
        coming = changed(here, given)
        if said_here or not (secret := self._secret()):
            return coming
        return tuple(one for one in coming if key_of(one) not in here or not is_of(one, secret))

    def _secret(self) -> str:
        from circle.comments import SECRET

        found = self._rows("SELECT value FROM setting WHERE name = ?", SECRET)
        return str(json.loads(found[0][0])) if found else ""

    def _keep_arrived(self, session: str, how: Arrived, record: str) -> None:
        """`record`: the hash that its log came with; what is corrected here, or told anew, comes after it."""
        wall = how.wall.astimezone(UTC).isoformat(timespec="milliseconds")
        self._put("arrived", session, how.known_as, wall, how.level, how.reader, how.sealed, record)

    def _keep_comments(self, comments: Iterable[Comment], *, said_here: bool = False) -> int:
        coming = self.new_among(comments, said_here=said_here)
        self._put_comments(coming)
        return len(coming)

    def _put_comments(self, comments: Collection[Comment]) -> None:
        from circle.comments import comment_line

        for one in comments:
            self._put("comment", one.session, one.id, comment_line(one))
        for session in {one.session for one in comments}:
            self._find_comments(session)

    def _forget_in_comments(self, without: Callable[[str], str]) -> None:
        """Newer than any copy that is somewhere now, so that none that comes back brings a name back."""
        from circle.clock import SystemClock
        from circle.comments import said_anew

        now = SystemClock().read().wall
        for one in self._comments().values():
            kept = one.more if without(one.more) == one.more else ""
            told = replace(one, text=without(one.text), by=without(one.by), more=kept)
            if told != one:
                self._put_comments([said_anew(told, now)])

    def _find_comments(self, known_as: str) -> None:
        """What was written can be searched as it is now, at every version of that session that is here."""
        from circle.archiving import find_comments

        for here in versions_of(self._connection, known_as):
            find_comments(self._connection, here)

    def _comments(self, known_as: str = "") -> dict[Key, Comment]:
        from circle.comments import key_of

        found = _read(self._connection, known_as)
        return {key_of(one): one for one in found}


def about_session(connection: Connection, session: str) -> list[Comment]:
    """All comments that belong to a session, those that were taken back too."""
    known = connection.execute(
        "SELECT ?1 UNION SELECT known_as FROM arrived WHERE session = ?1", (session,)
    ).fetchall()
    found: list[Comment] = []
    for (known_as,) in known:
        homes = _homes(connection, known_as)
        found += [
            one for one in _read(connection, known_as) if homes.get(one.id, session) == session
        ]
    return found


def versions_of(connection: Connection, known_as: str) -> list[str]:
    """The sessions in the kit that are known as that elsewhere; the one of that very id first."""
    found = connection.execute(
        "SELECT session FROM event WHERE session = ?1 AND seq = 1"
        " UNION SELECT session FROM arrived WHERE known_as = ?1",
        (known_as,),
    ).fetchall()
    return sorted((row[0] for row in found), key=lambda one: (one != known_as, one))


def _homes(connection: Connection, known_as: str) -> dict[str, str]:
    """The version that each comment belongs to, by its id; nothing where there is none."""
    versions = versions_of(connection, known_as)
    if not versions:
        return {}
    comments = _read(connection, known_as)
    if len(versions) == 1:
        return {one.id: versions[0] for one in comments}
    from circle.threads import home_of

    return home_of(comments, versions, lambda record: _with_record(connection, versions, record))


def _with_record(connection: Connection, versions: Collection[str], record: str) -> str:
    for one in versions:
        if connection.execute(
            "SELECT 1 FROM event WHERE session = ?1 AND hash = ?2"
            " UNION ALL SELECT 1 FROM arrived WHERE session = ?1 AND record = ?2",
            (one, record),
        ).fetchone():
            return one
    return ""


def _read(connection: Connection, known_as: str) -> list[Comment]:
    from circle.comments import comment_in

    found: list[Comment] = []
    for (data,) in connection.execute(
        "SELECT data FROM comment WHERE ?1 IN ('', session) ORDER BY session, id", (known_as,)
    ).fetchall():
        with suppress(ValueError):
            found.append(comment_in(data))
    return found
