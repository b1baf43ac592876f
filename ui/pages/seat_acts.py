"""What the menu of a seat offers, derived from the state of the session. No Qt here."""

from __future__ import annotations

from enum import StrEnum

from circle.i18n import gettext as _
from circle.moves import who_passes
from circle.session import Phase, State


class SeatAct(StrEnum):
    GIVE = "give"
    THEIRS = "theirs"
    """The turn that runs is this person's."""
    PASSES = "passes"
    PASSES_FOR_NOW = "passes for now"
    CENTRE = "centre"
    STEPS_OUT = "steps out"
    LEAVES = "leaves"
    BACK = "back"
    MOVES_IN = "moves in"
    MOVES_OUT = "moves out"


def seat_acts(state: State, person: str, at_ms: int) -> tuple[tuple[SeatAct, str], ...]:
    """What can be done with the person on a seat, each with its words."""
    acts = _acts_here(state, person, at_ms) if state.here(person) else [SeatAct.BACK]
    alias = state.participant(person).alias
    return tuple((act, _words(act).format(name=alias)) for act in acts)


def _acts_here(state: State, person: str, at_ms: int) -> list[SeatAct]:
    if state.phase is Phase.GROUPS:
        return [SeatAct.STEPS_OUT, SeatAct.LEAVES]
    holds = person == state.hand.holder
    acts = [SeatAct.CENTRE if holds else SeatAct.GIVE]
    if state.round and state.round.has_inner and not holds:
        inside = person in state.round.inner
        acts.append(SeatAct.MOVES_OUT if inside else SeatAct.MOVES_IN)
    if not holds and state.hand.turn is not None:
        acts.append(SeatAct.THEIRS)
    if not holds or person == who_passes(state, at_ms):
        acts += (SeatAct.PASSES, SeatAct.PASSES_FOR_NOW)
    if not holds:
        acts += (SeatAct.STEPS_OUT, SeatAct.LEAVES)
    return acts


def _words(act: SeatAct) -> str:
    return {
        SeatAct.GIVE: _("Give the piece to {name}"),
        SeatAct.THEIRS: _("This turn is {name}’s"),
        SeatAct.PASSES: _("{name} passes"),
        SeatAct.PASSES_FOR_NOW: _("{name} passes for now"),
        SeatAct.CENTRE: _("Piece to the centre"),
        SeatAct.STEPS_OUT: _("{name} steps out"),
        SeatAct.LEAVES: _("{name} leaves"),
        SeatAct.BACK: _("{name} is back"),
        SeatAct.MOVES_IN: _("{name} moves in"),
        SeatAct.MOVES_OUT: _("{name} moves out"),
    }[act]
