"""The places of comments as they are here: whoever read a session without names numbers its notes otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product

from circle.comments import About, Comment
from circle.errors import Refused
from circle.harvest import Seen
from circle.i18n import ENGLISH, speaking
from circle.level import Level
from circle.log import Log
from circle.record import hash_of
from circle.searched import NOBODY_ELSE, LookedFor
from circle.store import Store

_KEPT_TO = timedelta(seconds=1)
"""What left is known to the second."""

_SPOKEN = ("", ENGLISH)
"""A session from before there were languages left in English; one that has its own is told in that."""


def comments_here(store: Store, session: str, log: Log) -> tuple[Comment, ...]:
    """What was written about a session. One about a note that cannot be found any more has no place."""
    comments = store.comments(session)
    if not any(map(_is_about_a_note, comments)):
        return comments
    numbers = _Numbers(store, session, log)
    return tuple(numbers.placed(one) if _is_about_a_note(one) else one for one in comments)


def _is_about_a_note(comment: Comment) -> bool:
    return comment.about is About.NOTE


class _Numbers:
    def __init__(self, store: Store, session: str, log: Log) -> None:
        self._store, self._session, self._log = store, session, log
        self._known: dict[str, Mapping[int, int] | None] = {}

    def placed(self, comment: Comment) -> Comment:
        place, record = comment.place, comment.record
        if place is None:
            return comment
        if record and not self._store.has_record(self._session, record):
            if record not in self._known:
                self._known[record] = self._numbers_in(record)
            numbers = self._known[record]
            if numbers is not None:
                place = numbers.get(place)
            elif not self._kept_its_numbers:
                place = None
        elif not record and self._is_numbered_anew:
            place = None
        return replace(comment, place=place if place in self._log.state.notes else None)

    @property
    def _is_numbered_anew(self) -> bool:
        """Whoever wrote about their own session has other numbers than what left of it without names."""
        came = self._store.arrived(self._session)
        return came is not None and came.level in (Level.NOBODY.value, Level.SEATS.value)

    @property
    def _kept_its_numbers(self) -> bool:
        """Notes are numbered anew below aliases only."""
        levels = {level for level, _reader, _length in self._left()}
        return bool(levels) and not any(level.is_below_aliases for level in levels)

    def _numbers_in(self, record: str) -> Mapping[int, int] | None:
        """Of a record that left this kit, where it can be made again as it was."""
        from circle.notes import numbers_left
        from circle.remembered import Remembered

        remembered = Remembered(self._store).looked_for(self._log)
        for level, reader, length in dict.fromkeys(self._left()):
            log = Log(self._log.entries[:length])
            for spoken, looked_for in product(_SPOKEN, _ways_to_look(remembered)):
                try:
                    with speaking(spoken):
                        made, numbers = numbers_left(self._session, log, level, reader, looked_for)
                except Refused:
                    continue
                if hash_of(made) == record:
                    return numbers
        return None

    def _left(self) -> Iterator[tuple[Level, Seen, int]]:
        """How the session left, and how many of its events there were; what is put right came after them."""
        levels, readers, entries = {*Level}, {*Seen}, self._log.entries
        for one in self._store.exports(self._session):
            if one.level in levels and one.reader in readers:
                until = one.wall + _KEPT_TO
                there = sum(entry.wall < until for entry in entries)
                for length in (there or len(entries), len(entries)):
                    yield Level(one.level), Seen(one.reader), length


def _ways_to_look(remembered: LookedFor) -> tuple[LookedFor, ...]:
    """Nobody writes down which names and initials were looked for when a session left."""
    ways = dict.fromkeys((remembered, NOBODY_ELSE))
    return tuple(replace(one, initials=more) for more in (False, True) for one in ways)
