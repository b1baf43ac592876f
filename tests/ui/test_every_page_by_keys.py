"""Every kind of widget for somebody who uses no mouse: where the focus is seen, and that it is never lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.contrast_seen import contrast_of
from tests.ui.every_page import at_page
from tests.ui.locked import settle
from tests.ui.reached import pages_in, tabbed_round, without_and_with_focus
from tests.ui.seen import focused
from ui.theme import THEMES
from ui.widgets.command_palette import CommandPalette

pytestmark = pytest.mark.qt_log_ignore(
    "does not support grabbing the keyboard", "does not support raise", extend=True
)
KINDS = ("start", "prepare_round", "live_groups", "close", "export", "review_filters", "by_month")
"""Between them they have every kind of widget."""
CLEAR, ENOUGH = 3.0, 30
"""How much lighter or darker a pixel becomes, and how many do."""


def test_the_focus_stands_out_on_every_kind_of_widget_in_every_palette(
    qapp: QApplication, tmp_path: Path
) -> None:
    met = set[type]()
    hard_to_see = list[str]()
    for name in KINDS:
        with at_page(qapp, tmp_path / name, name) as desk:
            page = desk.window.page
            assert page is not None
            new = {type(one): one for one in tabbed_round() if type(one) not in met}
            for palette in THEMES:
                desk.circlekeeper.look.use(palette)
                hard_to_see += [
                    f"{kind.__name__} on {name}, {palette}"
                    for kind, one in new.items()
                    if one not in pages_in(page) and not _stands_out(one)
                ]
            met |= set(new)
    assert hard_to_see == []
    assert len(met) > _FEW


_FEW = 12


def _stands_out(one: QWidget) -> bool:
    pairs = Counter(zip(*map(_dots, without_and_with_focus(one)), strict=True))
    clear = (
        n
        for (before, after), n in pairs.items()
        if before != after and contrast_of(before, after) >= CLEAR
    )
    return sum(clear) >= ENOUGH


def _dots(image: QImage) -> list[int]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(image.constBits()).cast("I").tolist()


LEFT = ("live_people", "live_turns", "live_plan", "live_listening", "live_finding", "live_note")


@pytest.mark.parametrize("name", LEFT)
def test_what_is_left_gives_the_focus_back_to_the_circle(
    qapp: QApplication, tmp_path: Path, name: str
) -> None:
    with at_page(qapp, tmp_path, name) as desk:
        desk.press("Escape")
        assert focused() is desk.page
        assert "Bob" in desk.press("Space", after_s=30)


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_tab_leaves_what_can_be_done_here_for_the_page(
    qapp: QApplication, tmp_path: Path, key: str
) -> None:
    with at_page(qapp, tmp_path, "commands") as desk:
        (palette,) = desk.window.findChildren(CommandPalette)
        assert palette.isVisible()
        desk.press(key)
        assert not palette.isVisible()
        assert focused() is desk.window.page


def test_when_the_row_that_had_the_focus_goes_the_focus_stays_on_the_page(
    qapp: QApplication, tmp_path: Path
) -> None:
    with at_page(qapp, tmp_path, "prepare_round") as desk:
        page = desk.window.page
        assert page is not None
        desk.button("Remove").setFocus()
        desk.press("Space")
        settle()
        assert page.isAncestorOf(focused())
