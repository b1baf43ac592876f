"""Moves that put the past right: whose a turn was, when it began, and what was no turn at all."""

from __future__ import annotations

from itertools import pairwise

from circle import events as e
from circle.i18n import gettext as _
from circle.moves import NotAllowed, clean_text, refuse, turn_began_ms
from circle.session import Phase, State, allows
from circle.timeline import Floor, Interval, Turn, intervals, turns

LONGEST_REASON = 500


def kept_reason(text: str) -> str:
    """Why something is put right, as it is kept: one line."""
    return " ".join(clean_text(" ".join(text.split()), longest=LONGEST_REASON).split())


def _opened(state: State, event: e.Event) -> e.Event:
    if not allows(state, type(event)):
        raise NotAllowed(type(event).__name__, state.phase)
    return event


def _tiles(state: State, at_ms: int) -> tuple[Interval, ...]:
    return intervals(state.head, state.ended_ms if state.ended_ms is not None else at_ms)


def _turn(state: State, at_ms: int, number: int) -> Turn:
    found = next((turn for turn in turns(_tiles(state, at_ms)) if turn.number == number), None)
    if found is None:
        raise refuse(state, "correct", _("That turn is not there any more. Nothing was changed."))
    return found


def _person(state: State, person: str) -> str:
    if person not in state.people:
        raise refuse(state, "correct", _("Choose somebody from this circle. Nothing was changed."))
    return person


def began_earlier(state: State, *, by_ms: int) -> e.Event:
    """The running turn began `by_ms` earlier, or as much of it as the turn and the round before allow."""
    if state.phase is not Phase.HELD or state.head is None:
        raise refuse(
            state, "began earlier", _("Nobody holds the piece, so there is no turn to move.")
        )
    start_ms = turn_began_ms(state)
    to_ms = max(start_ms - by_ms, _earliest_ms(state))
    if to_ms >= start_ms:
        why = _("This turn cannot have begun earlier than the one before it, or than its round.")
        raise refuse(state, "began earlier", why)
    return _opened(state, e.BoundaryMoved(start_ms, to_ms))


def _earliest_ms(state: State) -> int:
    """A turn may reach back over rest, but neither past its round nor over the whole of another turn."""
    began_ms = state.round.began_ms if state.round else 0
    for span in state.head.back() if state.head else ():
        if span.hand.floor is Floor.HELD and span.hand != state.hand:
            return max(began_ms, span.start_ms + 1)
    return began_ms


def move_boundary(
    state: State, at_ms: int, *, from_ms: int, to_ms: int, reason: str = ""
) -> e.Event:
    """The floor changed hands at `to_ms`, not at `from_ms`; both sides keep some time."""
    there = [pair for pair in pairwise(_tiles(state, at_ms)) if pair[1].start_ms == from_ms]
    if not there:
        why = _("Nothing changed hands at that moment. Nothing was changed.")
        raise refuse(state, "move", why)
    if len({tile.round for pair in there for tile in pair}) > 1:
        why = _("A round begins or ends there, and that moment stays. Nothing was changed.")
        raise refuse(state, "move", why)
    if to_ms == from_ms or not any(a.start_ms < to_ms < b.end_ms for a, b in there):
        why = _("That would leave nothing of what came before or after. Move it less far.")
        raise refuse(state, "move", why)
    return _opened(state, e.BoundaryMoved(from_ms, to_ms, kept_reason(reason)))


def reassign(state: State, at_ms: int, *, turn: int, to: str, reason: str = "") -> e.Event:
    if _turn(state, at_ms, turn).holder == _person(state, to):
        alias = state.participant(to).alias
        raise refuse(state, "reassign", _("That turn is {name}’s already.").format(name=alias))
    if turn == state.hand.turn and not state.here(to):
        alias = state.participant(to).alias
        why = _("{name} has stepped out. Bring them back first.").format(name=alias)
        raise refuse(state, "reassign", why)
    return _opened(state, e.TurnReassigned(turn, to, kept_reason(reason)))


def split(
    state: State, at_ms: int, *, turn: int, split_ms: int, to: str, reason: str = ""
) -> e.Event:
    """From `split_ms` on, which lies inside the turn, it was a turn of `to`."""
    whole = _turn(state, at_ms, turn)
    if not whole.start_ms < split_ms < whole.end_ms:
        raise refuse(
            state, "split", _("A turn is split at a moment inside it. Nothing was changed.")
        )
    return _opened(state, e.TurnSplit(turn, split_ms, _person(state, to), kept_reason(reason)))


def merge(state: State, at_ms: int, *, first: int, second: int, reason: str = "") -> e.Event:
    """Two turns of one round that follow each other were one turn of the first one's holder."""
    order = turns(_tiles(state, at_ms))
    for before, after in pairwise(order):
        if (before.number, after.number) == (first, second):
            if before.round != after.round:
                why = _("These turns are in different rounds, so they stay two.")
                raise refuse(state, "merge", why)
            return _opened(state, e.TurnsMerged(first, second, kept_reason(reason)))
    why = _("Only turns that follow each other can be joined. Nothing was changed.")
    raise refuse(state, "merge", why)


def remove(state: State, at_ms: int, *, turn: int, reason: str = "") -> e.Event:
    _turn(state, at_ms, turn)
    return _opened(state, e.TurnRemoved(turn, kept_reason(reason)))


def add(
    state: State, at_ms: int, *, person: str, start_ms: int, end_ms: int, reason: str = ""
) -> e.Event:
    """A turn that was missed: in one round, at a time when nobody is known to have held the piece."""
    tiles = _tiles(state, at_ms)
    if not tiles or not 0 <= start_ms < end_ms <= tiles[-1].end_ms:
        why = _("A turn begins and ends within the session, and ends after it begins.")
        raise refuse(state, "add", why)
    touched = [tile for tile in tiles if tile.start_ms < end_ms and tile.end_ms > start_ms]
    held = next((turn for turn in turns(tiles) if _holds(state, turn, start_ms, end_ms)), None)
    if held is not None:
        name = state.participant(held.holder).alias
        why = _("{name} held the piece then. Split that turn, or give it to somebody else.")
        raise refuse(state, "add", why.format(name=name))
    if len({tile.round for tile in touched}) > 1:
        raise refuse(state, "add", _("A turn lies within one round. Nothing was changed."))
    return _opened(
        state, e.TurnAdded(_person(state, person), start_ms, end_ms, kept_reason(reason))
    )


def _holds(state: State, turn: Turn, start_ms: int, end_ms: int) -> bool:
    """Whether a turn, the pauses in it included, touches a time. One that is paused now goes on later."""
    paused = state.before_pause is not None and state.before_pause.turn == turn.number
    return turn.start_ms < end_ms and (paused or turn.end_ms > start_ms)
