"""The intervals that tile a session, and the turns and silences derived from them.

A span says only when it begins. It ends where the next begins, so whatever is painted over the past,
the spans of a session can neither leave a gap nor overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Floor(StrEnum):
    HELD = "held"
    CENTRE = "centre"
    SILENCE = "silence"
    PAUSED = "paused"
    BREAK = "break"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose the floor is: its state and, when held, by whom and in which turn (from 1)."""

    floor: Floor
    holder: str | None = None
    turn: int | None = None


CENTRE = Hand(Floor.CENTRE)


@dataclass(frozen=True, slots=True)
class Span:
    """The floor from `start_ms` on, linked to the span before it so that a state costs nothing to keep."""

    start_ms: int
    hand: Hand
    round: int | None = None
    before: Span | None = field(default=None, repr=False, compare=False)

    def back(self) -> Iterator[Span]:
        """This span and those before it, newest first."""
        span: Span | None = self
        while span is not None:
            yield span
            span = span.before


@dataclass(frozen=True, slots=True)
class Interval:
    start_ms: int
    end_ms: int
    hand: Hand
    round: int | None

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class Turn:
    """One holding of the piece. A pause within it is not part of `length_ms`."""

    number: int
    holder: str
    round: int | None
    start_ms: int
    end_ms: int
    length_ms: int


def then(head: Span | None, at_ms: int, hand: Hand, round: int | None) -> Span:
    """The chain with the floor changed at `at_ms`, which is not before the start of `head`."""
    if head is not None and (head.hand, head.round) == (hand, round):
        return head
    return Span(at_ms, hand, round, head)


def paint(
    head: Span, start_ms: int, end_ms: int | None, hand: Hand, *, keep_begun: bool = False
) -> Span:
    """The chain with the floor changed between two moments; `end_ms` None: until now. Rounds stay as they were.

    What had no length at `start_ms` stays, and with `keep_begun` all that began at that moment has begun.
    """
    if end_ms is not None and end_ms <= start_ms:
        return head
    later: list[Span] = []
    span: Span | None = head
    while span is not None and span.start_ms >= start_ms:
        passed = bool(later) and later[-1].start_ms == span.start_ms
        if span.start_ms == start_ms and (keep_begun or passed):
            break
        if not passed or span.hand.floor is Floor.HELD:
            later.append(span)
        span = span.before
    chain = span
    if chain is not None and not (later and later[-1].start_ms == start_ms):
        chain = then(chain, start_ms, hand, chain.round)
    covering = span
    for old in reversed(later):
        if (
            end_ms is not None
            and covering is not None
            and covering.start_ms < end_ms < old.start_ms
        ):
            chain = then(chain, end_ms, covering.hand, covering.round)
        painted = end_ms is None or old.start_ms < end_ms
        chain = then(chain, old.start_ms, hand if painted else old.hand, old.round)
        covering = old
    if end_ms is not None and covering is not None and covering.start_ms < end_ms:
        chain = then(chain, end_ms, covering.hand, covering.round)
    assert chain is not None
    return chain


def repaint(head: Span, old: Hand, new: Hand, *, from_ms: int = 0) -> Span:
    """The chain with every span of one hand, from a moment on, given to another."""
    spans = [*head.back()]
    oldest = max((index for index, span in enumerate(spans) if span.hand == old), default=-1)
    chain = spans[oldest].before if oldest >= 0 else head
    spans = spans[: oldest + 1][::-1]
    for span, after in zip(spans, [*spans[1:], None], strict=False):
        given = span.hand == old and span.start_ms >= from_ms
        chain = then(chain, span.start_ms, new if given else span.hand, span.round)
        ends_later = after is None or after.start_ms > from_ms
        if span.hand == old and not given and ends_later:
            chain = then(chain, from_ms, new, span.round)
    assert chain is not None
    return chain


def join(head: Span, first: Hand, second: Hand) -> Span:
    """The chain with one hand in place of two and of the rest between them; a pause, a break, groups stay."""
    chain: Span | None = None
    between = False
    for span in reversed([*head.back()]):
        between = span.hand == first or (between and span.hand != second)
        joins = span.hand == second or (
            between and span.hand.floor in (Floor.CENTRE, Floor.SILENCE)
        )
        chain = then(chain, span.start_ms, first if joins else span.hand, span.round)
    assert chain is not None
    return chain


def intervals(head: Span | None, end_ms: int) -> tuple[Interval, ...]:
    """The session's intervals in order, up to `end_ms`. They tile it: each ends where the next begins.

    Turns may have no length; nothing else has, except the only interval of a session just opened.
    """
    if head is None:
        return ()
    spans = [span for span in head.back() if span.start_ms <= end_ms][::-1]
    found: list[Interval] = []
    for span, after_ms in zip(spans, [*(s.start_ms for s in spans[1:]), end_ms], strict=True):
        if after_ms == span.start_ms and span.hand.floor is not Floor.HELD:
            continue
        start_ms = span.start_ms
        if found and (found[-1].hand, found[-1].round) == (span.hand, span.round):
            start_ms = found.pop().start_ms
        found.append(Interval(start_ms, after_ms, span.hand, span.round))
    last = spans[-1]
    return tuple(found) or (Interval(last.start_ms, end_ms, last.hand, last.round),)


def turns(tiles: Iterable[Interval]) -> tuple[Turn, ...]:
    """The turns in order of their beginning."""
    parts: dict[int, list[Interval]] = {}
    for tile in tiles:
        if tile.hand.turn is not None:
            parts.setdefault(tile.hand.turn, []).append(tile)
    return tuple(_turn(number, held) for number, held in parts.items())


def _turn(number: int, held: list[Interval]) -> Turn:
    holder = held[0].hand.holder or ""
    length_ms = sum(part.length_ms for part in held)
    return Turn(number, holder, held[0].round, held[0].start_ms, held[-1].end_ms, length_ms)


def silences(tiles: Iterable[Interval]) -> tuple[Interval, ...]:
    return tuple(tile for tile in tiles if tile.hand.floor is Floor.SILENCE)
