"""A closed session as it is reviewed: what its log comes to, in the order in which it is read. Pure.

The log may come from elsewhere, at a level: then whoever is not in it is not here either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from circle.comments import Comment
from circle.kept import Arrived
from circle.log import Log
from circle.summary import Summary, summarise, time_shared


@dataclass(frozen=True, slots=True)
class Review:
    """`arrived`: how it came from elsewhere; None for one's own. Grown by those who show more of it."""

    id: str
    log: Log
    summary: Summary
    sentence: str
    comments: tuple[Comment, ...]
    arrived: Arrived | None

    @property
    def is_own(self) -> bool:
        return self.arrived is None


def reviewed(
    session: str, log: Log, comments: Sequence[Comment] = (), arrived: Arrived | None = None
) -> Review:
    summary = summarise(log.state, log.state.last_ms)
    return Review(session, log, summary, time_shared(summary), tuple(comments), arrived)
