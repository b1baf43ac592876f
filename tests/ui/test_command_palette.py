"""Ctrl K: what can be done here now, found by its words, done with Enter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from circle.preferences import ChangedKeys, Keys
from tests.ui.facilitator import Facilitator, at_the_window
from ui.actions import Action
from ui.finding_actions import matching
from ui.pages.decks import DecksPage
from ui.pages.live import LivePage
from ui.widgets.command_palette import CommandPalette

ASKS = "What would you like to do?"


@pytest.fixture
def desk(qapp, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


@pytest.fixture
def held(desk: Facilitator) -> Facilitator:
    desk.begins().press("Space")
    return desk.waits(20)


def palette(desk: Facilitator) -> CommandPalette:
    (one,) = desk.window.findChildren(CommandPalette)
    return one


def offered(desk: Facilitator, typed: str) -> list[str]:
    desk.press("Ctrl+K")
    desk.writes(typed)
    return [row.text for row in palette(desk).rows.rows_model.rows if not row.quiet]


def test_a_few_words_in_any_order_find_it_and_enter_does_it(held: Facilitator) -> None:
    assert offered(held, "ended sil") == ["Silence, begun and ended"]
    assert "End the silence" in held.press("Return")
    assert not palette(held).isVisible()
    assert held.focused is held.page


def test_time_goes_on_and_no_key_passes_the_piece_meanwhile(held: Facilitator) -> None:
    before = held.stored_events
    held.press("Ctrl+K")
    held.press("PgDown", "PgUp", "F5", "Ctrl+E", "Right")
    held.writes(" spb1")
    assert held.stored_events == before
    assert "End the session now?" not in held.sees
    assert "0:27" in held.ticks()


def test_what_is_not_possible_now_is_marked_and_not_done(held: Facilitator) -> None:
    before = held.stored_events
    assert offered(held, "do it again") == []
    (row,) = palette(held).rows.rows_model.rows
    assert (row.text, row.trail) == ("Do it again", "not now")
    held.press("Return")
    assert held.stored_events == before
    held.press("Escape")
    seats = offered(held, "seat")
    assert "Give the piece to seat 6" in seats
    assert "Give the piece to seat 7" not in seats


def test_the_arrows_go_along_and_esc_leaves_all_as_it_was(held: Facilitator) -> None:
    held.press("N", "Ctrl+K")
    first = palette(held).rows.chosen_key
    held.press("Down", "Down")
    assert palette(held).rows.chosen_key != first
    held.press("Up", "Up", "Up")
    assert palette(held).rows.chosen_key == first
    held.press("Escape")
    assert not palette(held).isVisible()
    assert "note" in held.focused.accessibleName().casefold(), "the field has the focus again"


def test_a_click_on_a_row_does_it(held: Facilitator) -> None:
    held.press("Ctrl+K")
    held.writes("centre")
    rows = palette(held).rows
    where = rows.visualRect(rows.rows_model.place("live.centre")).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert "The piece is in the centre" in held.sees


def test_a_click_beside_it_puts_it_away(held: Facilitator) -> None:
    held.press("Ctrl+K")
    held.page.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not palette(held).isVisible()


def test_it_shows_the_keys_that_hold(held: Facilitator) -> None:
    keys = Keys(changed=(ChangedKeys("live.bell", ("F15",)),))
    held.circlekeeper.preferred.change(keys=keys)
    assert offered(held, "f15") == ["Bell"]
    (row,) = palette(held).rows.rows_model.rows
    assert (row.trail, row.said) == ("F15", "Bell, F15")


def test_pages_without_keys_are_found_on_start(desk: Facilitator) -> None:
    assert offered(desk, "prompt deck") == ["Prompt decks"]
    desk.press("Return")
    assert isinstance(desk.window.page, DecksPage)
    assert not palette(desk).isVisible()


def test_it_goes_with_the_page_and_locking_stays(held: Facilitator) -> None:
    held.press("Ctrl+K")
    held.press("Ctrl+L")
    assert isinstance(held.window.page, LivePage)
    assert "Notes are hidden" in held.sees or held.page.cover is not None


def test_accents_and_capitals_do_not_matter() -> None:
    rows = [Action("a", "Café für Zoë", ("F13",), print), Action("b", "Zoom", (), print)]

    def keys(action: Action) -> tuple[str, ...]:
        return action.keys

    assert [one.id for one in matching(rows, "ZOE caf", keys)] == ["a"]
    assert [one.id for one in matching(rows, "zo", keys)] == ["a", "b"]
    assert [one.id for one in matching(rows, "f13", keys)] == ["a"]
    assert [one.id for one in matching(rows, "", keys)] == ["a", "b"]
    assert matching(rows, "zoo café", keys) == []
