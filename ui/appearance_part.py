"""Colours, the size of letters, and what may move, on the Settings page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from circle.i18n import gettext as _
from circle.preferences import Palette
from ui.main_window import SCALES
from ui.settings_acts import Around
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.labels import Soft


class AppearancePart(QObject):
    """It shows what holds also where that was chosen with keys meanwhile."""

    def __init__(self, around: Around) -> None:
        self.card = Card(around.look, _("Colours and letters"))
        super().__init__(self.card)
        self._around, look = around, around.look
        self.palette = ChoiceRow(look, _palettes(), _("Colours"))
        self.size = ChoiceRow(look, _sizes(), _("Size of the letters"))
        self.still = Check(look, _("Nothing moves that need not"))
        self.digits = Check(look, _("The circle begins with the digits of its clock"))
        self._show()
        self.palette.chosen.connect(lambda name: self._change(palette=Palette(name)))
        self.size.chosen.connect(lambda percent: self._change(percent=int(percent)))
        self.still.toggled.connect(lambda on: self._change(still=on))
        self.digits.toggled.connect(lambda on: self._change(digits=on))
        body = self.card.body
        body.addWidget(Soft(look, _("Colours"), small=True))
        body.addWidget(self.palette)
        body.addWidget(Soft(look, _("Size of the letters"), small=True))
        body.addWidget(self.size)
        body.addWidget(self.still)
        about = _(
            "The caret does not blink, and menus do not slide. The arc of the clock still goes on."
        )
        body.addWidget(Soft(look, about, small=True))
        body.addWidget(self.digits)
        about = _(
            "On the Live page a key brings them and hides them, for that session. The arc shows the time without them."
        )
        body.addWidget(Soft(look, about, small=True))
        around.preferred.changed.connect(self._show)

    def _show(self) -> None:
        wanted = self._around.preferred.now.appearance
        self.palette.choose(wanted.palette)
        self.size.choose(str(min(_percents(), key=lambda one: abs(one - wanted.percent))))
        self.still.setChecked(wanted.still)
        self.digits.setChecked(wanted.digits)

    def _change(self, **parts: object) -> None:
        appearance = self._around.preferred.now.appearance
        if not self._around.change(appearance=replace(appearance, **parts)):
            self._show()


def _palettes() -> dict[str, tuple[str, str]]:
    return {
        Palette.COMPUTER: (_("As the computer"), ""),
        Palette.LIGHT: (_("Light"), ""),
        Palette.DARK: (_("Dark"), ""),
        Palette.DIM: (_("Dim"), ""),
        Palette.HIGH_CONTRAST: (_("High contrast"), ""),
    }


def _percents() -> list[int]:
    return [round(scale * 100) for scale in SCALES]


def _sizes() -> dict[str, tuple[str, str]]:
    words = _("{percent} %")
    return {str(percent): (words.format(percent=percent), "") for percent in _percents()}
