"""A page of cards, one for each part of something: how the kit is kept safe, how the program suits a room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from ui.actions import Action, bind
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.card_columns import Arrangement, CardColumns
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Heading
from ui.widgets.page_frame import PageFrame

_Cards = tuple[Card, ...]


class CardsPage(PageFrame):
    left = Signal()

    def __init__(
        self, look: Look, title: str, cards: Sequence[Card], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, two_feet_below=0, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self.setAccessibleName(title)
        self.actions_here = (Action("back", _("Back"), ("Escape",), self.left.emit),)
        bind(self, self.actions_here)
        shown = tuple(cards)
        self._columns = CardColumns(look, _arrangements(shown, self._three(shown)))
        self.body.addLayout(self._columns)
        self.head_left.addWidget(Heading(look, title))
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self.back_button.clicked.connect(self.left)
        self.foot_left.addWidget(self.back_button)
        self.foot_left.addStretch(1)
        self._arrange()
        look.changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab begins at the first button, and none is marked before."""
        super().showEvent(event)
        self.setFocus()

    @staticmethod
    def _three(cards: _Cards) -> tuple[_Cards, ...]:
        """The cards of three columns, from left to right."""
        raise NotImplementedError

    def _arrange(self) -> None:
        self._columns.fit(self.width())


class SafeKeepingPage(CardsPage):
    """How the kit is kept safe."""

    def __init__(self, look: Look, cards: Sequence[Card], *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Safe keeping"), cards, parent=parent)

    @staticmethod
    def _three(cards: _Cards) -> tuple[_Cards, ...]:
        """The second, which says most, stands alone."""
        return (*cards[:1], *cards[3:4]), cards[1:2], (*cards[2:3], *cards[4:])


class SettingsPage(CardsPage):
    """How the program suits a person and a room."""

    def __init__(self, look: Look, cards: Sequence[Card], *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Settings"), cards, parent=parent)

    @staticmethod
    def _three(cards: _Cards) -> tuple[_Cards, ...]:
        """What most people look for on top, and each about as long as the others."""
        return (*cards[:1], *cards[5:]), (*cards[1:2], *cards[3:4]), (*cards[2:3], *cards[4:5])


def _arrangements(cards: _Cards, three: tuple[_Cards, ...]) -> tuple[Arrangement, ...]:
    """In columns from left to right, the first cards on top."""
    three = tuple(one for one in three if one)
    two = (cards[::2], cards[1::2])
    many = (Arrangement(1080, (1,) * len(three), three),) if len(cards) > 2 else ()
    pair = (Arrangement(720, (1, 1), two),) if len(cards) > 1 else ()
    return (*many, *pair, Arrangement(0, (1,), (cards,)))
