"""How long whoever led held the piece, and what they noticed in their own listening, as far as it was shared."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.pages.review_shown import OwnShown
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.labels import Body, SmallHeading, Soft


class OwnCard(Card):
    def __init__(self, look: Look, shown: OwnShown, *, parent: QWidget | None = None) -> None:
        super().__init__(look, shown.heading, parent=parent)
        for line in shown.held:
            self.body.addWidget(Body(look, line))
        for one in shown.reflections:
            self.body.addSpacing(4)
            self.body.addWidget(SmallHeading(look, one.heading))
            for line in one.lines:
                self.body.addWidget(Body(look, line))
        if shown.none:
            self.body.addWidget(Soft(look, shown.none, small=True))
