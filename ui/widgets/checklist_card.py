"""What is worth a look before the room fills: boxes to tick, which hold nothing up, and a prompt for oneself."""

from __future__ import annotations

from PySide6.QtCore import Signal

from circle.i18n import gettext as _
from circle.power import Power
from ui.pages.checklist_shown import Ready, ready_words
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft, Words


class ChecklistCard(Card):
    another_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Before the room fills"))
        self.checks = {ready: Check(look, words) for ready, words in ready_words(Power()).items()}
        row = Flow(gap=4)
        for check in self.checks.values():
            row.addWidget(check)
        self.body.addLayout(row)
        self._for_whom = Soft(look, _("For yourself; nobody else sees it"), small=True)
        self.prompt = Words(look, "", Role.STRONG)
        self.another = KeyButton(look, _("Another"), kind=Kind.QUIET, small=True)
        self.another.setAccessibleName(_("Another prompt for yourself"))
        self.another.clicked.connect(self.another_asked)
        under = Flow()
        under.addWidget(self.another)
        self.body.addWidget(self._for_whom)
        self.body.addWidget(self.prompt)
        self.body.addLayout(under)
        self.show_prompt("", more=False)

    def show_prompt(self, text: str, *, more: bool) -> None:
        """Something to ask oneself; empty: nothing."""
        self.prompt.setText(text)
        for part in (self._for_whom, self.prompt):
            part.setVisible(bool(text))
        self.another.setVisible(more)

    def show_power(self, power: Power) -> None:
        for ready, words in ready_words(power).items():
            self.checks[ready].show_words(words)

    def tick(self, ready: Ready) -> None:
        """Something was seen to in the program itself."""
        self.checks[ready].setChecked(True)

    def clear(self) -> None:
        for check in self.checks.values():
            check.setChecked(False)
