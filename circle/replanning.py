"""While a session is held: when it is to end, when it will as things stand, and how the rest may be planned anew."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from circle.agreed_moves import rows_begun
from circle.errors import Refused
from circle.i18n import gettext as _
from circle.planning import Forms, each_in_rounds, is_rest, shared
from circle.plans import RoundPlan
from circle.session import ASIDE, Round, State, running_ms
from circle.timeline import Floor

MINUTE_MS = 60_000
Plan = tuple[RoundPlan, ...]


class NothingShorter(Refused):
    """The rounds to come cannot be made to end when the session is to end."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """When a session is to end, and when it will as things stand; ms since it opened."""

    planned_ms: int
    ends_ms: int

    @property
    def behind_min(self) -> int:
        """How many minutes later than planned; less than 0 where it is ahead."""
        return round((self.ends_ms - self.planned_ms) / MINUTE_MS)

    @property
    def as_planned(self) -> bool:
        """As near to the plan as is worth a word."""
        return abs(self.behind_min) <= 1


def how_it_goes(state: State, now_ms: int) -> Ahead | None:
    """None where no end was planned."""
    planned_ms = planned_end_ms(state)
    return None if planned_ms is None else Ahead(planned_ms, end_ms(state, now_ms))


def planned_end_ms(state: State) -> int | None:
    """When the session is to end: as was agreed, else as was planned at the opening."""
    if state.ends_ms is not None:
        return state.ends_ms
    plan = state.opened.plan if state.opened else ()
    return sum(one.length_ms for one in plan) or None


def end_ms(state: State, now_ms: int) -> int:
    """When the session ends as things stand."""
    return now_ms + left_ms(state, now_ms)


def left_ms(state: State, now_ms: int) -> int:
    """How much of the plan is left."""
    return left_of_round_ms(state, now_ms) + sum(plan.length_ms for plan in to_come(state))


def left_of_round_ms(state: State, now_ms: int) -> int:
    """How much of its length the round that runs has left."""
    round = state.round
    if round is None:
        return 0
    return max(0, round.plan.length_ms - _gone_ms(state, round, now_ms))


def to_come(state: State) -> Plan:
    """The rounds of the plan that have not begun."""
    return state.plan[rows_begun(state) :]


def begins_ms(state: State, now_ms: int) -> tuple[int, ...]:
    """When each of the rounds to come begins as things stand."""
    begins, at_ms = list[int](), now_ms + left_of_round_ms(state, now_ms)
    for plan in to_come(state):
        begins.append(at_ms)
        at_ms += plan.length_ms
    return tuple(begins)


def _gone_ms(state: State, round: Round, now_ms: int) -> int:
    """How long a round has been so far, pauses and breaks within it left out."""
    aside = ASIDE - {Floor(round.form.rest.value)}
    return running_ms(state, round.began_ms, now_ms, aside=aside)


def shorten_evenly(state: State, now_ms: int, forms: Forms) -> Plan:
    """The plan in which the rounds to come share what is left, in their proportions and whole minutes.
    Breaks and shared silences keep their length. Raises NothingShorter.
    """
    goes, coming = how_it_goes(state, now_ms), to_come(state)
    if goes is None or goes.behind_min <= 0:
        raise NothingShorter(_("Nothing needs to be shorter. The plan was not changed."))
    timed = [bool(plan.length_ms) and not is_rest(plan.form, forms) for plan in coming]
    wanted = [plan.length_ms if one else 0 for plan, one in zip(coming, timed, strict=True)]
    kept_ms = sum(plan.length_ms for plan in coming) - sum(wanted)
    room_ms = goes.planned_ms - now_ms - left_of_round_ms(state, now_ms) - kept_ms
    minutes = round(room_ms / MINUTE_MS)
    _check_room(minutes, sum(timed))
    lengths = shared(minutes, wanted)
    shorter = (
        replace(plan, length_ms=length * MINUTE_MS) if one else plan
        for plan, length, one in zip(coming, lengths, timed, strict=True)
    )
    plan = (*state.plan[: rows_begun(state)], *shorter)
    return with_times(state, plan, range(rows_begun(state), len(plan)), forms)


def _check_room(minutes: int, rounds: int) -> None:
    if not rounds:
        why = _("No round to come has a length that could be shorter. Agree on a later end.")
        raise NothingShorter(why)
    if minutes < rounds:
        why = _(
            "There is not the time: the rounds to come need at least {least} min, {missing} min more"
            " than there is. Take a round out, or agree on a later end."
        )
        raise NothingShorter(why.format(least=rounds, missing=rounds - minutes))


def with_times(state: State, plan: Plan, rows: Collection[int], forms: Forms) -> Plan:
    """The plan in which the time for each, in these rows, is that of the people who are here now."""
    here = sum(1 for person in state.seats if state.here(person))
    each = each_in_rounds(plan, here, forms)
    return tuple(
        replace(one, suggested_ms=each_ms) if row in rows and each_ms is not None else one
        for row, (one, each_ms) in enumerate(zip(plan, each, strict=True))
    )


def drop(plan: Plan, row: int) -> Plan:
    return (*plan[:row], *plan[row + 1 :])


def go_on_until(state: State, now_ms: int) -> int:
    """The end to agree on where the plan stays as it is; full minutes from the planned one."""
    goes = how_it_goes(state, now_ms)
    return goes.planned_ms + goes.behind_min * MINUTE_MS if goes else end_ms(state, now_ms)
