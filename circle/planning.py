"""The arithmetic of people × time."""

from __future__ import annotations

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.spoken_time import about, clock_face


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


def how_it_fits(*, people: int, each_ms: int, available_ms: int) -> str:
    """A plain sentence: 20 people × 5 min is 1 h 40, and there is 1 h 30."""
    total, there_is = about(people * each_ms), about(available_ms)
    fits = people * each_ms <= available_ms or total == there_is
    sentence = (
        _("{people} × {each} is {total}, and fits in {available}.")
        if fits
        else _("{people} × {each} is {total}, and there is {available}.")
    )
    return sentence.format(
        people=ngettext("{n} person", "{n} people", people).format(n=people),
        each=_each(each_ms),
        total=total,
        available=there_is,
    )


def _each(ms: int) -> str:
    return clock_face(ms) if ms >= 60_000 and ms % 30_000 else about(ms)
