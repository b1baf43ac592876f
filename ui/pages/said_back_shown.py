"""What speakers said when they were told back what was heard, as the Close page says it. No Qt here."""

from __future__ import annotations

from circle.i18n import gettext as _
from circle.session import State


def said_back_words(state: State) -> str:
    """A line for each round that has any; with its number where there are several."""
    words, several = (
        _("Said back: yes {yes}, almost {almost}, not yet {not_yet}"),
        len(state.said_back) > 1,
    )
    lines = [
        words.format(yes=one.yes, almost=one.almost, not_yet=one.not_yet) for one in state.said_back
    ]
    if several:
        of_round = _("Round {n}. {words}")
        rounds = [one.round + 1 for one in state.said_back]
        lines = [of_round.format(n=n, words=line) for n, line in zip(rounds, lines, strict=True)]
    return "\n".join(lines)
