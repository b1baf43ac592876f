"""How the listening of a circle moved over its sessions: a series for each measure, and it in a sentence. Pure.

Nothing here is good or bad, and nothing is of a single participant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.listened import Listened, Part
from circle.reflection import Stance

LEAST_SESSIONS = 3
"""Of fewer nothing is said but that there is too little to tell."""


@dataclass(frozen=True, slots=True)
class StanceSeries:
    """Whether the facilitator noticed it in themselves, session by session; None: not noted."""

    stance: Stance
    noticed: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """All series have one entry for each session, the oldest first; None is a gap."""

    stances: tuple[StanceSeries, ...]
    silence: tuple[Part | None, ...]
    offered: tuple[Part | None, ...]
    heard: tuple[Part | None, ...]
    held: tuple[Part | None, ...]
    sentence: str
    expectation: str
    """What was expected before the newest session against what came; empty where nothing was."""


def over_time(sessions: Sequence[Listened]) -> Series:
    """`sessions`: those of one circle, the oldest first."""
    return Series(
        stances=tuple(
            StanceSeries(stance, tuple(_noticed(one, stance) for one in sessions))
            for stance in Stance
        ),
        silence=tuple(one.silence for one in sessions),
        offered=tuple(one.offered for one in sessions),
        heard=tuple(one.heard for one in sessions),
        held=tuple(one.held for one in sessions),
        sentence=over_time_words(sessions),
        expectation=expectation_words(sessions[-1]) if sessions else "",
    )


def _noticed(one: Listened, stance: Stance) -> bool | None:
    return None if one.noticed is None else stance in one.noticed


def over_time_words(sessions: Sequence[Listened]) -> str:
    """The facilitator's own listening, the first half of the sessions that have a note of it beside the last half."""
    n = len(sessions)
    if n < LEAST_SESSIONS:
        few = ngettext(
            "{n} session so far: too little to tell how the listening moves.",
            "{n} sessions so far: too little to tell how the listening moves.",
            n,
        )
        return few.format(n=n)
    noted = [one.noticed for one in sessions if one.noticed is not None]
    if not noted:
        none = _("Over {n} sessions: your own listening was not noted.")
        return none.format(n=n)
    if len(noted) < LEAST_SESSIONS:
        few = _(
            "Over {n} sessions: your own listening was noted in {noted}, too little to tell how it moves."
        )
        return few.format(n=n, noted=len(noted))
    over = (
        _("Over {n} sessions").format(n=n)
        if len(noted) == n
        else _("Over {n} sessions, {noted} of them with a note of your own listening").format(
            n=n, noted=len(noted)
        )
    )
    return _("{over}: {moved}").format(over=over, moved=_moved(noted))


def _moved(noted: Sequence[tuple[Stance, ...]]) -> str:
    middle = (len(noted) + 1) // 2
    first, last = noted[:middle], noted[middle:]

    def apart(stance: Stance) -> int:
        """How far its parts of the two are apart, times the two lengths."""
        return abs(_count(first, stance) * len(last) - _count(last, stance) * len(first))

    stance = max(Stance, key=apart)
    if not apart(stance):
        alike = _("what you noticed is alike in the first {first} and in those after.")
        return alike.format(first=len(first))
    moved = _("you noticed {stance} in {before} of the first {first}, and {later}.")
    return moved.format(
        stance=noticing(stance),
        before=_count(first, stance) or _("none"),
        first=len(first),
        later=_later(_count(last, stance), len(last)),
    )


def _later(count: int, last: int) -> str:
    if last == 1:
        return _("in the last one") if count else _("not in the last one")
    later = _("in {after} of the last {last}")
    return later.format(after=count or _("none"), last=last)


def _count(noted: Iterable[tuple[Stance, ...]], stance: Stance) -> int:
    return sum(1 for one in noted if stance in one)


def expectation_words(one: Listened) -> str:
    """ "You expected to be getting your answer ready; you noticed wanting to fix something." """
    if one.expected is None:
        return ""
    expected = listed(noticing(stance) for stance in one.expected)
    if one.noticed is None:
        only = _("You expected to be {expected}; what came is not noted.")
        return only.format(expected=expected)
    if one.noticed == one.expected:
        same = _("You expected to be {expected}, and that is what you noticed.")
        return same.format(expected=expected)
    came = listed(noticing(stance) for stance in one.noticed)
    differs = _("You expected to be {expected}; you noticed {came}.")
    return differs.format(expected=expected, came=came)


def noticing(stance: Stance) -> str:
    """As it is told to whoever noticed it: "you noticed …"."""
    return {
        Stance.UNDERSTAND: _("listening to understand"),
        Stance.RESPOND: _("getting your answer ready"),
        Stance.FIX: _("wanting to fix something"),
        Stance.AGREE: _("waiting for what you agree with"),
        Stance.SURVIVE: _("getting through it"),
        Stance.DRIFTED: _("drifting away"),
    }[stance]


def listed(words: Iterable[str]) -> str:
    """ "one", "one and two", "one, two and three"."""
    *others, last = words
    if not others:
        return last
    return _("{others} and {last}").format(others=", ".join(others), last=last)
