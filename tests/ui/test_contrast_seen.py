"""Words that can hardly be read are found."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.contrast_seen import weak_words
from ui.theme import LIGHT, Look


@pytest.mark.parametrize(("colour", "found"), [(LIGHT.calm, 1), (LIGHT.soft, 0)])
def test_words_in_a_colour_that_belongs_on_another_ground_are_found(
    look: Look, qtbot: QtBot, colour: QColor, found: int
):
    assert look.theme is LIGHT
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("Gwen is next", window)
    window.resize(200, 60)
    label.resize(180, 40)
    colours = label.palette()
    colours.setColor(label.foregroundRole(), colour)
    label.setPalette(colours)
    window.show()
    QApplication.processEvents()
    assert len(weak_words(window, LIGHT)) == found
    window.close()
