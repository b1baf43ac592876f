"""What is done on the page of the keys: an action is found, and its keys are added, taken away or as usual again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from circle.i18n import gettext as _
from circle.preferences import Keys
from ui.actions import Action, key_words
from ui.all_actions import all_actions, place_words
from ui.finding_actions import matching
from ui.keymap import Keymap, cannot_be_taken, given, known, taken_by, why_not
from ui.pages.keys import ActionShown, KeysPage
from ui.settings_acts import Around
from ui.widgets.row_shown import RowShown


class KeysActs(QObject):
    def __init__(self, around: Around) -> None:
        super().__init__(around.window)
        self._around = around
        self._table = all_actions()
        self._rows = {row.name: row for rows in self._table.values() for row in rows}
        self._chosen = next(iter(self._rows.values()))
        self._typed = ""
        self._asked: tuple[str, Action] | None = None
        """A key, and whose it is."""
        self.page: KeysPage | None = None

    def open(self) -> None:
        page = self.page = KeysPage(self._around.look, parent=self._around.window)
        page.left.connect(self._leave)
        page.sought.connect(self._seek)
        page.chosen.connect(self._choose)
        page.caught.connect(self._add)
        page.removed.connect(self._remove)
        page.usual_asked.connect(self._use_usual)
        page.all_usual_asked.connect(self._use_all_usual)
        page.taken.connect(self._take)
        page.let_be.connect(self._show)
        self._seek("")
        self._around.shows(page, page.actions_here)

    def _leave(self) -> None:
        self.deleteLater()
        self._around.back()

    @property
    def _keys(self) -> Keys:
        return self._around.preferred.now.keys

    def _keymap(self) -> Keymap:
        """With the letters that are off, since they can be on again."""
        return Keymap(replace(self._keys, letters=True))

    # What is shown

    def _seek(self, typed: str) -> None:
        self._typed = typed
        shown = [row for row in self._shown_rows() if not row.quiet]
        if shown and all(row.key != self._chosen.name for row in shown):
            self._chosen = self._rows[str(shown[0].key)]
        self._show()

    def _choose(self, name: str) -> None:
        if name in self._rows:
            self._chosen = self._rows[name]
            self._show()

    def _shown_rows(self) -> list[RowShown]:
        keymap, rows = self._keymap(), list[RowShown]()
        for place, actions in self._table.items():
            found = matching(actions, self._typed, keymap.chosen) if self._typed else actions
            if found:
                rows.append(RowShown(key=f"at {place}", text=place_words(place), quiet=True))
            rows.extend(_row(action, keymap) for action in found)
        return rows

    def _show(self, said: str = "", asks: str = "") -> None:
        if self.page is None:
            return
        self._asked = self._asked if asks else None
        action, keymap = self._chosen, self._keymap()
        fixed = {*map(known, cannot_be_taken(action))}
        keys = keymap.chosen(action)
        self.page.show_rows(self._shown_rows())
        self.page.rows.show_chosen(action.name)
        self.page.show_action(
            ActionShown(
                action.words,
                place_words(action.place),
                tuple((key, key_words(key), known(key) not in fixed) for key in keys),
                is_usual=keys == action.keys,
                said=said or ("" if keys else _("It has no key. Ctrl K finds it by its words.")),
                asks=asks,
            )
        )
        self.page.all_usual.setEnabled(bool(self._keys.changed))

    # What is done

    def _add(self, key: str) -> None:
        if why := why_not(key):
            self._show(why)
        elif key in map(known, self._keymap().chosen(self._chosen)):
            self._show(_("{key} does it already.").format(key=key_words(key)))
        elif other := taken_by(self._keymap(), self._rows.values(), self._chosen, key):
            self._ask(key, other)
        else:
            self._give(self._chosen, (*self._keymap().chosen(self._chosen), key))

    def _ask(self, key: str, other: Action) -> None:
        words = {"key": key_words(key), "one": other.words, "other": self._chosen.words}
        asked = _(
            "{key} is the key of “{one}”, and one key cannot mean both. It stays there until you choose it for “{other}”."
        )
        self._asked = key, other
        self._show(asked.format(**words), _("Use {key} here").format(key=key_words(key)))

    def _take(self) -> None:
        if self._asked is None:
            return
        key, other = self._asked
        left = tuple(one for one in self._keymap().chosen(other) if known(one) != key)
        keys = given(self._keys, other, left)
        wanted = (*self._keymap().chosen(self._chosen), key)
        self._keep(given(keys, self._chosen, wanted))

    def _remove(self, key: str) -> None:
        left = tuple(one for one in self._keymap().chosen(self._chosen) if one != key)
        self._give(self._chosen, left)

    def _use_usual(self) -> None:
        """As far as no other action has one of them by now."""
        rows, chosen = self._rows.values(), self._chosen
        free = [
            key for key in chosen.keys if not taken_by(self._keymap(), rows, chosen, known(key))
        ]
        self._give(chosen, tuple(free))

    def _use_all_usual(self) -> None:
        self._keep(replace(self._keys, changed=()))

    def _give(self, action: Action, keys: tuple[str, ...]) -> None:
        self._keep(given(self._keys, action, keys))

    def _keep(self, keys: Keys) -> None:
        self._around.change(keys=keys)
        self._show()


def _row(action: Action, keymap: Keymap) -> RowShown:
    keys = " · ".join(dict.fromkeys(map(key_words, keymap.chosen(action))))
    said = _("{action}: {keys}").format(action=action.words, keys=keys or _("no key"))
    return RowShown(key=action.name, text=action.words, trail=keys, said=said)
