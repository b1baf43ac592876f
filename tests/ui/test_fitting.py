"""What does not fit is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.ui.fitting import what_does_not_fit
from ui.theme import Look
from ui.widgets.key_button import KeyButton


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
