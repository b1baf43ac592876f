"""The Live page paints only what changed, and that is what painting all of it would show."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.fakes import FakeClock
from tests.ui.circles import HARD, NAMES
from tests.ui.facilitator import Facilitator, an_evening, at_the_window
from tests.ui.pictured import UNSEEN, look_alike, most_apart, screen_of
from ui.widgets.circle_view import CircleView

ACTS = (
    *("Space", "Space", "Ctrl+P", "Space", "Shift+P", "Space", "S", "Space", "Shift+B", "Space"),
    *("C", "Space", "P", "2", "Ctrl+Z", "Ctrl+Shift+Z", "H", "Space", "H", "3", "Space", "Space"),
)


@pytest.mark.parametrize(
    ("names", "size", "scale"),
    [
        (NAMES[:3], (1024, 640), 1.0),
        (HARD[:8], (1024, 640), 1.0),
        (NAMES[:12], (1024, 640), 1.5),
        (HARD[:20], (1366, 768), 2.0),
    ],
)
def test_no_act_leaves_anything_behind(
    qapp: QApplication,
    tmp_path: Path,
    names: tuple[str, ...],
    size: tuple[int, int],
    scale: float,
) -> None:
    with at_the_window(qapp, tmp_path / "kit", FakeClock()) as desk:
        desk.window.resize(*size)
        desk.circlekeeper.look.use("high_contrast")
        desk.circlekeeper.look.use_scale(scale)
        desk.begins(an_evening(names))
        for act, seconds in zip(ACTS, islice(cycle((1, 7, 59, 601)), len(ACTS)), strict=True):
            desk.press(act)
            _is_whole(desk, act)
            desk.waits(seconds)
            _is_whole(desk, f"{act}, {seconds} s later")


def _is_whole(desk: Facilitator, when: str) -> None:
    for _pass in range(3):  # a column lays itself out anew after what is in it
        QApplication.processEvents()
    seen = screen_of(desk.window)
    for widget in desk.window.findChildren(QWidget):
        widget.update()
    QApplication.processEvents()
    whole = screen_of(desk.window)
    assert look_alike(seen, whole), when


def test_how_far_pictures_are_apart_is_told(qapp: QApplication) -> None:
    one = QImage(7, 3, QImage.Format.Format_RGB32)
    one.fill(QColor(10, 20, 30))
    other = QImage(one)
    assert most_apart(one, other) == 0
    other.setPixelColor(6, 2, QColor(10, 20, 110))
    assert most_apart(one, other) == most_apart(other, one) == UNSEEN


IN_PARTS = (
    *("Space", "Ctrl+Z", "Space", "Ctrl+P", "Space", "Space", "Space", "2", "3", "3", "5", "C"),
    *("2", "Ctrl+Z", "H", "6", "H", "Shift+R", "4", "S", "Space", "1", "Shift+R", "Space"),
)


@pytest.mark.parametrize(("count", "scale"), [(8, 1.0), (12, 1.0), (8, 2.0), (30, 1.0)])
def test_no_act_in_a_round_with_groups_or_an_inner_circle_leaves_anything_behind(
    qapp: QApplication, tmp_path: Path, count: int, scale: float
) -> None:
    with at_the_window(qapp, tmp_path / "kit", FakeClock()) as desk:
        desk.window.resize(1366, 768)
        desk.circlekeeper.look.use("high_contrast")
        desk.circlekeeper.look.use_scale(scale)
        desk.begins(an_evening(NAMES[:count], ("dyad", "fishbowl", "report_back")))
        for act, seconds in zip(IN_PARTS, cycle((1, 7, 59, 601)), strict=False):
            desk.press(act)
            _is_whole(desk, act)
            desk.waits(seconds)
            _is_whole(desk, f"{seconds} s after {act}")


def test_words_in_the_middle_become_smaller_before_they_are_cut(
    qapp: QApplication, tmp_path: Path
) -> None:
    with at_the_window(qapp, tmp_path / "kit", FakeClock()) as desk:
        desk.window.resize(1366, 768)
        desk.circlekeeper.look.use_scale(2.0)
        desk.begins(an_evening(NAMES[:6])).press("Space", "Ctrl+P")
        (view,) = desk.page.findChildren(CircleView)
        middle = view.placed.middle
        assert middle.upper.text == "Paused Amara holds the talking piece"
        assert middle.upper.whole
        assert middle.lower.whole
