"""The card of the backups: when the last one was made, and what can be done about them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Body, Ink, Soft


class BackupsCard(Card):
    now_asked = Signal()
    stick_asked = Signal()
    all_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Backups"), parent=parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.state = Body(look)
        self.now = KeyButton(look, _("Back up now"), small=True)
        self.stick = KeyButton(look, _("Copy to a stick…"), small=True)
        self.all = KeyButton(look, _("All backups…"), small=True)
        buttons = Flow()
        for button, asked in (
            (self.now, self.now_asked),
            (self.stick, self.stick_asked),
            (self.all, self.all_asked),
        ):
            button.clicked.connect(asked)
            buttons.addWidget(button)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.state)
        self.body.addLayout(buttons)
        self.show_state("")

    def show_summary(self, lines: Sequence[str], *, has_any: bool) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for n, line in enumerate(lines):
            label = Soft(self._look, line, small=True) if n else Body(self._look, line)
            self._lines.addWidget(label)
        self.stick.setEnabled(has_any)

    def show_state(self, text: str, *, is_wrong: bool = False, is_busy: bool = False) -> None:
        """What is done, or went wrong."""
        self.state.setText(text)
        self.state.show_ink(Ink.CLAY if is_wrong else Ink.PLAIN)
        self.state.setVisible(bool(text))
        self.now.setEnabled(not is_busy)
