"""What a screen reader finds on every page and in every state of a circle: names, roles and states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QTextBrowser

from tests.ui.every_page import PAGES, at_page
from tests.ui.facilitator import Facilitator
from ui.accessible import PaintedList
from ui.pages.live import LivePage

pytestmark = pytest.mark.qt_log_ignore(
    "does not support grabbing the keyboard", "does not support raise", extend=True
)

Role, Name, Description = QAccessible.Role, QAccessible.Text.Name, QAccessible.Text.Description
ACTED_ON = {
    *(Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.ComboBox),
    *(Role.EditableText, Role.SpinBox, Role.Slider, Role.List, Role.ListItem),
    *(Role.Table, Role.Cell, Role.Tree, Role.TreeItem, Role.PageTab),
}
TOLD = ACTED_ON | {Role.Grouping, Role.Graphic, Role.MenuItem}
CHECKED = {Role.CheckBox, Role.RadioButton}
SAYS_ITS_ROLE = re.compile(
    r"\b(button|check ?box|radio|list item|text field|combo ?box|graphic)\b", re.IGNORECASE
)
SPEAKS_OF_A_BUTTON = "Pass the piece, or what the main button says"
"""What an action is called in the list of keys."""
SAME_ACT_TWICE = {"End the break", "Resume", "End the session"}
"""The main button says it, and so does the one that always does."""


class Found(NamedTuple):
    what: QAccessibleInterface
    within: tuple[str, ...]
    """The names of all that it is a part of."""

    @property
    def name(self) -> str:
        return self.what.text(Name).strip()

    def __repr__(self) -> str:
        return f"{self.what.role().name} “{self.name}” in {' > '.join(self.within)}: {self.what.object()}"


def shown_in(one: QAccessibleInterface, within: tuple[str, ...] = ()) -> Iterator[Found]:
    """It and all its parts that are not hidden."""
    found = Found(one, within)
    yield found
    for n in range(one.childCount()):
        part = one.child(n)
        if part is not None and part.isValid() and not part.state().invisible:
            yield from shown_in(part, (*within, found.name) if found.name else within)


def acted_on(found: Found) -> bool:
    return bool(found.what.state().focusable) or found.what.role() in ACTED_ON


@pytest.fixture(params=PAGES)
def desk(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[Facilitator]:  # fmt: skip
    with at_page(qapp, tmp_path, request.param) as desk:
        yield desk


def test_all_that_can_be_reached_has_a_name_a_role_and_a_state(desk: Facilitator) -> None:
    window = QAccessible.queryAccessibleInterface(desk.window)
    assert window.role() is Role.Window
    there = [one for one in shown_in(window) if acted_on(one)]
    assert there
    assert [one for one in there if not one.name] == []
    assert [one for one in there if one.what.role() not in TOLD and not _read_by_caret(one)] == []
    assert [one for one in there if _says_its_role(one)] == []
    assert [one for one in there if one.what.role() in CHECKED and not one.what.state().checkable] == []  # fmt: skip
    assert _alike(there) == []
    assert [one for one in there if one.what.role() is Role.List and not _holds_items(one)] == []
    assert _ticking(desk, there) == []
    assert desk.window.page is not None
    page = QAccessible.queryAccessibleInterface(desk.window.page)
    assert (page.role(), bool(page.text(Name))) == (Role.Grouping, True)


def _read_by_caret(one: Found) -> bool:
    """A text that is read from line to line, with links in it: Qt calls it a text that stays as it is."""
    return isinstance(one.what.object(), QTextBrowser) and one.what.role() is Role.StaticText


def _says_its_role(one: Found) -> bool:
    return SAYS_ITS_ROLE.search(one.name.removeprefix(SPEAKS_OF_A_BUTTON)) is not None


def _alike(there: list[Found]) -> list[Found]:
    """Those that nothing tells apart from another: neither name nor description, nor what they are a part of."""
    told = set[tuple[object, ...]]()
    alike = list[Found]()
    for one in there:
        said = one.what.role(), one.name, one.what.text(Description), one.within
        if said in told and one.name not in SAME_ACT_TWICE:
            alike.append(one)
        told.add(said)
    return alike


def _holds_items(one: Found) -> bool:
    items = [one.what.child(n) for n in range(one.what.childCount())]
    rows = [item for item in items if item is not None and item.role() is Role.ListItem]
    return all(item.text(Name).strip() for item in rows)


def _ticking(desk: Facilitator, there: list[Found]) -> list[Found]:
    """What says another thing a second later, although nobody did anything."""
    if not isinstance(desk.window.page, LivePage):
        return []
    before = [(one.name, one.what.text(QAccessible.Text.Value)) for one in there]
    desk.waits(2)
    after = [(one.name, one.what.text(QAccessible.Text.Value)) for one in there]
    return [one for one, old, new in zip(there, before, after, strict=True) if old != new]


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
