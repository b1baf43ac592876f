"""What the panel of turns shows, derived from the state of the session by pure functions. No Qt here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.session import State
from circle.spoken_time import clock_face
from circle.timeline import Floor, Hand, Interval, Turn, intervals, turns
from circle.wording import floor_words
from ui.widgets.row_shown import RowShown

STEP_MS = 5_000
_TOLD = {Floor.SILENCE, Floor.PAUSED, Floor.BREAK, Floor.GROUPS}
_SHORTEST_TOLD_MS = 1_000
_MOMENT = re.compile(r"(?:(\d{1,3})[:.])?(\d{1,3})[:.](\d{2})")


class NoSuchMoment(Refused):
    """What was written is not a time of the session."""


@dataclass(frozen=True, slots=True)
class TurnActs:
    """What can be done with a turn. `following`: the turn after it, in the same round."""

    number: int
    holder: str
    start_ms: int
    end_ms: int
    began: str
    ended: str | None
    """Empty while the turn runs, and where the session ended with it."""
    following: int | None
    parts: bool
    """It is long enough to be split."""


@dataclass(frozen=True, slots=True)
class PersonShown:
    id: str
    alias: str


@dataclass(frozen=True, slots=True)
class TurnsShown:
    """`rows` in the order in which everything happened; the keys of turns are their numbers."""

    rows: tuple[RowShown, ...]
    turns: tuple[TurnActs, ...]
    people: tuple[PersonShown, ...]

    def turn(self, number: object) -> TurnActs | None:
        return next((turn for turn in self.turns if turn.number == number), None)

    @property
    def newest(self) -> int | None:
        return self.turns[-1].number if self.turns else None

    def nearest(self, at: int) -> int | None:
        """The turn in the row at a place, or in the row nearest to it."""
        places = {row.key: i for i, row in enumerate(self.rows)}
        numbers = [turn.number for turn in self.turns]
        return min(numbers, key=lambda number: abs(places[number] - at), default=None)


def turns_shown(state: State, at_ms: int, *, confidential: bool = True) -> TurnsShown:
    """`confidential`: whether rounds are in it that are so."""
    end_ms = at_ms if state.ended_ms is None else state.ended_ms
    tiles = intervals(state.head, end_ms)
    seen = [tile for tile in tiles if confidential or not _is_confidential(state, tile.round)]
    held = turns(seen)
    running = state.hand.turn if state.ended_ms is None else None
    moments = [(turn.start_ms, _turn_row(state, turn, running)) for turn in held]
    moments += [(tile.start_ms, _rest_row(state, tile)) for tile in seen if _is_told(tile)]
    moments.sort(key=lambda moment: moment[0])
    begun = {tile.start_ms for tile in tiles}
    following = [*held[1:], None]
    return TurnsShown(
        rows=tuple(row for _at, row in moments),
        turns=tuple(
            _acts(
                turn,
                after,
                running=turn.number == running,
                end_stays=turn.end_ms not in begun,
                measured=_is_measured(state, turn.round),
            )
            for turn, after in zip(held, following, strict=False)
        ),
        people=people_to_choose(state),
    )


def _is_confidential(state: State, round: int | None) -> bool:
    return round is not None and state.rounds[round].plan.confidential


def _is_told(tile: Interval) -> bool:
    return tile.hand.floor in _TOLD and tile.length_ms >= _SHORTEST_TOLD_MS


def _turn_row(state: State, turn: Turn, running: int | None) -> RowShown:
    name = state.participant(turn.holder).alias or _("Someone")
    time, length = clock_face(turn.start_ms), clock_face(turn.length_ms)
    now = turn.number == running
    if not _is_measured(state, turn.round):
        words = _("now") if now else ""
        said = f"{name}, {words}" if now else name
        return RowShown(key=turn.number, lead="", text=name, trail=words, now=now, said=said)
    said = _("{name}, from {time}, now") if now else _("{name}, from {time}, {length} long")
    return RowShown(
        key=turn.number,
        lead=time,
        text=name,
        trail=_("now") if now else length,
        now=now,
        said=said.format(name=name, time=time, length=length),
    )


def _is_measured(state: State, round: int | None) -> bool:
    """Whether times may be shown of what happened in a round."""
    return state.is_measured(None if round is None else state.rounds[round])


def _rest_row(state: State, tile: Interval) -> RowShown:
    words, time = floor_words(state, Hand(tile.hand.floor)), clock_face(tile.start_ms)
    length = clock_face(tile.length_ms)
    said = _("{words}, from {time}, {length} long").format(words=words, time=time, length=length)
    key = f"{tile.start_ms} {tile.hand.floor}"
    if not _is_measured(state, tile.round):
        return RowShown(key=key, lead="", text=words, quiet=True, said=words)
    return RowShown(key=key, lead=time, text=words, trail=length, quiet=True, said=said)


def _acts(
    turn: Turn, after: Turn | None, *, running: bool, end_stays: bool, measured: bool
) -> TurnActs:
    joins = after is not None and after.round == turn.round
    return TurnActs(
        number=turn.number,
        holder=turn.holder,
        start_ms=turn.start_ms,
        end_ms=turn.end_ms,
        began=clock_face(turn.start_ms) if measured else "",
        ended=None if running or end_stays else clock_face(turn.end_ms) if measured else "",
        following=after.number if after and joins else None,
        parts=turn.end_ms - turn.start_ms >= 2_000,
    )


def people_to_choose(state: State) -> tuple[PersonShown, ...]:
    """Everyone a turn may have been of: in seat order, then those who left."""
    gone = [person for person in state.people if person not in state.seats]
    return tuple(
        PersonShown(person, state.participant(person).alias) for person in (*state.seats, *gone)
    )


def split_middle(turn: TurnActs) -> int:
    """The moment in the middle of a turn, at a full second where there is one."""
    middle = (turn.start_ms + turn.end_ms) // 2
    second = middle // 1000 * 1000
    return second if second > turn.start_ms else middle


def split_moved(turn: TurnActs, at_ms: int, by_ms: int) -> int:
    """The moment moved, as far as it stays a second inside the turn."""
    return max(turn.start_ms + 1_000, min(at_ms + by_ms, turn.end_ms - 1_000))


def after_holder(shown: TurnsShown, holder: str) -> str:
    """Who sits after somebody: whose the second part of a turn most likely was."""
    ids = [person.id for person in shown.people]
    return ids[(ids.index(holder) + 1) % len(ids)] if holder in ids else ids[0]


def read_moment(text: str) -> int:
    """A moment of the session in ms from "12:04" or "1:02:14". Raises NoSuchMoment."""
    match = _MOMENT.fullmatch("".join(text.split()))
    if match is None or int(match[3]) > 59 or (match[1] and int(match[2]) > 59):
        why = _("{text} is not a time. Write minutes and seconds, as in 12:04.")
        raise NoSuchMoment(why.format(text=quoted(text.strip())))
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000
