"""The whole program is killed at random moments, a few times each: what it acknowledged is there. `script/soak` does it often."""

import os

import pytest

from tests.reliability import kills
from tests.reliability.killing import kill_often
from tests.reliability.promises import RUNS, SEED, assert_kept

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.mark.parametrize("name", [name for name, *_others in kills.ROWS])
def test_kills_lose_nothing(name: str):
    assert assert_kept(name).cases == RUNS[name].short


def test_a_store_that_acknowledges_before_it_writes_is_caught():
    assert any(kill_often("evening", 5, SEED + n, late=True).lost for n in range(10))


def test_a_document_that_is_written_in_place_is_caught():
    """How many kills meet the writing depends on what else the machine does; of so many one does."""
    tries = (kill_often("documents written in place", 12, SEED + n).damaged for n in range(20))
    assert any(tries)
