"""What is in the kit and cannot be used: which line is wrong and why, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.card import Card, Tint
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body


class BrokenCard(Card):
    """Nothing waits for it. Hidden where there is nothing to tell."""

    export_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, look: Look, heading: str, *, parent: QWidget | None = None) -> None:
        super().__init__(look, heading, tint=Tint.CLAY, parent=parent)
        self._look = look
        self._shown: dict[str, str] = {}
        self._part = QWidget(self)
        self.body.addWidget(self._part)
        self.buttons: tuple[KeyButton, ...] = ()
        self.hide()

    def show_broken(self, why: Mapping[str, str]) -> None:
        """Names, and a sentence for each."""
        if dict(why) == self._shown:
            return
        self._shown, self.buttons = dict(why), ()
        self.body.removeWidget(self._part)
        self._part.hide()
        self._part.deleteLater()
        self._part = QWidget(self)
        column = QVBoxLayout(self._part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for name, words in why.items():
            column.addWidget(Body(self._look, words))
            column.addLayout(self._acts(name))
        self.body.addWidget(self._part)
        self.setVisible(bool(why))

    def _acts(self, name: str) -> Flow:
        acts = Flow(gap=4)
        for words, said, asked in (
            (_("Export as a file…"), _("Export {name} as a file"), self.export_asked),
            (_("Remove"), _("Remove {name}"), self.remove_asked),
        ):
            button = KeyButton(self._look, words, kind=Kind.QUIET, small=True)
            button.setAccessibleName(said.format(name=name))
            button.clicked.connect(partial(asked.emit, name))
            acts.addWidget(button)
            self.buttons += (button,)
        return acts
