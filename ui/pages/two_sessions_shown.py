"""Two sessions side by side: whether they can be compared, counts and measures, and their rounds. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.listened import Part
from circle.over_sessions import Met, are_alike, kind_of
from circle.session import Outcome
from circle.spoken_time import about
from circle.summary import RoundSummary, Summary, percent
from ui.pages.over_sessions_shown import Titles, kind_words
from ui.pages.spread_shown import called, people_words

_NONE = "–"


@dataclass(frozen=True, slots=True)
class BesideRow:
    """What is counted, and how much of it there was in either session."""

    name: str
    values: tuple[str, str]


@dataclass(frozen=True, slots=True)
class RoundShown:
    """`held`, `silent`: parts of its length, 0 to 1. Nothing is known of them where `measured` is not so."""

    title: str
    prompt: str
    counts: str
    length_ms: int
    held: float
    silent: float
    measured: bool


@dataclass(frozen=True, slots=True)
class TwoShown:
    """The earlier at the left. `longest_ms`: of all rounds; bars of both are to that scale."""

    called: tuple[str, str]
    sentence: str
    rows: tuple[BesideRow, ...]
    rounds: tuple[tuple[RoundShown | None, RoundShown | None], ...]
    longest_ms: int


def two_shown(one: tuple[Met, Summary], other: tuple[Met, Summary], titles: Titles) -> TwoShown:
    left, right = one[0], other[0]
    rounds = [[_round(there) for there in found.rounds] for _met, found in (one, other)]
    pairs = zip(_values(left), _values(right), strict=True)
    return TwoShown(
        called=(called(left), called(right)),
        sentence=comparable_words(left, right, titles),
        rows=tuple(BesideRow(name, (value, others)) for (name, value), (_name, others) in pairs),
        rounds=tuple(zip_longest(rounds[0], rounds[1])),
        longest_ms=max((there.length_ms for found in rounds for there in found), default=0),
    )


def comparable_words(one: Met, other: Met, titles: Titles) -> str:
    """Whether figures of the two can be set beside each other, and why not."""
    if one.known_as == other.known_as:
        return _("These are two copies of the same session.")
    people = [people_words(each.people, each.people) for each in (one, other)]
    kinds = [kind_words(kind_of(each), titles) for each in (one, other)]
    if are_alike(one, other):
        words = _("Alike in form and size, so their figures can be set beside each other: {one} and {other}, {kind}.")  # fmt: skip
        return words.format(one=people[0], other=people[1], kind=kinds[0])
    first, second = (_("{people}, {kind}").format(people=p, kind=k) for p, k in zip(people, kinds, strict=True))  # fmt: skip
    words = _(
        "These two are not alike: {one}; and {other}. What differs in their figures may come from that alone."
    )
    return words.format(one=first, other=second)


def _values(one: Met) -> Iterator[tuple[str, str]]:
    measured, listened = one.measured, one.listened
    told = bool(measured.people) and not measured.few
    yield _("People"), str(one.people or _NONE)
    yield _("Offered the piece"), _of(listened.offered) if told else _NONE
    yield _("Heard"), _of(listened.heard) if told else _NONE
    yield _("Passed, and not heard"), str(measured.passed) if told else _NONE
    yield _("Not reached"), str(measured.not_reached) if told else _NONE
    yield _("Turns"), str(measured.turns) if measured.turns else _NONE
    yield _("Silence, of the time that was measured"), _silence(one)
    yield _("Facilitators, of the time that the piece was held"), _share(listened.held)
    yield _("Share to move, of the time that the piece was held"), percent(measured.hoover)
    yield _("Length"), about(measured.length_ms)
    yield _("Planned"), about(measured.planned_ms) if measured.planned_ms else _NONE


def _of(part: Part | None) -> str:
    return _NONE if part is None else _("{n} of {all}").format(n=part.part, all=part.whole)


def _share(part: Part | None) -> str:
    return percent(None if part is None else part.share)


def _silence(one: Met) -> str:
    if one.listened.silence is None:
        return _NONE
    n = one.measured.silences
    words = ngettext("{share} ({n} silence)", "{share} ({n} silences)", n)
    return words.format(share=_share(one.listened.silence), n=n)


def _round(found: RoundSummary) -> RoundShown:
    number, form = found.round.index + 1, found.round.form.title
    open_to_see = found.measured and not found.round.plan.confidential
    title = _("{n}. {form} · {length}")
    return RoundShown(
        title=title.format(n=number, form=form, length=about(found.length_ms)),
        prompt=found.round.plan.prompt,
        counts=_counts(found),
        length_ms=found.length_ms,
        held=_part(found, sum(turn.length_ms for turn in found.turns)) if open_to_see else 0.0,
        silent=_part(found, sum(one.length_ms for one in found.silences)) if open_to_see else 0.0,
        measured=open_to_see,
    )


def _part(found: RoundSummary, ms: int) -> float:
    return min(1.0, ms / found.length_ms) if found.length_ms else 0.0


def _counts(found: RoundSummary) -> str:
    if found.round.plan.confidential:
        return _("Confidential: only its form, its prompt and its length are here.")
    counts = [
        _("offered {n}").format(n=found.offered),
        _("heard {n}").format(n=found.count(Outcome.HELD)),
        _("passed {n}").format(n=found.passed),
    ]
    if found.not_reached is not None:
        counts.append(_("not reached {n}").format(n=found.not_reached))
    if not found.outcomes:
        counts = []
    if not found.measured:
        counts.append(_("times were not measured"))
    return ", ".join(counts)
