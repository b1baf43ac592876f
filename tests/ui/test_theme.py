"""Colours and letters."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QLabel, QPushButton

from exports.drawn_floors import CONFIDENTIAL, FILLS, UNMEASURED
from tests.ui.typed import ROOT
from ui.theme import (
    FAMILIES,
    HIGH_CONTRAST,
    THEMES,
    Look,
    Role,
    Theme,
    calm_pairs,
    contrast,
    palette,
    text_pairs,
)
from ui.widgets.moments_painting import window_ink

ALL = [pytest.param(theme, id=name) for name, theme in THEMES.items()]


def test_contrast_is_that_of_wcag():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("theme", ALL)
def test_words_can_be_read_on_every_background(theme: Theme):
    least = 7.0 if theme is HIGH_CONTRAST else 4.5
    weak = [
        (words.name(), ground.name(), round(contrast(words, ground), 2))
        for words, ground in text_pairs(theme)
        if contrast(words, ground) < least
    ]
    assert weak == []


@pytest.mark.parametrize("theme", ALL)
def test_shapes_rings_and_what_cannot_be_used_now_can_still_be_seen(theme: Theme):
    strong = {theme.ink.name(), theme.soft.name(), theme.moss.name(), theme.clay.name()}
    weak = [
        (shape.name(), ground.name(), round(contrast(shape, ground), 2))
        for shape, ground in calm_pairs(theme)
        if contrast(shape, ground)
        < (4.5 if theme is HIGH_CONTRAST and shape.name() in strong else 3)
    ]
    assert weak == []


def test_in_high_contrast_the_edges_of_fields_and_buttons_can_be_seen_too():
    """In the others they are quiet, and words say where there is something."""
    theme = HIGH_CONTRAST
    grounds = (theme.paper, theme.card, theme.moss_tint, theme.clay_tint)
    assert min(contrast(theme.line, ground) for ground in grounds) >= 3
    assert min(contrast(theme.calm, ground) for ground in grounds) >= 4.5


@pytest.mark.parametrize("theme", ALL)
def test_what_fills_the_timeline_can_be_told_from_its_ground(theme: Theme):
    fills = (*FILLS.values(), CONFIDENTIAL, UNMEASURED)
    weak = [
        fill
        for fill in fills
        if fill.edge != fill.ground
        and contrast(window_ink(fill.edge, theme), window_ink(fill.ground, theme)) < 3
    ]
    assert weak == []


def _colours_in(file: Path) -> list[str]:
    """Places where a colour is made of anything but those of the palette."""
    found: list[str] = []
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.Call(args=args) if ast.unparse(node.func).startswith("QColor"):
                is_made = any(isinstance(one, ast.Constant) for one in args)
            case ast.Constant(value=str() as text):
                is_made = re.fullmatch(r"#([0-9a-fA-F]{3}){1,2}", text) is not None
            case ast.Attribute(attr=name):
                is_made = name == "GlobalColor"
            case _:
                continue
        if is_made:
            found.append(f"{file}:{node.lineno}")
    return found


def test_every_colour_comes_from_the_palette():
    files = [file for file in (ROOT / "ui").rglob("*.py") if file.name != "theme.py"]
    assert len(files) > 200
    assert [place for file in files for place in _colours_in(file)] == []


@pytest.mark.parametrize("theme", ALL)
def test_qts_own_widgets_can_be_read_too(theme: Theme):
    colours = palette(theme)
    part = QPalette.ColorRole
    pairs = [
        (part.WindowText, part.Window),
        (part.Text, part.Base),
        (part.PlaceholderText, part.Base),
        (part.ButtonText, part.Button),
        (part.HighlightedText, part.Highlight),
        (part.ToolTipText, part.ToolTipBase),
        (part.Link, part.Window),
    ]
    weak = [pair for pair in pairs if contrast(*map(colours.color, pair)) < 4.5]
    assert weak == []


@pytest.mark.parametrize("theme", ALL)
def test_nothing_is_red(theme: Theme):
    """Clay is the warmest, and clay is earth: an alarm is fully saturated and has a hue near 0."""
    colours = [theme.clay, theme.clay_tint, theme.clay_words, theme.moss, theme.ink, theme.soft]
    reds = [c.name() for c in colours if c.hsvHue() < 10 and c.hsvSaturationF() > 0.5]
    assert reds == []


def test_dim_gives_less_light_than_dark():
    def light(theme: Theme) -> float:
        return contrast(theme.ink, QColor("black"))

    assert light(THEMES["dim"]) < light(THEMES["dark"]) * 0.6


def test_letters_grow_with_the_scale_and_not_beyond_200_percent(look: Look):
    assert look.font(Role.BODY).pixelSize() == 15
    look.use_scale(2.0)
    assert look.font(Role.BODY).pixelSize() == 30
    assert look.font(Role.CLOCK).pixelSize() == 152
    look.use_scale(9.0)
    assert look.font(Role.BODY).pixelSize() == 30
    look.use_scale(0.1)
    assert look.font(Role.BODY).pixelSize() == 12


def test_digits_of_the_clock_are_all_of_one_width(look: Look):
    digits = {look.metrics(Role.CLOCK).horizontalAdvance(digit) for digit in "0123456789"}
    assert len(digits) == 1


def test_the_letters_are_our_own(look: Look):
    assert FAMILIES[0] in QFontDatabase.families()
    assert look.font(Role.BODY).families() == list(FAMILIES)


def test_other_scripts_come_later(look: Look, qtbot):
    with qtbot.waitSignal(look.changed):
        look.load_other_scripts()
    assert set(FAMILIES) <= set(QFontDatabase.families())


def test_a_widget_that_is_shown_takes_the_next_palette_and_size(look: Look, qtbot):
    label = QLabel("Gwen is next")
    qtbot.addWidget(label)
    label.show()
    look.use("dark")
    look.use_scale(1.5)
    ink = QPalette.ColorRole.WindowText
    qtbot.waitUntil(lambda: label.palette().color(ink) == THEMES["dark"].ink)
    qtbot.waitUntil(lambda: label.fontInfo().pixelSize() == 22)


def test_palettes_come_round_again(look: Look):
    seen = [look.theme.name]
    for _turn in THEMES:
        look.next_palette()
        seen.append(look.theme.name)
    assert seen == ["light", "dark", "dim", "high_contrast", "light"]


def test_calling_qt_twenty_thousand_times_is_survived(look: Look, qtbot):
    """PySide6 6.12.0 lost a reference to None with nearly every such call, and aborted."""
    button = QPushButton("Pass the piece")
    qtbot.addWidget(button)
    for _time in range(20_000):
        button.update()
    assert button.text() == "Pass the piece"
