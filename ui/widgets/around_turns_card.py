"""How still it was around turns, for the group: how often the next turn began after how long, and each round in words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from ui.pages.listening_shown import CountShown
from ui.pages.review_rounds_shown import AroundShown
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.gathered_card import CountRow
from ui.widgets.labels import Body, Soft


class AroundTurnsCard(Card):
    def __init__(self, look: Look, shown: AroundShown, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Silence before and after turns"), parent=parent)
        for line in shown.explained:
            self.body.addWidget(Soft(look, line, small=True))
        if any(step.count for step in shown.steps):
            self.body.addSpacing(4)
            for step in shown.steps:
                self.body.addWidget(CountRow(look, CountShown(step.words, step.count, step.part)))
        self.body.addSpacing(4)
        for line in shown.rounds:
            self.body.addWidget(Body(look, line))
