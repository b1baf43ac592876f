"""Menus that open where they are asked for: not dialogs, nothing waits for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from ui.pages.round_settings import Settings

_LONGEST = 60


def open_menu(
    page: QWidget,
    acts: Iterable[tuple[str, Callable[[], object]]],
    where: QPoint,
    *,
    now: int | None = None,
) -> None:
    """Words and what they do; `where`: a point on the screen. `now`: which of them, from 0, is so already."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, act in acts:
        menu.addAction(_menu_words(words), act)
    if now is not None:
        action = menu.actions()[now]
        action.setCheckable(True)
        action.setChecked(True)
        menu.setActiveAction(action)
    menu.popup(where)


def open_settings(
    page: QWidget,
    groups: Iterable[Settings],
    chosen: Callable[[Mapping[str, object]], object],
    where: QPoint,
) -> None:
    """What can be set: single ones to be checked, and menus of those of which one holds."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for group in groups:
        inner = menu.addMenu(_menu_words(group.title)) if group.title else menu
        for one in group.settings:
            action = inner.addAction(_menu_words(one.words))
            action.setCheckable(True)
            action.setChecked(one.checked)
            action.triggered.connect(lambda _on, change=one.change: chosen(dict(change)))
    menu.setActiveAction(menu.actions()[0])
    menu.popup(where)


def _menu_words(words: str) -> str:
    """On one line, and with no letter taken for a key."""
    short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return short.replace("&", "&&")
