"""What is shown of one moment of a session that is reviewed: words, the circle as it stood, what was written near it.
No Qt here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.moments import Moments
from circle.review import Review
from circle.session import State, held_ms
from circle.spoken_time import clock_face
from circle.timeline import Floor
from circle.wording import floor_words
from ui.pages.live_shown import circle_shown, clock_shown
from ui.pages.moments_shown import (
    Band,
    Hides,
    MarkKind,
    TimelineShown,
    mark_line,
    timeline_shown,
)
from ui.pages.moments_shown import Mark as TimelineMark
from ui.widgets.circle_shown import CircleShown, Mark, SeatShown

NEAR_MS = 60_000
"""So much before and after a moment is near it."""


@dataclass(frozen=True, slots=True)
class MomentShown:
    """`circle` without seats: the record names nobody. `near`: a line each, in the order of time."""

    words: str
    circle: CircleShown
    face: str
    arc: float | None
    near: tuple[str, ...]


class Shown:
    """A session whose moments are asked for one after another."""

    def __init__(self, review: Review) -> None:
        self.timeline: TimelineShown = timeline_shown(review)
        self._moments = Moments(review.log)
        self._names_people = bool(review.summary.people) and not review.summary.opened.few

    def at(self, at_ms: int) -> MomentShown:
        band = self.timeline.band_at(at_ms)
        state = self._moments.state(at_ms)
        hides = self._hides(state, band)
        near = self._near(at_ms)
        words = [clock_face(at_ms), _round_words(self.timeline, band, at_ms)]
        if hides:
            words.append(_hidden_words(hides).lower())
        elif band is not None or at_ms:
            words.append(self._floor_words(state, at_ms))
        words += _counted(near)
        circle, face, arc = CircleShown(), "", None
        if self._names_people:
            circle = circle_shown(state, at_ms=at_ms)
            clock = clock_shown(state, at_ms)
            face, arc = clock.face, clock.arc
        if hides:
            circle, face, arc = _at_rest(circle, _hidden_words(hides)), "", None
        return MomentShown(
            " · ".join(filter(None, words)), circle, face, arc, tuple(map(mark_line, near))
        )

    def _hides(self, state: State, band: Band | None) -> Hides | None:
        if band is not None and band.hides:
            return band.hides
        if state.round is not None and state.round.plan.confidential:
            return Hides.CONFIDENTIAL
        return self.timeline.hides

    def _floor_words(self, state: State, at_ms: int) -> str:
        tile = self.timeline.tile_at(at_ms)
        if tile is None:
            return ""
        if tile.hand.floor is not Floor.HELD:
            since = clock_face(at_ms - tile.start_ms)
            return _("{floor}, for {time}").format(floor=floor_words(state, tile.hand), time=since)
        if not self._names_people:
            return _("somebody holds the piece")
        words = _("{floor}, for {time}")
        held = clock_face(held_ms(state, at_ms))
        return words.format(floor=floor_words(state, tile.hand), time=held)

    def _near(self, at_ms: int) -> tuple[TimelineMark, ...]:
        marks = self.timeline.marks
        first = bisect_left(marks, at_ms - NEAR_MS, key=lambda mark: mark.at_ms)
        last = bisect_right(marks, at_ms + NEAR_MS, key=lambda mark: mark.at_ms)
        return marks[first:last]


def _round_words(timeline: TimelineShown, band: Band | None, at_ms: int) -> str:
    if band is not None:
        return _("round {n}").format(n=band.number)
    if not timeline.bands or at_ms < timeline.bands[0].start_ms:
        return _("before the first round")
    if at_ms >= timeline.bands[-1].end_ms:
        return _("after the last round")
    return _("between rounds")


def _hidden_words(hides: Hides) -> str:
    return {
        Hides.CONFIDENTIAL: _("Confidential: form and times only"),
        Hides.UNMEASURED: _("Times were not measured"),
        Hides.FEW: _("Few people: totals only"),
    }[hides]


def _counted(near: tuple[TimelineMark, ...]) -> Iterator[str]:
    notes = sum(mark.kind is MarkKind.NOTE for mark in near)
    comments = sum(mark.kind is MarkKind.COMMENT for mark in near)
    put_right = sum(mark.kind is MarkKind.PUT_RIGHT for mark in near)
    if notes:
        yield ngettext("{n} note near it", "{n} notes near it", notes).format(n=notes)
    if comments:
        yield ngettext("{n} comment near it", "{n} comments near it", comments).format(n=comments)
    if put_right:
        yield _("put right near it")


def _at_rest(circle: CircleShown, words: str) -> CircleShown:
    """Who sits where, and nothing of who had the piece."""
    return CircleShown(tuple(map(_just_there, circle.seats)), words)


def _just_there(seat: SeatShown) -> SeatShown:
    mark = Mark.AWAY if seat.mark is Mark.AWAY else Mark.WAITING
    said = _("{name}, seat {n}").format(name=seat.alias, n=seat.seat_number)
    return SeatShown(
        seat.id, seat.alias, seat.seat_number, mark, facilitator=seat.facilitator, said=said
    )
