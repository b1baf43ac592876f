"""Where there is nothing yet, each page says what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.facilitator import Facilitator, at_the_window


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


@pytest.fixture
def reviewed(desk: Facilitator) -> Facilitator:
    """In Review, with one closed session, about which nobody has said anything."""
    desk.begins().press("Space", "Ctrl+E", "Ctrl+E")
    desk.click("Done")
    desk.press("Ctrl+R")
    return desk


def test_start_without_a_session_points_at_the_sample_and_at_the_kinds_of_circle(
    desk: Facilitator,
) -> None:
    assert "Try a sample circle" in desk.sees
    assert "Sessions you hold appear here. Choose a kind of circle to begin the first." in desk.sees


def test_nothing_found_on_start_says_to_try_fewer_words(desk: Facilitator) -> None:
    desk.press("Ctrl+F")
    desk.writes("xyz")
    words = desk.press("Return")
    assert "Nothing was found in the notes of closed sessions. Try fewer words." in words


def test_nothing_to_export_says_where_it_comes_from(desk: Facilitator) -> None:
    words = desk.press("Ctrl+Shift+E")
    assert "End a session, and it can leave from its Close page." in words


def test_review_without_a_session_says_when_one_is_there_and_has_the_way_to_notes_of_others(
    desk: Facilitator,
) -> None:
    words = desk.press("Ctrl+R")
    assert "A session is here as soon as it is closed" in words
    assert "Open notes from somebody…" in words


def test_no_month_yet_says_when_there_is_one(desk: Facilitator) -> None:
    desk.press("Ctrl+R")
    words = desk.press("Ctrl+M")
    assert "There is no closed session yet. Its month is here once one is closed" in words
    assert "Review" in desk.press("Escape")


def test_a_search_of_the_archive_that_finds_nothing_says_what_to_try(
    reviewed: Facilitator,
) -> None:
    reviewed.press("Ctrl+F")
    reviewed.writes("xyz")
    words = reviewed.press("Return")
    assert "Nothing was found. Try fewer words." in words


def test_a_session_without_comments_says_how_to_write_one(reviewed: Facilitator) -> None:
    words = (
        reviewed.press("Alt+3") if "Nothing has been said" not in reviewed.sees else reviewed.sees
    )
    assert "Choose a moment, a round or a note, and write about it below." in words


def test_no_backup_yet_says_when_one_is_made_and_has_the_way_to_it(desk: Facilitator) -> None:
    words = desk.press("Ctrl+Shift+K")
    assert "There is none yet." in words
    assert "or back up now." in words
    assert "Back up now" in words.replace("or back up now", "")


def test_no_deck_of_ones_own_says_how_to_make_one(desk: Facilitator) -> None:
    desk.circlekeeper.show_decks()
    none = (
        "None of these is your own yet. Write a new deck, or duplicate one of them and change it."
    )
    assert none in desk.sees
    assert "Write a new deck" in desk.sees.replace(none, "")


def test_before_the_first_turn_the_panel_of_turns_says_when_they_come(desk: Facilitator) -> None:
    desk.begins()
    assert "Nobody has held the piece yet. Turns are here from the first one on." in desk.press("T")


def test_a_name_that_nobody_has_says_what_to_write(desk: Facilitator) -> None:
    desk.begins().press("G")
    words = desk.writes("xyz")
    assert "Nobody here is called that. Write fewer letters, or the number of a seat." in words


def test_close_without_key_points_has_the_fields_for_them(desk: Facilitator) -> None:
    desk.begins().press("Space", "Ctrl+E", "Ctrl+E")
    assert "Add a key point…" in desk.sees
    assert "Add a commitment…" in desk.sees
    assert "nothing to read back" in desk.press("Ctrl+R")
