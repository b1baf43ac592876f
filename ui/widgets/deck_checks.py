"""The decks that a session can draw its prompts from, each with a box to check."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from circle.prompts import Deck
from ui.theme import Look
from ui.widgets.checks import Check
from ui.widgets.flow import Flow
from ui.widgets.inline_form import InlineForm
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft


class DeckChecks(InlineForm):
    switched = Signal(str, bool)
    """The name of a deck, and whether it is drawn from."""

    def __init__(
        self,
        look: Look,
        decks: Sequence[Deck],
        chosen: Collection[str],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.rows.setSpacing(0)
        self.rows.addWidget(Soft(look, _("Where none is checked, from all of them."), small=True))
        self.checks: dict[str, Check] = {}
        for deck in decks:
            check = self.checks[deck.name] = Check(look, deck.title)
            check.setChecked(deck.name in chosen)
            check.clicked.connect(partial(self._switch, deck.name))
            self.rows.addWidget(check)
        self._done = KeyButton(look, _("Done"), kind=Kind.QUIET, small=True)
        self._done.clicked.connect(self.leave)
        under = Flow()
        under.addWidget(self._done)
        self.rows.addLayout(under)

    def _switch(self, name: str) -> None:
        self.switched.emit(name, self.checks[name].isChecked())

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them."""
        return (*self.checks.values(), self._done)
