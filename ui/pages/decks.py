"""The page of the prompt decks: those that ship, one's own, and what cannot be used."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.prompts import Deck
from ui.pages.start_shown import templates_in
from ui.theme import Look
from ui.widgets.broken_card import BrokenCard
from ui.widgets.deck_cards import DeckCards
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Heading, Soft
from ui.widgets.page_frame import PageFrame
from ui.widgets.scroll_column import ScrollColumn

_CARD = 300
"""The least width of a card where there are several in a row, at the usual size of letters."""
_MOST_ACROSS = 3
_GAP = 16


class DecksPage(PageFrame):
    files_dropped = Signal(tuple)
    """The paths of decks."""
    left = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self._look = look
        self.setAccessibleName(_("Prompt decks"))
        self.setAcceptDrops(True)
        self.cards = DeckCards(look)
        self.broken = BrokenCard(
            look, _("These cannot be used as they are; nothing waits for them"), parent=self
        )
        self._scroll = ScrollColumn(look)
        about = _("What may be asked in a circle. A session draws from all decks, or from some.")
        self._none_own = Soft(
            look,
            _(
                "None of these is your own yet. Write a new deck, or duplicate one of them and change it."
            ),
        )
        for part in (Soft(look, about), self._none_own, self.cards, self.broken):
            self._scroll.body.addWidget(part)
        self._scroll.body.setSpacing(_GAP)
        self._scroll.body.addStretch(1)
        body = QVBoxLayout()
        body.addWidget(self._scroll)
        self.body.addLayout(body)
        self.head_left.addWidget(Heading(look, _("Prompt decks")))
        self.head_right.addWidget(Soft(look, _("Everything stays on this laptop")))
        self.back_button = KeyButton(look, _("Back"))
        self.back_button.clicked.connect(self.left)
        self.foot_left.addWidget(self.back_button)
        self.foot_left.addStretch(1)
        self._arrange()
        look.changed.connect(self._arrange)

    def show_decks(
        self, decks: Sequence[Deck], own: Collection[str], unusable: Mapping[str, str]
    ) -> None:
        """`own`: the names of those that can be removed. `unusable`: names, and sentences that say why."""
        self.cards.show_ones(decks, own)
        self.broken.show_broken(unusable)
        self._none_own.setVisible(not own)
        for one, after in zip(
            (self.cards.last_button, *self.broken.buttons),
            (*self.broken.buttons, self.back_button),
            strict=True,
        ):
            QWidget.setTabOrder(one, after)

    def focus_deck(self, name: str) -> None:
        """The card of that name, or what stands in its place."""
        self._scroll.ensureWidgetVisible(self.cards.focus_one(name), 0, _GAP)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if templates_in(url.toLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files_dropped.emit(templates_in(url.toLocalFile() for url in event.mimeData().urls()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab begins at the first card, and none is marked before."""
        super().showEvent(event)
        self.setFocus()

    def _arrange(self) -> None:
        margin = max(16, min(60, self.width() * 44 // 1000))
        self._scroll.body.setContentsMargins(margin, 26, margin, 26)
        room = self.width() - 2 * margin + _GAP
        across = room // (self._look.px(_CARD) + _GAP)
        self.cards.show_across(max(1, min(_MOST_ACROSS, across)))
