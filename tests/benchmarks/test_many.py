"""What documents cost: here many sessions at once, beside one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from circle.level import Level
from circle.store import Store
from exports import aside
from exports.formats import FORMATS
from exports.writing import document, write
from tests.benchmarks.made import make_kit
from tests.benchmarks.side_by_side import in_turn, tell
from tests.notes import make_notes

SESSIONS = 200
ROUNDS = 1


@pytest.fixture(scope="module")
def kit_of_many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("many")
    make_kit(folder, sessions=SESSIONS)
    with closing(Store.open(folder)) as store:
        yield store
    aside.stop()


def _export(store: Store, first: int, last: int) -> None:
    """As the command and the window do it: one session after the other, every format of each."""
    with tempfile.TemporaryDirectory() as out:
        for number in range(first, last + 1):
            session = f"{number:012x}"
            notes = make_notes(session, store.read(session), Level.NOBODY)
            write([document(notes, format) for format in FORMATS], Path(out))


@pytest.mark.timeout(1800)
def test_many(benchmark: BenchmarkFixture, kit_of_many: Store) -> None:
    """One session is exported twenty times, each for itself, for each time that all are."""
    singles = 20

    def one_by_one() -> None:
        for _each in range(singles):
            _export(kit_of_many, 1, 1)

    taken = in_turn(
        benchmark,
        floor=one_by_one,
        ours=lambda: _export(kit_of_many, 1, SESSIONS),
        rounds=ROUNDS,
    )
    each = type(taken)(
        [one * 1000 / singles for one in taken.floor],
        [one * 1000 / SESSIONS for one in taken.ours],
    )
    tell(benchmark, each.row("200 sessions in all formats, each", "one session alone", "ms", 1.2))
