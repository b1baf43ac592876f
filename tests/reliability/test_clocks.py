"""Clocks that jump spoil no evening: a few here, thousands in the soak."""

import sys
from datetime import timedelta

import pytest

from tests.reliability.clocks import NIGHTS, in_zone
from tests.reliability.promises import assert_kept


@pytest.mark.skipif(
    sys.platform == "win32", reason="the zone of Windows cannot be set for a process"
)
def test_clocks_that_jump_keep_order_and_length():
    outcome = assert_kept("evenings on clocks that jump")
    assert "both kinds of clocks" in outcome.note


@pytest.mark.skipif(
    sys.platform == "win32", reason="the zone of Windows cannot be set for a process"
)
@pytest.mark.parametrize("zone", NIGHTS)
def test_the_nights_are_those_on_which_clocks_change(zone: str):
    for night in NIGHTS[zone]:
        with in_zone(zone):
            offsets = {(night + timedelta(hours=h)).astimezone().utcoffset() for h in (0, 2)}
        assert len(offsets) == (1 if zone == "Asia/Kathmandu" else 2), night
