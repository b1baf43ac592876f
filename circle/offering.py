"""Who is offered the piece: whose a part of a round is, who has been offered it, and who is next."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from itertools import takewhile

from circle import forms
from circle.forms import Ends, Speaks
from circle.session import Outcome, Round, State


def offered(round: Round, person: str) -> bool:
    """Whether somebody has been offered the piece in a round, in whichever part of it."""
    return bool(round.turns.get(person)) or person in round.passes


def eligible(state: State, round: Round) -> tuple[str, ...]:
    """Whose the part of a round is that runs, in seat order; those named, and reporters, in theirs."""
    match round.speaks:
        case Speaks.INNER:
            inner = frozenset(round.inner)
            return tuple(who for who in state.seats if who in inner)
        case Speaks.OUTER:
            inner = frozenset(round.inner)
            return tuple(who for who in state.seats if who not in inner)
        case Speaks.NAMED if round.plan.named:
            return tuple(who for who in round.plan.named if who in state.people)
        case Speaks.REPORTERS if state.groups:
            return _reporters(state, round)
        case _:
            return state.seats


def _reporters(state: State, round: Round) -> tuple[str, ...]:
    """Of each group whoever has reported, else the first who is here."""
    had = had_in_part(state, round)
    found: list[str] = []
    for group in state.groups:
        members = [who for who in group if who in had] or [who for who in group if state.here(who)]
        found += members[:1]
    return tuple(found)


def is_listed(state: State, round: Round) -> bool:
    """Whether it is known beforehand, and not by seats, who has the piece after whom."""
    return (round.speaks is Speaks.NAMED and bool(round.plan.named)) or (
        round.speaks is Speaks.REPORTERS and bool(state.groups)
    )


def is_left_open(round: Round) -> bool:
    """Whether somebody should have been named, and nobody was."""
    return round.speaks is Speaks.NAMED and not round.plan.named


def had_in_part(state: State, round: Round) -> AbstractSet[str]:
    """Who has been offered the piece in the part of a round that runs, or was the last."""
    if round.part == 0:
        return round.turns.keys() | round.passes.keys()
    spans = state.head.back() if state.head else ()
    since = takewhile(lambda span: span.start_ms >= round.part_began_ms, spans)
    held = {span.hand.holder for span in since if span.round == round.index and span.hand.holder}
    return held | round.passed_after.keys()


def not_offered(state: State, round: Round) -> tuple[str, ...]:
    """Those here whose the part of a round is, and who have not been offered the piece in it."""
    had = had_in_part(state, round)
    return tuple(who for who in eligible(state, round) if state.here(who) and who not in had)


def next_up(state: State, *, besides: str | None = None) -> str | None:
    """Who is offered the piece next, by the form of the round that runs; `besides` counts as having passed."""
    round = state.round
    if round is None or (round.form.ends is Ends.QUIET and is_quiet(state, round, besides=besides)):
        return None
    if is_left_open(round):
        return None
    holder, had = state.hand.holder, had_in_part(state, round)
    others = any(offered(round, person) for person in state.seats if person != round.began)
    return forms.next_up(
        round.form,
        _order(state, round),
        offered=had.__contains__,
        passed_for_now=lambda person: (
            round.passes.get(person) is Outcome.PASSED_FOR_NOW and not round.turns.get(person)
        ),
        here=lambda person: person not in (holder, besides) and state.here(person),
        began=round.began if others and not round.returned else None,
    )


def _order(state: State, round: Round) -> tuple[str, ...]:
    """Those whose the part is, in the order in which the piece travels."""
    theirs = eligible(state, round)
    if is_listed(state, round):
        return theirs
    ring = forms.offering_order(
        state.seats, after=round.at, first=round.plan.first, direction=round.direction
    )
    in_it = frozenset(theirs)
    return tuple(who for who in ring if who in in_it)


def is_quiet(state: State, round: Round, *, besides: str | None = None) -> bool:
    """Whether everyone here but the holder has passed since anybody last began to speak in a round;
    `besides` counts as having passed, and what they hold as no turn.
    """
    not_this = state.hand.turn if besides and besides == state.hand.holder else None
    spans = state.head.back() if state.head else ()
    spoken = (
        span.hand.turn
        for span in takewhile(lambda span: span.round == round.index, spans)
        if span.hand.turn not in (None, not_this)
    )
    last = next(spoken, 0)
    settled = (state.hand.holder, besides)
    others = (who for who in state.seats if state.here(who) and who not in settled)
    return all(round.passed_after.get(person, -1) >= last for person in others)
