"""What speakers say when they are told back what was heard: counted for a round, and nothing else is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from circle.reflection import SaidBack, SaidBackCounts
from circle.session import Round, State

Kept = Mapping[tuple[int, SaidBack], int]
"""How often each answer was given, by when the round began (ms) and the answer."""


def saying_back(state: State) -> Round | None:
    """The round that runs, where it is one in which is said back what was heard."""
    round = state.round
    return round if round is not None and round.form.says_back else None


def answers_in(round: Round, kept: Kept) -> int:
    """How many answers there are in a round."""
    return sum(n for (began_ms, _answer), n in kept.items() if began_ms == round.began_ms)


def counts(state: State, kept: Kept) -> tuple[SaidBackCounts, ...]:
    """The counts of each round that has any. Those of a round that was undone are nobody's."""
    return tuple(_counts(state, kept))


def _counts(state: State, kept: Kept) -> Iterator[SaidBackCounts]:
    for round in state.rounds:
        before = next((one for one in state.said_back if one.round == round.index), None)
        if before is not None and not answers_in(round, kept):
            yield before  # of a session that was held elsewhere
        elif round.form.says_back and answers_in(round, kept):
            yes, almost, not_yet = (kept.get((round.began_ms, one), 0) for one in SaidBack)
            yield SaidBackCounts(round.index, yes, almost, not_yet)
