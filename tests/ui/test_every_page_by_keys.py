"""Every page and every state of a circle for somebody who uses no mouse: where Tab goes, and where the focus is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from tests.ui.every_page import PAGES, at_page
from tests.ui.facilitator import Facilitator
from tests.ui.locked import settle
from tests.ui.reached import (
    by_mouse_only,
    name_of,
    out_of_turn,
    shows_focus,
    without_and_with_focus,
)
from tests.ui.seen import focused, key_here
from ui.pages.over_page import OverPage
from ui.theme import contrast
from ui.widgets.command_palette import CommandPalette

pytestmark = pytest.mark.qt_log_ignore(
    "does not support grabbing the keyboard", "does not support raise", extend=True
)
_MOST = 200
HELD = {"start_keys", "live_keys", "commands"}
"""What lies over the page and holds the focus: any key goes back from the keys, and Tab from what can be done here."""


@pytest.fixture(params=[one for one in PAGES if one not in HELD])
def desk(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:  # fmt: skip
    with at_page(qapp, tmp_path, request.param) as desk:
        yield desk


def test_tab_goes_to_everything_in_the_order_in_which_it_is_read(desk: Facilitator) -> None:
    page = desk.window.page
    first = QApplication.focusWidget()
    assert page is not None
    assert first is not None
    assert first is page or page.isAncestorOf(first)
    reached = tabbed_round()
    kinds = {type(one): one for one in reversed(reached) if one not in pages_in(page)}
    assert [one for one in kinds.values() if not shows_focus(one)] == []
    assert out_of_turn(page, reached) == []
    assert by_mouse_only(page, reached) == []


def tabbed_round() -> list[QWidget]:
    """All that Tab goes to until it comes back."""
    reached = list[QWidget]()
    while True:
        _tab()
        if focused() in reached:
            break
        reached.append(focused())
        assert len(reached) < _MOST, "Tab does not come round"
    assert focused() is reached[0], (
        f"Tab comes back to {name_of(focused())}, not to {name_of(reached[0])}"
    )
    return reached


def _tab() -> None:
    """Tab, and through all links of a text that has some: they are one after another in the same widget."""
    before = QApplication.focusWidget()
    key_here(Qt.Key.Key_Tab)
    for _link in range(_MOST):
        if not (isinstance(before, QTextBrowser) and focused() is before):
            break
        key_here(Qt.Key.Key_Tab)


def pages_in(page: QWidget) -> list[QWidget]:
    """Those that take keys as a whole: nothing in them is marked then."""
    return [page, *page.findChildren(OverPage)]


KINDS = ("start", "prepare_round", "live_groups", "close", "export", "review_filters", "by_month")
"""Between them they have every kind of widget."""
CLEAR, ENOUGH = 3.0, 30
"""How much lighter or darker a pixel becomes, and how many do."""


@pytest.mark.parametrize("palette", ["light", "dark", "dim", "high_contrast"])
def test_the_focus_stands_out_on_every_kind_of_widget(
    qapp: QApplication, tmp_path: Path, palette: str
) -> None:
    met = set[type]()
    hard_to_see = list[str]()
    for name in KINDS:
        with at_page(qapp, tmp_path / name, name) as desk:
            desk.circlekeeper.look.use(palette)
            page = desk.window.page
            assert page is not None
            new = {type(one): one for one in tabbed_round() if type(one) not in met}
            hard_to_see += [
                f"{kind.__name__} on {name}"
                for kind, one in new.items()
                if one not in pages_in(page) and not _stands_out(one)
            ]
            met |= set(new)
    assert hard_to_see == []
    assert len(met) > _FEW


_FEW = 12


def _stands_out(one: QWidget) -> bool:
    before, after = without_and_with_focus(one)
    pairs = Counter(
        (before.pixel(x, y), after.pixel(x, y))
        for x in range(before.width())
        for y in range(before.height())
        if before.pixel(x, y) != after.pixel(x, y)
    )
    clear = (n for pair, n in pairs.items() if contrast(*map(QColor, pair)) >= CLEAR)
    return sum(clear) >= ENOUGH


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
