"""What the room agreed, and what the notes may show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.level import Level
from ui.pages.prepare_shown import LevelShown
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.checks import Check, Radio
from ui.widgets.labels import Soft


class AgreedCard(Card):
    """What is not checked is not recorded."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("What the room agreed"), parent=parent)
        self._look = look
        self.checks: list[Check] = []
        self._column = _column(self)

    def show_agreements(
        self, agreements: Sequence[str], *, agreed: Sequence[str] | None = None
    ) -> None:
        """`agreed`: those that are checked; all of them when it is left out."""
        for check in self.checks:
            check.hide()
            check.deleteLater()
        self.checks = [self._check(words) for words in agreements]
        for check in self.checks:
            check.setChecked(agreed is None or check.accessibleName() in agreed)

    @property
    def agreements(self) -> tuple[str, ...]:
        return tuple(check.accessibleName() for check in self.checks)

    @property
    def agreed(self) -> tuple[str, ...]:
        return tuple(check.accessibleName() for check in self.checks if check.isChecked())

    def _check(self, words: str) -> Check:
        check = Check(self._look, words)
        self._column.addWidget(check)
        return check


class LevelCard(Card):
    level_chosen = Signal(object)
    """A Level."""

    def __init__(
        self, look: Look, levels: Sequence[LevelShown], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, _("What the notes may show"), parent=parent)
        self._group = QButtonGroup(self)
        self._radios: dict[Level, Radio] = {}
        self._column = _column(self)
        for shown in levels:
            self._add(look, shown)
        self._words = Soft(look, small=True)
        self._words.hide()
        self.body.addWidget(self._words)
        self.measured = Check(look, _("Measure how long people speak"))
        self.measured.setChecked(True)
        self.body.addWidget(self.measured)

    def show_level(self, level: Level, words: str) -> None:
        """`words`: what the level still needs; empty when nothing is."""
        self._radios[level].setChecked(True)
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _add(self, look: Look, shown: LevelShown) -> None:
        radio = Radio(look, shown.words)
        radio.clicked.connect(lambda: self.level_chosen.emit(shown.level))
        self._radios[shown.level] = radio
        self._group.addButton(radio)
        self._column.addWidget(radio)


def _column(card: Card) -> QVBoxLayout:
    """For rows that are far enough apart by themselves."""
    column = QVBoxLayout()
    column.setSpacing(0)
    card.body.addLayout(column)
    return column
