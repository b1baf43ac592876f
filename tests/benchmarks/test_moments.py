"""What it costs to go through a session that is reviewed: from a moment to the next, and to look closer."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from circle.paths import assets
from circle.review import Review, reviewed
from tests.benchmarks.made import LONG_MS, a_long_session
from tests.benchmarks.side_by_side import Row, quantile, tell
from tests.fakes import FakeClock
from ui.theme import Look
from ui.widgets.moments_view import MomentsView

FRAME_MS = 16
STEPS = 400
_FAR = 9973
"""Steps go to and fro over the session, so that none is near the one before."""


@pytest.fixture(scope="module")
def long_review() -> Review:
    return reviewed("a-long-session", a_long_session())


@pytest.fixture
def view(qapp: QApplication, long_review: Review) -> MomentsView:
    look = Look(assets())
    look.apply(qapp)
    look.load_other_scripts()
    made = MomentsView(look, clock=FakeClock())
    made.resize(790, 820)
    made.show_review(long_review)
    made.show()
    qapp.processEvents()
    return made


def _timed(step: Callable[[int], object]) -> list[float]:
    """Each step and its painting, in milliseconds."""
    taken: list[float] = []
    for n in range(STEPS):
        start = time.perf_counter()
        step(n)
        QApplication.processEvents()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def test_moments(benchmark: BenchmarkFixture, view: MomentsView, long_review: Review) -> None:
    def scrubbed() -> list[float]:
        return _timed(lambda n: view.show_moment(n * _FAR * 1000 % LONG_MS))

    def closer() -> list[float]:
        return _timed(lambda n: view.timeline.zoom(1.5 if n % 12 < 6 else 1 / 1.5))

    scrubs = benchmark.pedantic(scrubbed, rounds=1, warmup_rounds=1, iterations=1)
    zooms = closer()
    opened = _timed(lambda _n: view.show_review(long_review))
    view.close()
    frame = f"a frame of {FRAME_MS} ms"
    tell(
        benchmark,
        _row("review: a moment of 3 h, 24 people, 500 turns, painted", scrubs, frame),
        _row("  the 99th of 100", scrubs, frame, at=0.99),
        _row("  the timeline looked at closer", zooms, frame),
        _row("  the session shown anew", opened, "100 ms", most_ms=100),
    )


def _row(what: str, taken: list[float], beside: str, *, at: float = 0.5, most_ms: float = FRAME_MS) -> Row:  # fmt: skip
    return Row(what, beside, "ms", most_ms, quantile(taken, at), 1.0, len(taken))
