"""No error reaches a person as one: what the window says, what the log keeps, and the report that is shown first."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from circle.kit_files import CRASH, KIT, LOG, RESERVE
from circle.program_log import MOST_ALIKE
from circle.store import Store
from tests.disks import small_files
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.hands import wait_for
from tests.ui.typed import ROOT
from ui.command_line import FAILED, main
from ui.pages.cards import SafeKeepingPage
from ui.pages.live import LivePage
from ui.pages.trouble_report import TroubleReportPage

WRONG = "Something inside Circlekeeper went wrong."
BROKE_DOWN = "Circlekeeper ended without warning the last time."
CANARY = "Zaubernuss"


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit", watched=True) as facilitator:
        yield facilitator


def log_of(folder: Path) -> str:
    return (folder / "kit" / LOG).read_text("utf-8")


def goes_wrong() -> None:
    raise LookupError(CANARY)


# Errors that nobody expected


def test_an_error_in_what_qt_calls_is_a_sentence_and_no_traceback(
    desk: Facilitator, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk.circlekeeper.start.keys_asked.connect(goes_wrong)
    words = desk.click("Keys")
    desk.press("Escape")
    assert WRONG in words
    assert "What was shown as saved is safe." in words
    told = capfd.readouterr()
    assert told.err == told.out == ""
    assert "unexpected error LookupError" in log_of(tmp_path)
    assert CANARY not in log_of(tmp_path)
    assert "What kind of circle today?" in desk.sees, "the window goes on"


class Painted(QWidget):
    times = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        Painted.times += 1
        raise LookupError(CANARY)


def test_one_that_comes_with_every_painting_is_told_of_once(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.widgets.message_bar.announce", lambda _bar, words: said.append(words))
    broken = Painted(desk.window)
    broken.show()
    again = QTimer(broken)
    again.timeout.connect(broken.update)
    again.start(0)
    wait_for(lambda: Painted.times >= 20, lambda: "it is not painted")
    again.stop()
    assert len([words for words in said if WRONG in words]) == 1
    assert log_of(tmp_path).count("LookupError") == MOST_ALIKE
    broken.hide()
    broken.deleteLater()


def test_in_live_the_pages_own_bar_says_it_and_the_circle_goes_on(desk: Facilitator) -> None:
    desk.begins().press("Space")
    desk.live.announced.connect(goes_wrong)
    assert WRONG in desk.press("Space")
    assert "Bob holds the talking piece" in desk.sees
    assert desk.page.bar.isVisible()
    assert desk.window.said == ""
    desk.live.announced.disconnect(goes_wrong)
    assert "Ceri holds the talking piece" in desk.press("Space")
    assert WRONG not in desk.click("Not now")


def test_ctrl_c_where_it_was_started_closes_the_window(desk: Facilitator, tmp_path: Path) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not desk.window.isVisible()
    assert not desk.circlekeeper.desk.kit.is_open
    assert "unexpected" not in log_of(tmp_path)


def test_what_a_thread_or_a_destructor_did_wrong_is_written_down(
    desk: Facilitator, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    import threading

    class Broken:
        def __del__(self) -> None:
            goes_wrong()

    thread = threading.Thread(target=goes_wrong)
    thread.start()
    thread.join()
    Broken()
    assert log_of(tmp_path).count("unexpected error LookupError") == 2
    assert capfd.readouterr().err == ""


def test_errors_of_the_database_are_in_the_log_by_their_number(
    desk: Facilitator, tmp_path: Path
) -> None:
    desk.begins()
    with small_files():
        for n in range(60):
            if not desk.live.written.write_note(f"{n} {CANARY} " * 300):
                break
    log = log_of(tmp_path)
    assert "error OperationalError sqlite " in log
    assert "circle/store.py:" in log or "circle/database.py:" in log
    assert CANARY not in log


def test_a_kit_that_cannot_be_opened_is_in_the_log(qapp: QApplication, tmp_path: Path) -> None:
    other = Store.open(tmp_path / "kit")
    with at_the_window(qapp, tmp_path / "kit", watched=True):
        pass
    other.close()
    assert "error KitOpenElsewhere circle/store.py:" in log_of(tmp_path) or (
        "error KitOpenElsewhere ui/application.py:" in log_of(tmp_path)
    )
    assert str(tmp_path) not in log_of(tmp_path)


def test_a_closed_window_leaves_the_kit_its_reserve_and_the_log(
    desk: Facilitator, tmp_path: Path
) -> None:
    desk.begins().press("Space")
    assert (tmp_path / "kit" / CRASH).exists()
    desk.window.close()
    assert sorted(one.name for one in (tmp_path / "kit").iterdir()) == [KIT, LOG, RESERVE]
    first, *_between, last = log_of(tmp_path).splitlines()
    assert first.endswith(" began")
    assert last.endswith(" ended")


# The command line


def test_a_command_that_goes_wrong_says_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: QApplication
) -> None:
    kit = tmp_path / "kit"
    with at_the_window(qapp, kit) as desk:
        desk.begins().press("Space", "Ctrl+E", "Ctrl+E")
    with sqlite3.connect(kit / KIT) as connection:
        connection.execute("UPDATE session SET opened_utc = ?", (CANARY,))
    connection.close()
    assert main(["--home", str(kit), "list"]) == FAILED
    told = capsys.readouterr()
    assert told.out == ""
    assert "Something inside Circlekeeper went wrong" in told.err
    assert "What was saved before is safe." in told.err
    assert "Traceback" not in told.err
    assert "unexpected error ValueError" in log_of(tmp_path)
    assert CANARY not in log_of(tmp_path) + told.err


# The last time


CHILD = """
import os, sys
from pathlib import Path
from ui.application import Application, make_app
circlekeeper = Application(make_app(["circlekeeper"]), Path(sys.argv[1]))
circlekeeper.keep_safe()
circlekeeper.window.show()
circlekeeper.make_ready()
assert circlekeeper.desk.kit.is_open
os.kill(os.getpid(), int(sys.argv[2]))
"""


def ends_by(folder: Path, number: signal.Signals) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder / "kit"), str(int(number))],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -number, done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("how", ["SIGABRT", "SIGSEGV"])
def test_after_it_broke_down_it_says_so_once_and_shows_the_report(
    qapp: QApplication, tmp_path: Path, how: str
) -> None:
    ends_by(tmp_path, signal.Signals[how])
    assert (tmp_path / "kit" / CRASH).stat().st_size > 0
    with at_the_window(qapp, tmp_path / "kit", watched=True) as desk:
        assert BROKE_DOWN in desk.sees
        words = desk.click("Copy report…")
        assert isinstance(desk.window.page, TroubleReportPage)
        assert "had broken down before" in words
        assert "What kind of circle today?" in desk.press("Escape")
    assert not (tmp_path / "kit" / CRASH).exists()
    with at_the_window(qapp, tmp_path / "kit", watched=True) as desk:
        assert BROKE_DOWN not in desk.sees


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_power_cut_is_no_breakdown(qapp: QApplication, tmp_path: Path) -> None:
    ends_by(tmp_path, signal.SIGKILL)
    assert (tmp_path / "kit" / CRASH).exists()
    with at_the_window(qapp, tmp_path / "kit", watched=True) as desk:
        assert BROKE_DOWN not in desk.sees


def test_of_a_breakdown_only_our_own_places_are_kept(qapp: QApplication, tmp_path: Path) -> None:
    """Python writes whole paths, which say who somebody is."""
    Store.open(tmp_path / "kit").close()
    (tmp_path / "kit" / CRASH).write_text(
        "Fatal Python error: Segmentation fault\n\n"
        f'  File "{ROOT}/ui/main_window.py", line 12 in show_page\n'
        f'  File "/home/{CANARY}/lib/other.py", line 3 in {CANARY}\n'
    )
    with at_the_window(qapp, tmp_path / "kit", watched=True):
        pass
    assert "had broken down before ui/main_window.py:12\n" in log_of(tmp_path)
    assert CANARY not in log_of(tmp_path)


# The report


def report_of(desk: Facilitator) -> TroubleReportPage:
    page = desk.window.page
    assert isinstance(page, TroubleReportPage)
    return page


def test_the_report_is_on_the_page_of_safe_keeping_and_is_shown_before_it_is_copied(
    desk: Facilitator, qapp: QApplication
) -> None:
    QApplication.clipboard().setText("something else")
    assert "When something goes wrong" in desk.press("Ctrl+Shift+K")
    words = desk.click("Copy report…")
    for one in ("Circlekeeper 0.", "Python 3.", "Qt 6.", "SQLite 3.", "closed sessions 0", "began"):
        assert one in words
    assert QApplication.clipboard().text() == "something else"
    assert "Copied." in desk.click("Copy")
    assert QApplication.clipboard().text() == report_of(desk).text.toPlainText()
    desk.press("Escape")
    assert isinstance(desk.window.page, SafeKeepingPage)
    assert "What kind of circle today?" in desk.press("Escape")


def test_the_report_is_saved_as_a_file_where_notes_go(desk: Facilitator, tmp_path: Path) -> None:
    out = tmp_path / "out"
    desk.circlekeeper.desk.store.keep_setting("export_folder", str(out))
    desk.circlekeeper.acts.reports.open()
    assert "was not saved in" in desk.press("Ctrl+S")
    out.mkdir()
    assert "“circlekeeper-report.txt” is in" in desk.click("Save as a file")
    assert (out / "circlekeeper-report.txt").read_text("utf-8") == (
        report_of(desk).text.toPlainText()
    )


def test_the_report_has_nobodys_words(desk: Facilitator, tmp_path: Path) -> None:
    desk.begins(an_evening((f"{CANARY} A", f"{CANARY} B"))).press("Space")
    desk.live.written.write_note(f"{CANARY} was said")
    desk.live.announced.connect(goes_wrong)
    assert WRONG in desk.press("Space")
    desk.live.announced.disconnect(goes_wrong)
    desk.click("Copy report…")
    text = report_of(desk).text.toPlainText()
    assert "open sessions 1" in text
    assert "unexpected error LookupError" in text
    assert CANARY not in text
    assert str(tmp_path) not in text
    assert f"{CANARY} B holds the talking piece" in desk.press("Escape")
    assert isinstance(desk.window.page, LivePage)


def test_the_report_can_be_read_when_the_kit_cannot(qapp: QApplication, tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    kit.mkdir()
    (kit / KIT).write_bytes(b"no kit" * 100)
    with at_the_window(qapp, kit, watched=True) as desk:
        words = desk.press("Ctrl+Shift+K") and desk.click("Copy report…")
        assert "The kit is not open." in words
        assert "error KitDamaged" in words


def test_the_report_over_a_page_that_is_over_another_goes_back_to_it(desk: Facilitator) -> None:
    desk.begins().press("Space", "Ctrl+E", "Ctrl+E")
    close = desk.window.page
    desk.circlekeeper.acts.sessions.ask_each()
    over = desk.window.page
    desk.circlekeeper.acts.reports.open()
    desk.press("Escape")
    assert desk.window.page is over
    desk.press("Escape")
    assert desk.window.page is close
