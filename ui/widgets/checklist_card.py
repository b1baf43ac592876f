"""What is worth a look before the room fills: boxes to tick, which hold nothing up."""

from __future__ import annotations

from circle.i18n import gettext as _
from circle.power import Power
from ui.pages.checklist_shown import Ready, ready_words
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.flow import Flow


class ChecklistCard(Card):
    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Before the room fills"))
        self.checks = {ready: Check(look, words) for ready, words in ready_words(Power()).items()}
        row = Flow(gap=4)
        for check in self.checks.values():
            row.addWidget(check)
        self.body.addLayout(row)

    def show_power(self, power: Power) -> None:
        for ready, words in ready_words(power).items():
            self.checks[ready].show_words(words)

    def tick(self, ready: Ready) -> None:
        """Something was seen to in the program itself."""
        self.checks[ready].setChecked(True)

    def clear(self) -> None:
        for check in self.checks.values():
            check.setChecked(False)
