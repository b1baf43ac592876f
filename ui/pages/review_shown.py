"""A session as a review shows it: words for the window and for the command line alike. Pure functions; no Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from circle.over_time import listed
from circle.put_right import MOST_TOLD, Corrected
from circle.review import Review
from circle.spoken_time import about
from circle.summary import PersonSummary, confidential, percent
from exports.words import day, reader_words
from ui.pages.measures_shown import MeasureShown, further, measures
from ui.pages.review_harvest_shown import (
    HarvestShown,
    ReflectionShown,
    harvest_shown,
    own_shown,
    said_back_lines,
)
from ui.pages.review_rounds_shown import (
    AroundShown,
    NoteShown,
    RoundShown,
    around_shown,
    notes_of_none,
    rounds_shown,
)


@dataclass(frozen=True, slots=True)
class HeadShown:
    """What is read first. `below`: who led, the day, and how it came; `aside`: what was left out, and why."""

    title: str
    below: str
    sentence: str
    measures: tuple[MeasureShown, ...]
    further: tuple[MeasureShown, ...]
    aside: str


@dataclass(frozen=True, slots=True)
class OwnShown:
    """Of whoever led: how long they held the piece, and what they noticed in themselves."""

    heading: str
    held: tuple[str, ...]
    reflections: tuple[ReflectionShown, ...]
    none: str
    """Why there is no reflection; empty where there is one."""


@dataclass(frozen=True, slots=True)
class PutRightShown:
    """`when`: the day on which it was put right. `at_ms`: the moment to go to, if it has one."""

    at_ms: int | None
    text: str
    reason: str
    when: str


@dataclass(frozen=True, slots=True)
class ReviewShown:
    head: HeadShown
    own: OwnShown
    said_back: tuple[str, ...]
    rounds: tuple[RoundShown, ...]
    notes: tuple[NoteShown, ...]
    """Of no round."""
    harvest: HarvestShown
    around: AroundShown | None
    put_right: tuple[PutRightShown, ...] = ()
    """In the order in which it was."""


def review_shown(review: Review) -> ReviewShown:
    return ReviewShown(
        head=head_shown(review),
        own=_own(review),
        said_back=said_back_lines(review),
        rounds=rounds_shown(review),
        notes=notes_of_none(review),
        harvest=harvest_shown(review),
        around=around_shown(review),
        put_right=(*_more_put_right(review), *map(_put_right, review.corrected)),
    )


def _more_put_right(review: Review) -> Iterator[PutRightShown]:
    if review.more_corrected:
        words = _("More was put right before. What comes of the last {n} is told here.")
        yield PutRightShown(None, words.format(n=MOST_TOLD), "", "")


def _put_right(one: Corrected) -> PutRightShown:
    when = _("Put right on {day}").format(day=day(one.wall))
    return PutRightShown(one.at_ms, one.said, one.reason, when)


def head_shown(review: Review) -> HeadShown:
    return HeadShown(
        _title(review),
        " · ".join(_below(review)),
        review.sentence,
        measures(review.summary),
        further(review.summary),
        _aside(review),
    )


def _title(review: Review) -> str:
    """Trauma network, session 22; what else it is called comes below."""
    opened = review.summary.opened
    circle = opened.circle or opened.title or _("A session without a title")
    if opened.number is None:
        return circle
    return _("{circle}, session {n}").format(circle=circle, n=opened.number)


def _below(review: Review) -> Iterator[str]:
    opened = review.summary.opened
    if opened.circle and opened.title:
        yield opened.title
    if led := _led_by(review):
        yield led
    yield day(review.log.entries[0].wall)
    yield about(review.summary.length_ms)
    if opened.place:
        yield opened.place
    yield from _how_it_came(review)


def _led_by(review: Review) -> str:
    called = [
        one.participant.alias
        for one in review.summary.people
        if one.participant.facilitator and one.participant.alias
    ]
    return _("Led by {names}").format(names=listed(called)) if called else ""


def _how_it_came(review: Review) -> Iterator[str]:
    if review.arrived is None:
        return
    match review.level:
        case Level.NOBODY:
            yield _("names and seats left out before export")
        case Level.SEATS:
            yield _("names replaced by seat before export")
        case Level.ALIASES:
            yield _("with aliases")
        case Level.NAMES:
            yield _("with names, to which everyone said yes")
        case None:
            source = review.summary.opened.source
            yield _("times from {source}").format(source=source) if source else _("from elsewhere")
    for reader in Seen:
        if review.arrived.reader == reader.value:
            words = reader_words(reader)
            yield words[:1].lower() + words[1:]
    if review.arrived.sealed:
        yield _("sealed with a passphrase")


def _aside(review: Review) -> str:
    n = len(confidential(review.summary))
    if not n:
        return ""
    return ngettext(
        "{n} round is confidential: all that is counted here is of the rest.",
        "{n} rounds are confidential: all that is counted here is of the rest.",
        n,
    ).format(n=n)


def _own(review: Review) -> OwnShown:
    leading = [one for one in review.summary.people if one.participant.facilitator]
    wording = review.summary.opened.wording
    words = ngettext(
        "The {facilitator}’s own share and listening",
        "The {facilitators}’ own share and listening",
        max(1, len(leading)),
    )
    reflections = own_shown(review)
    none = _("No reflection was written down.")
    if not review.is_own:
        none = _("No reflection was shared.")
    return OwnShown(
        words.format(facilitator=wording.of_facilitator, facilitators=wording.of_facilitators),
        tuple(_held(review, one) for one in leading),
        reflections,
        "" if reflections else none,
    )


def _held(review: Review, one: PersonSummary) -> str:
    total_ms = review.summary.balance.total_ms
    if not total_ms:
        return _("{name}: no time of a turn is in this record.").format(name=one.participant.alias)
    words = ngettext(
        "{name} held the piece for {time} in {n} turn, {share} of the time in which anybody did.",
        "{name} held the piece for {time} in {n} turns, {share} of the time in which anybody did.",
        one.turns,
    )
    if not one.turns:
        words = _("{name} did not hold the piece.")
    return words.format(
        name=one.participant.alias,
        time=about(one.held_ms),
        n=one.turns,
        share=percent(one.held_ms / total_ms),
    )
