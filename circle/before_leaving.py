"""What whoever exports is told before notes leave: of what the circle said, of its rule, and of a passphrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from circle.confidentiality import known_rule
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from circle.people import Question
from circle.session import State

_LONG = 12
"""Shorter passphrases are guessed by trying."""


def trainer_words(state: State) -> Iterator[str]:
    """What a trainer's copy has to be told of; nothing of it refuses one."""
    if state.consent.shown is None:
        yield _("The circle has not said that a trainer may see this.")
    no = sum(one.participant.said(Question.SHOWN) is False for one in state.people.values())
    if no:
        yield ngettext(
            "{n} person said no to a trainer seeing it, and is someone in it.",
            "{n} people said no to a trainer seeing it, and are someone in it.",
            no,
        ).format(n=no)


def names_words(rules: Iterable[str], level: Level) -> str:
    """`rules`: of the session, and of its rounds. Empty where the level says no more than they let be told."""
    if level is not Level.NAMES:
        return ""
    if not any(rule.hides_who for rule in map(known_rule, rules) if rule):
        return ""
    return _("The circle agreed that nobody outside hears who was here; with names, they do.")


def short_words(passphrase: str) -> str:
    """A hint; empty where there is no passphrase, or a long one."""
    if not passphrase or len(passphrase) >= _LONG:
        return ""
    return ngettext(
        "A passphrase of fewer than {n} letter can be guessed: several words are better.",
        "A passphrase of fewer than {n} letters can be guessed: several words are better.",
        _LONG,
    ).format(n=_LONG)
