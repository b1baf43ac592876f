"""What is begun and not kept yet: it is in the kit soon, goes along, comes back, and is gone when it was kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from circle import kit
from circle.kept import Kept
from circle.kit_troubles import KitFull
from circle.store import Store
from tests.disks import fill, own_disk
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.sessions import Held, session
from ui.drafts import AFTER_MS, Drafts
from ui.pages.close import ClosePage
from ui.theme import Look
from ui.widgets.fields import LineField, TextField
from ui.widgets.note_field import NoteField
from ui.widgets.saved import Saved


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    """Amara holds the piece, and a note is begun."""
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        facilitator.begins().press("Space", "N")
        yield facilitator


@pytest.fixture
def held(tmp_path: Path, qapp: QApplication) -> Iterator[Held]:
    with session(tmp_path) as opened:
        yield opened


def timer_of(drafts: Drafts) -> QTimer:
    (timer,) = drafts.findChildren(QTimer)
    return timer


def a_second_later(drafts: Drafts) -> None:
    """No clock of a test drives a timer of Qt."""
    timer = timer_of(drafts)
    assert timer.isActive(), "no timer runs"
    timer.timeout.emit()


def in_the_kit(desk: Facilitator) -> dict[str, str]:
    return desk.circlekeeper.desk.store.drafts(desk.live.id)


@contextmanager
def after_a_kill(desk: Facilitator, tmp_path: Path) -> Iterator[Facilitator]:
    """Somebody else starts the program on the kit as the disk has it at this moment."""
    copy = tmp_path / "after the kill"
    shutil.copytree(tmp_path / "kit", copy)
    assert (copy / f"{kit.FILE_NAME}-wal").exists(), "it was copied while it was open"
    desk.window.close()
    with at_the_window(desk.circlekeeper._app, copy, desk.clock) as again:
        yield again


def note_of(desk: Facilitator) -> NoteField:
    return desk.side.notes.field


# In the kit


def test_what_is_being_written_is_in_the_kit_a_second_after_its_first_letter(
    desk: Facilitator,
) -> None:
    before, undo = desk.stored_events, desk.sees.count("Undo")
    desk.writes("h")
    timer = timer_of(desk.live.drafts)
    assert timer.isActive()
    assert timer.isSingleShot()
    assert timer.interval() == AFTER_MS < 1_000
    assert in_the_kit(desk) == {}
    desk.writes("alf a thought")
    a_second_later(desk.live.drafts)
    assert in_the_kit(desk) == {"note": "half a thought"}
    assert (desk.stored_events, desk.sees.count("Undo")) == (before, undo)


def test_later_letters_do_not_put_off_the_writing_of_the_first(desk: Facilitator) -> None:
    desk.writes("h")
    timer = timer_of(desk.live.drafts)
    begun = timer.timerId()  # another one when it begins anew
    desk.writes("alf a thought")
    assert timer.timerId() == begun


def test_the_timer_fires_by_itself_and_none_runs_at_rest(desk: Facilitator, qtbot) -> None:
    drafts = desk.live.drafts
    assert not timer_of(drafts).isActive()
    desk.writes("half")
    qtbot.waitUntil(lambda: in_the_kit(desk) == {"note": "half"}, timeout=3_000)
    assert not timer_of(drafts).isActive()


def test_a_note_that_was_kept_is_no_draft_any_more(desk: Facilitator) -> None:
    desk.writes("half a thought")
    a_second_later(desk.live.drafts)
    desk.writes(", whole now")
    desk.press("Return")
    assert [note.text for note in desk.live.state.notes.values()] == ["half a thought, whole now"]
    assert in_the_kit(desk) == {}
    assert not timer_of(desk.live.drafts).isActive()


def test_a_field_that_is_emptied_leaves_nothing(desk: Facilitator, tmp_path: Path) -> None:
    desk.writes("Xylographer")
    a_second_later(desk.live.drafts)
    desk.press("Ctrl+A", "Backspace")
    assert in_the_kit(desk) == {}
    desk.window.close()
    assert b"Xylographer" not in (tmp_path / "kit" / kit.FILE_NAME).read_bytes()


def test_a_window_that_is_closed_keeps_the_last_letters_too(
    desk: Facilitator, qapp: QApplication, tmp_path: Path
) -> None:
    desk.writes("half a thought")
    desk.window.close()
    with at_the_window(qapp, tmp_path / "kit", desk.clock) as again:
        again.click("Carry on")
        assert note_of(again).text() == "half a thought"


# Back in its field


def test_after_a_kill_it_stands_in_its_field_and_nothing_was_kept(
    desk: Facilitator, tmp_path: Path
) -> None:
    desk.writes("half a thought")
    a_second_later(desk.live.drafts)
    desk.writes(" more")
    with after_a_kill(desk, tmp_path) as again:
        again.click("Carry on")
        assert note_of(again).text() == "half a thought"
        assert again.live.state.notes == {}
        assert "Amara holds the talking piece" in again.sees
        assert "Not kept yet. Enter keeps it." in again.sees
        again.press("Ctrl+E", "Ctrl+E")
        assert "Not kept yet. Enter keeps it." in again.sees
        assert again.live.state.notes == {}


def test_after_a_kill_it_can_be_gone_on_with_and_kept(desk: Facilitator, tmp_path: Path) -> None:
    desk.writes("half a thought")
    a_second_later(desk.live.drafts)
    with after_a_kill(desk, tmp_path) as again:
        again.click("Carry on")
        again.press("N")
        again.writes(", whole now")
        assert "Not kept yet" not in again.sees
        again.press("Return")
        (note,) = again.live.state.notes.values()
        assert note.text == "half a thought, whole now"
        assert in_the_kit(again) == {}


def test_a_key_point_that_was_begun_comes_back_after_a_kill_too(
    desk: Facilitator, tmp_path: Path
) -> None:
    held = desk.live.id
    desk.press("Ctrl+E", "Ctrl+E")
    page = desk.window.page
    assert isinstance(page, ClosePage)
    page.harvest.field.setFocus()
    desk.writes("Doors that")
    desk.press("Alt+2")
    page.notes.field.setFocus()
    desk.writes("The hall")
    a_second_later(desk.live.drafts)
    with after_a_kill(desk, tmp_path) as again:
        again.circlekeeper.look_back(held)
        page = again.window.page
        assert isinstance(page, ClosePage)
        assert page.harvest.field.text() == "Doors that"
        assert page.notes.field.text() == "The hall"
        assert "Not kept yet. Enter keeps it." in again.sees
        again.press("Alt+1")
        assert "Not kept yet. Enter keeps it." in again.sees
        page.harvest.field.setFocus()
        again.press("Return")
        assert in_the_kit(again) == {"note": "The hall"}


def test_a_key_point_that_was_begun_is_there_again_when_the_session_is_closed_again(
    desk: Facilitator,
) -> None:
    desk.press("Escape", "Ctrl+E", "Ctrl+E")
    page = desk.window.page
    assert isinstance(page, ClosePage)
    page.harvest.field.setFocus()
    desk.writes("Doors that")
    page.harvest.field.leave()
    desk.click("Reopen the session")
    desk.press("Ctrl+E", "Ctrl+E")
    page = desk.window.page
    assert isinstance(page, ClosePage)
    assert page.harvest.field.text() == "Doors that"


def test_of_another_session_nothing_comes_along(desk: Facilitator) -> None:
    desk.writes("half a thought")
    desk.press("Escape", "Ctrl+E", "Ctrl+E")
    desk.click("Done")
    desk.begins()
    assert note_of(desk).text() == ""


def test_a_note_that_is_left_with_esc_is_said_not_to_be_kept(desk: Facilitator) -> None:
    desk.writes("half a thought")
    assert "Not kept yet" not in desk.sees
    assert "Not kept yet. Enter keeps it." in desk.press("Escape")
    desk.press("N", "Return")
    assert "Not kept yet" not in desk.sees
    assert len(desk.live.state.notes) == 1


# What cannot be written


def test_a_full_disk_is_said_once_and_stops_no_letter(desk: Facilitator, monkeypatch) -> None:
    def refuse(*_values: object) -> None:
        raise KitFull("The disk is full, so this could not be saved.")

    monkeypatch.setattr(Kept, "keep_draft", refuse)
    desk.writes("half")
    a_second_later(desk.live.drafts)
    words = desk.sees
    assert "The disk is full, so this could not be saved. What you are writing stays in" in words
    assert note_of(desk).hasFocus()
    desk.page._bar.put_away()
    desk.writes(" a thought")
    a_second_later(desk.live.drafts)
    assert note_of(desk).text() == "half a thought"
    assert "The disk is full" not in desk.sees
    monkeypatch.undo()
    desk.writes(", whole")
    a_second_later(desk.live.drafts)
    assert in_the_kit(desk) == {"note": "half a thought, whole"}


def test_on_a_disk_that_is_full_it_is_told_and_later_made_good(
    qapp: QApplication, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with own_disk(disk, kilobytes=2_000):
        Store.open(disk).close()
        with at_the_window(qapp, disk) as desk:
            desk.begins().press("Space", "N")
            fill(disk / "other")
            text = "x" * 900
            assert is_said_to_be_saved(desk)
            note_of(desk).setMaxLength(20_000)
            while "The disk is full" not in desk.sees:
                desk.writes(text)
                a_second_later(desk.live.drafts)
            assert not is_said_to_be_saved(desk)
            (disk / "other").unlink()
            desk.writes("y")
            a_second_later(desk.live.drafts)
            assert in_the_kit(desk) == {"note": note_of(desk).text()}
            assert is_said_to_be_saved(desk)


def is_said_to_be_saved(desk: Facilitator) -> bool:
    return any(sign.isVisible() for sign in desk.page.findChildren(Saved))


# Whoever is taken out


def test_whoever_is_taken_out_is_not_in_what_is_being_written(
    desk: Facilitator, tmp_path: Path
) -> None:
    desk.writes("Amara’s door, said Bob")
    assert desk.live.take_out("p1")
    assert note_of(desk).text() == "someone’s door, said Bob"
    desk.press("Ctrl+Z")
    assert "Amara" not in note_of(desk).text()
    desk.writes(".")
    desk.window.close()
    with closing(Store.open(tmp_path / "kit")) as store:
        (sign,) = store.open_sessions()
        assert store.drafts(sign.session) == {"note": "someone’s door, said Bob."}


# Any field


def test_a_line_and_a_field_of_several_lines_are_watched_alike(held: Held, look: Look) -> None:
    drafts = held.live.drafts
    line, text = LineField(look), TextField(look)
    drafts.watch("by when", line)
    drafts.watch("what to try next", text)
    QTest.keyClicks(line, "Friday")
    QTest.keyClicks(text, "Ask less")
    a_second_later(drafts)
    kept = {"by when": "Friday", "what to try next": "Ask less"}
    assert held.store.drafts(held.live.id) == kept
    again = LineField(look), TextField(look)
    drafts.watch("by when", again[0])
    drafts.watch("what to try next", again[1])
    assert (again[0].text(), again[1].toPlainText()) == tuple(kept.values())
    again[1].clear()
    assert held.store.drafts(held.live.id) == {"by when": "Friday"}


def test_a_field_that_is_gone_leaves_its_draft(held: Held, look: Look) -> None:
    drafts = held.live.drafts
    line = LineField(look)
    drafts.watch("by when", line)
    QTest.keyClicks(line, "Amara says Friday")
    line.deleteLater()
    QTest.qWait(0)
    del line
    a_second_later(drafts)
    assert held.store.drafts(held.live.id) == {"by when": "Amara says Friday"}
    held.live.take_out("p1")
    after = LineField(look)
    drafts.watch("by when", after)
    assert after.text() == "someone says Friday"
