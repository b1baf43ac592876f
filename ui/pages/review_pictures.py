"""The pictures of a session that a review shows, at the level at which it came. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from circle.errors import Refused
from circle.harvest import Seen
from circle.level import Level
from circle.notes import make_notes
from circle.review import Review
from circle.searched import NOBODY_ELSE
from circle.session_notes import SessionNotes
from exports.blocks import Picture
from exports.followed_picture import counts_words, who_followed_whom
from exports.planned_picture import planned
from exports.rounds_picture import by_round


@dataclass(frozen=True, slots=True)
class ReviewPictures:
    """`followed`: who held the piece after whom, as counts. `beside`: the rounds beside each other, at one scale."""

    followed: Picture | None = None
    followed_counts: str = ""
    """The same in words."""
    beside: tuple[Picture, ...] = ()


def review_pictures(review: Review) -> ReviewPictures:
    """As far as the level lets there be anything to draw. None where nothing may leave of it."""
    below = review.level is not None and review.level.is_below_aliases
    level = review.level if review.level and below else Level.ALIASES
    try:
        notes = make_notes(review.id, review.log, level, Seen.REPORT, NOBODY_ELSE)
    except Refused:
        return ReviewPictures()
    beside = planned(notes), None if _is_bare(notes) else by_round(notes)
    has_seats = bool(notes.people) and not _is_bare(notes)
    return ReviewPictures(
        who_followed_whom(notes) if has_seats else None,
        counts_words(notes) if has_seats else "",
        tuple(one for one in beside if one is not None),
    )


def _is_bare(notes: SessionNotes) -> bool:
    """There are totals only, or no time at all."""
    return bool(notes.few) or not notes.length_ms
