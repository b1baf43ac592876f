"""The action table: what can be done, in which words, with which keys. Shortcuts, buttons and help come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from circle.i18n import pgettext


class Place(StrEnum):
    """Where rows of the table hold."""

    EVERYWHERE = "everywhere"
    START = "start"
    PREPARE = "prepare"
    LIVE = "live"
    CLOSE = "close"
    REVIEW = "review"
    ITSELF = ""
    """A page whose keys nobody changes."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done. `keys` in Qt's portable words, the first of them is the one that is shown.

    These are the usual keys; which hold now is for `ui.keymap` to say. `when`: whether it can be done now; None: always.
    """

    id: str
    words: str
    keys: tuple[str, ...]
    handler: Callable[[], object]
    repeats: bool = False
    place: Place = Place.ITSELF
    when: Callable[[], bool] | None = None

    @property
    def key(self) -> str:
        return key_words(self.keys[0]) if self.keys else ""

    @property
    def name(self) -> str:
        """As it is called where keys are kept; one of a kind."""
        return f"{self.place}.{self.id}"

    @property
    def can_be_done(self) -> bool:
        return self.when is None or self.when()


KeysOf = Callable[[Action], tuple[str, ...]]
"""The keys of an action that hold."""


def rows_at(place: Place, rows: Iterable[Action]) -> tuple[Action, ...]:
    return tuple(replace(row, place=place) for row in rows)


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


class Bound(QObject):
    """The keys of some actions, wherever the focus is in the window of the page, while the page is shown.

    A key that is held down counts once.
    """

    def __init__(
        self, page: QWidget, actions: Iterable[Action], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page, self.actions = page, tuple(actions)
        self._held: dict[str, tuple[str, ...]] = {}
        self._shortcuts: dict[str, list[QShortcut]] = {}
        self.hold({})

    def hold(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """`keys`: of actions by their names; those that are not there have their usual ones."""
        for action in self.actions:
            wanted = keys.get(action.name, action.keys)
            if self._held.get(action.name) != wanted:
                self._held[action.name] = wanted
                for shortcut in self._shortcuts.pop(action.name, ()):
                    shortcut.setEnabled(False)
                    shortcut.deleteLater()
                self._shortcuts[action.name] = [self._shortcut(action, key) for key in wanted]

    def _shortcut(self, action: Action, key: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._page)
        shortcut.setAutoRepeat(action.repeats)
        shortcut.activated.connect(action.handler)
        return shortcut


def bind(page: QWidget, actions: Iterable[Action]) -> None:
    """The usual keys; the window gives the page those that were chosen instead, when it is shown."""
    Bound(page, actions, parent=page)
