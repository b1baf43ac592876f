"""The way to a sample circle, for whoever has not held one yet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.card import Card, Tint
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Body


class SampleCard(Card):
    asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("For the first time"), tint=Tint.MOSS, parent=parent)
        self.body.addWidget(
            Body(
                look,
                _(
                    "Hold a circle with six people who do not exist. It takes about three minutes, says which keys to press, "
                    "and nothing of it is kept."
                ),
            )
        )
        button = KeyButton(look, _("Try a sample circle"))
        button.clicked.connect(self.asked)
        self.body.addWidget(button)
