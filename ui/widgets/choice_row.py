"""A small row of words of which one holds: which part of a card is shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from ui.theme import Look, touched
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
_ALONG = (Qt.Key.Key_Right, Qt.Key.Key_Left)


class ChoiceRow(QWidget):
    """Tab goes to the one that holds, and the arrows from there to the others."""

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        choices: Mapping[str, tuple[str, str]],
        said: str,
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`choices`: the words of each and its key. `said`: what is chosen here."""
        super().__init__(parent)
        self.setAccessibleName(said)
        self.buttons = {name: _Choice(look, *words) for name, words in choices.items()}
        group, row = QButtonGroup(self), Flow(gap=4)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        for name, button in self.buttons.items():
            group.addButton(button)
            button.setAutoExclusive(True)  # so it is told as one of several
            row.addWidget(button)
            button.toggled.connect(lambda on, name=name: self.chosen.emit(name) if on else None)

    def choose(self, name: str) -> None:
        self.buttons[name].setChecked(True)
        for button in self.buttons.values():  # Qt does so itself only where one is clicked
            held = button is self.buttons[name]
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if held else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From each to the next, also where that stands in another line."""
        key = Qt.Key(event.key())
        names = list(self.buttons)
        at = next((i for i, name in enumerate(names) if self.buttons[name].isChecked()), None)
        if key not in _STEPS or at is None:
            super().keyPressEvent(event)
            return
        back = self.isRightToLeft() and key in _ALONG
        to = names[max(0, min(len(names) - 1, at + (-_STEPS[key] if back else _STEPS[key])))]
        self.choose(to)
        self.buttons[to].setFocus(Qt.FocusReason.TabFocusReason)


class WordButton(KeyButton):
    """A word that is tinted while it holds."""

    def __init__(self, look: Look, words: str, key: str) -> None:
        super().__init__(look, words, key, kind=Kind.PLAIN, small=True)
        self.setCheckable(True)

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        theme = self._look.theme
        if not self.isChecked():
            fill = touched(theme, theme.card) if self.underMouse() else None
            return fill, None, theme.soft
        return theme.moss_tint, None, theme.moss


class _Choice(WordButton):
    """The row takes the arrows: Qt itself would go on only to what stands beside it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)
