"""What a screen reader finds in a window: names, roles and states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QTextBrowser

from tests.ui.facilitator import Facilitator
from ui.pages.live import LivePage

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


def unnamed(desk: Facilitator) -> list[str]:
    """What can be reached and does not say what it is, or says it wrongly."""
    window = QAccessible.queryAccessibleInterface(desk.window)
    assert window.role() is Role.Window
    there = [one for one in shown_in(window) if acted_on(one)]
    assert there
    wrong = {
        "without a name": [one for one in there if not one.name],
        "of an unknown role": [
            one for one in there if one.what.role() not in TOLD and not _read_by_caret(one)
        ],
        "says its role": [one for one in there if _says_its_role(one)],
        "does not say whether it is checked": [
            one for one in there if one.what.role() in CHECKED and not one.what.state().checkable
        ],
        "the same as another": _alike(there),
        "a list without items": [
            one for one in there if one.what.role() is Role.List and not _holds_items(one)
        ],
        "ticks": _ticking(desk, there),
    }
    assert desk.window.page is not None
    page = QAccessible.queryAccessibleInterface(desk.window.page)
    if (page.role(), bool(page.text(Name))) != (Role.Grouping, True):
        wrong["a page without a name"] = [Found(page, ())]
    return [f"{why}: {one}" for why, found in wrong.items() for one in found]


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
