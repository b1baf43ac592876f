"""Whether the computer is kept from falling asleep, on the Settings page."""

from __future__ import annotations

from circle.i18n import gettext as _
from ui.settings_acts import Around
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.labels import Soft


class AwakePart:
    def __init__(self, around: Around) -> None:
        self._around = around
        self.card = Card(around.look, _("Awake"))
        self.check = Check(around.look, _("Keep this computer awake while a session runs"))
        self._show()
        self.check.toggled.connect(self._choose)
        self.card.body.addWidget(self.check)
        about = _(
            "The Live page says whether it stays awake. If it falls asleep all the same, time is counted rightly, and nothing is lost."
        )
        self.card.body.addWidget(Soft(around.look, about, small=True))

    def _show(self) -> None:
        self.check.setChecked(self._around.preferred.now.awake)

    def _choose(self, on: bool) -> None:
        if not self._around.change(awake=on):
            self._show()
