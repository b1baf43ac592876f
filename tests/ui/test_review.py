"""The Review page: the archive, one session, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.facilitator import Facilitator, at_the_window
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
