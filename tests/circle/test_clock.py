from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.clock import SystemClock, slept_ms, wall_set_ms
from tests.fakes import FakeClock

LENGTHS = st.integers(0, 10**9)


@given(LENGTHS, LENGTHS)
def test_time_awake_is_not_sleep(awake: int, asleep: int) -> None:
    clock = FakeClock()
    before = clock.read()
    clock.advance(awake)
    clock.sleep(asleep)
    after = clock.read()
    assert after.steady_ms - before.steady_ms == awake + asleep
    assert slept_ms(before, after) == asleep
    assert wall_set_ms(before, after) == 0


@given(LENGTHS, LENGTHS, st.integers(-(10**9), 10**9))
def test_says_how_far_the_wall_clock_was_set(awake: int, asleep: int, by: int) -> None:
    clock = FakeClock()
    before = clock.read()
    clock.advance(awake)
    clock.set_wall(by)
    clock.sleep(asleep)
    assert wall_set_ms(before, clock.read()) == by
    assert slept_ms(before, clock.read()) == asleep


def test_a_clock_that_stands_still_did_not_sleep() -> None:
    now = FakeClock().read()
    assert (slept_ms(now, now), wall_set_ms(now, now)) == (0, 0)


def test_clocks_read_a_moment_apart_are_never_less_than_no_sleep() -> None:
    clock = FakeClock()
    before = clock.read()
    clock.advance(5)
    clock.sleep(-1)
    assert slept_ms(before, clock.read()) == 0


def test_reads_this_computer() -> None:
    clock = SystemClock()
    readings = [clock.read() for _ in range(200)]
    assert all(a.steady_ms <= b.steady_ms for a, b in pairwise(readings))
    assert all(a.awake_ms <= b.awake_ms for a, b in pairwise(readings))
    assert all(reading.wall.utcoffset() == timedelta(0) for reading in readings)
    assert readings[0].wall > datetime(2025, 1, 1, tzinfo=UTC)
    assert slept_ms(readings[0], readings[-1]) < 1000


@pytest.mark.skipif(sys.platform != "linux", reason="these are the clocks of Linux")
class TestLinux:
    def test_steady_counts_since_the_computer_started(self) -> None:
        uptime_s = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
        assert SystemClock().read().steady_ms / 1000 == pytest.approx(uptime_s, abs=5)

    def test_steady_counts_sleep_and_awake_does_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clocks = {time.CLOCK_MONOTONIC: 0, time.CLOCK_BOOTTIME: 0}
        monkeypatch.setattr("time.clock_gettime_ns", clocks.__getitem__)
        before = SystemClock().read()
        clocks.update({time.CLOCK_MONOTONIC: 2 * 10**9, time.CLOCK_BOOTTIME: 62 * 10**9})
        after = SystemClock().read()
        assert after.steady_ms - before.steady_ms == 62_000
        assert slept_ms(before, after) == 60_000
