"""What the timeline of a session that is reviewed shows: of hidden rounds a band, and of few people the rounds alone.
No Qt here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from circle import events as e
from circle.comments import About
from circle.harvest import NoteKind, kind_words
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.review import Review
from circle.spoken_time import about, clock_face
from circle.summary import RoundSummary, Summary
from circle.timeline import Floor, Interval
from ui.pages.note_signs import shown_words


class Hides(StrEnum):
    """Why a round is only a band."""

    CONFIDENTIAL = "confidential"
    UNMEASURED = "unmeasured"
    FEW = "few"


class MarkKind(StrEnum):
    NOTE = "note"
    PROMPT = "prompt"
    BELL = "bell"
    PUT_RIGHT = "put right"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Lane:
    """`person`: an id; None: all together, where the record names nobody."""

    person: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a turn on the line of whoever held the piece; on that of all together, somebody's."""

    lane: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the floor was while nobody held the piece."""

    floor: Floor
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Band:
    """A round, from 1. `said`: what it is, for whoever hears the timeline."""

    number: int
    start_ms: int
    end_ms: int
    hides: Hides | None
    said: str


@dataclass(frozen=True, slots=True)
class Mark:
    at_ms: int
    kind: MarkKind
    words: str


@dataclass(frozen=True, slots=True)
class TimelineShown:
    """`tiles`: how the floor was, one after the other. `changes`: when the floor or the round became another."""

    length_ms: int = 0
    lanes: tuple[Lane, ...] = ()
    bars: tuple[Bar, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    bands: tuple[Band, ...] = ()
    marks: tuple[Mark, ...] = ()
    tiles: tuple[Interval, ...] = ()
    changes: tuple[int, ...] = ()
    hides: Hides | None = None
    """Why there is nothing but rounds, all through the session."""

    def band_at(self, at_ms: int) -> Band | None:
        """The round that ran; at the end of the session the last, if it ran until then."""
        i = bisect_right(self.bands, at_ms, key=lambda band: band.start_ms) - 1
        if i < 0 or at_ms > self.bands[i].end_ms:
            return None
        is_over = at_ms == self.bands[i].end_ms and at_ms < self.length_ms
        return None if is_over else self.bands[i]

    def tile_at(self, at_ms: int) -> Interval | None:
        i = bisect_right(self.tiles, at_ms, key=lambda tile: tile.start_ms) - 1
        return self.tiles[i] if i >= 0 else None

    def change(self, at_ms: int, *, on: bool) -> int:
        """When the floor, or the round, next became another, or last did."""
        if on:
            i = bisect_right(self.changes, at_ms)
            return self.changes[i] if i < len(self.changes) else self.length_ms
        i = bisect_left(self.changes, at_ms) - 1
        return self.changes[i] if i >= 0 else 0


def hides_words(hides: Hides) -> str:
    return {
        Hides.CONFIDENTIAL: _("Confidential round"),
        Hides.UNMEASURED: _("Round without measuring"),
        Hides.FEW: _("Few people: totals only"),
    }[hides]


def mark_words(kind: MarkKind) -> str:
    return {
        MarkKind.NOTE: _("Note"),
        MarkKind.PROMPT: _("Prompt offered"),
        MarkKind.BELL: _("Bell"),
        MarkKind.PUT_RIGHT: _("Put right"),
        MarkKind.COMMENT: _("Comment"),
    }[kind]


def timeline_shown(review: Review) -> TimelineShown:
    summary = review.summary
    bands = tuple(_band(summary, one) for one in summary.rounds)
    if summary.opened.few:
        edges = _edges(bands)
        return TimelineShown(summary.length_ms, bands=bands, changes=edges, hides=Hides.FEW)
    hidden = {band.number - 1 for band in bands if band.hides}
    tiles = tuple(tile for tile in summary.tiles if tile.round not in hidden and tile.length_ms)
    lanes = _lanes(summary)
    starts = (tile.start_ms for tile in tiles) if summary.opened.measured else ()
    return TimelineShown(
        length_ms=summary.length_ms,
        lanes=lanes,
        bars=tuple(_bars(tiles, lanes)),
        stretches=tuple(_stretches(tiles)),
        bands=bands,
        marks=tuple(sorted(_marks(review, bands), key=lambda mark: mark.at_ms)),
        tiles=summary.tiles,
        changes=tuple(sorted({*_edges(bands), *starts})),
        hides=None if summary.opened.measured else Hides.UNMEASURED,
    )


def _edges(bands: Iterable[Band]) -> tuple[int, ...]:
    return tuple(sorted({at_ms for band in bands for at_ms in (band.start_ms, band.end_ms)}))


def _band(summary: Summary, one: RoundSummary) -> Band:
    hides = _hides(summary, one)
    title = one.round.form.title if hides is Hides.CONFIDENTIAL else one.round.plan.title
    name = _("Round {n}: {title}").format(
        n=one.round.index + 1, title=title or one.round.form.title
    )
    said = [name, about(one.length_ms)]
    if hides:
        said.append(hides_words(hides).lower())
    elif summary.people:
        turns = len(one.turns)
        said.append(ngettext("{n} turn", "{n} turns", turns).format(n=turns))
    if one.silence_count and hides is not Hides.CONFIDENTIAL:
        count = one.silence_count
        said.append(ngettext("{n} silence", "{n} silences", count).format(n=count))
    began = one.round.began_ms
    return Band(one.round.index + 1, began, began + one.length_ms, hides, ", ".join(said))


def _hides(summary: Summary, one: RoundSummary) -> Hides | None:
    if one.round.plan.confidential:
        return Hides.CONFIDENTIAL
    if summary.opened.few:
        return Hides.FEW
    return None if one.measured else Hides.UNMEASURED


def _lanes(summary: Summary) -> tuple[Lane, ...]:
    """In the order of the seats."""
    if not summary.people:
        return (Lane(None, _("The circle")),)
    return tuple(Lane(one.participant.id, one.participant.alias) for one in summary.people)


def _bars(tiles: Iterable[Interval], lanes: tuple[Lane, ...]) -> Iterator[Bar]:
    """Of all together it is not told where one turn ended and the next began."""
    rows = {lane.person: i for i, lane in enumerate(lanes)}
    joined: Bar | None = None
    for tile in tiles:
        if tile.hand.floor is not Floor.HELD:
            continue
        if None not in rows:
            if tile.hand.holder in rows:
                yield Bar(rows[tile.hand.holder], tile.start_ms, tile.end_ms)
        elif joined and joined.end_ms == tile.start_ms:
            joined = Bar(0, joined.start_ms, tile.end_ms)
        else:
            if joined:
                yield joined
            joined = Bar(0, tile.start_ms, tile.end_ms)
    if joined:
        yield joined


def _stretches(tiles: Iterable[Interval]) -> Iterator[Stretch]:
    for tile in tiles:
        if tile.hand.floor not in (Floor.HELD, Floor.CENTRE):
            yield Stretch(tile.hand.floor, tile.start_ms, tile.end_ms)


def _marks(review: Review, bands: tuple[Band, ...]) -> Iterator[Mark]:
    """What was written at the end of a session or later has no moment in it."""
    summary, state = review.summary, review.log.state
    unseen = [band for band in bands if band.hides is Hides.CONFIDENTIAL]
    secret = {band.number - 1 for band in unseen}

    def open_at(at_ms: int, round: int | None = None) -> bool:
        within = any(band.start_ms <= at_ms <= band.end_ms for band in unseen)
        return round not in secret and not within

    for note in summary.notes:
        if note.at_ms < summary.length_ms and open_at(note.at_ms, note.round):
            yield Mark(note.at_ms, MarkKind.NOTE, _note_words(note.kind, note.text))
    for one in state.offered:
        if open_at(one.at_ms, one.round):
            yield Mark(one.at_ms, MarkKind.PROMPT, one.text)
    for entry in review.log.effective:
        if isinstance(entry.event, e.BellRung) and open_at(entry.at_ms):
            yield Mark(entry.at_ms, MarkKind.BELL, "")
    for one in review.corrected:
        if one.at_ms is not None:
            words = f"{one.said} {one.reason}".strip()
            yield Mark(min(one.at_ms, summary.length_ms), MarkKind.PUT_RIGHT, words)
    for comment in review.comments:
        if comment.about is About.MOMENT and comment.place is not None:
            at_ms = min(comment.place, summary.length_ms)
            said = f"{comment.by}: {comment.text}" if comment.by else comment.text
            yield Mark(at_ms, MarkKind.COMMENT, said)


def _note_words(kind: NoteKind, text: str) -> str:
    words = shown_words(kind, text)
    return words if kind is NoteKind.NOTE else f"{kind_words(kind)}: {words}"


def mark_line(mark: Mark) -> str:
    """35:50 · Note · Somebody sat down."""
    parts = (clock_face(mark.at_ms), mark_words(mark.kind), " ".join(mark.words.split()))
    return " · ".join(part for part in parts if part)
