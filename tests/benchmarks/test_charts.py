"""What it costs to make what leaves the room, of three hours with 24 people, 500 turns and 60 notes."""

from __future__ import annotations

from pytest_benchmark.fixture import BenchmarkFixture

from circle.level import Level
from exports.charts import pictures
from tests.benchmarks.made import a_long_session
from tests.benchmarks.side_by_side import in_turn, tell
from tests.notes import make_notes

SESSION = "0f3a9c51d2e4"
MADE = 40


def test_pictures(benchmark: BenchmarkFixture) -> None:
    """Beside taking the notes, which every document begins with."""
    log = a_long_session()
    notes = make_notes(SESSION, log, Level.ALIASES)
    samples = in_turn(
        benchmark,
        floor=lambda: make_notes(SESSION, log, Level.ALIASES),
        ours=lambda: pictures(notes),
        rounds=MADE,
        warm=3,
    ).scaled(1000)
    tell(benchmark, samples.row("all pictures of a long session", "its notes", "ms", None))
