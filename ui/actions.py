"""The action table: what can be done, in which words, with which keys. Shortcuts, buttons and help come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from circle.i18n import pgettext


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done. `keys` in Qt's portable words, the first of them is the one that is shown."""

    id: str
    words: str
    keys: tuple[str, ...]
    handler: Callable[[], object]
    repeats: bool = False

    @property
    def key(self) -> str:
        return key_words(self.keys[0]) if self.keys else ""


def key_words(key: str) -> str:
    """A key as it is shown on a button."""
    names = {
        "PgDown": _("Page Down"),
        "PgUp": _("Page Up"),
        "Return": _("Enter"),
        "Right": "→",
        "Left": "←",
        "-": "−",
        "Space": _("Space"),
        "Escape": _("Esc"),
        "Pause": pgettext("a key of the keyboard", "Pause"),
    }
    plus = "+" if key.endswith("+") else None
    parts = [part for part in key.split("+") if part] + ([plus] if plus else [])
    return " ".join(names.get(part, part) for part in parts)


def bind(page: QWidget, actions: Iterable[Action]) -> None:
    """The keys of the actions, wherever the focus is in the page's window, while the page is shown.

    A key that is held down counts once.
    """
    for action in actions:
        for key in action.keys:
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setAutoRepeat(action.repeats)
            shortcut.activated.connect(action.handler)
