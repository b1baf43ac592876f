"""The texts of the archive that hold some words."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from circle.archived_series import ArchivedSeries
from circle.asked import after, as_text, second, where_of, within_years
from circle.database import wall_of
from circle.filter import EVERYTHING, Filter, Searched

SECOND_BITS = 20
"""The number of a text is the second in which its session opened, and in so many bits which of its texts it is."""

_FEW = 100
_KINDS = {kind.value: kind for kind in Searched}
_NEVER = 1 << 62


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


class ArchivedWords(ArchivedSeries):
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
        where, values = where_of(those)
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
            first = None if those.since is None else second(within_years(those.since))
            last = None if those.until is None else second(after(those.until)) - 1
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
        where, values = where_of(those)
        found = self._rows(
            f"SELECT unixepoch(opened_utc) FROM session WHERE {where} LIMIT {_FEW + 1}",  # noqa: S608 - our own words
            *values,
        )
        return [row[0] for row in found] if len(found) <= _FEW else None


def _sought(words: str) -> str:
    """What people type as FTS5 asks for it: each word or quoted phrase in quotes, the last word only begun."""
    words = as_text(words).replace("\0", " ")
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
