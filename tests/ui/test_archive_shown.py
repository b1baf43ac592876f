"""What the list of the archive says, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from circle.archived import Choices, SessionLine
from circle.archived_words import Hit
from circle.filter import EVERYTHING, Filter, Searched, Whose
from ui.pages.archive_shown import (
    NoSuchDay,
    Offered,
    between_days,
    filters_shown,
    found_words,
    hit_row,
    session_row,
    sessions_words,
)
from ui.pages.review_columns import Opened, Part, beside

TODAY = date(2026, 5, 11)
OFFERED = Offered(
    Choices(("Kitchen table", "Riverside"), ("Ann",), ("story",), ()), {"story": "Stories"}, TODAY
)


@pytest.mark.parametrize(
    ("those", "words"),
    [
        (EVERYTHING, "12 sessions"),
        (Filter(circle="Riverside", since=date(2026, 3, 1)), "12 sessions of Riverside since 1 March"),
        (Filter(led_by="Ann", until=date(2025, 3, 1)), "12 sessions led by Ann until 1 March 2025"),
        (Filter(template="story", place="The hall"), "12 sessions on “Stories” at The hall"),
        (Filter(template="gone"), "12 sessions on “gone”"),
        (Filter(whose=Whose.ARRIVED), "12 sessions from elsewhere"),
        (Filter("Riverside", whose=Whose.OWN), "12 sessions of Riverside held here"),
    ],
)  # fmt: skip
def test_which_sessions_are_shown(those: Filter, words: str) -> None:
    assert sessions_words(12, those, OFFERED) == words


def test_what_was_found_is_said_with_what_was_looked_through() -> None:
    there = Filter(circle="Riverside")
    assert (
        found_words(0, there, OFFERED, more=False)
        == "Nothing was found in sessions of Riverside. Try fewer words; Alt 0 looks in all of them."
    )
    assert found_words(1, EVERYTHING, OFFERED, more=False) == "1 text was found"
    assert found_words(50, EVERYTHING, OFFERED, more=True) == "The newest 50 texts, and more further down"  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (("1 March", ""), (date(2026, 3, 1), None)),
        (("1 December", "31 December"), (date(2025, 12, 1), date(2025, 12, 31))),
        (("", "2024-02-29"), (None, date(2024, 2, 29))),
        (("1.2.2027", ""), (date(2027, 2, 1), None)),
        ((" ", ""), (None, None)),
    ],
)
def test_a_day_without_a_year_is_the_last_that_has_been(
    written: tuple[str, str], meant: tuple[date | None, date | None]
) -> None:
    those = between_days(Filter(circle="Riverside"), *written, TODAY)
    assert (those.circle, those.since, those.until) == ("Riverside", *meant)


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [
        ("spring", "", "“spring” is not a day"),
        ("31 February", "", "“31 February” is not a day"),
        ("2026-03-01", "2026-02-01", "1 February is before 1 March"),
    ],
)
def test_what_is_no_day_is_said_and_how_to_write_one(since: str, until: str, why: str) -> None:
    with pytest.raises(NoSuchDay, match=why) as raised:
        between_days(EVERYTHING, since, until, TODAY)
    assert "the list is as it was" in str(raised.value)


def test_there_is_a_button_for_what_there_is_to_choose_and_it_says_what_holds() -> None:
    shown = {one.name: one for one in filters_shown(Filter(circle="RIVERSIDE"), OFFERED)}
    assert [*shown] == ["circle", "led_by", "template", "days", "whose"]
    circle = shown["circle"]
    assert (circle.words, circle.now, circle.is_on) == ("RIVERSIDE", 2, True)
    assert circle.ways[0] == ("All circles", EVERYTHING)
    assert [words for words, _those in shown["template"].ways] == ["All templates", "Stories"]
    assert not shown["led_by"].is_on


@pytest.mark.parametrize(("people", "facts"), [(0, "11 May 2026 · 1 h 17"), (3, "11 May 2026 · 3 people · 1 h 17")])  # fmt: skip
def test_of_a_record_that_names_nobody_it_does_not_say_how_many_there_were(
    people: int, facts: str
) -> None:
    at = datetime(2026, 5, 11, 12, tzinfo=UTC)
    line = SessionLine("a", "Evening", "Riverside", 2, at, 4_620_000, people, 0, 9, "", 40, False)
    assert session_row(line, zone=UTC).below == facts


def test_another_copy_of_a_session_says_so() -> None:
    at = datetime(2026, 5, 11, 12, tzinfo=UTC)
    line = SessionLine("a", "Evening", "Riverside", 2, at, 2_910_000, 3, 0, 9, "", 40, False)
    row = session_row(replace(line, arrived=True, is_copy=True), zone=UTC)
    assert row.below == "11 May 2026 · 3 people · 49 min\nfrom elsewhere · another copy"


def test_a_prompt_says_of_which_round_it_is() -> None:
    at = datetime(2026, 5, 11, 12, tzinfo=UTC)
    hit = Hit(7, "a", "Evening", Searched.PROMPT, 3, "What?", at, "Riverside", 22, ((0, 4),))
    row = hit_row(hit, zone=UTC)
    assert (row.key, row.below) == (7, "Prompt, round 3 · Riverside · 22\n11 May 2026")
    assert row.said == "What? (Prompt, round 3, Riverside · 22, 11 May 2026)"


@pytest.mark.parametrize(("room", "columns"), [(1366, 3), (1199, 2), (1024, 2), (819, 1), (512, 1)])
def test_how_many_columns_have_room(room: float, columns: int) -> None:
    assert beside(room) == columns


def test_what_was_opened_last_is_what_stays_where_there_is_less_room() -> None:
    opened = Opened().opened(Part.COMMENTS)
    assert opened.shown(3) == (Part.LIST, Part.SESSION, Part.COMMENTS)
    assert opened.shown(2) == (Part.SESSION, Part.COMMENTS)
    assert opened.shown(1) == (Part.COMMENTS,)
    folded = opened.folded(Part.COMMENTS)
    assert folded.shown(3) == (Part.LIST, Part.SESSION)
    assert folded.shown(1) == (Part.SESSION,)
