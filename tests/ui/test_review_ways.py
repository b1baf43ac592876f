"""Where one goes from Review, and comes back to: files from somebody, what leaves, several sessions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from circle.kept import Arrived
from circle.level import Level
from exports.bundle import render
from tests.circle.story import AN_EVENING
from tests.exports.an_evening import SESSION, an_evening
from tests.notes import make_notes
from tests.ui.choosing import menu
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.opening import once_read
from ui.pages.close import ClosePage
from ui.pages.open_notes import OpenNotesPage
from ui.pages.review import ReviewPage

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

OWN, THEIRS = "0a11ce", "0b0b"


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    """Their own session is shown, and there is one from elsewhere."""
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        store = facilitator.circlekeeper.desk.store
        store.add_session(OWN, an_evening())
        there = Arrived(THEIRS, AN_EVENING, "aliases", "trainer")
        store.add_session(THEIRS, an_evening(), arrived=there)
        facilitator.circlekeeper.review(OWN)
        yield facilitator


def review_of(desk: Facilitator) -> ReviewPage:
    page = desk.window.page
    assert isinstance(page, ReviewPage), page
    return page


def offered(desk: Facilitator) -> list[str]:
    desk.click("More:")
    words = [action.text() for action in menu().actions()]
    menu().close()
    return words


def test_notes_from_somebody_are_opened_and_one_is_back_at_the_same_session(
    desk: Facilitator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "evening.circle"
    file.write_bytes(render(make_notes(SESSION, an_evening(), Level.SEATS)))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: ([str(file)], ""))
    desk.press("Ctrl+O")
    assert isinstance(desk.window.page, OpenNotesPage)
    assert "It is not on this laptop yet." in once_read(desk)
    desk.press("Escape")
    assert review_of(desk).shown == OWN


def test_ones_own_is_written_about_and_exported_from_there(desk: Facilitator) -> None:
    assert "Write more in this session, or export it\tCtrl+Shift+W" in offered(desk)
    desk.press("Ctrl+Shift+W")
    assert isinstance(desk.window.page, ClosePage)
    assert desk.live.id == OWN


def test_what_somebody_else_held_is_not(desk: Facilitator) -> None:
    desk.circlekeeper.review(THEIRS)
    assert not [words for words in offered(desk) if "export" in words]
    desk.press("Ctrl+Shift+W")
    assert review_of(desk).shown == THEIRS
