"""What the panel of the plan shows of an open session, derived by pure functions. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from circle import dates
from circle.i18n import gettext as _
from circle.planning import Forms
from circle.replanning import Ahead, begins_ms, go_on_until, how_it_goes, to_come
from circle.session import Round, State
from circle.spoken_time import about
from ui.pages.prepare_shown import RoundShown, rounds_shown

Moment = Callable[[int], datetime]
"""The time of day at a moment of the session."""


@dataclass(frozen=True, slots=True)
class BegunShown:
    """A round that has begun: how it is called, and how long it took beside what was planned."""

    title: str
    how: str
    now: bool


@dataclass(frozen=True, slots=True)
class LivePlanShown:
    """`later`: the words that agree on the end as things stand; empty where it is as planned."""

    sentence: str
    later: str
    shorten: bool
    begun: tuple[BegunShown, ...]
    coming: tuple[RoundShown, ...]


def live_plan_shown(state: State, now_ms: int, moment: Moment, forms: Forms) -> LivePlanShown:
    goes = how_it_goes(state, now_ms)
    other = goes is not None and not goes.as_planned
    rows = to_come(state)
    until = time_words(moment(go_on_until(state, now_ms)))
    return LivePlanShown(
        sentence=goes_words(goes, moment),
        later=_("End at {time} instead").format(time=until) if other else "",
        shorten=goes is not None and other and goes.behind_min > 0 and bool(rows),
        begun=tuple(_begun(state, round, moment) for round in state.rounds),
        coming=_coming(state, now_ms, moment, rounds_shown(rows, forms)),
    )


def goes_words(goes: Ahead | None, moment: Moment) -> str:
    """Whether the session is ahead of its plan or behind it, and when it ends."""
    if goes is None:
        return _("This plan has no set times.")
    planned = moment(goes.planned_ms)
    if goes.as_planned:
        return _("About as planned. It ends about {time}.").format(time=time_words(planned))
    words = (
        _(
            "About {n} min behind the plan. As things stand it ends about {time}, planned was {planned}."
        )
        if goes.behind_min > 0
        else _("About {n} min ahead. As things stand it ends about {time}, planned was {planned}.")
    )
    ends = planned + timedelta(minutes=goes.behind_min)
    return words.format(n=abs(goes.behind_min), time=time_words(ends), planned=time_words(planned))


def time_words(moment: datetime) -> str:
    """A time of day, to the nearest minute."""
    return dates.time_words(moment + timedelta(seconds=30))


def _begun(state: State, round: Round, moment: Moment) -> BegunShown:
    title = round.plan.title or round.form.title
    planned_ms = round.plan.length_ms
    planned = _("planned {time}").format(time=about(planned_ms)) if planned_ms else ""
    if round.ended_ms is None:
        how = _("since {time}").format(time=time_words(moment(round.began_ms)))
    elif state.is_measured(round):
        how = _("took {time}").format(time=about(round.ended_ms - round.began_ms))
    else:
        how = _("done")
    how = ", ".join(part for part in (how, planned) if part)
    return BegunShown(title, how, round.ended_ms is None)


def _coming(
    state: State, now_ms: int, moment: Moment, rows: Sequence[RoundShown]
) -> tuple[RoundShown, ...]:
    """Each with the time at which it begins, as far as the rounds before it have a length."""
    found: list[RoundShown] = []
    known = state.round is None or bool(state.round.plan.length_ms)
    for row, plan, at_ms in zip(rows, to_come(state), begins_ms(state, now_ms), strict=True):
        begins = [time_words(moment(at_ms))] if known else []
        found.append(replace(row, length="\n".join([*begins, row.length])))
        known = known and bool(plan.length_ms)
    return tuple(found)
