"""Figures about how a session went: pure functions of lengths and counts, none of them negative.

None stands for undefined, shown as "–" and never as 0. Sums and differences are exact integers
and each figure is divided once, so neither the order nor the unit of the lengths matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, fsum, log, sqrt


@dataclass(frozen=True, slots=True)
class Balance:
    """How evenly the piece was held. All None when n < 2 or nobody held it."""

    n: int
    total_ms: int
    gini: float | None = None
    gini_corrected: float | None = None
    evenness: float | None = None
    """Pielou's J: 1 when all held the piece equally long, 0 when one held it throughout."""
    hoover: float | None = None
    """The share of the time that would have to move; also None when nobody was present."""
    voices_1: float | None = None
    """Effective voices, Hill number of order 1."""
    voices_2: float | None = None
    """Effective voices, Hill number of order 2."""


@dataclass(frozen=True, slots=True)
class TurnFigures:
    """Turns per person, None when n < 2 or nobody had one; lengths of turns, None when none."""

    mean: float | None
    variance: float | None
    """Of the population."""
    cv: float | None
    median_ms: int | None
    lower_quartile_ms: int | None
    upper_quartile_ms: int | None
    longest_ms: int | None


@dataclass(frozen=True, slots=True)
class SilenceFigures:
    total_ms: int
    share: float | None
    """Of the session; None when the session has no length."""
    count: int
    median_ms: int | None


def balance(held_ms: Sequence[int], present_ms: Sequence[int] | None = None) -> Balance:
    """`held_ms`: for everyone present, how long they held the piece, 0 for who never did.
    `present_ms`, in the same order: how long they were there; equally long when not given.

    Raises ValueError when the two differ in length.
    """
    n, total = len(held_ms), sum(held_ms)
    hoover = _hoover(held_ms, [1] * n if present_ms is None else present_ms)
    if n < 2 or total == 0:
        return Balance(n, total)
    apart = sum(abs(a - b) for a, b in combinations(held_ms, 2))
    entropy = fsum(x / total * log(total / x) for x in held_ms if x)
    return Balance(
        n=n,
        total_ms=total,
        gini=apart / (n * total),
        gini_corrected=apart / ((n - 1) * total),
        evenness=min(1.0, entropy / log(n)),
        hoover=hoover,
        voices_1=min(float(n), exp(entropy)),
        voices_2=total**2 / sum(x**2 for x in held_ms),
    )


def turn_figures(counts: Sequence[int], lengths_ms: Sequence[int]) -> TurnFigures:
    """`counts`: turns of everyone present, 0 for who had none; `lengths_ms`: of all turns.

    Quartiles are interpolated between the two nearest lengths, the shortest and the longest
    included (`statistics.quantiles(…, method="inclusive")`), to the nearest millisecond.
    """
    n, total = len(counts), sum(counts)
    defined = n > 1 and total > 0
    spread = n * sum(count**2 for count in counts) - total**2
    return TurnFigures(
        mean=total / n if defined else None,
        variance=spread / n**2 if defined else None,
        cv=sqrt(spread) / total if defined else None,
        lower_quartile_ms=_quartile(lengths_ms, 1),
        median_ms=_quartile(lengths_ms, 2),
        upper_quartile_ms=_quartile(lengths_ms, 3),
        longest_ms=max(lengths_ms, default=None),
    )


def silence_figures(lengths_ms: Sequence[int], session_ms: int) -> SilenceFigures:
    """`lengths_ms`: of the silences of a session that is `session_ms` long."""
    total = sum(lengths_ms)
    return SilenceFigures(
        total_ms=total,
        share=total / session_ms if session_ms else None,
        count=len(lengths_ms),
        median_ms=_quartile(lengths_ms, 2),
    )


def _hoover(held_ms: Sequence[int], present_ms: Sequence[int]) -> float | None:
    held, present = sum(held_ms), sum(present_ms)
    apart = sum(abs(x * present - p * held) for x, p in zip(held_ms, present_ms, strict=True))
    return apart / (2 * held * present) if held and present else None


def _quartile(lengths_ms: Sequence[int], quarters: int) -> int | None:
    if not lengths_ms:
        return None
    ordered = sorted(lengths_ms)
    below, weight = divmod((len(ordered) - 1) * quarters, 4)
    above = min(below + 1, len(ordered) - 1)
    return round((ordered[below] * (4 - weight) + ordered[above] * weight) / 4)
