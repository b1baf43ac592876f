from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from circle.measures import Balance, balance, silence_figures, turn_figures

HELD = st.lists(st.integers(0, 10**8), max_size=40)
HELD_BY_SOME = st.lists(st.integers(0, 10**8), min_size=2, max_size=40).filter(any)


@pytest.mark.parametrize(
    ("seconds", "figures"),
    [
        ([120] * 6, (0, 0, 1, 0, 6, 6)),
        ([600, 0, 0, 0, 0, 0], (0.8333, 1, 0, 0.8333, 1, 1)),
        ([300, 180, 120, 60, 60, 0], (0.4444, 0.5333, 0.7948, 0.3333, 4.154, 3.600)),
        ([300, 300, 0, 0], (0.5, 0.6667, 0.5, 0.5, 2, 2)),
        ([310, 260, 360], (0.0717, 0.1075, 0.9921, 0.0538, 2.974, 2.949)),
    ],
)
def test_the_table_of_the_domain(seconds: list[int], figures: tuple[float, ...]) -> None:
    made = balance([second * 1000 for second in seconds])
    assert (made.n, made.total_ms) == (len(seconds), sum(seconds) * 1000)
    shares = (made.gini, made.gini_corrected, made.evenness, made.hoover)
    assert shares == pytest.approx(figures[:4], abs=5e-5)
    assert (made.voices_1, made.voices_2) == pytest.approx(figures[4:], abs=5e-4)


def test_who_was_there_for_half_the_time_is_expected_to_hold_the_piece_half_as_long() -> None:
    held = [300_000, 300_000, 300_000, 150_000]
    assert balance(held, [3_600_000, 3_600_000, 3_600_000, 1_800_000]).hoover == 0
    assert balance(held).hoover == pytest.approx(3 / 28)


@pytest.mark.parametrize("held", [[], [0], [60_000], [0, 0], [0, 0, 0, 0]])
def test_undefined_is_not_zero(held: list[int]) -> None:
    assert balance(held) == Balance(len(held), sum(held), None, None, None, None, None, None)


def test_presence_of_nobody_leaves_only_the_share_to_move_undefined() -> None:
    figures = balance([5, 5], [0, 0])
    assert figures.hoover is None
    assert figures.gini == 0


def test_presence_is_for_the_same_people() -> None:
    with pytest.raises(ValueError, match="shorter"):
        balance([1, 2, 3], [1, 2])


@given(HELD_BY_SOME, st.integers(1, 10**6))
def test_neither_unit_nor_order_nor_doubling_the_meeting_matters(
    held: list[int], times: int
) -> None:
    def figures(held: list[int]) -> tuple[float | None, ...]:
        made = balance(held)
        return (
            made.gini,
            made.gini_corrected,
            made.evenness,
            made.hoover,
            made.voices_1,
            made.voices_2,
        )

    assert figures([held_ms * times for held_ms in held]) == figures(held)
    assert figures(sorted(held)) == figures(held)


@given(HELD_BY_SOME)
@example([1] * 5)
@example([1] * 22)
@example([0, 1])
def test_bounds(held: list[int]) -> None:
    figures = balance(held)
    n = len(held)
    assert figures.gini is not None
    assert figures.gini_corrected is not None
    assert figures.evenness is not None
    assert figures.hoover is not None
    assert figures.voices_1 is not None
    assert figures.voices_2 is not None
    assert 0 <= figures.gini <= figures.gini_corrected <= 1
    assert 0 <= figures.evenness <= 1
    assert 0 <= figures.hoover <= 1 - 1 / n + 1e-12
    assert figures.hoover <= figures.gini + 1e-12
    assert 1 <= figures.voices_2 <= figures.voices_1 + 1e-9
    assert figures.voices_1 <= n


@given(HELD_BY_SOME)
def test_gini_is_half_the_mean_difference_of_all_pairs(held: list[int]) -> None:
    apart = sum(abs(a - b) for a in held for b in held)
    assert balance(held).gini == pytest.approx(apart / (2 * len(held) * sum(held)), abs=1e-12)


@given(st.data(), HELD_BY_SOME)
def test_nothing_has_to_move_only_when_time_held_follows_presence(
    data: st.DataObject, held: list[int]
) -> None:
    present = data.draw(
        st.lists(st.integers(0, 10**8), min_size=len(held), max_size=len(held)).filter(any)
    )
    in_proportion = all(
        x * sum(present) == p * sum(held) for x, p in zip(held, present, strict=True)
    )
    assert (balance(held, present).hoover == 0) == in_proportion
    assert balance(held, [x * 7 for x in held]).hoover == 0


@given(HELD, HELD)
def test_every_figure_is_finite_or_none(held: list[int], lengths: list[int]) -> None:
    made = (balance(held), turn_figures(held, lengths), silence_figures(lengths, sum(held)))
    for figures in made:
        for name in figures.__slots__:
            value = getattr(figures, name)
            assert value is None or math.isfinite(value)


def test_turns() -> None:
    figures = turn_figures([2, 4, 4, 4, 5, 5, 7, 9], [1000, 2000, 3000, 4000])
    assert (figures.mean, figures.variance, figures.cv) == (5, 4, 0.4)
    assert (figures.lower_quartile_ms, figures.median_ms, figures.upper_quartile_ms) == (
        1750,
        2500,
        3250,
    )
    assert figures.longest_ms == 4000


@pytest.mark.parametrize("counts", [[], [3], [0, 0, 0]])
def test_turns_per_person_undefined(counts: list[int]) -> None:
    figures = turn_figures(counts, [])
    assert (figures.mean, figures.variance, figures.cv) == (None, None, None)
    assert (figures.lower_quartile_ms, figures.median_ms, figures.upper_quartile_ms) == (
        None,
        None,
        None,
    )
    assert figures.longest_ms is None


@given(st.lists(st.integers(0, 500), min_size=2, max_size=40).filter(any))
def test_turns_per_person_as_the_standard_library_counts(counts: list[int]) -> None:
    figures = turn_figures(counts, [])
    assert figures.mean == pytest.approx(statistics.fmean(counts))
    assert figures.variance == pytest.approx(statistics.pvariance(counts))
    assert figures.cv == pytest.approx(statistics.pstdev(counts) / statistics.fmean(counts))


@given(st.lists(st.integers(0, 10**8), min_size=2, max_size=60))
def test_quartiles_as_the_standard_library_counts(lengths: list[int]) -> None:
    figures = turn_figures([], lengths)
    made = (figures.lower_quartile_ms, figures.median_ms, figures.upper_quartile_ms)
    expected = statistics.quantiles(lengths, n=4, method="inclusive")
    assert made == tuple(round(value) for value in expected)


@given(st.integers(0, 10**8))
def test_one_turn_is_its_own_median_and_quartiles(length: int) -> None:
    figures = turn_figures([1, 0], [length])
    assert (figures.lower_quartile_ms, figures.median_ms) == (length, length)
    assert (figures.upper_quartile_ms, figures.longest_ms) == (length, length)


def test_silences() -> None:
    figures = silence_figures([10_000, 30_000, 20_000], 600_000)
    assert (figures.total_ms, figures.share, figures.count) == (60_000, 0.1, 3)
    assert figures.median_ms == 20_000


def test_a_session_without_silence_had_none() -> None:
    figures = silence_figures([], 600_000)
    assert (figures.total_ms, figures.share, figures.count, figures.median_ms) == (0, 0, 0, None)


def test_no_session_has_no_share_of_silence() -> None:
    assert silence_figures([], 0).share is None


@given(HELD_BY_SOME)
def test_a_person_who_says_nothing_makes_it_less_even(held: list[int]) -> None:
    with_them, without = balance([*held, 0]), balance(held)
    assume(without.gini is not None and with_them.gini is not None)
    assert (with_them.gini or 0) > (without.gini or 0)
