"""What the Close page and the Live page have about listening: one's own, and what was gathered of everyone's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.live_session import LiveSession
from ui.pages.listening_shown import last_round
from ui.theme import Look
from ui.widgets.gathered_card import GatheredCard
from ui.widgets.own_listening import OwnListening


class ListeningAtClose(QWidget):
    each_asked = Signal()

    def __init__(self, look: Look, live: LiveSession, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self.own = OwnListening(look, live)
        self.own.each_asked.connect(self.each_asked)
        self.gathered = GatheredCard(look)
        column = _column(self)
        column.addWidget(self.own)
        column.addWidget(self.gathered)
        live.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        self.own.show_state()
        self.gathered.show_state(self._live.state)

    def keep_open(self) -> None:
        self.own.keep_now()


class ListeningAfterRound(QWidget):
    """Of the round that runs or has just ended; everyone is asked between rounds."""

    each_asked = Signal(int)
    """The round, from 0."""

    def __init__(self, look: Look, live: LiveSession, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._live = look, live
        self.own: OwnListening | None = None
        self._column = _column(self)
        self._column.addStretch(1)

    def show_state(self) -> None:
        round = last_round(self._live.state)
        if round is None:
            return
        if self.own is None or self.own.round != round:
            self._begin_with(round)
        if self.own is not None:
            self.own.show_state()
            self.own.each.setVisible(self._live.state.round is None)

    def focus_first(self) -> None:
        if self.own is not None:
            self.own.stances.focus_first()

    def keep_open(self) -> None:
        if self.own is not None:
            self.own.keep_now()

    def _begin_with(self, round: int) -> None:
        if self.own is not None:
            self.own.keep_now()
            self._column.removeWidget(self.own)
            self.own.hide()
            self.own.deleteLater()
        self.own = OwnListening(self._look, self._live, round, parent=self)
        self.own.each_asked.connect(lambda: self.each_asked.emit(round))
        self._column.insertWidget(0, self.own)


def _column(of: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(of)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(18)
    return column
