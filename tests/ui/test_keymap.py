"""Keys that somebody chose: they hold at once, buttons show them, and no key means two things."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from circle.kit_files import PREFERENCES
from circle.preferences import ChangedKeys, Keys
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from ui.actions import Action, Place
from ui.all_actions import all_actions
from ui.keymap import Keymap, cannot_be_taken, does_by_itself, given, known, taken_by
from ui.pages.cards import SettingsPage
from ui.widgets.key_button import KeyButton

BOB = "Bob holds the talking piece"


@pytest.fixture
def desk(qapp, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


@pytest.fixture
def held(desk: Facilitator) -> Facilitator:
    desk.begins().press("Space")
    return desk.waits(20)


def chooses(desk: Facilitator, letters: bool = True, **keys: tuple[str, ...]) -> None:
    changed = tuple(ChangedKeys(name.replace("_at_", "."), those) for name, those in keys.items())
    desk.circlekeeper.preferred.change(keys=Keys(changed=changed, letters=letters))


def key_on(desk: Facilitator, words: str) -> str:
    button = desk.button(words)
    assert isinstance(button, KeyButton)
    return button.key


def table(desk: Facilitator) -> list[Action]:
    pages = all_actions()
    return [row for rows in pages.values() for row in rows]


def test_a_chosen_key_holds_at_once_and_the_usual_one_no_more(held: Facilitator) -> None:
    chooses(held, live_at_next=("F13", "Media Next"))
    assert "Amara holds the talking piece" in held.press("Space", "Right")
    assert BOB in held.press("F13")
    assert "Ceri holds the talking piece" in held.press("Media Next")
    chooses(held)
    assert "Dev holds the talking piece" in held.press("Space")


def test_the_usual_keys_come_back_on_a_page_that_stayed(desk: Facilitator) -> None:
    chooses(desk, start_at_settings=("F17",))
    desk.press("F17")
    assert isinstance(desk.window.page, SettingsPage)
    chooses(desk)
    desk.press("Escape", "F17")
    assert desk.window.page is desk.circlekeeper.start
    desk.press("Ctrl+,")
    assert isinstance(desk.window.page, SettingsPage)


def test_the_full_stop_is_kept_for_the_room_display(desk: Facilitator) -> None:
    """A remote sends it to blank a screen."""
    with_it = {row.name for row in table(desk) if "." in row.keys}
    assert with_it == {"live.blank_room", "close.blank_room"}


def test_buttons_show_the_key_that_was_chosen(held: Facilitator) -> None:
    assert key_on(held, "Silence") == "S"
    chooses(held, live_at_silence=("F14",), live_at_bell=())
    assert key_on(held, "Silence") == "F14"
    assert key_on(held, "Bell") == ""


def test_chosen_keys_hold_on_a_page_that_is_shown_later(desk: Facilitator) -> None:
    chooses(desk, live_at_next=("F13",), everywhere_at_palette=("F14",))
    before = desk.circlekeeper.look.theme.name
    desk.press("F14")
    assert desk.circlekeeper.look.theme.name != before
    desk.opens(an_evening())
    assert "Round 1 of 2" in desk.press("F13")


def test_without_single_letters_none_does_anything_and_none_is_shown(held: Facilitator) -> None:
    chooses(held, letters=False)
    before = held.stored_events
    for key in ("S", "P", "Shift+P", "C", "2", "B", "N", "R", "+", "-", "J", "T", "?", "Shift+R"):
        held.press(key)
    assert held.stored_events == before
    assert "Amara holds the talking piece" in held.sees
    assert key_on(held, "Silence") == ""
    assert BOB in held.press("Space")
    assert "Amara holds the talking piece" not in held.press("PgDown")
    assert BOB in held.press("PgUp")


def test_the_key_overlay_shows_the_keys_that_hold(held: Facilitator) -> None:
    chooses(held, letters=False, live_at_bell=("F15",))
    words = held.press("F1").splitlines()
    assert words[words.index("Bell") - 1] == "F15"
    assert "Piece to the centre" not in words, "it has no key now"


def test_a_key_has_one_meaning_and_what_was_chosen_goes_first(held: Facilitator) -> None:
    chooses(held, live_at_centre=("S",))
    assert "The piece is in the centre" in held.press("S")
    assert "End the silence" not in held.sees


def test_a_key_of_the_page_goes_before_the_same_one_everywhere(held: Facilitator) -> None:
    chooses(held, everywhere_at_palette=("S",))
    before = held.circlekeeper.look.theme.name
    assert "End the silence" in held.press("S")
    assert held.circlekeeper.look.theme.name == before


def test_esc_leaves_whatever_was_chosen(held: Facilitator) -> None:
    chooses(held, live_at_leave=("F16",), live_at_next=("Escape", "F13"))
    held.press("G")
    assert "Give the piece to…" in held.sees
    held.press("Escape")
    assert held.focused is held.page
    assert "Amara holds the talking piece" in held.sees


def test_an_action_that_there_is_none_of_is_ignored(held: Facilitator) -> None:
    chooses(held, live_at_dance=("Space",))
    assert BOB in held.press("Space")


def test_nonsense_among_the_keys_is_named_and_left_out(qapp, tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    kit.mkdir()
    changed = [{"action": "live.bell", "keys": ["Bananas", "F13", "S, T", ""]}]
    (kit / PREFERENCES).write_text(json.dumps({"keys": {"changed": changed}}))
    with at_the_window(qapp, kit, made=False) as desk:
        assert "Some keys in your settings are none that are known here" in desk.sees
        assert "“Bananas”" in desk.sees
        desk.begins().press("Space")
        before = desk.stored_events
        desk.press("F13")
        assert desk.stored_events == before + 1


def test_every_row_has_a_name_of_its_own_and_keys_that_qt_knows(desk: Facilitator) -> None:
    rows = table(desk)
    assert len({row.name for row in rows}) == len(rows) > 70
    assert all(known(key) for row in rows for key in row.keys)


def test_the_usual_keys_do_not_meet(desk: Facilitator) -> None:
    rows, keymap = table(desk), Keymap()
    for row in rows:
        for key in row.keys:
            assert taken_by(keymap, rows, row, known(key)) is None, (row.name, key)


def test_keys_meet_on_the_same_page_and_with_those_of_every_page(desk: Facilitator) -> None:
    rows = {row.name: row for row in table(desk)}
    keymap = Keymap()

    def owner(name: str, key: str) -> str:
        other = taken_by(keymap, rows.values(), rows[name], key)
        return other.name if other else ""

    assert owner("live.bell", "S") == "live.silence"
    assert owner("live.bell", "Ctrl+D") == "everywhere.palette"
    assert owner("everywhere.palette", "S") == "live.silence"
    assert owner("prepare.open", "S") == ""
    assert owner("live.bell", "B") == ""


def test_the_usual_keys_chosen_again_are_not_kept(desk: Facilitator) -> None:
    (bell,) = (row for row in table(desk) if row.name == "live.bell")
    keys = given(Keys(), bell, ("F13",))
    assert keys.changed == (ChangedKeys("live.bell", ("F13",)),)
    assert given(keys, bell, ("B",)) == Keys()


@pytest.mark.parametrize(
    ("key", "by_itself"),
    [
        ("S", True), ("Shift+P", True), ("7", True), ("?", True), (".", True), ("+", True), ("Shift+-", True), ("é", True),
        ("Space", False), ("PgDown", False), ("F5", False), ("Right", False), ("Ctrl+Z", False), ("Alt+1", False),
        ("Media Next", False), ("Pause", False), ("Escape", False),
    ],
)  # fmt: skip
def test_single_letters(key: str, by_itself: bool) -> None:
    assert does_by_itself(key) is by_itself


def test_leaving_and_locking_keep_their_keys(desk: Facilitator) -> None:
    kept = {row.name: cannot_be_taken(row) for row in table(desk) if cannot_be_taken(row)}
    assert kept["live.leave"] == ("Escape",)
    assert kept["everywhere.lock"] == ("Ctrl+L",)
    lock = replace(next(row for row in table(desk) if row.name == "everywhere.lock"))
    gone = Keymap(Keys(changed=(ChangedKeys("everywhere.lock", ()),)))
    assert gone.keys(lock) == ("Ctrl+L",)
    assert lock.place is Place.EVERYWHERE


def test_a_switch_that_is_no_key_is_named_and_does_nothing(qapp, tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    kit.mkdir()
    (kit / PREFERENCES).write_text(json.dumps({"keys": {"one_switch": True, "switch": "Bananas"}}))
    with at_the_window(qapp, kit, made=False) as desk:
        assert "“Bananas”" in desk.sees
        assert BOB in desk.begins().press("Space", "Space")
