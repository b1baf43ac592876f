"""Every failure is a sentence in the window: what happened, what is safe, what to do. Each is made as the world makes it,
and read off the window.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.kit_files import KIT, LOG, PREFERENCES, RESERVE
from circle.paths import assets
from circle.store import Store
from tests.disks import (
    fill,
    folder_for_everyone,
    make_read_only,
    own_disk,
    small_files,
    someone_without_rights,
)
from tests.fakes import AN_EVENING, FakeClock
from tests.ui.closing import exported
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.seen import words_on
from ui.pages.close import ClosePage

LONG = "What was said went on and on. " * 60


@dataclass
class Room:
    """Where it happens."""

    app: QApplication
    folder: Path
    monkeypatch: pytest.MonkeyPatch

    @contextmanager
    def window(self, clock: FakeClock | None = None) -> Iterator[Facilitator]:
        with at_the_window(self.app, self.folder / "kit", clock, watched=True) as desk:
            yield desk


def in_a_turn(desk: Facilitator) -> Facilitator:
    desk.begins().press("Space")
    return desk.waits(20)


def writes_until(desk: Facilitator, words: str) -> str:
    """Keeps notes, as long as they are and as many as it takes, until this is seen. What was kept then is in the kit."""
    for n in range(60):
        before = len(desk.live.state.notes)
        desk.live.written.write_note(f"{n} {LONG}")
        seen, after = desk.sees, len(desk.live.state.notes)
        if words in seen:
            kept = desk.circlekeeper.desk.store.read(desk.live.id).state.notes
            assert len(kept) == after >= before
            return seen
    raise AssertionError(f"“{words}” was never said")


# How each is made: each gives what is then in the window


def full_with_a_reserve(room: Room) -> str:
    with own_disk(room.folder, kilobytes=80_000), room.window() as desk:
        in_a_turn(desk)
        fill(room.folder / "film")
        words = writes_until(desk, "The disk is full.")
        assert not (room.folder / "kit" / RESERVE).exists()
        assert "Bob holds the talking piece" in desk.press("Space"), "the circle did not notice"
        return words


def full_without(room: Room) -> str:
    with own_disk(room.folder, kilobytes=80_000), room.window() as desk:
        in_a_turn(desk)
        (room.folder / "kit" / RESERVE).unlink()
        fill(room.folder / "film")
        words = writes_until(desk, "could not be saved")
        assert "Amara holds the talking piece" in words
        (room.folder / "film").unlink()
        assert "Bob holds the talking piece" in desk.press("Space")
        assert "The disk is full" not in desk.sees
        return words


def nearly_full(room: Room) -> str:
    with own_disk(room.folder, kilobytes=50_000), room.window() as desk:
        return desk.sees


def a_read_only_disk(room: Room) -> str:
    with own_disk(room.folder, kilobytes=4_000):
        Store.open(room.folder / "kit").close()
        make_read_only(room.folder)
        with room.window() as desk:
            return desk.sees


def a_folder_of_somebody_else(room: Room) -> str:
    with folder_for_everyone() as folder:
        room.folder = folder
        (folder / "kit").mkdir()
        Store.open(folder / "kit").close()
        (folder / "kit" / KIT).chmod(0o444)
        (folder / "kit").chmod(0o555)
        with someone_without_rights(), room.window() as desk:
            return desk.sees


def open_in_another(room: Room) -> str:
    other = Store.open(room.folder / "kit")
    try:
        with room.window() as desk:
            return desk.sees
    finally:
        other.close()


def damaged(room: Room) -> str:
    Store.open(room.folder / "kit").close()
    path = room.folder / "kit" / KIT
    spoilt = bytearray(path.read_bytes())
    spoilt[100:4_000] = bytes(3_900)
    path.write_bytes(spoilt)
    with room.window() as desk:
        words = desk.sees
    assert path.read_bytes() == spoilt
    return words


def newer(room: Room) -> str:
    store = Store.open(room.folder / "kit")
    store._connection.execute("PRAGMA user_version = 99")
    store.close()
    before = (room.folder / "kit" / KIT).read_bytes()
    with room.window() as desk:
        words = desk.sees
    assert (room.folder / "kit" / KIT).read_bytes() == before
    return words


def no_folder(room: Room) -> str:
    (room.folder / "kit").write_text("not a folder")
    with room.window() as desk:
        return desk.sees


def a_folder_that_cannot_be_made(room: Room) -> str:
    with folder_for_everyone() as folder:
        folder.chmod(0o555)
        nowhere = folder / "new" / "kit"
        with someone_without_rights(), at_the_window(room.app, nowhere, made=False) as desk:
            return desk.sees


def slept(room: Room) -> str:
    with room.window() as desk:
        in_a_turn(desk).ticks(1)
        desk.clock.sleep(600_000)
        return desk.ticks(1)


def clock_set_back(room: Room) -> str:
    with room.window() as desk:
        in_a_turn(desk).ticks(1)
        desk.clock.set_wall(-7_200_000)
        words = desk.ticks(1)
        assert desk.circle.face == "0:22"
        return words


def clock_set_forward(room: Room) -> str:
    with room.window() as desk:
        in_a_turn(desk).ticks(1)
        desk.clock.set_wall(86_400_000)
        words = desk.ticks(1)
        assert desk.circle.face == "0:22"
        return words


def clock_behind_the_kit(room: Room) -> str:
    with room.window() as desk:
        in_a_turn(desk).press("Ctrl+E", "Ctrl+E")
    with room.window(FakeClock(AN_EVENING - timedelta(days=400))) as desk:
        words = desk.sees
        desk.click("Close")
        desk.circlekeeper.show_start()
        assert "clock says" not in desk.sees, "it is said once"
    with room.window(FakeClock(AN_EVENING + timedelta(days=1))) as desk:
        assert "clock says" not in desk.sees
    return words


def disk_does_not_answer(room: Room) -> str:
    """The system refuses to let any file grow, which SQLite reports as it does a disk that fails."""
    with room.window() as desk:
        in_a_turn(desk)
        with small_files():
            words = writes_until(desk, "did not answer")
            assert "0:2" in desk.ticks(2), "the clock goes on"
        assert "Bob holds the talking piece" in desk.press("Space")
        return words


def letters(room: Room) -> str:
    copy = copied_assets(room)
    (copy / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf").unlink()
    (copy / "fonts" / "NotoSansHebrew-Regular.ttf").write_bytes(b"no letters")
    with room.window() as desk:
        words = desk.sees
        assert "Seat 1 holds the talking piece" not in words
        in_a_turn(desk)
        assert "Amara holds the talking piece" in desk.sees
        return words


def broken_assets(room: Room) -> str:
    copy = copied_assets(room)
    (copy / "session_templates" / "check_in.toml").write_text("name = ")
    (copy / "prompt_decks" / "listening_stances.toml").write_text('name = "x"')
    with room.window() as desk:
        return desk.sees


def settings(room: Room) -> str:
    """The preferences are not as they were written: the window is as it is at first, and says so."""
    room.folder.joinpath("kit").mkdir(exist_ok=True)
    room.folder.joinpath("kit", PREFERENCES).write_text('{"appearance": {"percent": "big"}}')
    with room.window() as desk:
        look = desk.circlekeeper.look
        assert (look.theme.name, look.scale) == ("light", 1.0)
        return desk.sees


def export_folder_gone(room: Room) -> str:
    with room.window() as desk:
        desk.circlekeeper.desk.store.keep_setting("export_folder", str(room.folder / "stick"))
        in_a_turn(desk).press("Ctrl+E", "Ctrl+E")
        page = desk.window.page
        assert isinstance(page, ClosePage)
        desk.press("Ctrl+Return")
        exported(page)
        return words_on(page)


def something_unexpected(room: Room) -> str:
    with room.window() as desk:
        in_a_turn(desk)
        wrong(desk, ZeroDivisionError("Amara said"))
        words = desk.sees
        assert desk.window.said == "", "the page's own bar says it"
        assert "Bob holds the talking piece" in desk.press("Space")
    log = (room.folder / "kit" / LOG).read_text("utf-8")
    assert "unexpected error ZeroDivisionError" in log
    assert "Amara" not in log
    return words


def wrong(desk: Facilitator, error: Exception) -> None:
    """In something that Qt calls."""

    def fail() -> None:
        raise error

    desk.live.announced.connect(fail)
    desk.live.announced.emit("")
    desk.live.announced.disconnect(fail)


def copied_assets(room: Room) -> Path:
    copy = room.folder / "assets"
    shutil.copytree(assets(), copy)
    room.monkeypatch.setattr("ui.application.assets", lambda: copy)
    return copy


FAILURES: dict[str, tuple[Callable[[Room], str], tuple[str, ...]]] = {
    "the disk is full, and room was kept": (
        full_with_a_reserve,
        ("All that was done is saved, and so is what comes", "Make room on the disk that holds"),
    ),
    "the disk is full, and no room is kept": (
        full_without,
        ("could not be saved. Everything shown before is safe.", "Make room on the disk"),
    ),
    "there is little room": (
        nearly_full,
        ("There is little room on the disk", "All that is kept there is safe.", "Make some room"),
    ),
    "a disk that cannot be written to": (
        a_read_only_disk,
        ("cannot be written to. Nothing was changed.", "Choose a folder that you may write to."),
    ),
    "a folder of somebody else": (
        a_folder_of_somebody_else,
        ("cannot be written to. Nothing was changed.", "Choose a folder that you may write to."),
    ),
    "open in another Circlekeeper": (
        open_in_another,
        ("is open in another Circlekeeper. Use that window, or close it first.", "Try again"),
    ),
    "a damaged kit": (damaged, ("is damaged. It was left as it is.", "Go back to a backup")),
    "a newer kit": (
        newer,
        ("was made by a newer Circlekeeper. It was left as it is.", "Open it with that version"),
    ),
    "no folder": (no_folder, ("because that is not a folder. Choose a folder.",)),
    "a folder that cannot be made": (
        a_folder_that_cannot_be_made,
        ("cannot be made. Nothing was written. Choose one that you may write to.",),
    ),
    "the laptop slept": (slept, ("The laptop slept for 10 min, and that time is counted.",)),
    "the clock was set back": (
        clock_set_back,
        ("clock was set back by 2 h.", "Turns are timed by another clock"),
    ),
    "the clock was set forward": (
        clock_set_forward,
        ("clock was set forward by 24 h.", "Turns are timed by another clock"),
    ),
    "the clock is behind the kit": (
        clock_behind_the_kit,
        ("clock says 5 Feb 2025", "was on 12 Mar 2026", "safe", "Check the date"),
    ),
    "the disk does not answer": (
        disk_does_not_answer,
        ("did not answer. What was shown as saved is safe. Check the disk and try again.",),
    ),
    "letters are missing or broken": (
        letters,
        (
            "cannot be read: AtkinsonHyperlegibleNext-Regular, NotoSansHebrew-Regular.",
            "All else works",
            "Install Circlekeeper again",
        ),
    ),
    "templates and decks are broken": (
        broken_assets,
        ("check_in.toml: ", "listening_stances.toml: ", "What kind of circle today?"),
    ),
    "settings cannot be read": (settings, ("What kind of circle today?",)),
    "the folder for notes is gone": (
        export_folder_gone,
        ("was not saved in", "That folder does not exist: choose another one."),
    ),
    "something nobody expected": (
        something_unexpected,
        ("Something inside Circlekeeper went wrong. What was shown as saved is safe.", "Go on"),
    ),
}
"""Failure: how it is made, and the words that are seen."""


@pytest.mark.skipif(sys.platform == "win32", reason="the causes are those of Linux and macOS")
@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_a_sentence_in_the_window(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: str
) -> None:
    make, words = FAILURES[failure]
    folder = tmp_path / "disk"
    folder.mkdir()
    seen = make(Room(qapp, folder, monkeypatch))
    for one in words:
        assert one in seen, seen
    assert "Traceback" not in seen
    assert "Error" not in seen
