"""Every page, at the smallest window and with the smallest and the largest letters: nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.ui.every_page import PAGES, at_page
from tests.ui.fitting import what_does_not_fit
from tests.ui.hands import wait_for
from ui.main_window import SMALLEST
from ui.theme import LARGEST_SCALE, SMALLEST_SCALE, Look
from ui.widgets.key_button import KeyButton

SCALES = (SMALLEST_SCALE, 1.0, LARGEST_SCALE)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_it_is_cut_off_or_lies_over_something_else(
    qapp: QApplication, tmp_path: Path, name: str
):
    with at_page(qapp, tmp_path, name) as desk:
        desk.window.resize(*SMALLEST)
        for scale in SCALES:
            desk.circlekeeper.look.use_scale(scale)
            wait_for(
                lambda: not what_does_not_fit(desk.window),
                lambda scale=scale: f"{scale:.0%}: {what_does_not_fit(desk.window)}",
            )
        assert desk.window.size().toTuple() == SMALLEST


# What the test above sees


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(400, 300)
    window.show()
    yield window
    window.close()


def label(window: QWidget, *box: int) -> QLabel:
    one = QLabel("Gwen holds the piece", window)
    one.setGeometry(*box)
    one.show()
    return one


def test_what_has_its_place_fits(window: QWidget):
    label(window, 10, 10, 200, 40)
    label(window, 10, 50, 200, 40)
    assert what_does_not_fit(window) == []


@pytest.mark.parametrize(
    ("box", "why"),
    [
        ((300, 10, 200, 40), "cut off at the side"),
        ((-20, 10, 200, 40), "cut off at the side"),
        ((10, 280, 200, 40), "cut off above or below"),
        ((10, 10, 200, 5), "its words need"),
        ((500, 10, 200, 40), "out of sight"),
    ],
)
def test_what_is_cut_off_is_found(window: QWidget, box: tuple[int, ...], why: str):
    label(window, *box)
    assert any(why in found for found in what_does_not_fit(window))


def test_what_lies_over_something_else_is_found(window: QWidget):
    label(window, 10, 10, 200, 40)
    button = QPushButton("Pass", window)
    button.setGeometry(150, 20, 200, 44)
    button.show()
    assert any("over each other" in found for found in what_does_not_fit(window))


def test_words_that_a_button_has_no_room_for_are_found(window: QWidget, look: Look):
    button = KeyButton(look, "Pass the piece to whoever sits beside Gwen", parent=window)
    button.setGeometry(10, 10, 120, 48)
    button.show()
    assert any("cut short" in found for found in what_does_not_fit(window))
