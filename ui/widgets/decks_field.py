"""Which decks a session draws its prompts from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.decks_shown import drawn_from_words, with_deck
from ui.theme import Look
from ui.widgets.key_button import KeyButton, Kind

if TYPE_CHECKING:
    from circle.prompts import Deck
    from ui.widgets.deck_checks import DeckChecks


class DecksField(QWidget):
    """A quiet line that says so, and opens what there is to choose from below it."""

    changed = Signal()
    opened = Signal(QWidget)

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._decks: tuple[Deck, ...] = ()
        self.chosen: tuple[str, ...] = ()
        """Their names, in the order in which they are drawn from; none: all."""
        self._checks: DeckChecks | None = None
        self.button = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self.button.clicked.connect(self.open)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.button)

    def show_decks(self, decks: Sequence[Deck], chosen: Sequence[str]) -> None:
        self._put_away()
        self._decks, self.chosen = tuple(decks), tuple(chosen)
        self._say()

    @property
    def drawn_from(self) -> tuple[Deck, ...]:
        """As a session finds them: those chosen that there are, else all."""
        there = {one.name: one for one in self._decks}
        return tuple(there[name] for name in self.chosen if name in there) or self._decks

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them."""
        return (self.button, *(self._checks.in_order if self._checks else ()))

    def open(self) -> None:
        """Or puts it away, where it is open."""
        if self._checks is not None:
            self._leave()
            return
        from ui.widgets.deck_checks import DeckChecks

        checks = self._checks = DeckChecks(self._look, self._decks, self.chosen, parent=self)
        checks.switched.connect(self._switch)
        checks.left.connect(self._leave)
        self._column.addWidget(checks)
        checks.show()
        before: QWidget = self.button
        for one in checks.in_order:
            QWidget.setTabOrder(before, one)
            before = one
        checks.in_order[0].setFocus()
        self.opened.emit(checks)

    def _leave(self) -> None:
        self._put_away()
        self.button.setFocus()

    def _put_away(self) -> None:
        if self._checks is not None:
            self._column.removeWidget(self._checks)
            self._checks.hide()
            self._checks.deleteLater()
            self._checks = None

    def _switch(self, name: str, on: bool) -> None:
        self.chosen = with_deck(self.chosen, name, drawn_from=on)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        titles = ", ".join(one.title for one in self.drawn_from) if self.chosen else ""
        self.button.show_words(drawn_from_words(self._decks, self.chosen), name=titles)
        self.setVisible(bool(self._decks))
