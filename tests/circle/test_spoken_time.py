from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.spoken_time import about, clock_face, kept_together, length_ms, seconds, time_of_day

SECOND, MINUTE, HOUR = 1000, 60_000, 3_600_000


@pytest.mark.parametrize(
    ("ms", "shown"),
    [
        (0, "0:00"),
        (999, "0:00"),
        (1000, "0:01"),
        (2 * MINUTE + 14 * SECOND + 999, "2:14"),
        (59 * MINUTE + 59_999, "59:59"),
        (HOUR + 2 * MINUTE + 14 * SECOND, "1:02:14"),
        (25 * HOUR, "25:00:00"),
        (-1, "0:00"),
        (-5 * MINUTE, "0:00"),
    ],
)
def test_clock_face(ms: int, shown: str) -> None:
    assert clock_face(ms) == shown


@pytest.mark.parametrize(
    ("ms", "shown"),
    [
        (-1, "0 s"),
        (0, "0 s"),
        (499, "0 s"),
        (500, "1 s"),
        (45 * SECOND, "45 s"),
        (59_499, "59 s"),
        (59_500, "1 min"),
        (74_999, "1 min"),
        (75_000, "1 min 30"),
        (3 * MINUTE, "3 min"),
        (3 * MINUTE + 30 * SECOND, "3 min 30"),
        (415_860, "7 min"),
        (9 * MINUTE + 44_999, "9 min 30"),
        (9 * MINUTE + 45_000, "10 min"),
        (10 * MINUTE + 30 * SECOND, "11 min"),
        (59 * MINUTE + 29_999, "59 min"),
        (59 * MINUTE + 30_000, "1 h"),
        (65 * MINUTE, "1 h 05"),
        (90 * MINUTE, "1 h 30"),
        (100 * MINUTE, "1 h 40"),
        (2 * HOUR, "2 h"),
    ],
)
def test_about(ms: int, shown: str) -> None:
    assert about(ms) == shown


@pytest.mark.parametrize(
    ("ms", "shown"), [(415_860, "415.860"), (0, "0.000"), (7, "0.007"), (-1500, "-1.500")]
)
def test_seconds(ms: int, shown: str) -> None:
    assert seconds(ms) == shown


@given(st.integers())
def test_seconds_lose_nothing(ms: int) -> None:
    whole, decimals = seconds(ms).split(".")
    assert len(decimals) == 3
    assert int(Decimal(whole + decimals)) == ms


@given(st.integers(0, 10**9), st.integers(0, 10**6))
def test_a_longer_time_never_reads_shorter(ms: int, more: int) -> None:
    def read(text: str) -> list[int]:
        return [int(part) for part in text.split(":")]

    earlier, later = read(clock_face(ms)), read(clock_face(ms + more))
    assert (len(earlier), earlier) <= (len(later), later)


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("3", 180_000),
        ("1.5", 90_000),
        ("1,5 min", 90_000),
        ("1:30", 90_000),
        (" 90 s ", 90_000),
        ("90 sec.", 90_000),
        ("2 min 30", 150_000),
        ("2min 30s", 150_000),
        ("1 h", 3_600_000),
        ("1h40", 6_000_000),
        ("0", 0),
        ("٣", 180_000),
        ("1:75", None),
        ("", None),
        ("soon", None),
        ("-3", None),
        ("3 4", None),
        ("123456", None),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, ms: int | None) -> None:
    assert length_ms(text) == ms


@given(st.integers(0, 20 * 3_600_000))
def test_what_is_said_of_a_length_is_read_as_what_was_said(ms: int) -> None:
    read = length_ms(about(ms))
    assert read is not None
    assert about(read) == about(ms)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("19:00", time(19)),
        (" 9.05 ", time(9, 5)),
        ("7h30", time(7, 30)),
        ("25:99", None),
        ("19:60", None),
        ("19", None),
        ("", None),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(text: str, at: time | None) -> None:
    assert time_of_day(text) == at


def test_lines_do_not_end_within_a_length_or_a_share() -> None:
    assert kept_together("You held 0 % of 3 min 30 and 1 h 40, 5 s.") == (
        "You held 0\u00a0% of 3\u00a0min\u00a030 and 1\u00a0h\u00a040, 5\u00a0s."
    )
    assert kept_together("7 sheep, 3 minutes, 2 here") == "7 sheep, 3 minutes, 2 here"
