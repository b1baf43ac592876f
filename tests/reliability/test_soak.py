"""The report of the long runs says what was lost, what could not be run and why, and does not pass over either."""

from random import Random

import pytest

from tests.reliability.promises import (
    RUNS,
    CannotRun,
    Entry,
    Outcome,
    assert_kept,
    every_run,
)
from tests.reliability.soak import WAITS, Row, _sums, report, table

KEPT = Outcome("Nothing is lost.", 1_200, 0, 0, 0, "a | b")
LOST = Outcome("Nothing is lost.", 30, 1, 0, 0)


def test_a_row_says_what_was_done_and_what_came_of_it():
    assert table([Row("kills: here", KEPT)])[-1] == (
        "| kills: here | 1,200 | 0 | 0 | 0 | a \\| b |"
    )


def test_what_was_not_run_says_why_and_what_failed_is_no_success():
    skipped, failed = Row("power", None, "no strace"), Row("power", None, "it", failed=True)
    assert "not run: no strace" in table([skipped])[-1]
    assert skipped.good
    assert "**failed**: it" in table([failed])[-1]
    assert not failed.good


@pytest.mark.parametrize("what", [(1, 0, 0), (0, 1, 0), (0, 0, 1)])
def test_one_that_is_lost_or_damaged_or_falsely_said_is_no_success(what: tuple[int, int, int]):
    assert not Row("kills", Outcome("Nothing is lost.", 30, *what)).good


def test_kills_are_summed_up():
    rows = [Row("kills: a", KEPT), Row("kills: b", LOST), Row("power cuts", KEPT)]
    (said,) = _sums(rows)
    assert said == "1,230 kills in all, 1 acknowledged things lost; 1,200 states after a power cut."


def test_a_run_that_was_cut_off_says_so_and_leaves_what_it_has():
    page = report([Row("kills: a", KEPT), Row("starts", None, WAITS)], 60, 1, is_part=False)
    assert "did not come to its end: 1 of 2 rows are missing" in page
    assert "- **kills: a**: Nothing is lost." in page
    assert "not come to its end" not in report([Row("kills: a", KEPT)], 60, 1, is_part=False)


def test_a_promise_that_was_not_kept_fails_its_test(monkeypatch: pytest.MonkeyPatch):
    def loses(cases: int, chance: Random) -> Outcome:
        return LOST

    monkeypatch.setitem(RUNS, "a bad one", Entry(loses, 1, 1, 1))
    with pytest.raises(AssertionError, match="lost=1"):
        assert_kept("a bad one")


def test_what_cannot_be_run_here_is_skipped_with_the_reason(monkeypatch: pytest.MonkeyPatch):
    def cannot(cases: int, chance: Random) -> Outcome:
        raise CannotRun("there is no strace")

    monkeypatch.setitem(RUNS, "a bad one", Entry(cannot, 1, 1, 1))
    with pytest.raises(pytest.skip.Exception, match="there is no strace"):
        assert_kept("a bad one")


def test_the_soak_kills_ten_thousand_times():
    kills = [entry for name, entry in every_run().items() if name.startswith("kills")]
    assert sum(entry.long for entry in kills) >= 10_000
    assert all(0 < entry.short < entry.long for entry in every_run().values())
