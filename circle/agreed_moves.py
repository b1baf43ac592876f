"""Moves about what was agreed: the plan while it is held, what people said, who does what for the circle."""

from __future__ import annotations

from circle import events as e
from circle.i18n import gettext as _
from circle.moves import check, known, refuse
from circle.people import Consent, Role
from circle.session import State

MOST_EXTRA_PERCENT = 400
MOST_ROUNDS = 100


def change_plan(
    state: State, *, plan: tuple[e.RoundPlan, ...], ends_ms: int | None = None
) -> e.Event:
    """Another plan for what is to come; rows up to the last that has begun stay as they are."""
    begun = rows_begun(state)
    if plan[:begun] != state.plan[:begun]:
        why = _("A round that has begun stays as it was planned. The plan was not changed.")
        raise refuse(state, "plan", why)
    if len(plan) > MOST_ROUNDS:
        why = _("A plan has at most {n} rounds. It was not changed.")
        raise refuse(state, "plan", why.format(n=MOST_ROUNDS))
    return check(state, e.PlanChanged(plan, ends_ms))


def rows_begun(state: State) -> int:
    """How many rows of the plan, from the first, are of rounds that have begun, or lie before one."""
    return max(
        (round.planned + 1 for round in state.rounds if round.planned is not None), default=0
    )


def say_for_group(state: State, *, consent: Consent) -> e.Event:
    return check(state, e.GroupSaid(consent))


def change_roles(state: State, *, person: str, roles: tuple[Role, ...]) -> e.Event:
    """All that somebody does for the circle from now on."""
    known(state, person)
    return check(state, e.RolesChanged(person, tuple(role for role in Role if role in roles)))


def hand_on(state: State, *, person: str, role: Role, to: str) -> e.Event:
    """Somebody else does for the circle what a person did."""
    former, new = known(state, person), known(state, to)
    if role not in former.does:
        why = _("{name} does not do that now. Nothing was changed.").format(name=former.alias)
        raise refuse(state, "hand on", why)
    if person == to:
        why = _("{name} does that already. Nothing was changed.").format(name=new.alias)
        raise refuse(state, "hand on", why)
    return check(state, e.RoleHandedOn(person, role, to))


def give_extra_time(state: State, *, person: str, percent: int) -> e.Event:
    """So much more time than is suggested for each. Nothing shows it, and it never leaves."""
    known(state, person)
    return check(state, e.ExtraTimeGiven(person, max(0, min(percent, MOST_EXTRA_PERCENT))))
