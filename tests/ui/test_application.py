"""From the start page to the close page and back; after a kill; with a kit that cannot be opened."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from circle import kit
from circle.store import Store
from circle.summary import summarise
from tests.disks import make_read_only, own_disk
from tests.fakes import FakeClock
from tests.ui.closing import exported
from tests.ui.facilitator import Facilitator, an_evening, at_the_window, gone
from tests.ui.hands import wait_for
from tests.ui.seen import words_on
from ui.application import Application
from ui.main_window import MainWindow
from ui.pages.close import ClosePage
from ui.widgets.choices import ChoiceCard


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


def choose_card(desk: Facilitator, words: str) -> str:
    cards = [card for card in desk.window.findChildren(ChoiceCard) if card.isVisible()]
    (card,) = [card for card in cards if card.accessibleName().startswith(words)]
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    return desk.sees


# The way through


def test_from_start_to_close_and_back(desk: Facilitator) -> None:
    assert "What kind of circle today?" in desk.sees
    assert "Prepare a circle" in choose_card(desk, "Check-in circle")
    assert "Begin the round" not in desk.sees
    assert "Give the piece to Seat 1" in desk.press("Ctrl+Return")
    desk.press("Space", after_s=2)
    desk.press("Space", after_s=60)
    desk.press("Ctrl+E", "Ctrl+E", after_s=30)
    assert "2 of 8 people spoke." in desk.sees
    words = desk.click("Done")
    assert "What kind of circle today?" in words
    assert "Check-in circle. Today, 18:30 · 8 people · notes not exported yet" in words


def test_start_now_is_three_acts_from_the_first_turn(desk: Facilitator) -> None:
    choose_card(desk, "Start now")
    desk.press("F5")
    assert "Seat 1 holds the talking piece" in desk.press("Space")


def test_a_plan_of_more_rounds_waits_to_be_begun(desk: Facilitator) -> None:
    choose_card(desk, "Listening round")
    assert "Begin round 1" in desk.press("Ctrl+Return")


def test_back_from_prepare_opens_nothing(desk: Facilitator) -> None:
    choose_card(desk, "Start now")
    assert "What kind of circle today?" in desk.click("Back")
    assert desk.circlekeeper.desk.store.open_sessions() == []


def test_a_reopened_session_has_one_bar_for_what_is_refused(desk: Facilitator) -> None:
    desk.begins().press("Space", "Ctrl+E", "Ctrl+E")
    desk.click("Reopen the session")
    assert "The piece is in the centre" in desk.sees
    words = desk.press("Ctrl+Y", "C")
    assert words.count("No round is running. Begin a round first.") == 1
    desk.press("Ctrl+E", "Ctrl+E")
    assert "How the time was shared" in desk.sees


def close_page_of(desk: Facilitator) -> ClosePage:
    desk.press("Space", "Ctrl+E", "Ctrl+E")
    page = desk.window.page
    assert isinstance(page, ClosePage)
    return page


def test_a_note_that_was_left_goes_along_unkept(desk: Facilitator, tmp_path: Path) -> None:
    desk.begins().press("Space", "N")
    desk.writes("half a thought")
    desk.press("Escape")
    page = close_page_of(desk)
    assert desk.live.state.notes == {}
    assert page.notes.field.text() == "half a thought"
    page.export_card.use_folder(tmp_path)
    desk.press("Ctrl+Return")
    exported(page)
    assert "Saved and checked" in desk.sees
    assert desk.live.state.notes == {}
    page.notes.field.setFocus()
    desk.writes(", whole now")
    desk.press("Return")
    assert [note.text for note in desk.live.state.notes.values()] == ["half a thought, whole now"]


def test_a_note_that_is_being_written_is_kept_when_the_session_ends(desk: Facilitator) -> None:
    desk.begins().press("Space", "N")
    desk.writes("whole")
    desk.press("Ctrl+E", "Ctrl+E")
    assert isinstance(desk.window.page, ClosePage)
    assert [note.text for note in desk.live.state.notes.values()] == ["whole"]
    assert "Not kept yet" not in desk.sees


def test_a_note_that_was_left_is_called_unkept_and_goes_back_with_the_session(
    desk: Facilitator,
) -> None:
    desk.begins().press("Space", "N")
    desk.writes("half a thought")
    desk.press("Escape")
    close_page_of(desk)
    assert "Not kept yet. Enter keeps it." in desk.sees
    desk.click("Reopen the session")
    assert desk.side.notes.field.text() == "half a thought"
    desk.press("Ctrl+E", "Ctrl+E")
    assert "Not kept yet. Enter keeps it." in desk.sees
    assert desk.live.state.notes == {}


def test_what_a_screen_reader_wrote_is_kept_too(desk: Facilitator) -> None:
    page = close_page_of(desk.begins())
    desk.press("Alt+2")
    field = page.notes.field
    held = desk.live.id
    as_heard = QAccessible.queryAccessibleInterface(field)
    as_heard.setText(QAccessible.Text.Value, "dictated")
    desk.click("Done")
    desk.circlekeeper.look_back(held)
    assert "dictated" in desk.press("Alt+2")


def test_a_ctrl_e_too_many_writes_nothing(desk: Facilitator, tmp_path: Path) -> None:
    close_page_of(desk.begins()).export_card.use_folder(tmp_path)
    assert "Saved and checked" not in desk.press("Ctrl+E", "Ctrl+E")
    assert [*tmp_path.glob("circle-*")] == []


def test_the_notes_go_where_they_went_last(desk: Facilitator, tmp_path: Path) -> None:
    close_page_of(desk.begins()).export_card.use_folder(tmp_path)
    desk.press("Ctrl+Return")
    desk.click("Done")
    wait_for(lambda: desk.window.page is desk.circlekeeper.start, lambda: desk.sees)
    assert len([*tmp_path.glob("circle-*")]) == 2, "it went on when all was written"
    assert close_page_of(desk.begins()).export_card.folder == tmp_path


@pytest.mark.parametrize("gone", ["stick", "x" * 300])
def test_a_folder_that_is_not_there_now_is_not_replaced_unseen(
    desk: Facilitator, tmp_path: Path, gone: str
) -> None:
    desk.circlekeeper.desk.store.keep_setting("export_folder", str(tmp_path / gone))
    page = close_page_of(desk.begins())
    assert page.export_card.folder == tmp_path / gone
    desk.press("Ctrl+Return")
    exported(page)
    assert "was not saved in" in words_on(page)


@pytest.mark.parametrize("kept", [5.0, ""])
def test_a_folder_that_is_none_is_the_documents(desk: Facilitator, kept: str | float) -> None:
    before = desk.circlekeeper.desk.export_folder()
    desk.circlekeeper.desk.store.keep_setting("export_folder", kept)
    assert close_page_of(desk.begins()).export_card.folder == before


def test_a_window_that_is_closed_at_once_leaves_its_kit_closed(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    circlekeeper = Application(qapp, tmp_path / "kit", FakeClock())
    queued = Qt.ConnectionType.QueuedConnection
    circlekeeper.start.painted.connect(circlekeeper.window.close, queued)
    circlekeeper.show()
    qtbot.waitUntil(lambda: not circlekeeper.window.isVisible())
    for _turn in range(5):
        qapp.processEvents()
    assert not circlekeeper.desk.kit.is_open
    gone(circlekeeper)


def test_a_session_of_before_can_be_looked_at_again(desk: Facilitator) -> None:
    desk.begins().press("Space", "Ctrl+E", "Ctrl+E")
    desk.click("Done")
    assert "How the time was shared" in desk.click("Kitchen table")


# After a power cut


def power_cut(desk: Facilitator, tmp_path: Path) -> Path:
    """The kit as the disk has it at this moment, while the window still has it open."""
    copy = tmp_path / "after the power cut"
    shutil.copytree(tmp_path / "kit", copy)
    assert (copy / f"{kit.FILE_NAME}-wal").exists(), "it was copied while it was open"
    return copy


@pytest.fixture
def cut(desk: Facilitator, qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    """Amara had held the piece for 32 s. The last sign of life is 2 s old. It is 12 min later."""
    desk.begins().press("Space")
    desk.ticks(30)
    desk.clock.advance(2_000)
    copy = power_cut(desk, tmp_path)
    desk.window.close()
    clock = FakeClock(desk.clock.read().wall)
    clock.advance(720_000)
    with at_the_window(qapp, copy, clock) as again:
        yield again


def test_after_a_power_cut_the_start_page_offers_three_ways(cut: Facilitator) -> None:
    for words in ("Kitchen table", "is safe", "Carry on", "Close it at ", "Close it at another"):
        assert words in cut.sees


def test_carrying_on_tells_for_how_long_and_the_turn_goes_on(cut: Facilitator) -> None:
    words = cut.click("Carry on", after_s=0)
    assert "Circlekeeper was not running for 12 min. That time is kept as a pause." in words
    assert "Amara holds the talking piece" in words
    assert cut.circle.face == "0:30"
    assert "Bob holds the talking piece" in cut.press("Space")


def test_the_time_away_can_be_counted_as_the_holders(cut: Facilitator) -> None:
    cut.click("Carry on", after_s=0)
    cut.click("It was Amara’s turn", after_s=0)
    assert cut.circle.face == "12:32"
    cut.press("Ctrl+Z", after_s=0)
    assert cut.circle.face == "0:30"


def test_closing_at_the_last_sign_of_life(cut: Facilitator) -> None:
    words = cut.click("Close it at 1")
    assert "How the time was shared" in words
    summary = summarise(cut.live.state, 0)
    assert [turn.length_ms for turn in summary.turns] == [30_000]


def test_closing_at_another_time(cut: Facilitator) -> None:
    cut.click("Close it at another time")
    clock = cut.clock.read().wall.astimezone()
    cut.writes(f"{clock.hour}:{clock.minute - 5 if clock.minute >= 5 else 0:02}")
    words = cut.press("Return")
    if clock.minute >= 12:
        assert "How the time was shared" in words
        (turn,) = summarise(cut.live.state, 0).turns
        assert 5 * 60_000 < turn.length_ms < 8 * 60_000


def test_a_time_that_cannot_be_is_asked_again(cut: Facilitator) -> None:
    cut.click("Close it at another time")
    cut.writes("half past")
    assert "“half past” is not a time of day." in cut.press("Return")


def test_a_window_that_is_closed_in_a_session_gives_a_last_sign_of_life(
    desk: Facilitator, qapp: QApplication, tmp_path: Path
) -> None:
    desk.begins().press("Space", "Shift+B")
    desk.clock.advance(600_000)
    desk.window.close()
    with at_the_window(qapp, tmp_path / "kit", desk.clock) as again:
        assert "Circlekeeper was not running for 0 s" in again.click("Carry on", after_s=0)
        assert "Break" in again.sees


def test_a_damaged_session_is_told_of_and_hides_no_other(
    desk: Facilitator, qapp: QApplication, tmp_path: Path
) -> None:
    desk.begins(an_evening(("Ann", "Ben"))).press("Space")
    desk.begins(an_evening(("Cleo", "Dan"))).press("Space")
    broken = desk.live.id
    desk.window.close()
    with sqlite3.connect(tmp_path / "kit" / kit.FILE_NAME) as connection:
        connection.execute("DROP TRIGGER event_is_append_only_update")
        connection.execute("UPDATE event SET data = '{}' WHERE session = ?", (broken,))
    connection.close()
    with at_the_window(qapp, tmp_path / "kit", desk.clock) as again:
        assert f"The record of session {broken} is damaged from event 1 on." in again.sees
        assert "Ann holds the talking piece" in again.click("Carry on")


# A kit that cannot be opened


def spoil(folder: Path) -> None:
    Store.open(folder).close()
    path = folder / kit.FILE_NAME
    spoilt = bytearray(path.read_bytes())
    spoilt[100:4_000] = bytes(3_900)
    path.write_bytes(spoilt)


def make_newer(folder: Path) -> None:
    store = Store.open(folder)
    store._connection.execute("PRAGMA user_version = 99")
    store.close()


def put_a_file_there(folder: Path) -> None:
    folder.write_text("not a folder")


TROUBLES = {
    "damaged": (spoil, "is damaged. It was left as it is."),
    "newer": (make_newer, "was made by a newer Circlekeeper."),
    "not a folder": (put_a_file_there, "because that is not a folder."),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_is_wrong_with_the_kit_is_said_and_stops_nothing_else(
    qapp: QApplication, tmp_path: Path, trouble: str
) -> None:
    spoils, why = TROUBLES[trouble]
    folder = tmp_path / "kit"
    spoils(folder)
    with at_the_window(qapp, folder) as desk:
        _is_told_and_works(desk, why)


def test_a_kit_that_may_not_be_written_to(qapp: QApplication, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with own_disk(disk, kilobytes=4_000):
        Store.open(disk).close()
        make_read_only(disk)
        with at_the_window(qapp, disk) as desk:
            _is_told_and_works(desk, "cannot be written to. Nothing was changed.")


def _is_told_and_works(desk: Facilitator, why: str) -> None:
    assert why in desk.sees
    assert why in desk.click("Try again")
    choose_card(desk, "Start now")
    assert "Prepare a circle" in desk.sees
    words = desk.press("Ctrl+Return")
    assert why in words
    assert "Prepare a circle" in words, "nothing that was prepared is lost"
    assert "Esc, or a click, goes back." in desk.press("F1")


def test_a_kit_that_is_open_elsewhere_can_be_tried_again(
    qapp: QApplication, tmp_path: Path
) -> None:
    other = Store.open(tmp_path / "kit")
    with at_the_window(qapp, tmp_path / "kit") as desk:
        why = "is open in another Circlekeeper."
        assert why in desk.sees
        desk.press("Ctrl+D")
        assert why in desk.sees
        assert "Try again" in desk.sees
        other.close()
        words = desk.click("Try again")
        assert why not in words
        assert "Sessions you hold appear here." in words
        choose_card(desk, "Start now")
        desk.press("Ctrl+Return")
        desk.button("Silence").setFocus(Qt.FocusReason.TabFocusReason)
        assert "End the silence" in desk.press("Space")


# What ships with the program


@pytest.fixture
def broken_assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from circle.paths import assets

    copy = tmp_path / "assets"
    shutil.copytree(assets(), copy)
    monkeypatch.setattr("ui.application.assets", lambda: copy)
    return copy


def test_broken_files_are_told_of_and_stop_nothing(
    qapp: QApplication, tmp_path: Path, broken_assets: Path
) -> None:
    (broken_assets / "session_templates" / "check_in.toml").write_text("name = ")
    (broken_assets / "round_forms" / "silent.toml").write_bytes(b"\xff\xfe")
    (broken_assets / "prompt_decks" / "listening_stances.toml").write_text('name = "x"')
    with at_the_window(qapp, tmp_path / "kit") as desk:
        for words in (
            "check_in.toml: ",
            "silent.toml is not UTF-8 text.",
            "listening_stances.toml: ",
        ):
            assert words in desk.sees
        choose_card(desk, "Start now")
        desk.press("Ctrl+Return")
        words = desk.press("Space")
        assert "Seat 1 holds the talking piece" in words
        assert "Offer to the room" in words  # there are other decks


def test_without_any_deck_there_is_a_circle_and_no_prompt(
    qapp: QApplication, tmp_path: Path, broken_assets: Path
) -> None:
    shutil.rmtree(broken_assets / "prompt_decks")
    with at_the_window(qapp, tmp_path / "kit") as desk:
        choose_card(desk, "Start now")
        desk.press("Ctrl+Return")
        words = desk.press("Space")
        assert "Seat 1 holds the talking piece" in words
        assert "Offer to the room" not in words


def test_without_any_form_of_round_start_now_is_a_go_round_all_the_same(
    qapp: QApplication, tmp_path: Path, broken_assets: Path
) -> None:
    (broken_assets / "round_forms" / "go_round.toml").unlink()
    with at_the_window(qapp, tmp_path / "kit") as desk:
        choose_card(desk, "Start now")
        desk.press("Ctrl+Return")
        assert "Seat 2 is next" in desk.press("Space")


# The window


def test_palette_and_size_of_letters_are_remembered(qapp: QApplication, tmp_path: Path) -> None:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.press("Ctrl+D", "Ctrl++", "Ctrl++")
        assert (desk.circlekeeper.look.theme.name, desk.circlekeeper.look.scale) == ("dark", 1.25)
    with at_the_window(qapp, tmp_path / "kit") as desk:
        look = desk.circlekeeper.look
        assert (look.theme.name, look.scale) == ("dark", 1.25)
        assert desk.window.grab().toImage().pixelColor(3, 300) == look.theme.paper
        desk.press("Ctrl+-")
        assert look.scale == 1.1


def test_letters_stop_growing_and_shrinking(desk: Facilitator) -> None:
    desk.press(*["Ctrl++"] * 12)
    assert desk.circlekeeper.look.scale == 2.0
    desk.press(*["Ctrl+-"] * 12)
    assert desk.circlekeeper.look.scale == 0.8


def test_ctrl_d_goes_through_the_palettes_and_round(desk: Facilitator) -> None:
    desk.begins()
    seen = [desk.press("Ctrl+D") and desk.circlekeeper.look.theme.name for _ in range(4)]
    assert seen == ["dark", "dim", "high_contrast", "light"]


def test_f11_fills_the_screen_and_gives_it_back(desk: Facilitator) -> None:
    desk.press("F11")
    assert desk.window.isFullScreen()
    desk.press("F11")
    assert not desk.window.isFullScreen()


def test_a_closed_window_leaves_one_file(desk: Facilitator, tmp_path: Path) -> None:
    desk.begins().press("Space")
    desk.window.close()
    assert [path.name for path in (tmp_path / "kit").iterdir()] == [kit.FILE_NAME]


def test_the_keys_are_those_of_the_page(desk: Facilitator) -> None:
    assert "Pass the piece, or what the main button says" not in desk.press("F1")
    desk.press("Escape")
    desk.begins()
    desk.press("?")
    words = words_on(desk.window)
    for action in (*desk.page.actions_here, *desk.window.actions_everywhere):
        assert action.words in words or action.id.startswith("seat_")
    assert "Give the piece to that seat" in words
    assert words.count("Give the piece to seat") == 0


@pytest.mark.parametrize("key", ["Escape", "?", "X", "Space", "Ctrl+E", "F1"])
def test_any_key_leaves_the_keys_and_does_nothing_else(desk: Facilitator, key: str) -> None:
    desk.begins().press("Space")
    before = desk.stored_events
    desk.press("?")
    assert "Esc, or a click, goes back." not in desk.press(key)
    assert desk.stored_events == before
    assert "End the session now?" not in desk.sees
    assert "Bob holds the talking piece" in desk.press("Space")


def test_a_click_leaves_the_keys(desk: Facilitator) -> None:
    desk.begins().press("?")
    QTest.mouseClick(desk.focused, Qt.MouseButton.LeftButton)
    assert "Esc, or a click, goes back." not in desk.sees


def test_a_held_or_a_changing_key_does_not_leave_the_keys(desk: Facilitator) -> None:
    desk.begins()
    assert "Esc, or a click, goes back." in desk.keeps_pressing("F1", times=3)
    QTest.keyClick(desk.focused, Qt.Key.Key_Shift)
    assert "Esc, or a click, goes back." in desk.sees


def test_keys_that_do_not_fit_can_be_scrolled_with_keys(desk: Facilitator) -> None:
    desk.begins()
    desk.window.resize(1024, 640)
    desk.press(*["Ctrl++"] * 5)
    assert "Full screen" not in desk.press("?")
    assert "Full screen" in desk.press("End")
    assert "Esc, or a click, goes back." not in desk.press("Escape")


def test_the_overlay_covers_the_window_whatever_its_size(desk: Facilitator) -> None:
    desk.begins().press("?")
    desk.window.resize(1100, 700)
    assert "Pass the piece to" not in desk.sees
    assert desk.focused.size() == desk.window.size()


def test_no_part_of_a_page_is_ever_a_window_of_its_own(
    qapp: QApplication, desk: Facilitator
) -> None:
    """It would flash on the screen, and take the keys from the window that it belongs to."""
    watcher = _Windows()
    qapp.installEventFilter(watcher)
    for template in ("Check-in circle", "Open circle"):
        choose_card(desk, template)
        desk.click("Back")
    choose_card(desk, "Story circle")
    desk.press("Ctrl+Return", "Space", "Space", "1", "Ctrl+E", "J", "T", "Escape", "G", "N", "F1")
    desk.press("Escape", "Ctrl+D", "Ctrl++", "Ctrl+E", "Ctrl+E")
    desk.click("Done")
    assert watcher.shown == []


class _Windows(QObject):
    """Every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if event.type() == QEvent.Type.Show and is_window and not isinstance(watched, MainWindow):
            self.shown.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_whatever_tab_reaches_on_prepare_is_in_sight(
    qapp: QApplication, tmp_path: Path, scale: float
) -> None:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.circlekeeper.look.use_scale(scale)
        desk.window.resize(1024, 640)
        choose_card(desk, "Listening round")
        reached = set[str]()
        for _step in range(45):
            desk.press("Tab", after_s=0)
            focused = desk.focused
            reached.add(focused.accessibleName())
            assert not focused.visibleRegion().isEmpty(), focused.accessibleName()
        assert {"When it begins, such as 19:00", "Read aloud", "Back"} <= reached
