"""Minutes for a round and minutes each: either is written, and the other follows. Pure functions; no Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from circle.errors import quoted
from circle.i18n import gettext as _
from circle.planning import (
    Forms,
    counted_ms,
    how_it_fits,
    minutes_for,
    offers_all_once,
    plan_of,
    tight_words,
)
from circle.spoken_time import about, length_ms
from circle.templates import LONGEST_MINUTES, PlannedRound
from ui.pages.rounds_draft import minutes_of


@dataclass(frozen=True, slots=True)
class TimesShown:
    """What stands in the fields. `each`: None where not everyone is offered the piece once."""

    minutes: str
    each: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Written:
    """What comes of what was written: minutes, or None when they stay; and what there is to say of it."""

    minutes: int | None
    words: str = ""


def times_shown(one: PlannedRound, people: int, forms: Forms) -> TimesShown:
    """`words`: when hardly anything is left for each."""
    plan = plan_of((one,), people, forms)
    each = _each_words(plan[0].suggested_ms) if offers_all_once(forms.get(one.form)) else None
    minutes = str(one.minutes) if one.minutes else ""
    return TimesShown(minutes, each, tight_words(plan, people, forms))


def round_written(text: str, one: PlannedRound) -> Written:
    """Minutes for the round; nothing at all is no set time."""
    minutes = minutes_of(text)
    if minutes is not None:
        return Written(minutes)
    why = _("{text} is not a number of minutes. The round stays at {length}.")
    if not one.minutes:
        why = _("{text} is not a number of minutes. The round stays without a set time.")
    return Written(None, why.format(text=quoted(text.strip()), length=about(one.minutes * 60_000)))


def each_written(text: str, one: PlannedRound, people: int, forms: Forms) -> Written:
    """Time each; the round gets the whole minutes that it takes."""
    form = forms[one.form]
    each_ms = length_ms(text) if text.strip() else 0
    if each_ms is None:
        why = _("{text} is not a time for each. Write 3, 1:30 or 90 s.")
        return Written(None, why.format(text=quoted(text.strip())))
    if not each_ms:
        return Written(0)
    minutes = minutes_for(each_ms, people, form, one.silence_s)
    if minutes > LONGEST_MINUTES:
        silence_s = form.silence_s if one.silence_s is None else one.silence_s
        return Written(
            None, _too_long(counted_ms(each_ms), people + form.returns, silence_s * 1000)
        )
    (plan,) = plan_of((replace(one, minutes=minutes),), people, forms)
    if plan.suggested_ms == each_ms:
        return Written(minutes)
    words = _("That makes the round {length}, with about {each} each.")
    each = about(plan.suggested_ms)
    return Written(minutes, words.format(length=about(minutes * 60_000), each=each))


def _too_long(each_ms: int, people: int, silence_ms: int) -> str:
    return how_it_fits(
        people=people,
        each_ms=each_ms,
        available_ms=LONGEST_MINUTES * 60_000,
        silence_ms=silence_ms,
    )


def _each_words(ms: int) -> str:
    return about(ms) if ms else ""
