"""The one act that the main button and Space stand for, decided by where the session is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from circle.forms import Ends, NextUp, Speaks
from circle.offering import eligible, is_left_open, next_up, not_offered
from circle.session import Phase, Round, State


class Act(StrEnum):
    GIVE = "give"
    CENTRE = "centre"
    SILENCE = "silence"
    """The silence after a turn, where the form of the round has one."""
    BEGIN_ROUND = "begin round"
    END_ROUND = "end round"
    NEXT_PART = "next part"
    """In pairs the other one speaks, or the outer circle does."""
    END_SILENCE = "end silence"
    END_BREAK = "end break"
    END_GROUPS = "end groups"
    RESUME = "resume"
    CLOSE = "close"
    WAIT = "wait"
    """Nothing: somebody takes the piece when they want to, and their seat is chosen."""


@dataclass(frozen=True, slots=True)
class NextAct:
    act: Act
    person: str | None = None
    """Who is given the piece."""
    planned: int | None = None
    """Which row of the plan begins."""


def next_act(state: State) -> NextAct:
    match state.phase:
        case Phase.UNOPENED | Phase.CLOSED:
            return NextAct(Act.WAIT)
        case Phase.PAUSED:
            return NextAct(Act.RESUME)
        case Phase.GROUPS:
            return _end(state.round) if state.round and rests(state) else NextAct(Act.END_GROUPS)
        case Phase.BREAK:
            return NextAct(Act.END_ROUND if state.round and rests(state) else Act.END_BREAK)
        case Phase.HELD | Phase.CENTRE | Phase.SILENCE:
            return _in_round(state, state.round) if state.round else _between_rounds(state)


def rests(state: State) -> bool:
    """The floor is as the form of the round leaves it while nobody holds the piece."""
    return state.round is not None and state.hand.floor.value == state.round.form.rest.value


def _between_rounds(state: State) -> NextAct:
    if state.phase is Phase.SILENCE:
        return NextAct(Act.END_SILENCE)
    planned = next_planned(state)
    return NextAct(Act.CLOSE) if planned is None else NextAct(Act.BEGIN_ROUND, planned=planned)


def next_planned(state: State) -> int | None:
    """The row of the plan that comes next; None when the plan is done."""
    done = [round.planned for round in state.rounds if round.planned is not None]
    following = max(done, default=-1) + 1
    return following if following < len(state.plan) else None


def _in_round(state: State, round: Round) -> NextAct:
    if state.phase is Phase.HELD and round.silence_s:
        return NextAct(Act.SILENCE)
    match round.form.next:
        case NextUp.NEIGHBOUR if is_left_open(round):
            return _anyone(state, round)
        case NextUp.NEIGHBOUR if _nobody_inside(state, round):
            return NextAct(Act.WAIT)
        case NextUp.NEIGHBOUR:
            person = next_up(state)
            return NextAct(Act.GIVE, person) if person else _end(round)
        case NextUp.INVITED:
            if _all_had(state, round):
                return NextAct(Act.END_ROUND)
            person = next_up(state)
            return NextAct(Act.GIVE, person) if person else NextAct(Act.WAIT)
        case NextUp.ANYONE:
            return _anyone(state, round)
        case NextUp.NOBODY:
            done = rests(state) or state.phase is not Phase.SILENCE
            return NextAct(Act.END_ROUND if done else Act.END_SILENCE)


def _anyone(state: State, round: Round) -> NextAct:
    if state.phase is Phase.HELD:
        return NextAct(Act.CENTRE)
    if state.phase is Phase.SILENCE and not round.silence_s:
        return NextAct(Act.END_SILENCE)
    return _end(round) if _all_had(state, round) else NextAct(Act.WAIT)


def _end(round: Round) -> NextAct:
    """What comes when a part of a round has been had."""
    return NextAct(Act.END_ROUND if round.is_last_part else Act.NEXT_PART)


def _nobody_inside(state: State, round: Round) -> bool:
    """Nobody sits in the inner circle yet, whose this part is: whoever takes the piece moves in."""
    return round.speaks is Speaks.INNER and not eligible(state, round)


def _all_had(state: State, round: Round) -> bool:
    """Whether everyone has been offered the piece, in a round that is to go on until then."""
    asks_all = round.form.ends is Ends.HOME or round.once_until_all
    return asks_all and not not_offered(state, round)
