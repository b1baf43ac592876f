"""Keys, remotes, pedals and switches, on the Settings page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from circle.i18n import gettext as _
from circle.preferences import Keys
from ui.actions import key_words
from ui.keymap import known, why_not
from ui.settings_acts import Around
from ui.widgets.card import Card
from ui.widgets.catch_key import CatchKey
from ui.widgets.checks import Check
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Body, Soft


class KeysPart:
    def __init__(self, around: Around) -> None:
        self._around = around
        look, keys = around.look, self._keys
        self.card = Card(look, _("Keys, remotes and switches"))
        self.letters = Check(look, _("Single letters do something by themselves"))
        self.apart = _steps(around, _apart(), _("Presses that count once"), keys.apart_ms)
        self.one_switch = Check(look, _("One switch holds a whole session"))
        self._which = Body(look, "")
        self.switch = CatchKey(look, _("Another key or pedal…"))
        self.switch.caught.connect(self._take_switch)
        self.held = _steps(around, _held(), _("Held down for so long"), keys.held_ms)
        self.all_keys = KeyButton(look, _("Change keys…"), small=True)
        self.all_keys.clicked.connect(self._open)
        self._about_switch = Soft(
            look,
            _("A press does what the main button says. Held down it is silence, or goes to the answers when something is asked."),
        )  # fmt: skip
        self._said = Soft(look)
        self._lay_out()
        self._show()
        self.letters.toggled.connect(lambda on: self._change(letters=on))
        self.apart.chosen.connect(lambda ms: self._change(apart_ms=int(ms)))
        self.one_switch.toggled.connect(self._use_switch)
        self.held.chosen.connect(lambda ms: self._change(held_ms=int(ms)))

    def _lay_out(self) -> None:
        look, body = self._around.look, self.card.body
        ways = Flow()
        ways.addWidget(self.all_keys)
        body.addLayout(ways)
        body.addWidget(self.letters)
        body.addWidget(Body(look, _("Two presses count once when they are closer than")))
        body.addWidget(self.apart)
        body.addWidget(self.one_switch)
        body.addWidget(self._about_switch)
        body.addWidget(self._which)
        caught = Flow()
        caught.addWidget(self.switch)
        body.addLayout(caught)
        self._held_words = Body(look, _("It is held down from"))
        body.addWidget(self._held_words)
        body.addWidget(self.held)
        body.addWidget(self._said)

    @property
    def _keys(self) -> Keys:
        return self._around.preferred.now.keys

    def _show(self) -> None:
        keys = self._keys
        self.letters.setChecked(keys.letters)
        self.apart.choose(str(keys.apart_ms))
        self.one_switch.setChecked(keys.one_switch)
        self.held.choose(str(keys.held_ms))
        self._show_switch()

    def _change(self, **fields: Any) -> None:
        if not self._around.change(keys=replace(self._keys, **fields)):
            self._show()

    def _use_switch(self, on: bool) -> None:
        self._change(one_switch=on)
        self._show_switch()

    def _take_switch(self, key: str) -> None:
        if why := why_not(key):
            self._said.setText(why)
        else:
            self._change(switch=key)
        self._show_switch(why)

    def _show_switch(self, said: str = "") -> None:
        keys = self._keys
        is_called = key_words(known(keys.switch)) or _("no key yet")
        self._which.setText(_("The switch: {key}").format(key=is_called))
        for widget in (self._about_switch, self._which, self.switch, self._held_words, self.held):
            widget.setVisible(keys.one_switch)
        self._said.setText(said)
        self._said.setVisible(bool(said))

    def _open(self) -> None:
        from ui.keys_acts import KeysActs

        KeysActs(self._around).open()


def _steps(around: Around, steps: dict[int, str], said: str, now: int) -> ChoiceRow:
    """A few lengths of time, and the one that was written into the file by hand."""
    words = {**steps, now: steps.get(now) or _("{n} ms").format(n=now)}
    return ChoiceRow(around.look, {str(ms): (words[ms], "") for ms in sorted(words)}, said)


def _apart() -> dict[int, str]:
    return {
        0: _("Never"),
        300: _("0.3 s"),
        600: _("0.6 s"),
        1000: _("1 s"),
        2000: _("2 s"),
    }


def _held() -> dict[int, str]:
    return {600: _("0.6 s"), 900: _("0.9 s"), 1500: _("1.5 s"), 2500: _("2.5 s")}
