"""A field for a passphrase: unseen, unless somebody wants to see what they type."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.checks import Check
from ui.widgets.fields import LineField

_LONGEST = 1000


class PassphraseField(QWidget):
    entered = Signal()

    def __init__(self, look: Look, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineField(look, words)
        self.line.setMaxLength(_LONGEST)
        self.shown = Check(look, _("Show what I type"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.shown)
        self.line.returnPressed.connect(self.entered)
        self.shown.toggled.connect(self._hide_or_show)
        self._hide_or_show()

    @property
    def text(self) -> str:
        """Composed, as the command line has it."""
        return unicodedata.normalize("NFC", self.line.text())

    def clear(self) -> None:
        self.line.clear()

    def _hide_or_show(self) -> None:
        mode = QLineEdit.EchoMode.Normal if self.shown.isChecked() else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
