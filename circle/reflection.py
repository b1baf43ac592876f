"""Words for one's own listening: the stances, and how a speaker felt heard."""

from __future__ import annotations

from enum import StrEnum

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
