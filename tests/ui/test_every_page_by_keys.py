"""Every page and every state of a circle for somebody who uses no mouse: where Tab goes, and where the focus is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.every_page import PAGES, at_page
from tests.ui.facilitator import Facilitator
from tests.ui.reached import by_mouse_only, name_of, out_of_turn, shows_focus
from tests.ui.seen import focused, key_here
from ui.pages.over_page import OverPage

pytestmark = pytest.mark.qt_log_ignore(
    "does not support grabbing the keyboard", "does not support raise", extend=True
)
_MOST = 200
READ_ONLY = {"start_keys", "live_keys"}
"""While the keys are shown any key goes back."""


@pytest.fixture(params=[one for one in PAGES if one not in READ_ONLY])
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
    assert by_mouse_only(page, reached) == []
    assert out_of_turn(page, reached) == []
    kinds = {type(one): one for one in reached if one not in pages_in(page)}
    assert [one for one in kinds.values() if not shows_focus(one)] == []


def tabbed_round() -> list[QWidget]:
    """All that Tab goes to until it comes back."""
    reached = list[QWidget]()
    while True:
        key_here(Qt.Key.Key_Tab)
        if focused() in reached:
            break
        reached.append(focused())
        assert len(reached) < _MOST, "Tab does not come round"
    assert focused() is reached[0], (
        f"Tab comes back to {name_of(focused())}, not to {name_of(reached[0])}"
    )
    return reached


def pages_in(page: QWidget) -> list[QWidget]:
    """Those that take keys as a whole: nothing in them is marked then."""
    return [page, *page.findChildren(OverPage)]
