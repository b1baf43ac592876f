"""What came of what was asked for, across a page above its foot; nothing while there is nothing to say."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.accessible import announce
from ui.theme import Look
from ui.widgets.labels import Words
from ui.widgets.open_folder import OpenFolder


class SaidLine(QWidget):
    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Words(look)
        self.open_button = OpenFolder(look)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 24, 12)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self.open_button)
        self.open_button.refused.connect(self.say)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def say(self, words: str, folder: Path | None = None) -> None:
        """`folder`: what was saved is there, and it can be opened."""
        self._words.setText(words)
        self.open_button.show_folder(folder)
        self.setVisible(bool(words))
        announce(self, words)
