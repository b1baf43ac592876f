"""Which keys do what: the usual ones of the action table, and those that somebody chose instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from circle.i18n import gettext as _
from circle.preferences import ChangedKeys, Keys
from ui.actions import Action, Place, key_words

_ESCAPE, _LOCK = "Esc", "Ctrl+L"
_FOR_THE_FOCUS = frozenset({"Return", "Enter", "Tab", "Backtab", "Shift+Tab"})
_ALONE = frozenset(
    {
        *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta),
        *(Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock),
        Qt.Key.Key_unknown,
    }
)
_Held = Qt.KeyboardModifier


def known(key: str) -> str:
    """The key as Qt calls it, or nothing where it is none, or more than one."""
    sequence = QKeySequence(key)
    return sequence.toString() if sequence.count() == 1 else ""


def pressed(event: QKeyEvent) -> str:
    """The key that was pressed, as Qt calls it; nothing while only Shift or the like is down."""
    key = Qt.Key(event.key())
    if key in _ALONE:
        return ""
    held = event.modifiers() & ~_Held.KeypadModifier
    if held & _Held.ShiftModifier and _is_sign(key):
        held &= ~_Held.ShiftModifier  # the sign says it
    return known(QKeySequence(int(key) | held.value).toString())


def does_by_itself(key: str) -> bool:
    """A single letter, digit or sign, with Shift or without."""
    sequence = QKeySequence(key)
    if sequence.count() != 1:
        return False
    first = sequence[0]  # pyright: ignore[reportIndexIssue]
    plain = not first.keyboardModifiers() & ~(_Held.ShiftModifier | _Held.KeypadModifier)
    return plain and Qt.Key.Key_Space < first.key() < Qt.Key.Key_Escape


def _is_sign(key: Qt.Key) -> bool:
    letter = Qt.Key.Key_A <= key <= Qt.Key.Key_Z
    return Qt.Key.Key_Space < key < Qt.Key.Key_Escape and not letter


def why_not(key: str) -> str:
    """Why nobody can choose this key for anything; nothing where they can."""
    words = key_words(key)
    if key in (_ESCAPE, "Escape"):
        return _(
            "Esc always leaves what is in the way, and ends nothing: presenter remotes send it unasked. Choose another key."
        )
    if key == _LOCK:
        return _("Ctrl L always hides what is on the screen, whatever is open. Choose another key.")
    if key in _FOR_THE_FOCUS:
        why = _("{key} goes from place to place and answers where one is. Choose another key.")
        return why.format(key=words)
    return ""


def cannot_be_taken(action: Action) -> tuple[str, ...]:
    """The keys that an action always keeps."""
    return tuple(key for key in action.keys if known(key) in (_ESCAPE, _LOCK))


class Keymap:
    def __init__(self, keys: Keys | None = None) -> None:
        keys = keys or Keys()
        self._letters = keys.letters
        self._changed = {one.action: _known_only(one.keys) for one in keys.changed}
        given = [key for one in keys.changed for key in one.keys]
        given += [keys.switch] if keys.one_switch else []
        self._unknown = tuple(key for key in given if not known(key))

    @property
    def is_usual(self) -> bool:
        return self._letters and not self._changed

    @property
    def trouble(self) -> str:
        """A sentence about keys that there are none of, or nothing."""
        if not self._unknown:
            return ""
        why = _(
            "Some keys in your settings are none that are known here ({keys}). They are left out; all others hold, and your kit is safe."
        )
        return why.format(keys=", ".join(f"“{key[:20]}”" for key in self._unknown[:5]))

    def chosen(self, action: Action) -> tuple[str, ...]:
        """As they were chosen, whether or not another action has them too, and with letters that are off."""
        if action.name not in self._changed or action.place is Place.ITSELF:
            return action.keys
        own = cannot_be_taken(action)
        return (*own, *(key for key in self._changed[action.name] if key not in own))

    def keys(self, action: Action) -> tuple[str, ...]:
        """Those that do something."""
        return tuple(key for key in self.chosen(action) if self._letters or not does_by_itself(key))

    def held(
        self, here: Sequence[Action], everywhere: Sequence[Action]
    ) -> dict[str, tuple[str, ...]]:
        """The keys of each action by its name while a page is shown. No key has two meanings: what was chosen goes before
        what is usual, and what is on the page before what is everywhere.
        """
        owner: dict[str, str] = {}
        for rows in (here, everywhere):
            for action in sorted(rows, key=lambda row: row.name not in self._changed):
                for key in self.keys(action):
                    owner.setdefault(known(key), action.name)
        return {
            action.name: tuple(k for k in self.keys(action) if owner[known(k)] == action.name)
            for action in (*here, *everywhere)
        }

    def shown(self, here: Sequence[Action], everywhere: Sequence[Action]) -> dict[str, str]:
        """What buttons show instead of a usual key: where it changed, another one or none."""
        held = self.held(here, everywhere)
        return {
            key_words(usual): key_words(held[action.name][0]) if held[action.name] else ""
            for action in (*everywhere, *here)
            for usual in action.keys
            if held[action.name] != action.keys
        }


def _known_only(keys: Iterable[str]) -> tuple[str, ...]:
    """Without those that nobody can choose."""
    found = (known(key) for key in keys)
    return tuple(dict.fromkeys(key for key in found if key and not why_not(key)))


# Changing them


def meets(one: Action, other: Action) -> bool:
    """Whether both can be done on the same page."""
    return one.place is other.place or Place.EVERYWHERE in (one.place, other.place)


def taken_by(keymap: Keymap, table: Iterable[Action], action: Action, key: str) -> Action | None:
    """Another action with that key on the same page."""
    others = (one for one in table if one.name != action.name and meets(one, action))
    return next((one for one in others if key in map(known, keymap.chosen(one))), None)


def given(keys: Keys, action: Action, wanted: tuple[str, ...]) -> Keys:
    """With these keys for an action; the usual ones are not kept."""
    others = tuple(one for one in keys.changed if one.action != action.name)
    if tuple(map(known, wanted)) == tuple(map(known, action.keys)):
        return replace(keys, changed=others)
    return replace(keys, changed=(*others, ChangedKeys(action.name, wanted)))
