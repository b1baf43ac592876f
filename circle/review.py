"""A closed session as it is reviewed: what its log comes to, in the order in which it is read. Pure.

The log may come from elsewhere, at a level: then whoever is not in it is not here either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from circle.comments import About, Comment
from circle.kept import Arrived
from circle.leaving import closed
from circle.level import Level
from circle.log import Log
from circle.put_right import Corrected, are_more_than_told, corrections_told
from circle.summary import Summary, summarise, time_shared
from circle.telling import without_hidden

NEAR_MS = 120_000
"""So far from a moment a note is near it."""


@dataclass(frozen=True, slots=True)
class Review:
    """`arrived`: how it came from elsewhere; None for one's own.

    `told` is `log` without what a review does not show even of one's own: what was said in confidential rounds, and
    times where they were not measured. `summary` and `sentence` are made of that. `corrected`: what was put right, as far
    as it may be told.
    """

    id: str
    log: Log
    told: Log
    summary: Summary
    sentence: str
    comments: tuple[Comment, ...]
    arrived: Arrived | None
    corrected: tuple[Corrected, ...] = ()
    more_corrected: bool = False
    """Whether something was put right before the first of them."""

    @property
    def is_own(self) -> bool:
        return self.arrived is None

    @property
    def level(self) -> Level | None:
        """At which it was written; None for one's own, and where the file did not say."""
        known = {level.value: level for level in Level}
        return known.get(self.arrived.level) if self.arrived else None

    @property
    def comments_at(self) -> Mapping[tuple[About, int | None], int]:
        """How many comments there are about each place."""
        return Counter((one.about, one.place) for one in self.comments)

    def round_at(self, at_ms: int) -> int | None:
        """The round that ran at a moment, from 0."""
        for one in self.summary.rounds:
            if one.round.began_ms <= at_ms < one.round.began_ms + one.length_ms:
                return one.round.index
        return None

    def notes_near(self, at_ms: int) -> frozenset[int]:
        """The numbers of the notes that were written about then. What stands at the end, or after it, does not say when
        it was written: below `aliases` all notes do.
        """
        return frozenset(
            note.number
            for note in self.summary.notes
            if note.at_ms < self.summary.length_ms and abs(note.at_ms - at_ms) <= NEAR_MS
        )


def reviewed(
    session: str, log: Log, comments: Sequence[Comment] = (), arrived: Arrived | None = None
) -> Review:
    told = without_hidden(closed(log))
    summary = summarise(told.state, told.state.last_ms)
    sentence = time_shared(summary)
    right, more = corrections_told(log), are_more_than_told(log)
    return Review(session, log, told, summary, sentence, tuple(comments), arrived, right, more)
