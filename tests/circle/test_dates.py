"""Days, times and numbers as each language writes them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from circle import dates
from circle.days import month_words, whole_day
from circle.i18n import speaking, use_language
from circle.paths import assets

DAY, AT = date(2025, 6, 8), datetime(2025, 6, 8, 9, 5)  # noqa: DTZ001 - as a wall clock has it


@pytest.fixture(autouse=True)
def catalogues() -> None:
    use_language(None, assets() / "locale")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ("8 Jun 2025", "8 June 2025", "2025-06-08 09:05", "7 %", "0.25", "12,345")),
        ("fr", ("8 juin 2025", "8 juin 2025", "08/06/2025 09:05", "7 %", "0,25", "12\u202f345")),
        ("pl", ("8 cze 2025", "8 czerwca 2025", "08.06.2025 09:05", "7%", "0,25", "12\u00a0345")),
    ],
)
def test_each_language_has_its_own_order_and_signs(code: str, said: tuple[str, ...]) -> None:
    with speaking(code):
        assert (
            dates.day_words(DAY),
            whole_day(DAY),
            dates.day_and_time(AT),
            dates.percent_words(7),
            dates.decimal_words(0.25, 2),
            dates.count_words(12345),
        ) == said


def test_in_the_year_of_today_the_year_is_left_out() -> None:
    assert dates.day_words(DAY, DAY) == "8 Jun"


@pytest.mark.parametrize(
    ("code", "said"), [("en", "June 2025"), ("pl", "czerwiec 2025"), ("uk", "червень 2025")]
)
def test_a_month_without_a_day_has_its_own_form(code: str, said: str) -> None:
    with speaking(code):
        assert month_words(2025, 6) == said
