"""Measuring two things in turn, so that what else the computer does meets both; and what the table says of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles

from pytest_benchmark.fixture import BenchmarkFixture

Work = Callable[[], object]


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `most`: how many times the floor is allowed, None when nothing was aimed for.

    Where there is no floor but a figure not to exceed, `floor` is that figure and `most` is 1.
    """

    what: str
    floor_is: str
    unit: str
    floor: float
    ours: float
    most: float | None
    n: int

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


@dataclass(frozen=True, slots=True)
class Samples:
    """In the order in which they were taken; one of each belongs together."""

    floor: Sequence[float]
    ours: Sequence[float]

    def row(
        self, what: str, floor_is: str, unit: str, most: float | None, *, at: float = 0.5
    ) -> Row:
        """`at`: the quantile that is compared, 0.5 the median."""
        floor, ours = quantile(self.floor, at), quantile(self.ours, at)
        return Row(what, floor_is, unit, floor, ours, most, len(self.ours))

    def scaled(self, by: float) -> Samples:
        return Samples([one * by for one in self.floor], [one * by for one in self.ours])


def quantile(samples: Sequence[float], at: float) -> float:
    if at == 0.5:
        return median(samples)
    return quantiles(samples, n=1000, method="inclusive")[round(at * 1000) - 1]


def in_turn(
    benchmark: BenchmarkFixture,
    *,
    floor: Work,
    ours: Work,
    rounds: int,
    warm: int = 0,
    before_floor: Work = _nothing,
    before_ours: Work = _nothing,
    after_ours: Work = _nothing,
) -> Samples:
    """Times floor, ours, floor, ours …, in seconds. What is done `before` and `after` is not timed."""
    floors: list[float] = []

    def measure_floor() -> None:
        before_floor()
        start = time.perf_counter()
        floor()
        floors.append(time.perf_counter() - start)
        before_ours()

    benchmark.pedantic(
        ours,
        setup=measure_floor,
        teardown=after_ours,
        rounds=rounds,
        warmup_rounds=warm,
        iterations=1,
    )
    assert benchmark.stats is not None
    return Samples(floors[warm:], benchmark.stats.stats.data)


def tell(benchmark: BenchmarkFixture, *rows: Row) -> None:
    """Hands rows on to the table."""
    benchmark.extra_info["rows"] = [asdict(row) for row in rows]
