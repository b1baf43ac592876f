"""The places of comments as they are here: whoever read a session without names numbers its notes otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from circle.comments import About, Comment
from circle.errors import Refused
from circle.harvest import Seen
from circle.level import Level
from circle.log import Log
from circle.record import hash_of
from circle.searched import NOBODY_ELSE
from circle.store import Store


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
            place = (self._known[record] or {}).get(place)
        elif not record and self._is_numbered_anew:
            place = None
        return replace(comment, place=place if place in self._log.state.notes else None)

    @property
    def _is_numbered_anew(self) -> bool:
        """Whoever wrote about their own session has other numbers than what left of it without names."""
        came = self._store.arrived(self._session)
        return came is not None and came.level in (Level.NOBODY.value, Level.SEATS.value)

    def _numbers_in(self, record: str) -> Mapping[int, int] | None:
        """Of a record that left this kit, where it can be made again as it was."""
        from circle.notes import numbers_left
        from circle.remembered import Remembered

        known = Remembered(self._store).looked_for(self._log)
        for level, reader in self._ways_out():
            for looked_for in (known, NOBODY_ELSE):
                try:
                    made, numbers = numbers_left(
                        self._session, self._log, level, reader, looked_for
                    )
                except Refused:
                    continue
                if hash_of(made) == record:
                    return numbers
        return None

    def _ways_out(self) -> Sequence[tuple[Level, Seen]]:
        return [*dict.fromkeys(self._left())]

    def _left(self) -> Iterator[tuple[Level, Seen]]:
        levels, readers = {*Level}, {*Seen}
        for one in self._store.exports(self._session):
            if one.level in levels and one.reader in readers:
                yield Level(one.level), Seen(one.reader)
