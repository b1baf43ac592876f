"""How the bell sounds, on the Settings page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from circle.i18n import gettext as _
from circle.preferences import Voice
from ui.beside import Beside, Steps
from ui.settings_acts import Around
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Soft, Words

VOLUMES = (0, 20, 40, 60, 100)


class SoundPart(QObject):
    def __init__(self, around: Around) -> None:
        self.card = Card(around.look, _("The bell"))
        super().__init__(self.card)
        self._around = around
        look = around.look
        self.voice = ChoiceRow(look, _voices(), _("What it sounds like"))
        self.volume = ChoiceRow(look, _volumes(), _("How loud it is"))
        self.card.body.addWidget(Soft(look, _("What it sounds like"), small=True))
        self.card.body.addWidget(self.voice)
        self.card.body.addWidget(Soft(look, _("How loud it is"), small=True))
        self.card.body.addWidget(self.volume)
        tries = Flow()
        self.try_it = KeyButton(look, _("Try it"), small=True)
        self.try_it.clicked.connect(self._try)
        tries.addWidget(self.try_it)
        self.card.body.addLayout(tries)
        self.said = Words(look, "")
        self.said.hide()
        self.card.body.addWidget(self.said)
        about = _("It is rung by hand, with its key. It also sounds:")
        self.card.body.addWidget(Words(look, about))
        self.checks = {
            "at_begin": Check(look, _("when a round begins")),
            "at_end": Check(look, _("when a round ends")),
            "at_swap": Check(look, _("when partners in pairs change over")),
        }
        self._show()
        self.voice.chosen.connect(lambda voice: self._change(voice=Voice(voice)))
        self.volume.chosen.connect(lambda volume: self._change(volume=int(volume)))
        for name, check in self.checks.items():
            check.toggled.connect(partial(self._check, name))
            self.card.body.addWidget(check)
        rest = _("A round can be held without the bell. No sound ever goes with anybody’s time.")
        self.card.body.addWidget(Soft(look, rest, small=True))
        self._beside = Beside(self)

    def _show(self) -> None:
        sound = self._around.preferred.now.sound
        self.voice.choose(sound.voice)
        self.volume.choose(str(min(VOLUMES, key=lambda one: abs(one - sound.volume))))
        for name, check in self.checks.items():
            check.setChecked(getattr(sound, name))

    def _change(self, **parts: object) -> None:
        sound = self._around.preferred.now.sound
        if not self._around.change(sound=replace(sound, **parts)):
            self._show()

    def _check(self, name: str, on: bool) -> None:
        self._change(**{name: on})

    def _try(self) -> None:
        self._beside.run(self._sound())

    def _sound(self) -> Steps:
        sound = self._around.preferred.now.sound
        if not sound.volume:
            self._say(_("It is silent as it is set. The circle shows each bell all the same."))
            return
        self._say(_("It sounds now."))
        if why := (yield self._around.room.speaker.sound(sound.voice, sound.volume, anew=True)):
            self._say(why)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()


def _voices() -> dict[str, tuple[str, str]]:
    return {
        Voice.BELL: (_("Bell"), ""),
        Voice.BOWL: (_("Bowl"), ""),
        Voice.WOOD: (_("Wood"), ""),
    }


def _volumes() -> dict[str, tuple[str, str]]:
    words = (_("Silent"), _("Very soft"), _("Soft"), _("Clear"), _("Loud"))
    return {str(volume): (word, "") for volume, word in zip(VOLUMES, words, strict=True)}
