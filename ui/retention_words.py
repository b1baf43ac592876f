"""What is said of how long sessions and their notes are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from circle.i18n import gettext as _
from circle.i18n import ngettext

if TYPE_CHECKING:
    from circle.retention import Due, Rules


def months_words(months: int) -> str:
    """A choice: for how long."""
    if not months:
        return _("As long as I keep the kit")
    if months % 12 == 0:
        return ngettext("{n} year", "{n} years", months // 12).format(n=months // 12)
    return ngettext("{n} month", "{n} months", months).format(n=months)


def rules_words(rules: Rules) -> str:
    if not (rules.notes or rules.sessions):
        return _("All of it is kept until you erase it.")
    said: list[str] = []
    if rules.notes:
        said.append(_("Notes are to be kept for {time}.").format(time=months_words(rules.notes)))
    if rules.sessions:
        said.append(
            _("Sessions are to be kept for {time}.").format(time=months_words(rules.sessions))
        )
    return " ".join(said)


def due_words(due: Due, rules: Rules) -> str:
    """One sentence, empty where nothing is due."""
    said: list[str] = []
    if n := len(due.sessions):
        words = ngettext(
            "{n} session is older than {time}.", "{n} sessions are older than {time}.", n
        )
        said.append(words.format(n=n, time=months_words(rules.sessions)))
    if n := len(due.notes):
        words = ngettext(
            "The notes of {n} session are older than {time}.",
            "The notes of {n} sessions are older than {time}.",
            n,
        )
        said.append(words.format(n=n, time=months_words(rules.notes)))
    return " ".join(said)
