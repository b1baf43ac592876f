"""Keys, pedals and switches in Settings: pressed to be taken, found, changed, and told of where two would meet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from circle.kit_files import PREFERENCES
from circle.preferences import ChangedKeys, Keys
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.keys_alone import presses, tab_to
from ui.pages.cards import SettingsPage
from ui.pages.keys import KeysPage
from ui.pages.start import StartPage


@pytest.fixture
def desk(qapp, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        facilitator.press("Ctrl+,")
        yield facilitator


def kept(desk: Facilitator) -> Keys:
    return desk.circlekeeper.preferred.now.keys


@pytest.fixture
def page(desk: Facilitator) -> KeysPage:
    desk.click("Change keys")
    page = desk.window.page
    assert isinstance(page, KeysPage)
    return page


def finds(desk: Facilitator, page: KeysPage, typed: str) -> str:
    page.field.setFocus()
    page.field.setText(typed)
    desk.press("Return")
    return desk.sees


def adds(desk: Facilitator, key: str) -> str:
    desk.click("Add a key")
    return desk.press(key)


# The card


@pytest.mark.parametrize("key", ["F24", "Media Next", "Volume Up", "F13", "Ctrl+Shift+M", "X"])
def test_a_pedal_is_taken_by_pressing_it(desk: Facilitator, key: str) -> None:
    desk.click("One switch holds a whole session")
    assert "Press the key or the pedal now" in desk.click("Another key or pedal")
    words = desk.press(key)
    assert kept(desk).switch == key
    assert f"The switch: {key.replace('+', ' ')}" in words


def test_esc_leaves_the_switch_as_it_was(desk: Facilitator) -> None:
    desk.click("One switch holds a whole session")
    desk.click("Another key or pedal")
    words = desk.press("Escape")
    assert isinstance(desk.window.page, SettingsPage)
    assert "Press the key" not in words
    assert kept(desk).switch == "Space"


@pytest.mark.parametrize("key", ["Tab", "Return", "Ctrl+L"])
def test_keys_that_are_needed_elsewhere_are_refused_in_a_sentence(
    desk: Facilitator, key: str
) -> None:
    desk.click("One switch holds a whole session")
    desk.click("Another key or pedal")
    assert "Choose another key." in desk.press(key)
    assert kept(desk).switch == "Space"


def test_shift_alone_is_no_key_yet(desk: Facilitator) -> None:
    desk.click("One switch holds a whole session")
    desk.click("Another key or pedal")
    QTest.keyClick(desk.focused, Qt.Key.Key_Shift)
    assert "Press the key or the pedal now" in desk.sees


def test_what_else_is_chosen_is_kept(desk: Facilitator) -> None:
    desk.click("Single letters do something")
    desk.click("1 s")
    desk.click("One switch")
    desk.click("2.5 s")
    assert kept(desk) == Keys(letters=False, apart_ms=1000, one_switch=True, held_ms=2500)


def test_all_of_the_card_is_reached_by_tab(desk: Facilitator) -> None:
    presses(desk, "One switch holds a whole session")
    for words in ("Single letters", "0.6 s", "Another key or pedal", "0.9 s", "Change keys"):
        tab_to(desk, words)


# The page


def test_an_action_is_found_by_its_words_or_its_key(desk: Facilitator, page: KeysPage) -> None:
    assert "Silence, begun and ended" in finds(desk, page, "ended sil")
    assert "Bell: B" in finds(desk, page, "b").splitlines()
    assert "Break, begun and ended" in finds(desk, page, "shift b")
    assert "No action is called that, and no key." in finds(desk, page, "zebra")


def test_a_key_is_added_and_taken_away(desk: Facilitator, page: KeysPage) -> None:
    finds(desk, page, "bell")
    adds(desk, "F15")
    assert kept(desk).changed == (ChangedKeys("live.bell", ("B", "F15")),)
    desk.click("Remove B")
    assert kept(desk).changed == (ChangedKeys("live.bell", ("F15",)),)
    desk.click("Back to the usual keys")
    assert kept(desk) == Keys()


def test_two_actions_of_one_page_cannot_have_one_key(desk: Facilitator, page: KeysPage) -> None:
    finds(desk, page, "bell")
    words = adds(desk, "S")
    assert "S is the key of “Silence, begun and ended”" in words
    assert "choose it for “Bell”" in words
    assert kept(desk) == Keys(), "it is not taken until somebody chooses"
    desk.click("Leave it as it is")
    assert "S is the key of" not in desk.sees
    adds(desk, "S")
    desk.click("Use S here")
    changed = {one.action: one.keys for one in kept(desk).changed}
    assert changed == {"live.silence": (), "live.bell": ("B", "S")}
    assert "It has no key" in finds(desk, page, "silence begun")


def test_what_is_asked_is_in_sight_where_letters_are_large(
    desk: Facilitator, page: KeysPage
) -> None:
    desk.window.resize(1024, 640)
    desk.circlekeeper.look.use_scale(2.0)
    try:
        finds(desk, page, "bell")
        adds(desk, "S")
        QApplication.processEvents()
        for part in (page.said, page.take):
            assert part.visibleRegion().boundingRect().height() == part.height()
    finally:
        desk.circlekeeper.look.use_scale(1.0)


def test_esc_is_nobodys_and_it_is_said_why(desk: Facilitator, page: KeysPage) -> None:
    finds(desk, page, "bell")
    page.caught.emit("Esc")
    assert "presenter remotes send it unasked" in desk.sees
    assert "It always holds." in finds(desk, page, "leave a field or an overlay")


def test_a_changed_key_holds_in_the_circle_that_follows(desk: Facilitator, page: KeysPage) -> None:
    finds(desk, page, "bell")
    adds(desk, "F15")
    desk.click("Remove B")
    desk.press("Escape", "Escape")
    desk.begins().press("Space")
    before = desk.stored_events
    desk.press("B")
    assert desk.stored_events == before
    desk.press("F15")
    assert desk.stored_events == before + 1


def test_the_page_works_with_the_keyboard_alone(desk: Facilitator, page: KeysPage) -> None:
    desk.press("Ctrl+F")
    desk.writes("bell")
    desk.press("Return")
    presses(desk, "Add a key")
    desk.press("F20")
    assert kept(desk).changed == (ChangedKeys("live.bell", ("B", "F20")),)
    presses(desk, "All as usual")
    assert kept(desk) == Keys()
    desk.press("Escape")
    QApplication.processEvents()
    assert isinstance(desk.window.page, SettingsPage)


def test_settings_are_there_again_after_the_keys(desk: Facilitator, page: KeysPage) -> None:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(desk.circlekeeper.acts.settings._parts[0].card)
    desk.press("Escape")
    assert isinstance(desk.window.page, SettingsPage)
    desk.press("Escape")
    assert isinstance(desk.window.page, StartPage)


# What cannot be kept


@pytest.mark.parametrize(
    ("chosen", "before"),
    [
        ("Single letters do something", ""),
        ("2 s", "0.6 s"),
        ("One switch holds", ""),
        ("Keep this computer awake", ""),
        ("Bowl", "Bell"),
        ("Loud", "Clear"),
        ("when a round begins", ""),
        ("A window", "The other screen"),
        ("Only the ring", "Their name"),
        ("Also the time, in digits", ""),
    ],
)
def test_settings_show_what_holds_where_nothing_can_be_kept(
    desk: Facilitator, chosen: str, before: str
) -> None:
    button = desk.button(chosen)
    was = button.isChecked()
    (desk.circlekeeper.desk.folder / f"{PREFERENCES}.new").mkdir()
    desk.click(chosen)
    assert "Nothing else was changed" in desk.window.said
    assert button.isChecked() is was
    assert not before or desk.button(before).isChecked()


def test_a_language_that_cannot_be_kept_is_not_shown_as_chosen(desk: Facilitator) -> None:
    (desk.circlekeeper.desk.folder / f"{PREFERENCES}.new").mkdir()
    desk.click("Français")
    assert "Nothing else was changed" in desk.window.said
    assert not desk.button("Français").isChecked()
