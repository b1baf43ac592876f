"""The plan of a session: what it is called, and its rounds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.moves import LONGEST_NAME
from ui.pages.prepare_shown import RoundShown
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.fields import LineField
from ui.widgets.labels import Soft, Words


class PlanCard(Card):
    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("The plan"), parent=parent)
        self._look = look
        self._shown: tuple[RoundShown, ...] = ()
        self.title = LineField(look, _("Name of the session"))
        self.title.setMaxLength(LONGEST_NAME)
        self._rounds = QVBoxLayout()
        self._rounds.setSpacing(0)
        self._words = Soft(look, small=True)
        self.other_way = Check(look, _("The piece goes anticlockwise"))
        self.body.addWidget(self.title)
        self.body.addLayout(self._rounds)
        self.body.addWidget(self._words)
        self.body.addWidget(self.other_way)
        self.body.addStretch(1)

    def show_title(self, title: str) -> None:
        self.title.setText(title)
        self.title.setCursorPosition(0)

    def show_rounds(self, rounds: Sequence[RoundShown], words: str) -> None:
        """`words`: how people and time fit together."""
        self._words.setText(words)
        self._words.setVisible(bool(words))
        if tuple(rounds) == self._shown:
            return
        self._shown = tuple(rounds)
        while (item := self._rounds.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for shown in self._shown:
            self._rounds.addWidget(RoundRow(self._look, shown))


class RoundRow(QWidget):
    """A round of the plan, with a line above it."""

    def __init__(self, look: Look, shown: RoundShown, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(look, shown.title, Role.STRONG))
        for text in (shown.prompt, shown.form):
            if text:
                words.addWidget(Soft(look, text, small=True))
        length = Soft(look, shown.length)
        length.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 11, 4, 11)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(length, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, self._look.theme.line)
