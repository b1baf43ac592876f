"""Menus that open where they are asked for: not dialogs, nothing waits for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

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


def _menu_words(words: str) -> str:
    """On one line, and with no letter taken for a key."""
    short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return short.replace("&", "&&")
