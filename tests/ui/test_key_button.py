"""Buttons: what is read, pressed and heard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.parts import active_page, colours, put
from ui.theme import THEMES, Look, contrast
from ui.widgets.key_button import KeyButton, Kind


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> QWidget:
    return active_page(qtbot)


def test_a_button_is_heard_without_its_key(look: Look, qtbot):
    button = KeyButton(look, "Pass the piece to Gwen", "Space", kind=Kind.MAIN)
    qtbot.addWidget(button)
    assert button.accessibleName() == "Pass the piece to Gwen"
    button.show_words("Pass the piece to Hana & Idris", "Space")
    assert button.accessibleName() == button.words == "Pass the piece to Hana & Idris"


def test_an_ampersand_in_a_name_is_no_shortcut(look: Look, qtbot):
    button = KeyButton(look, "Pass the piece to A&B")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()


def test_a_click_presses_and_leaves_the_focus(page: QWidget, look: Look, qtbot):
    field, button = QLineEdit(), KeyButton(look, "Silence", "S")
    put(page, field, button)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.hasFocus()


def test_tab_reaches_a_button_and_space_presses_it(page: QWidget, look: Look, qtbot):
    field, button = QLineEdit(), KeyButton(look, "Silence", "S")
    put(page, field, button)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    before = button.grab().toImage()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert button.grab().toImage() != before
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_button_is_large_enough_for_a_finger(look: Look, qtbot, scale, small, kind):
    look.use_scale(scale)
    for words, icon in (("Bell", ""), ("Ja", ""), ("", "bell")):
        button = KeyButton(look, words, kind=kind, small=small, icon=icon)
        qtbot.addWidget(button)
        assert button.minimumSizeHint().width() >= 44
        assert button.sizeHint().height() >= 44
        letters = QFontMetrics(button.font()).height()
        assert button.sizeHint().height() >= letters + 12


def test_a_name_of_60_letters_does_not_grow_the_bar(page: QWidget, look: Look, qtbot):
    long = "Pass the piece to " + "Maximiliana Konstantinopolous-" * 2
    button, other = KeyButton(look, long, "Space", kind=Kind.MAIN), KeyButton(look, "Silence", "S")
    bar = QWidget()
    row = QHBoxLayout(bar)
    row.addWidget(button)
    row.addWidget(other)
    put(page, bar)
    qtbot.waitUntil(other.isVisible)
    assert page.width() == 600
    assert button.width() < button.sizeHint().width()
    assert "Maximiliana" in button.toolTip()
    assert other.geometry().right() <= bar.width()
    assert other.width() >= other.minimumSizeHint().width()


def test_where_it_is_tight_the_name_is_cut_short_and_the_verb_stays(look: Look, qtbot):
    button = KeyButton(look, "")
    qtbot.addWidget(button)
    button.show_words("Alexandrina Theodora passes", name="Alexandrina Theodora")
    button.resize(button.sizeHint().width() * 2 // 3, button.height())
    button.show()
    width = button.width() - 36
    shown = button._elided(width)
    assert shown.startswith("Al")
    assert shown.endswith("… passes")
    assert QFontMetrics(button.font()).horizontalAdvance(shown) <= width
    assert "Alexandrina Theodora passes" in button.toolTip()


def test_a_name_that_has_no_room_for_a_letter_is_not_left_out(look: Look, qtbot):
    button = KeyButton(look, "")
    qtbot.addWidget(button)
    button.show_words("Amara passes for now", name="Amara")
    width = QFontMetrics(button.font()).horizontalAdvance(" passes for now") + 4
    shown = button._elided(width)
    assert shown.startswith("Amara pa")
    assert shown.endswith("…")


def test_words_that_are_all_seen_need_no_tooltip(page: QWidget, look: Look, qtbot):
    button = KeyButton(look, "Silence", "S")
    put(page, button)
    qtbot.waitUntil(button.isVisible)
    assert button.toolTip() == ""


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_button_that_cannot_be_used_is_calm_and_still_read(look: Look, qtbot, theme):
    look.use(theme.name)
    button = KeyButton(look, "Gwen passes", "P")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    usable = colours(button.grab().toImage())
    button.setEnabled(False)
    seen = colours(button.grab().toImage())
    assert theme.ink.name() in usable
    assert theme.ink.name() not in seen
    assert theme.calm.name() in seen
    assert contrast(theme.calm, theme.paper) >= 3


def test_a_button_mirrors_its_key_for_languages_from_the_right(look: Look, qtbot):
    button = KeyButton(look, "Bell", "B")
    qtbot.addWidget(button)
    button.resize(200, 48)
    left = _first_ink(button.grab().toImage())
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert _first_ink(button.grab().toImage()) != left


def test_a_small_button_can_be_clicked_above_and_below_what_is_drawn(page: QWidget, look, qtbot):
    button = KeyButton(look, "Another", small=True)
    put(page, button)
    qtbot.waitUntil(button.isVisible)
    for point in (QPoint(30, 1), QPoint(30, button.height() - 2)):
        with qtbot.waitSignal(button.clicked):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=point)


def _first_ink(image: QImage) -> int:
    """How far from the left the first dark letter is."""
    middle = image.height() // 2
    rows = range(middle - 6, middle + 6)
    return next(
        x
        for x in range(6, image.width())
        if any(image.pixelColor(x, y).lightness() < 100 for y in rows)
    )
