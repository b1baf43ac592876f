"""The Review page: the archive, one session, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.exports.an_evening import an_evening
from tests.ui.facilitator import Facilitator, at_the_window
from tests.ui.sessions import settle
from ui.pages.review import ReviewPage
from ui.pages.start import StartPage


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:
    with at_the_window(qapp, tmp_path / "kit") as facilitator:
        yield facilitator


def test_it_is_opened_and_left_by_keys(desk: Facilitator) -> None:
    desk.press("Ctrl+R")
    assert isinstance(desk.window.page, ReviewPage)
    desk.press("Escape")
    assert isinstance(desk.window.page, StartPage)


@pytest.fixture
def page(desk: Facilitator) -> ReviewPage:
    desk.circlekeeper.desk.store.add_session("e0", an_evening())
    desk.press("Ctrl+R")
    page = desk.window.page
    assert isinstance(page, ReviewPage)
    settle()
    return page


def test_alt_3_goes_to_where_one_writes_and_alt_2_to_the_first_control(
    desk: Facilitator, page: ReviewPage
) -> None:
    desk.press("Alt+3")
    desk.writes("So still.")
    assert page.comments.field.words == "So still."
    desk.press("Alt+2")
    assert desk.focused is page.session.head.fold


def test_after_a_click_in_the_session_the_focus_has_a_name_and_tab_goes_on_there(
    desk: Facilitator, page: ReviewPage
) -> None:
    desk.click("How it is counted")
    assert desk.focused.accessibleName() == "Session"
    desk.press("Tab")
    assert desk.focused is page.session.head.fold


def test_keys_of_the_timeline_of_lists_and_of_comments_are_listed(
    desk: Facilitator, page: ReviewPage
) -> None:
    desk.window.show_keys()
    listed = desk.sees
    for keys in ("← · →", "+ · − · 0", "Home · End", "Ctrl Enter", "Enter", "Space"):
        assert keys in listed.split("\n")
    assert "One step back" in listed


def test_alone_the_list_keeps_off_both_edges_of_the_window_alike(
    desk: Facilitator, page: ReviewPage
) -> None:
    desk.window.resize(1366, 768)
    desk.circlekeeper.look.use_scale(2.0)
    desk.press("Alt+1")
    field = page.archive.field
    assert field.isVisible()
    left = field.mapTo(desk.window, field.rect().topLeft()).x()
    right = field.mapTo(desk.window, field.rect().topRight()).x()
    assert left == desk.window.width() - 1 - right
