"""A session told step by step: what the facilitator does, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from circle import corrections, moves
from circle import events as e
from circle.forms import Direction, RoundForm, read_form
from circle.log import Log
from circle.offering import next_up
from circle.session import Outcome, State, outcome
from circle.summary import Summary
from circle.timeline import Floor, Hand, Interval, Turn, intervals, turns

AN_EVENING = datetime(2026, 3, 12, 18, 30, tzinfo=UTC)
NAMES = ("Ann", "Ben", "Cleo", "Dan", "Eva", "Finn")

FORMS: dict[str, RoundForm] = {
    path.stem: read_form(path.read_text("utf-8"), source=path.name)
    for path in sorted((Path(__file__).parents[2] / "assets" / "round_forms").glob("*.toml"))
}


def people(count: int) -> tuple[e.Participant, ...]:
    """Ann, Ben, Cleo …; their ids are p1, p2, p3 …"""
    return tuple(e.Participant(f"p{n}", NAMES[n - 1]) for n in range(1, count + 1))


def begin_groups(state: State) -> e.Event:
    """Small groups that nobody drew, as sessions of earlier versions had them."""
    return moves.check(state, e.GroupsBegan())


def floor_ms(summary: Summary, floor: Floor) -> int:
    """How long that was altogether."""
    return sum(tile.length_ms for tile in summary.tiles if tile.hand.floor is floor)


class Story:
    """A log, a clock that stands still until it is told otherwise, and the acts of a facilitator.

    People are called by their aliases. Corrections take a turn's number.
    """

    def __init__(
        self, count: int = 5, plan: tuple[e.RoundPlan, ...] = (), *, circle: str = ""
    ) -> None:
        self.log = Log()
        self.now_ms = 0
        opened = e.SessionOpened("An evening", people(count), plan, circle=circle)
        self.log_event(moves.open_session(self.state, opened))

    @property
    def state(self) -> State:
        return self.log.state

    def log_event(self, event: e.Event) -> None:
        wall = AN_EVENING + timedelta(milliseconds=self.now_ms)
        self.log.append(e.Logged(self.log.next_seq, self.now_ms, wall, event))

    def at(self, ms: int) -> Story:
        """It is now so many milliseconds since the session opened."""
        self.now_ms = ms
        return self

    def id(self, alias: str) -> str:
        return next(
            who for who, there in self.state.people.items() if there.participant.alias == alias
        )

    def alias(self, person: str | None) -> str | None:
        return None if person is None else self.state.participant(person).alias

    def begins(
        self,
        form: str = "go_round",
        *,
        first: str | None = None,
        direction: Direction = Direction.CLOCKWISE,
        once_until_all: bool | None = None,
    ) -> Story:
        """A round begins; `first` is an alias."""
        plan = e.RoundPlan(
            form,
            direction=direction,
            first=None if first is None else self.id(first),
            once_until_all=once_until_all,
        )
        return self.does(moves.begin_round(self.state, form=FORMS[form], plan=plan))

    def does(self, event: e.Event) -> Story:
        self.log_event(event)
        return self

    def gives(self, alias: str) -> Story:
        return self.does(moves.give_piece(self.state, to=self.id(alias)))

    def passes_on(self) -> Story:
        """The main key: the piece goes to whoever is next."""
        person = next_up(self.state)
        assert person is not None
        return self.does(moves.give_piece(self.state, to=person))

    def passes(self, alias: str | None = None, *, for_now: bool = False) -> Story:
        """Somebody passes: the one whose pass it would be now, unless a name is given."""
        who = None if alias is None else self.id(alias)
        return self.does(moves.pass_turn(self.state, self.now_ms, for_now=for_now, who=who))

    def centres(self) -> Story:
        return self.does(moves.centre_piece(self.state))

    def pauses(self) -> Story:
        return self.does(moves.pause(self.state))

    def resumes(self) -> Story:
        return self.does(moves.resume(self.state))

    def ends_round(self) -> Story:
        return self.does(moves.end_round(self.state))

    def closes(self) -> Story:
        return self.does(moves.close(self.state))

    def steps_out(self, alias: str) -> Story:
        return self.does(moves.step_out(self.state, person=self.id(alias)))

    def comes_back(self, alias: str) -> Story:
        return self.does(moves.come_back(self.state, person=self.id(alias)))

    def leaves(self, alias: str) -> Story:
        return self.does(moves.leave(self.state, person=self.id(alias)))

    def joins(self, alias: str, *, seat: int | None = None) -> Story:
        return self.does(moves.join(self.state, alias=alias, seat=seat))

    def undoes(self) -> Story:
        return self.does(moves.undo(self.log))

    def redoes(self) -> Story:
        return self.does(moves.redo(self.log))

    def began_earlier(self, by_ms: int) -> Story:
        return self.does(corrections.began_earlier(self.state, by_ms=by_ms))

    def reassigns(self, turn: int, to: str) -> Story:
        state, to = self.state, self.id(to)
        return self.does(corrections.reassign(state, self.now_ms, turn=turn, to=to))

    def moves_boundary(self, from_ms: int, to_ms: int) -> Story:
        moved = corrections.move_boundary(self.state, self.now_ms, from_ms=from_ms, to_ms=to_ms)
        return self.does(moved)

    def splits(self, turn: int, at_ms: int, to: str) -> Story:
        state, to = self.state, self.id(to)
        return self.does(corrections.split(state, self.now_ms, turn=turn, split_ms=at_ms, to=to))

    def merges(self, first: int, second: int) -> Story:
        return self.does(corrections.merge(self.state, self.now_ms, first=first, second=second))

    def removes(self, turn: int) -> Story:
        return self.does(corrections.remove(self.state, self.now_ms, turn=turn))

    def adds(self, alias: str, start_ms: int, end_ms: int) -> Story:
        state, who = self.state, self.id(alias)
        added = corrections.add(state, self.now_ms, person=who, start_ms=start_ms, end_ms=end_ms)
        return self.does(added)

    @property
    def tiles(self) -> tuple[Interval, ...]:
        return tiles_of(self.state, self.now_ms)

    @property
    def turns(self) -> tuple[Turn, ...]:
        return turns(self.tiles)

    @property
    def floor(self) -> list[str]:
        """Each interval in words, "Ann 0–30" or "centre 30–45"."""
        return [
            f"{self.alias(tile.hand.holder) or tile.hand.floor} {tile.start_ms}–{tile.end_ms}"
            for tile in self.tiles
        ]

    @property
    def holder(self) -> str | None:
        return self.alias(self.state.hand.holder)

    @property
    def next_up(self) -> str | None:
        return self.alias(next_up(self.state))

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """What the newest round has been for each person."""
        state = self.state
        return {
            there.participant.alias: outcome(state, state.rounds[-1], who)
            for who, there in state.people.items()
        }


def tiles_of(state: State, now_ms: int) -> tuple[Interval, ...]:
    return intervals(state.head, state.ended_ms if state.ended_ms is not None else now_ms)


def chain(state: State) -> list[tuple[int, Hand, int | None]]:
    """The spans of a state, oldest first; its equality looks only at the newest."""
    spans = [*state.head.back()] if state.head else []
    return [(span.start_ms, span.hand, span.round) for span in reversed(spans)]


def whole(state: State) -> tuple[State, list[tuple[int, Hand, int | None]]]:
    """All of a state, to compare."""
    return state, chain(state)
