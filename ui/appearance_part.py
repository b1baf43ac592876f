"""Colours and letters, on the Settings page."""

from __future__ import annotations

from dataclasses import replace

from circle.i18n import gettext as _
from ui.settings_acts import Around
from ui.widgets.card import Card
from ui.widgets.choice_row import ChoiceRow


class AppearancePart:
    def __init__(self, around: Around) -> None:
        self._around = around
        self.card = Card(around.look, _("Colours"))
        choices = {
            "": (_("As the computer"), ""),
            "light": (_("Light"), ""),
            "dark": (_("Dark"), ""),
            "dim": (_("Dim"), ""),
            "high_contrast": (_("High contrast"), ""),
        }
        self.palette = ChoiceRow(around.look, choices, _("Colours"))
        self.palette.choose(around.preferred.now.appearance.palette)
        self.palette.chosen.connect(self._choose)
        self.card.body.addWidget(self.palette)

    def stop(self) -> None:
        """Nothing runs."""

    def _choose(self, palette: str) -> None:
        appearance = self._around.preferred.now.appearance
        self._around.change(appearance=replace(appearance, palette=palette))
