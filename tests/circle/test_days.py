"""A day as it was written is read surely, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from circle.days import by_words, read_day, say_day

TODAY = date(2026, 5, 11)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2026-06-08",
            "8 June",
            "8 june 2026",
            "8th June",
            "8. June",
            "8 Jun",
            "08 JUNE",
            "8 of June",
        ),
        *(
            "June 8",
            "June 8th, 2026",
            "8.6.",
            "8.6",
            "08/06",
            "8/6",
            "8.6.2026",
            "8/6/2026",
            "8 / 6",
        ),
        *("by 8 June", "  8   June ", "By 8/6", "8 June,"),
    ],
)
def test_the_eighth_of_june(text: str):
    assert read_day(text, TODAY) == date(2026, 6, 8)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11 May", date(2026, 5, 11)),
        ("10 May", date(2027, 5, 10)),
        ("1 Jan", date(2027, 1, 1)),
        ("1 January 2026", date(2026, 1, 1)),
        ("29 February", date(2028, 2, 29)),
        ("3 Sept", date(2026, 9, 3)),
    ],
)
def test_without_a_year_it_is_the_next_one(text: str, day: date):
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "next session", "in two weeks", "June", "8", "31 June", "6/13", "13.13."),
        *("8 Ju", "8 Ma", "8/6/26", "29 February 2026", "0 June", "2026-13-01", "8 June or July"),
        *("8/6.2026", "٨ June 2026 x", "tomorrow", "8 Juneau"),
    ],
)
def test_what_cannot_be_read_surely_is_no_day(text: str):
    assert read_day(text, TODAY) is None


def test_it_is_said_back_in_words():
    assert by_words("2026-06-08", TODAY) == "by 8 June"
    assert by_words("2027-06-08", TODAY) == "by 8 June 2027"
    assert by_words("", TODAY) == ""
    assert by_words("soon", TODAY) == ""


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_what_is_said_is_read_as_the_same_day(day: date, today: date):
    assume(day >= today)
    assert read_day(say_day(day, today), today) == day
    assert read_day(day.isoformat(), today) == day


@given(st.text(max_size=20))
def test_nothing_that_is_written_breaks_it(text: str):
    found = read_day(text, TODAY)
    assert found is None or isinstance(found, date)
