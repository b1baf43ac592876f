"""One's own listening: the stances, what somebody noticed in themselves, and what many did, as counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from circle.harvest import Seen
from circle.i18n import gettext as _


class Stance(StrEnum):
    """What somebody notices of their own listening. None is better than another."""

    UNDERSTAND = "understand"
    RESPOND = "respond"
    FIX = "fix"
    AGREE = "agree"
    SURVIVE = "survive"
    DRIFTED = "drifted"


class Heard(StrEnum):
    """How much somebody felt heard, in words and never in numbers."""

    WHOLLY = "wholly"
    MOSTLY = "mostly"
    PARTLY = "partly"
    HARDLY = "hardly"


class SaidBack(StrEnum):
    """What a speaker says when a listener has said back what they heard."""

    YES = "yes"
    ALMOST = "almost"
    NOT_YET = "not yet"


class Occasion(StrEnum):
    """When somebody looked at their own listening."""

    BEFORE = "before"
    """Before the session: what they expect of themselves."""
    ROUND = "round"
    """After a round."""
    CLOSE = "close"


LEAST_PEOPLE = 5
"""What fewer people answered is not kept."""


@dataclass(frozen=True, slots=True)
class Reflection:
    """The facilitator's own, `mine` until it is shared. `round`: from 0, where it was after a round."""

    occasion: Occasion
    stances: tuple[Stance, ...] = ()
    keep: str = ""
    """One moment to keep."""
    try_next: str = ""
    """What to try next."""
    round: int | None = None
    seen: Seen = Seen.MINE


@dataclass(frozen=True, slots=True)
class StanceCount:
    stance: Stance
    count: int


@dataclass(frozen=True, slots=True)
class HeardCount:
    heard: Heard
    count: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """What so many people noticed in themselves, each for themselves: how many named each stance (one person may name
    several), and how many felt heard how much. No order, no time, and nothing of fewer than `LEAST_PEOPLE`.
    """

    people: int
    stances: tuple[StanceCount, ...]
    heard: tuple[HeardCount, ...]
    round: int | None = None
    """From 0; None: at the close."""


def can_be(gathered: Gathered) -> bool:
    """Whether counts can have come from so many people, each of whom answered once, and may be kept."""
    counts = [one.count for one in (*gathered.stances, *gathered.heard)]
    stances = [one.stance for one in gathered.stances]
    heard = [one.heard for one in gathered.heard]
    return (
        gathered.people >= LEAST_PEOPLE
        and all(0 <= count <= gathered.people for count in counts)
        and sum(one.count for one in gathered.heard) <= gathered.people
        and len(stances) == len({*stances})
        and len(heard) == len({*heard})
    )


@dataclass(frozen=True, slots=True)
class SaidBackCounts:
    """How often speakers said what, in a round (from 0)."""

    round: int
    yes: int = 0
    almost: int = 0
    not_yet: int = 0


def stance_words(stance: Stance) -> str:
    """As somebody says it of themselves."""
    return {
        Stance.UNDERSTAND: _("I listened to understand"),
        Stance.RESPOND: _("I was getting my answer ready"),
        Stance.FIX: _("I wanted to fix something"),
        Stance.AGREE: _("I waited for what I agree with"),
        Stance.SURVIVE: _("I was getting through it"),
        Stance.DRIFTED: _("I drifted away"),
    }[stance]


def expected_words(stance: Stance) -> str:
    """As somebody says it beforehand."""
    return {
        Stance.UNDERSTAND: _("I will listen to understand"),
        Stance.RESPOND: _("I will be getting my answer ready"),
        Stance.FIX: _("I will want to fix something"),
        Stance.AGREE: _("I will wait for what I agree with"),
        Stance.SURVIVE: _("I will be getting through it"),
        Stance.DRIFTED: _("I will drift away"),
    }[stance]


def heard_words(heard: Heard) -> str:
    """As somebody says it of themselves."""
    return {
        Heard.WHOLLY: _("Wholly"),
        Heard.MOSTLY: _("Mostly"),
        Heard.PARTLY: _("Partly"),
        Heard.HARDLY: _("Hardly"),
    }[heard]


def said_back_words(said: SaidBack) -> str:
    return {
        SaidBack.YES: _("Yes"),
        SaidBack.ALMOST: _("Almost"),
        SaidBack.NOT_YET: _("Not yet"),
    }[said]
