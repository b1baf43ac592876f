"""What came of what was asked for, across a page above its foot; nothing while there is nothing to say."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.accessible import announce
from ui.theme import Look
from ui.widgets.labels import Words


class SaidLine(QWidget):
    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Words(look)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 4, 24, 12)
        rows.addWidget(self._words)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def say(self, words: str) -> None:
        self._words.setText(words)
        self.setVisible(bool(words))
        announce(self, words)
