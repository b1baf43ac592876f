"""The figures of a session as a review shows them, each with what it means and how it is counted. No Qt here.

None is about a person, but for whoever leads; none is set beside another session's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.measures import Balance
from circle.spoken_time import about
from circle.summary import Summary, percent, silence_outside

UNDEFINED = "–"


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """`value` is "–" where it is undefined. `meaning` says what it is a part of, `formula` how it is counted."""

    key: str
    name: str
    value: str
    meaning: str
    formula: str


def measures(summary: Summary) -> tuple[MeasureShown, ...]:
    """Those that matter first: whose turn it might have been, silence, who led, what was planned."""
    if few := summary.opened.few:
        there = MeasureShown(
            "present",
            _("People present"),
            str(few),
            _("so few that only totals are told"),
            _("Everyone who was there."),
        )
        return (there, _planned(summary))
    return (
        *_voices(summary),
        _silence(summary),
        _led(summary),
        _planned(summary),
    )


def further(summary: Summary) -> tuple[MeasureShown, ...]:
    """How the time was shared, for whoever asks. Nothing where there are totals only."""
    if summary.opened.few or not summary.turns:
        return ()
    return (*_shared(summary), *_turns(summary))


def _voices(summary: Summary) -> Iterator[MeasureShown]:
    voices = summary.voices
    base = ngettext("of {n} person present", "of {n} people present", voices.present)
    base = base.format(n=voices.present) if voices.present else _("nobody is in this record")
    for key, name, count, formula in (
        (
            "offered",
            _("Offered the piece"),
            voices.offered,
            _("Heard and passed together. Whoever passed was asked too; that is what counts."),
        ),
        (
            "heard",
            _("Heard"),
            voices.heard,
            _(
                "Everyone who held the piece, once or more often and however long, in whichever round."
            ),
        ),
        (
            "passed",
            _("Passed, and not heard"),
            voices.passed,
            _("Everyone who passed in some round and held the piece in none."),
        ),
        (
            "not_reached",
            _("Not reached"),
            voices.not_reached,
            _("Present − offered: the piece never came to them in any round."),
        ),
    ):
        value = str(count) if voices.present else UNDEFINED
        yield MeasureShown(key, name, value, base, formula)


def _silence(summary: Summary) -> MeasureShown:
    found = silence_outside(summary)
    meaning = _("{share} of {length}, {n} in all").format(
        share=percent(found.share), length=about(summary.length_ms), n=found.count
    )
    return MeasureShown(
        "silence",
        _("Silence"),
        about(found.total_ms),
        meaning,
        _(
            "The lengths of all silences that were held on purpose, added up; the share is that ÷ the length of the "
            "session. Not counted are pauses, breaks, and the time in which the piece lay in the centre."
        ),
    )


def _led(summary: Summary) -> MeasureShown:
    wording, total_ms = summary.opened.wording, summary.balance.total_ms
    leading = [one for one in summary.people if one.participant.facilitator]
    called = wording.of_facilitator if len(leading) == 1 else wording.of_facilitators
    if not leading:
        value, meaning = UNDEFINED, _("this record does not say who led")
    elif not total_ms:
        value, meaning = UNDEFINED, _("no time of a turn is in it")
    else:
        value = percent(sum(one.held_ms for one in leading) / total_ms)
        meaning = _("of the {time} in which somebody held the piece").format(time=about(total_ms))
    return MeasureShown(
        "led",
        _("Held by the {facilitators}").format(facilitators=called),
        value,
        meaning,
        _(
            "The time for which they held the piece ÷ the time for which anybody did. What they said without it is in "
            "no record."
        ),
    )


def _planned(summary: Summary) -> MeasureShown:
    rounds = [one for one in summary.rounds if one.round.plan.length_ms]
    planned_ms = sum(one.round.plan.length_ms for one in rounds)
    held_ms = sum(one.length_ms for one in rounds)
    n = len(rounds)
    base = ngettext("planned, for {n} round", "planned, for {n} rounds", n).format(n=n)
    return MeasureShown(
        "planned",
        _("Rounds, beside the plan"),
        about(held_ms) if n else UNDEFINED,
        f"{about(planned_ms)} {base}" if n else _("no round had a planned time"),
        _(
            "The lengths of the rounds that were planned with a time, added up, beside what was planned for them. Neither "
            "is better."
        ),
    )


def _shared(summary: Summary) -> Iterator[MeasureShown]:
    everyone, others = summary.balance, summary.balance_without_facilitators
    if not summary.people:
        return
    yield _to_move("to_move", _("Share to move"), everyone)
    if others.n != everyone.n:
        words = _("Share to move, without the {facilitators}")
        name = words.format(facilitators=summary.opened.wording.of_facilitators)
        yield _to_move("to_move_others", name, others)
    yield MeasureShown(
        "evenness",
        _("Evenness"),
        _decimals(everyone.evenness, 2),
        _("from 0, one person held the piece throughout, to 1, all held it equally long"),
        _("Pielou’s J = −Σ sᵢ ln sᵢ ÷ ln n. sᵢ is one person’s part of the held time, n how many"),
    )
    yield MeasureShown(
        "voices_1",
        _("Effective voices"),
        _decimals(everyone.voices_1, 1),
        _("so many people with equal time would give the same variety"),
        _("The Hill number of order 1: e to the power of −Σ sᵢ ln sᵢ"),
    )
    yield MeasureShown(
        "gini",
        _("Gini, corrected"),
        _decimals(everyone.gini_corrected, 2),
        _("from 0, all held the piece equally long, to 1, one person held it throughout"),
        _("ΣᵢΣⱼ |xᵢ − xⱼ| ÷ (2 n T) × n ÷ (n − 1). xᵢ is how long one person held it, T all of it"),
    )


def _to_move(key: str, name: str, balance: Balance) -> MeasureShown:
    return MeasureShown(
        key,
        name,
        percent(balance.hoover),
        _(
            "of the {time} held would have to change hands for all to have held it in proportion to the time they were "
            "there; equal time is not the aim"
        ).format(time=about(balance.total_ms)),
        _(
            "Hoover: ½ Σ |sᵢ − eᵢ|. sᵢ is one person’s part of the held time, eᵢ their part of the time present"
        ),
    )


def _turns(summary: Summary) -> Iterator[MeasureShown]:
    found = summary.turn_figures
    meaning = _("{mean} for each person present, on average").format(mean=_decimals(found.mean, 1))
    yield MeasureShown(
        "turns",
        _("Turns"),
        str(len(summary.turns)),
        meaning if found.mean is not None else _("in the rounds whose times are here"),
        _("Each holding of the piece is one; a pause within it makes no second"),
    )
    yield MeasureShown(
        "turn_length",
        _("Middle length of a turn"),
        _time(found.median_ms),
        _("half of the turns lasted from {lower} to {upper}").format(
            lower=_time(found.lower_quartile_ms), upper=_time(found.upper_quartile_ms)
        ),
        _("The median, and the quartiles; whose they were makes no difference"),
    )


def _time(ms: int | None) -> str:
    return UNDEFINED if ms is None else about(ms)


def _decimals(value: float | None, digits: int) -> str:
    return UNDEFINED if value is None else f"{value:.{digits}f}"
