"""What is shown of the listening over the sessions of a circle: rows of marks and bars, and words. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from circle.days import say_day
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.listened import Listened, Part
from circle.over_time import listed, noticing, over_time
from circle.reflection import Gathered, Stance, heard_words
from circle.summary import percent

FULL = (0.1, 0.25, 0.5, 1.0)
"""What a bar that is as high as its row may stand for."""


class Mark(StrEnum):
    NOTICED = "noticed"
    NOT_NOTICED = "not noticed"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class MarksShown:
    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class BarsShown:
    """Each is a part of the row's height, 0 to 1; None is a gap."""

    label: str
    bars: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class OverTimeShown:
    """All rows, `numbers` and `said` have one entry for each session, the oldest first."""

    rows: tuple[MarksShown | BarsShown, ...]
    numbers: tuple[str, ...]
    said: tuple[str, ...]
    """A session in words, a sentence in each line."""
    sentence: str
    expectation: str


def over_time_shown(sessions: Sequence[Listened], today: date) -> OverTimeShown:
    """`today`: by the laptop's clock."""
    told = over_time(sessions)
    marks = (
        MarksShown(stance_label(one.stance), tuple(_mark(noticed) for noticed in one.noticed))
        for one in told.stances
    )
    bars = (
        _bars(_("Silence"), told.silence),
        _bars(_("Offered the piece"), told.offered, full=1.0),
        _bars(_("Heard"), told.heard, full=1.0),
        _bars(_("Facilitators"), told.held),
    )
    return OverTimeShown(
        rows=(*marks, *bars),
        numbers=tuple("" if one.number is None else str(one.number) for one in sessions),
        said=tuple("\n".join(session_words(one, today)) for one in sessions),
        sentence=told.sentence,
        expectation=told.expectation,
    )


def _mark(noticed: bool | None) -> Mark:
    if noticed is None:
        return Mark.GAP
    return Mark.NOTICED if noticed else Mark.NOT_NOTICED


def _bars(label: str, parts: Sequence[Part | None], *, full: float | None = None) -> BarsShown:
    """Without `full` the highest bar decides, and the label says what a full one would be."""
    shares = [None if part is None else part.share for part in parts]
    if full is None:
        full = next(one for one in FULL if max((share or 0 for share in shares), default=0) <= one)
        label = _("{label}, to {percent}").format(label=label, percent=percent(full))
    return BarsShown(label, tuple(None if share is None else share / full for share in shares))


def stance_label(stance: Stance) -> str:
    return {
        Stance.UNDERSTAND: _("To understand"),
        Stance.RESPOND: _("To respond"),
        Stance.FIX: _("To fix"),
        Stance.AGREE: _("To agree"),
        Stance.SURVIVE: _("To survive"),
        Stance.DRIFTED: _("Drifted away"),
    }[stance]


def session_words(one: Listened, today: date) -> Iterator[str]:
    """A session in sentences; "–" for each gap."""
    yield _head(one, today)
    yield _own(_("You noticed: {stances}."), one.noticed)
    if one.expected is not None:
        yield _own(_("You expected: {stances}."), one.expected)
    yield _("Silence: {share} of the time that was measured.").format(share=_share(one.silence))
    yield _voices(one)
    yield _("The facilitators held the piece for {share} of the time that it was held.").format(
        share=_share(one.held)
    )
    if one.gathered is not None:
        yield from _gathered(one.gathered)


def _head(one: Listened, today: date) -> str:
    day = say_day(one.opened.astimezone().date(), today) if one.opened else "–"
    if one.number is None:
        return _("{day}.").format(day=day)
    return _("Session {n}, {day}.").format(n=one.number, day=day)


def _own(words: str, stances: Iterable[Stance] | None) -> str:
    said = "–" if stances is None else listed(noticing(stance) for stance in stances)
    return words.format(stances=said)


def _share(part: Part | None) -> str:
    return percent(None if part is None else part.share)


def _voices(one: Listened) -> str:
    if one.offered is None or one.heard is None:
        return _("Offered the piece: –. Heard: –.")
    n = one.offered.whole
    words = ngettext(
        "Of {n} person, offered the piece: {offered}; heard: {heard}.",
        "Of {n} people, offered the piece: {offered}; heard: {heard}.",
        n,
    )
    return words.format(n=n, offered=one.offered.part, heard=one.heard.part)


def _gathered(gathered: Gathered) -> Iterator[str]:
    n = gathered.people
    named = [(stance_label(one.stance), one.count) for one in gathered.stances]
    felt = [(heard_words(one.heard), one.count) for one in gathered.heard]
    answered = ngettext("{n} person answered", "{n} people answered", n).format(n=n)
    yield f"{answered}{_counted(named)}."
    if felt:
        yield _("Felt heard{counts}.").format(counts=_counted(felt))


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    there = [f"{words} {count}" for words, count in counts if count]
    return f": {', '.join(there)}" if there else ""
