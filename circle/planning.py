"""The arithmetic of people × time, and the plan that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from circle.errors import Refused
from circle.forms import Ends, NextUp, Rest, RoundForm, Speaks
from circle.grouping import by_neighbours
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.plans import Opener, RoundPlan
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


def plan_of(
    rounds: Sequence[PlannedRound], people: int, forms: Forms, openers: tuple[Opener, ...] = ()
) -> tuple[RoundPlan, ...]:
    """The plan for so many people. `openers`: who opens, in the rounds that are opened by somebody."""
    plans = [
        replace(one.plan, openers=openers) if is_opened(one.plan, forms) else one.plan
        for one in rounds
    ]
    return tuple(
        replace(plan, suggested_ms=plan.suggested_ms or each_ms or 0)
        for plan, each_ms in zip(plans, each_in_rounds(plans, people, forms), strict=True)
    )


def each_in_rounds(plans: Sequence[RoundPlan], people: int, forms: Forms) -> tuple[int | None, ...]:
    """For every round the time for each of so many people, in ms, as its length allows; None where not
    everyone is offered the piece once.
    """
    found: list[int | None] = []
    groups = 0
    for one in plans:
        form = forms.get(one.form)
        if form and form.group_of:
            groups = len(
                by_neighbours([str(n) for n in range(people)], one.group_of or form.group_of)
            )
        found.append(_each_in(one, form, people, groups))
    return tuple(found)


def is_opened(plan: RoundPlan, forms: Forms) -> bool:
    """Whether it is a round that people who are named beforehand open."""
    form = forms.get(plan.form)
    return form is not None and form.speaks(0) is Speaks.NAMED


def spread(rounds: Sequence[PlannedRound], minutes: int, forms: Forms) -> tuple[PlannedRound, ...]:
    """The same rounds in so many minutes in all, in their proportions; silences and breaks keep their
    length. Raises DoesNotFit.
    """
    rests = [is_rest(one.form, forms) for one in rounds]
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
    lengths = shared(left, wanted)
    return tuple(
        one if rest else replace(one, minutes=length)
        for one, rest, length in zip(rounds, rests, lengths, strict=True)
    )


def shared(minutes: int, wanted: Sequence[int]) -> list[int]:
    """Whole minutes that come to so many, in proportion to what is wanted, and at least one where anything is."""
    parts = [minutes * one / max(1, sum(wanted)) for one in wanted]
    lengths = [max(1, int(part)) if part else 0 for part in parts]
    places = [at for at, part in enumerate(parts) if part]
    while sum(lengths) < minutes:
        lengths[max(places, key=lambda at: parts[at] - lengths[at])] += 1
    while sum(lengths) > minutes:
        lengths[max(places, key=lambda at: (lengths[at] > 1, lengths[at] - parts[at]))] -= 1
    return lengths


def is_rest(name: str, forms: Forms) -> bool:
    """Whether a round of this form is a break, or a silence that all share."""
    form = forms.get(name)
    return (
        form is not None and form.rest in (Rest.SILENCE, Rest.BREAK) and form.next is NextUp.NOBODY
    )


def _each_in(plan: RoundPlan, form: RoundForm | None, people: int, groups: int) -> int | None:
    """Rounded down to what is said of it. Where groups talk at once, it is the time of a part."""
    turns = _turns_in(plan, form, people, groups) if form else 0
    if not form or not turns:
        return None
    each_ms = suggested_ms(
        round_ms=plan.length_ms,
        opening_ms=0,
        people=turns,
        silence_ms=0 if form.group_of else _silence_ms(plan, form),
    )
    step_ms = _step_ms(each_ms)
    return each_ms // step_ms * step_ms


def _step_ms(each_ms: int) -> int:
    """What a time for each is a multiple of."""
    return LEAST_MS if each_ms < 60_000 else 30_000 if each_ms < 600_000 else 60_000


def counted_ms(each_ms: int) -> int:
    """The time for each that a plan counts with, which is never less."""
    step_ms = _step_ms(each_ms)
    return -(-each_ms // step_ms) * step_ms


def minutes_for(each_ms: int, people: int, form: RoundForm, silence_s: int | None = None) -> int:
    """How long a round is in which each of so many people has at least `each_ms`, in whole minutes."""
    total_ms = round_ms(
        suggested_ms=counted_ms(each_ms),
        opening_ms=0,
        people=people + form.returns,
        silence_ms=1000 * (form.silence_s if silence_s is None else silence_s),
    )
    return -(-total_ms // 60_000)


def _turns_in(plan: RoundPlan, form: RoundForm, people: int, groups: int) -> int:
    """How many turns a round has, one after another; 0 where that is left open."""
    if form.group_of:
        return len(form.parts)
    if form.ends is not Ends.HOME:
        return 0
    speaks = form.speaks(0)
    if speaks is Speaks.NAMED:
        return len(plan.openers)  # those who have no seat speak, too
    if speaks is Speaks.REPORTERS:
        return groups or people
    if Speaks.INNER in form.parts:
        return 0
    return people + form.returns


def _silence_ms(plan: RoundPlan, form: RoundForm) -> int:
    return 1000 * (form.silence_s if plan.silence_s is None else plan.silence_s)


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
        silence_ms=_silence_ms(longest, forms[longest.form]),
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
    """Whether everyone has one turn, and a time for each a meaning."""
    return form is not None and form.ends is Ends.HOME and not form.parts
