"""Every page and every state of a circle, each opened once: named, not cut off, readable, and without a mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from tests.ui.contrast_seen import EVERY_GROUND, weak_words
from tests.ui.every_page import PAGES, at_page
from tests.ui.facilitator import Facilitator
from tests.ui.fitting import does_not_fit_at
from tests.ui.large_enough import too_small
from tests.ui.locked import come_to_rest
from tests.ui.named import Name, unnamed
from tests.ui.reached import HELD, not_by_keys
from tests.ui.seen import focused
from ui.accessible import PaintedList
from ui.main_window import SMALLEST, USUAL
from ui.theme import LARGEST_SCALE, SMALLEST_SCALE, THEMES

pytestmark = pytest.mark.qt_log_ignore(
    "does not support grabbing the keyboard", "does not support raise", extend=True
)
SCALES = (SMALLEST_SCALE, 1.0, LARGEST_SCALE)


@pytest.mark.parametrize("name", PAGES)
def test_all_on_it_has_a_name_fits_can_be_read_and_is_reached_by_keys_and_by_finger(
    qapp: QApplication, tmp_path: Path, name: str
) -> None:
    with at_page(qapp, tmp_path, name) as desk:
        page, size = desk.window.page, desk.window.size()
        assert page is not None
        assert name in HELD or focused() is page or page.isAncestorOf(focused())
        found = unnamed(desk)
        if name in EVERY_GROUND:
            found += in_every_palette(desk)
        found += at_the_usual_size(desk)
        found += at_the_smallest(desk)
        desk.window.resize(size)
        come_to_rest()
        if name not in HELD:  # last: the focus goes, and all that follows it
            found += not_by_keys(page)
        assert found == []


def in_every_palette(desk: Facilitator) -> list[str]:
    weak = list[str]()
    for theme in THEMES.values():
        desk.circlekeeper.look.use(theme.name)
        QApplication.processEvents()
        weak += weak_words(desk.window, theme)
    desk.circlekeeper.look.use("light")
    return weak


def at_the_usual_size(desk: Facilitator) -> list[str]:
    desk.window.resize(*USUAL)
    QApplication.processEvents()
    return sorted(too_small(desk.window))


def at_the_smallest(desk: Facilitator) -> list[str]:
    """With letters of every size; last with the usual."""
    window, look = desk.window, desk.circlekeeper.look
    window.resize(*SMALLEST)
    cut_off = [one for scale in SCALES for one in does_not_fit_at(window, look, scale)]
    assert window.size().toTuple() == SMALLEST
    look.use_scale(1.0)
    come_to_rest()
    return [*cut_off, *sorted(too_small(window))]


# What a screen reader finds on some of them


def test_the_seats_are_told_with_what_they_stand_for(qapp: QApplication, tmp_path: Path) -> None:
    with at_page(qapp, tmp_path, "live_held") as desk:
        seats = QAccessible.queryAccessibleInterface(desk.circle)
        items = [seats.child(n) for n in range(seats.childCount())]
        assert [item.text(Name) for item in items[:3]] == [
            "Amara, seat 1, holds the talking piece",
            "Bob, seat 2, next",
            "Ceri, seat 3, facilitator",
        ]
        assert [item.state().selected for item in items] == [1, 0, 0, 0, 0, 0]
        assert items[1].actionInterface().actionNames() == ["Press", "ShowMenu", "SetFocus"]


def test_every_painted_list_that_can_be_acted_on_by_a_pointer_can_be_without(
    qapp: QApplication, tmp_path: Path
) -> None:
    """Each kind of list on one of the pages where it stands."""
    without = set[str]()
    for name in ("prepare", "live_groups", "review", "over_sessions"):
        with at_page(qapp, tmp_path / name, name) as desk:
            lists = [one for one in desk.window.findChildren(PaintedList) if one.isVisible()]
            assert lists
            without |= {type(one).__name__ for one in lists if not one.item_acts()}
    assert without == {"CirclePicture"}
