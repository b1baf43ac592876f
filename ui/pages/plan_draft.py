"""The plan of an open session while rounds to come are put otherwise: pure functions from plans to plans."""

from __future__ import annotations

from dataclasses import replace

from circle.agreed_moves import rows_begun
from circle.forms import Direction
from circle.i18n import gettext as _
from circle.planning import Forms
from circle.plans import RoundPlan
from circle.replanning import MINUTE_MS, Plan, with_times
from circle.session import State
from circle.templates import PlannedRound

_USUAL_MINUTES = 10
_ALIKE = ("confidential", "confidentiality", "measured", "bell", "silence_s", "group_of", "theme")
"""Fields that a round has alike in a template and in a session."""


def as_written(plan: RoundPlan) -> PlannedRound:
    """A round as its fields show it."""
    written = PlannedRound(plan.form, plan.title, plan.prompt, round(plan.length_ms / MINUTE_MS))
    return replace(written, **{name: getattr(plan, name) for name in _ALIKE})


def put_otherwise(state: State, row: int, written: PlannedRound, forms: Forms) -> Plan:
    """The plan with a round as its fields have it now; what they do not show stays."""
    old = state.plan[row]
    alike = {name: getattr(written, name) for name in _ALIKE}
    new = replace(old, title=written.title, prompt=written.prompt, **alike)
    if written.minutes != as_written(old).minutes:
        new = replace(new, length_ms=written.minutes * MINUTE_MS)
    if written.form != old.form:
        new = replace(new, form=written.form, once_until_all=None, suggested_ms=0)
    timed = _what_times_hang_on(new) != _what_times_hang_on(old)
    plan = (*state.plan[:row], new, *state.plan[row + 1 :])
    return with_times(state, plan, {row} if timed else (), forms)


def _what_times_hang_on(plan: RoundPlan) -> tuple[object, ...]:
    return plan.form, plan.length_ms, plan.silence_s, plan.group_of


def added(state: State, forms: Forms) -> Plan:
    """One more round at the end, the way round that the others go."""
    direction = state.plan[-1].direction if state.plan else Direction.CLOCKWISE
    new = RoundPlan(
        "go_round",
        title=_("Another round"),
        length_ms=_USUAL_MINUTES * MINUTE_MS,
        direction=direction,
    )
    return with_times(state, (*state.plan, new), {len(state.plan)}, forms)


def moved(state: State, row: int, by: int) -> Plan:
    """One of the rounds to come earlier or later, as far as there are any."""
    others = [*state.plan]
    one = others.pop(row)
    others.insert(max(rows_begun(state), min(row + by, len(others))), one)
    return tuple(others)
