"""Before a circle meets again: how it went so far, folded out when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.key_button import KeyButton, Kind

if TYPE_CHECKING:
    from circle.listened import Listened
    from ui.widgets.over_time_card import OverTimeCard


class SoFar(QWidget):
    """Away until a circle with sessions is named, and there is somebody to ask."""

    unfolded = Signal(QWidget)
    """The picture."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._circle = ""
        self._read: Callable[[str], Sequence[Listened]] | None = None
        self._today: Callable[[], date] | None = None
        self.card: OverTimeCard | None = None
        self.button = KeyButton(look, _("How it went so far"), kind=Kind.QUIET, small=True)
        self.button.clicked.connect(self._fold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.button)
        self.hide()

    def ask(self, read: Callable[[str], Sequence[Listened]], today: Callable[[], date]) -> None:
        """`read`: what the sessions of a circle say, the oldest first."""
        self._read, self._today = read, today

    def show_circle(self, circle: str) -> None:
        """The name of a circle that has sessions; empty: there is none."""
        if circle != self._circle:
            self._circle = circle
            self._fold_in()
        self.setVisible(bool(circle) and self._read is not None)

    def _fold(self) -> None:
        if self.card is not None:
            self._fold_in()
            return
        if self._read is None or self._today is None:
            return
        from ui.widgets.over_time_card import OverTimeCard

        read, today = partial(self._read, self._circle), self._today
        self.card = OverTimeCard(self._look, read, today=today, parent=self)
        self._column.addWidget(self.card)
        QWidget.setTabOrder(self.button, self.card.view)
        self.card.show()
        self.button.show_words(_("Fold it away"))
        self.unfolded.emit(self.card.view)

    def _fold_in(self) -> None:
        if self.card is not None:
            self._column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None
            self.button.show_words(_("How it went so far"))
