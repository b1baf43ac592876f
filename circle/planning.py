"""The arithmetic of people × time, and the plan that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from circle.errors import Refused
from circle.events import RoundPlan
from circle.forms import Ends, NextUp, Rest, RoundForm
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.spoken_time import about, clock_face

if TYPE_CHECKING:
    from circle.templates import PlannedRound

LEAST_MS = 15_000
"""Less than this for each is no suggestion."""

Forms = Mapping[str, RoundForm]


class DoesNotFit(Refused):
    """A plan for which there is not the time."""


def suggested_ms(*, round_ms: int, opening_ms: int, people: int, silence_ms: int) -> int:
    """The time for each of `people` in a round of `round_ms` that begins with `opening_ms` and
    keeps `silence_ms` after every turn. 0 when nothing is left, or nobody is there.
    """
    if people <= 0:
        return 0
    return max(0, round_ms - opening_ms - people * silence_ms) // people


def round_ms(*, suggested_ms: int, opening_ms: int, people: int, silence_ms: int) -> int:
    """The other way round: how long the round is when each has `suggested_ms`."""
    return opening_ms + max(0, people) * (suggested_ms + silence_ms)


def how_it_fits(*, people: int, each_ms: int, available_ms: int, silence_ms: int = 0) -> str:
    """A plain sentence: 20 people × 5 min is 1 h 40, and there is 1 h 30."""
    total_ms = round_ms(suggested_ms=each_ms, opening_ms=0, people=people, silence_ms=silence_ms)
    total, there_is = about(total_ms), about(available_ms)
    fits = total_ms <= available_ms or total == there_is
    sentence = (
        _("{people} × {each} is {total}, and fits in {available}.")
        if fits
        else _("{people} × {each} is {total}, and there is {available}.")
    )
    return sentence.format(
        people=ngettext("{n} person", "{n} people", people).format(n=people),
        each=_each_with(each_ms, silence_ms),
        total=total,
        available=there_is,
    )


def _each_with(each_ms: int, silence_ms: int) -> str:
    if not silence_ms:
        return _each(each_ms)
    words = _("({each} and {silence} of silence)")
    return words.format(each=_each(each_ms), silence=about(silence_ms))


def _each(ms: int) -> str:
    return clock_face(ms) if ms >= 60_000 and ms % 30_000 else about(ms)


def plan_of(rounds: Sequence[PlannedRound], people: int, forms: Forms) -> tuple[RoundPlan, ...]:
    """The plan for so many people."""
    plans = (one.plan for one in rounds)
    return tuple(replace(one, suggested_ms=_each_in(one, people, forms)) for one in plans)


def spread(rounds: Sequence[PlannedRound], minutes: int, forms: Forms) -> tuple[PlannedRound, ...]:
    """The same rounds in so many minutes in all, in their proportions; silences and breaks keep their
    length. Raises DoesNotFit.
    """
    rests = [_is_rest(one, forms) for one in rounds]
    untimed = not any(one.minutes for one, rest in zip(rounds, rests, strict=True) if not rest)
    wanted = [
        0 if rest else 1 if untimed else one.minutes
        for one, rest in zip(rounds, rests, strict=True)
    ]
    kept = sum(one.minutes for one, rest in zip(rounds, rests, strict=True) if rest)
    left, timed = minutes - kept, sum(1 for one in wanted if one)
    if left < timed or (left and not timed):
        why = _("That does not fit in {minutes} min. It needs at least {least} min.")
        if not timed:
            why = _("That takes {least} min, of silence and breaks alone, and not {minutes} min.")
        raise DoesNotFit(why.format(minutes=minutes, least=kept + timed))
    lengths = _shared(left, wanted)
    return tuple(
        one if rest else replace(one, minutes=length)
        for one, rest, length in zip(rounds, rests, lengths, strict=True)
    )


def _shared(minutes: int, wanted: Sequence[int]) -> list[int]:
    """Whole minutes that come to so many, in proportion to what is wanted, and at least one where anything is."""
    parts = [minutes * one / max(1, sum(wanted)) for one in wanted]
    lengths = [max(1, int(part)) if part else 0 for part in parts]
    places = [at for at, part in enumerate(parts) if part]
    while sum(lengths) < minutes:
        lengths[max(places, key=lambda at: parts[at] - lengths[at])] += 1
    while sum(lengths) > minutes:
        lengths[max(places, key=lambda at: (lengths[at] > 1, lengths[at] - parts[at]))] -= 1
    return lengths


def _is_rest(one: PlannedRound, forms: Forms) -> bool:
    form = forms.get(one.form)
    return (
        form is not None and form.rest in (Rest.SILENCE, Rest.BREAK) and form.next is NextUp.NOBODY
    )


def _each_in(plan: RoundPlan, people: int, forms: Forms) -> int:
    """The time for each, rounded down to what is said of it; 0 where not everyone is offered the piece once."""
    form = forms.get(plan.form)
    if form is None or not offers_all_once(form):
        return 0
    each_ms = suggested_ms(
        round_ms=plan.length_ms,
        opening_ms=0,
        people=people + form.returns,
        silence_ms=form.silence_s * 1000,
    )
    step_ms = _step_ms(each_ms)
    return each_ms // step_ms * step_ms


def _step_ms(each_ms: int) -> int:
    """What a time for each is a multiple of."""
    return LEAST_MS if each_ms < 60_000 else 30_000 if each_ms < 600_000 else 60_000


def minutes_for(each_ms: int, people: int, form: RoundForm) -> int:
    """How long a round is in which each of so many people has at least `each_ms`, in whole minutes."""
    step_ms = _step_ms(each_ms)
    total_ms = round_ms(
        suggested_ms=-(-each_ms // step_ms) * step_ms,
        opening_ms=0,
        people=people + form.returns,
        silence_ms=form.silence_s * 1000,
    )
    return -(-total_ms // 60_000)


def start_times(plan: Sequence[RoundPlan], begins: time) -> tuple[time | None, ...]:
    """When each round begins, and last when the session ends. None: a round before it has no set time, so that
    nobody knows.
    """
    starts: list[time | None] = [begins]
    gone_ms = 0
    for one in plan:
        gone_ms += one.length_ms
        known = one.length_ms and starts[-1] is not None
        starts.append(_later(begins, gone_ms) if known else None)
    return tuple(starts)


def _later(begins: time, ms: int) -> time:
    """By the clock on the wall, round midnight; whole minutes."""
    minutes = (begins.hour * 60 + begins.minute + ms // 60_000) % (24 * 60)
    return time(minutes // 60, minutes % 60)


def ends_words(plan: Sequence[RoundPlan], begins: time) -> str:
    """When it ends, as far as it is known."""
    end = start_times(plan, begins)[-1]
    if end is None:
        return _("When it ends is open: not every round has a set time.")
    return _("Ends about {time}.").format(time=f"{end:%H:%M}")


def next_five_minutes(now: datetime, zone: tzinfo | None = None) -> time:
    """The first time of day from now on that people name. `zone`: None is the laptop's own."""
    local = now.astimezone(zone)
    over = timedelta(minutes=local.minute % 5, seconds=local.second, microseconds=local.microsecond)
    later = local + (timedelta(minutes=5) - over if over else over)
    return time(later.hour, later.minute)


def length_words(plan: Sequence[RoundPlan], people: int) -> str:
    """About 60 minutes with 11 people."""
    minutes = sum(one.length_ms for one in plan) // 60_000
    with_people = ngettext("{n} person", "{n} people", people).format(n=people)
    if not minutes:
        return _("No set time, with {people}").format(people=with_people)
    words = ngettext("About {n} minute with {people}", "About {n} minutes with {people}", minutes)
    return words.format(n=minutes, people=with_people)


def fit_words(plan: Sequence[RoundPlan], people: int, forms: Forms) -> str:
    """How the longest round in which everyone is offered the piece fits; empty when none has a length."""
    offering = [one for one in plan if one.length_ms and _offers_all(one, forms)]
    if not offering:
        return ""
    if tight := tight_words(plan, people, forms):
        return tight
    longest = max(offering, key=lambda one: one.length_ms)
    fits = how_it_fits(
        people=people,
        each_ms=longest.suggested_ms,
        available_ms=longest.length_ms,
        silence_ms=forms[longest.form].silence_s * 1000,
    )
    return f"{longest.title}: {fits}" if longest.title else fits


def tight_words(plan: Sequence[RoundPlan], people: int, forms: Forms) -> str:
    """Which round leaves each of so many people hardly anything; empty when none does."""
    for one in plan:
        if one.length_ms and not one.suggested_ms and _offers_all(one, forms):
            words = _("{round}: less than {least} each with {people}.")
            with_people = ngettext("{n} person", "{n} people", people).format(n=people)
            called = one.title or forms[one.form].title
            return words.format(round=called, least=about(LEAST_MS), people=with_people)
    return ""


def _offers_all(plan: RoundPlan, forms: Forms) -> bool:
    return offers_all_once(forms.get(plan.form))


def offers_all_once(form: RoundForm | None) -> bool:
    """Whether a time for each has a meaning."""
    return form is not None and form.ends is Ends.HOME
