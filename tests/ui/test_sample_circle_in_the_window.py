"""The sample circle that somebody holds themselves: hints, the keys they ask for, and a kit that is nobody's."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from circle.kit import FILE_NAME
from circle.session import Phase
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.typed import ROOT
from ui.live_session import LiveSession
from ui.pages.close import ClosePage
from ui.pages.live import LivePage
from ui.sample_acts import PREFIX
from ui.widgets.key_button import KeyButton

NOTE = "Somebody brought a blue cup"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


def sample(desk: Facilitator) -> LiveSession:
    kit = desk.circlekeeper.sample.desk
    assert kit is not None, "no sample circle runs"
    return kit.live


def hint(desk: Facilitator) -> str:
    strip = desk.circlekeeper.sample._strip
    assert strip is not None
    assert strip.isVisible()
    assert strip.text in desk.sees
    return strip.text


def waits(desk: Facilitator, seconds: float) -> None:
    desk.clock.advance(round(seconds * 1000))
    sample(desk).look()


def own(desk: Facilitator) -> tuple[object, ...]:
    """All that a person would call their own."""
    store = desk.circlekeeper.desk.store
    return store.sessions(), store.open_sessions(), store.exports(), store.circles()


def test_it_is_held_to_its_end_with_the_keys_that_the_hints_ask_for(
    desk: Facilitator, temporary: Path
) -> None:
    before = own(desk)
    assert "Hold a circle with six people who do not exist." in desk.sees
    desk.click("Try a sample circle")
    assert "Press Space: “Give the piece to Amara”." in hint(desk)
    desk.press("Space")
    assert hint(desk).startswith("Amara speaks")
    assert "“Pass the piece to Bob”" in hint(desk)
    waits(desk, 8)
    assert "0:48" in desk.sees, "some seconds are most of a minute"
    desk.press("Space")
    assert "Ceri, who is next, would rather not speak" in hint(desk)
    waits(desk, 5)
    desk.press("P")
    assert hint(desk).startswith("Bob has come to an end. Press S")
    desk.press("S")
    assert "Then press Space: “Give the piece to Dev”" in hint(desk)
    desk.press("Space")
    assert hint(desk).startswith("But it is Esther who speaks")
    waits(desk, 5)
    desk.click_seat("Esther", shift=True)
    assert sample(desk).state.hand.holder == "p5"
    assert "Press C, as if by mistake" in hint(desk)
    desk.press("C")
    assert "Press Ctrl Z: the last step is undone" in hint(desk)
    desk.press("Ctrl+Z")
    assert sample(desk).state.hand.holder == "p5"
    assert "Press N and write it" in hint(desk)
    desk.press("N")
    desk.writes(NOTE)
    desk.press("Return")
    assert hint(desk).startswith("Go on with Space")
    while sample(desk).state.round:
        waits(desk, 5)
        desk.press("Space")
    assert "Press Ctrl E" in hint(desk)
    desk.press("Ctrl+E", "Ctrl+E")
    assert isinstance(desk.window.page, ClosePage)
    assert hint(desk).startswith("The Close page: here you write what may leave")
    assert "Show me" not in desk.sees
    assert own(desk) == before
    assert NOTE not in desk.click("To the start page")
    assert "The sample circle is gone, and nothing of it was kept." in desk.sees
    assert own(desk) == before
    assert not any(temporary.iterdir())
    assert desk.window.page is desk.circlekeeper.start


def test_the_same_key_leads_from_hint_to_hint_and_home_again(desk: Facilitator) -> None:
    desk.press("Ctrl+T")
    for _step in range(30):
        if "To the start page" in desk.sees:
            break
        waits(desk, 8)
        desk.press("F2")
    assert isinstance(desk.window.page, ClosePage)
    assert "The sample circle is gone, and nothing of it was kept." in desk.press("F2")
    assert desk.window.page is desk.circlekeeper.start


def test_show_me_does_each_step_and_the_circle_is_a_real_one(desk: Facilitator) -> None:
    desk.press("Ctrl+T")
    said = [hint(desk)]
    for _step in range(16):
        waits(desk, 5)
        if sample(desk).state.phase is Phase.CLOSED:
            break
        desk.press("F2")
        said.append(hint(desk))
    assert isinstance(desk.window.page, ClosePage)
    assert len(dict.fromkeys(said)) >= 12
    assert len(sample(desk).state.rounds) == 1
    assert len(sample(desk).state.notes) == 1


def test_esc_offers_to_leave_and_leaves_nothing_by_itself(desk: Facilitator) -> None:
    desk.press("Ctrl+T")
    page = desk.window.page
    assert "This is the sample circle. Leave it?" in desk.press("Escape")
    assert desk.window.page is page
    assert "Leave it?" not in desk.press("Escape")
    desk.press("N")
    assert "Leave it?" not in desk.press("Escape"), "it left the field"
    desk.press("Escape")
    assert isinstance(page, LivePage)
    (leave,) = (one for one in page.bar.findChildren(KeyButton) if one.words == "Leave the sample")
    leave.click()
    assert desk.window.page is desk.circlekeeper.start


def test_in_a_circle_of_ones_own_esc_offers_nothing(desk: Facilitator) -> None:
    desk.begins()
    assert "Leave" not in desk.press("Escape")


def test_nothing_of_it_leaves_from_its_close_page(desk: Facilitator, tmp_path: Path) -> None:
    desk.press("Ctrl+T", "Space", "Ctrl+E", "Ctrl+E")
    page = desk.window.page
    assert isinstance(page, ClosePage)
    page.export_card.use_folder(tmp_path / "out")
    for key in ("Ctrl+Return", "Ctrl+Shift+L"):
        assert "This is a sample circle: nothing of it leaves" in desk.press(key)
    assert not (tmp_path / "out").exists()
    assert desk.window.page is page
    desk.click("Review")
    assert desk.window.page is desk.circlekeeper.start


def test_it_can_be_opened_again_and_ended_again(desk: Facilitator) -> None:
    desk.press("Ctrl+T", "Space", "Ctrl+E", "Ctrl+E")
    desk.click("Reopen")
    assert "Press Ctrl E" in hint(desk)
    assert "Leave it?" in desk.press("Escape")
    desk.press("Ctrl+E", "Ctrl+E")
    assert hint(desk).startswith("The Close page")


def test_it_stands_first_only_while_there_has_been_no_circle(desk: Facilitator) -> None:
    assert desk.sees.count("Try a sample circle") == 1
    desk.begins(an_evening())
    desk.press("Ctrl+E", "Ctrl+E")
    desk.click("Done")
    assert "who do not exist" not in desk.sees
    desk.click("Try a sample circle")
    assert "Six people sit here" in hint(desk)


def test_nobody_reads_what_a_killed_program_leaves(desk: Facilitator, temporary: Path) -> None:
    kit = desk.circlekeeper.desk.folder / FILE_NAME
    before = kit.read_bytes(), kit.with_name(f"{FILE_NAME}-wal").read_bytes()
    desk.press("Ctrl+T", "Space", "N")
    desk.writes(NOTE)
    desk.press("Return")
    left = [file.read_bytes() for file in temporary.rglob("*") if file.is_file()]
    assert left
    assert not any(b"blue cup" in one or b"Amara" in one for one in left)
    assert (kit.read_bytes(), kit.with_name(f"{FILE_NAME}-wal").read_bytes()) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from ui.application import Application, make_app
app = make_app(["circlekeeper"])
circlekeeper = Application(app, Path(sys.argv[1]))
circlekeeper.make_ready()
circlekeeper.window.show()
circlekeeper.sample.begin()
live = circlekeeper.sample.desk.live
live.next()
live.written.write_note("Somebody brought a blue cup")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_in_the_middle_it_leaves_ones_own_kit_as_it_was(
    qapp: QApplication, tmp_path: Path, temporary: Path
) -> None:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.begins(an_evening()).press("Ctrl+E", "Ctrl+E")
        before = own(desk)
    environment = {**os.environ, "TMPDIR": str(temporary), "QT_QPA_PLATFORM": "offscreen"}
    run = [sys.executable, "-c", KILLED, str(tmp_path / "kit")]
    assert subprocess.run(run, cwd=ROOT, env=environment, check=False).returncode < 0
    left = [file.read_bytes() for file in temporary.rglob("*") if file.is_file()]
    assert left, "it was killed before it had begun"
    assert not any(b"blue cup" in one or b"Amara" in one for one in left)
    with at_the_window(qapp, tmp_path / "kit") as desk:
        assert own(desk) == before
        assert "was still open when the laptop stopped" not in desk.sees


def test_each_hint_is_announced_once_and_not_with_the_clock(
    desk: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr("ui.widgets.hint_strip.announce", lambda _strip, words: heard.append(words))
    desk.press("Ctrl+T", "Space")
    for _tick in range(5):
        waits(desk, 1)
    assert [words[:9] for words in heard] == ["Six peopl", "Amara spe"]


def test_what_was_left_is_gone_a_day_later(desk: Facilitator, temporary: Path) -> None:
    now = desk.clock.read().wall.timestamp()
    for name, age_s in (("old", 90_000), ("new", 60)):
        (temporary / f"{PREFIX}{name}").mkdir()
        os.utime(temporary / f"{PREFIX}{name}", (now - age_s, now - age_s))
    (temporary / "of somebody").mkdir()
    os.utime(temporary / "of somebody", (0, 0))
    desk.press("Ctrl+T")
    names = {one.name for one in temporary.iterdir()}
    assert f"{PREFIX}old" not in names
    assert {f"{PREFIX}new", "of somebody"} < names


def test_closing_the_window_in_the_middle_leaves_only_ones_own(
    qapp: QApplication, tmp_path: Path, temporary: Path
) -> None:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.press("Ctrl+T", "Space")
        desk.window.close()
        assert not any(temporary.iterdir())
    with at_the_window(qapp, tmp_path / "kit") as desk:
        assert desk.circlekeeper.desk.store.open_sessions() == []
        assert "was still open when the laptop stopped" not in desk.sees


def test_locking_ends_it_and_opening_again_shows_the_start_page(
    qapp: QApplication, tmp_path: Path, temporary: Path
) -> None:
    with at_the_window(qapp, tmp_path / "kit") as desk:
        desk.press("Ctrl+T", "Space", "Ctrl+L")
        assert desk.circlekeeper.sample.desk is None
        assert not any(temporary.iterdir())
        assert "Amara" not in desk.sees
        assert "Sample circle" not in desk.sees


def test_a_room_display_that_is_asked_for_in_it_shows_it(desk: Facilitator) -> None:
    desk.press("Ctrl+T", "Space")
    desk.circlekeeper.in_the_room.toggle_display()
    shown = desk.circlekeeper.in_the_room.display
    try:
        assert shown._live is sample(desk)
    finally:
        shown.hide()


def test_without_room_for_it_the_start_page_says_why(
    desk: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    desk.press("Ctrl+T")
    assert "The sample circle needs a little room on the disk" in desk.sees
    assert desk.window.page is desk.circlekeeper.start


@pytest.mark.parametrize("percent", [100, 200])
def test_the_strip_never_takes_the_focus_and_all_of_a_hint_is_there(
    desk: Facilitator, percent: int
) -> None:
    desk.window.resize(1024, 640)
    desk.circlekeeper.look.use_scale(percent / 100)
    desk.press("Ctrl+T")
    strip = desk.circlekeeper.sample._strip
    assert strip is not None
    for _step in range(10):
        hint(desk)
        words = strip._words
        assert words.height() >= words.heightForWidth(words.width())
        assert strip.width() <= desk.window.width() == 1024
        assert not strip.isAncestorOf(desk.focused)
        waits(desk, 5)
        desk.press("F2")


def test_the_room_can_be_shown_it(desk: Facilitator) -> None:
    desk.circlekeeper.sample.begin()
    desk.press("Space", "Space", "Ctrl+Shift+D")
    display = desk.circlekeeper.in_the_room.display.display
    assert display
    assert display.view.shown.words
    desk.circlekeeper.sample.leave()
    assert desk.circlekeeper.in_the_room.display.display is None
