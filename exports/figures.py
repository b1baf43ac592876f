"""How the time moved, as figures about the group, each with a plain explanation and its base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.session_notes import SessionNotes
from circle.spoken_time import about
from circle.summary import few_words, percent


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is "–" where it is undefined; `meaning` says what it is and what it is a part of."""

    name: str
    value: str
    meaning: str


def figures(notes: SessionNotes) -> tuple[Figure, ...]:
    """No figure is about a person, and none is set beside another session's. Where no turn was measured there
    is none about turns, and of few people there is none but how many they were."""
    if notes.few:
        return (Figure(_("People present"), str(notes.few), few_words(notes.few)),)
    shared = (*_balance(notes), *_turns(notes)) if has_figures_of_turns(notes) else ()
    return (*_voices(notes), *shared, *_silence(notes))


def has_figures_of_turns(notes: SessionNotes) -> bool:
    return bool(notes.turns or not notes.unmeasured_ms)


def tells_facilitators_apart(notes: SessionNotes) -> bool:
    """Not without names: it would tell the facilitator's own time."""
    return bool(notes.people) and notes.balance_without_facilitators.n != notes.balance.n


def _voices(notes: SessionNotes) -> Iterator[Figure]:
    voices = notes.voices
    present = ngettext("of {n} person present", "of {n} people present", voices.present)
    base = present.format(n=voices.present) if voices.present else _("nobody is in this record")
    for name, count in (
        (_("Offered the piece"), voices.offered),
        (_("Heard"), voices.heard),
        (_("Passed, and not heard"), voices.passed),
        (_("Not reached"), voices.not_reached),
    ):
        yield Figure(name, str(count) if voices.present else "–", base)


def _balance(notes: SessionNotes) -> Iterator[Figure]:
    balance, others = notes.balance, notes.balance_without_facilitators
    base = _("of the {time} in which somebody held the piece").format(time=about(balance.total_ms))
    yield Figure(
        _("Share to move"),
        percent(balance.hoover),
        _(
            "{base}: so much would have to change hands for all to have held it in proportion to "
            "the time they were there"
        ).format(base=base),
    )
    if tells_facilitators_apart(notes):
        yield Figure(
            _("Share to move, without {facilitators}").format(
                facilitators=" ".join(notes.wording.of_facilitators.split())
            ),
            percent(others.hoover),
            _("of the {time} in which the others held the piece").format(
                time=about(others.total_ms)
            ),
        )
    yield Figure(
        _("Evenness"),
        _decimals(balance.evenness, 2),
        _("from 0, one person held the piece throughout, to 1, all held it equally long"),
    )
    yield Figure(
        _("Effective voices"),
        _decimals(balance.voices_1, 1),
        _("as many people with equal time would give the same variety"),
    )
    yield Figure(
        _("Gini, corrected"),
        _decimals(balance.gini_corrected, 2),
        _("from 0, all held the piece equally long, to 1, one person held it throughout"),
    )


def _turns(notes: SessionNotes) -> Iterator[Figure]:
    found = notes.turn_figures
    yield Figure(_("Turns"), str(len(notes.turns)), _per_person(notes))
    yield Figure(
        _("Middle length of a turn"),
        _time(found.median_ms),
        _("half of the turns lasted from {lower} to {upper}; the longest {longest}").format(
            lower=_time(found.lower_quartile_ms),
            upper=_time(found.upper_quartile_ms),
            longest=_time(found.longest_ms),
        ),
    )
    if notes.cross_talk:
        yield Figure(
            _("Cross-talk"),
            str(notes.cross_talk),
            _("times that somebody spoke within another's turn, counted and not timed"),
        )


def _per_person(notes: SessionNotes) -> str:
    found = notes.turn_figures
    return _("{mean} for each person present on average, varying by {cv} of that").format(
        mean=_decimals(found.mean, 1), cv=percent(found.cv)
    )


def _silence(notes: SessionNotes) -> Iterator[Figure]:
    found = notes.silence
    meaning = _("{share} of the session of {length}").format(
        share=percent(found.share), length=about(notes.length_ms)
    )
    if found.count > 1:
        meaning = _("{meaning}; {n} silences, their middle length {median}").format(
            meaning=meaning, n=found.count, median=_time(found.median_ms)
        )
    yield Figure(_("Silence"), about(found.total_ms), meaning)


def _time(ms: int | None) -> str:
    return "–" if ms is None else about(ms)


def _decimals(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
