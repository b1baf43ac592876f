"""How listening moved over the sessions of a circle: a sentence, the picture, and a session in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.listened import Listened
from ui.pages.over_time_shown import OverTimeShown, over_time_shown
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Soft
from ui.widgets.over_time_view import OverTimeView


class OverTimeCard(Card):
    """`read`: what there is now, the oldest session first. It is asked when the card is shown, and not before.

    `folded`: at first there are only the sentences, and a button for the rest.
    """

    unfolded = Signal()

    def __init__(
        self,
        look: Look,
        read: Callable[[], Sequence[Listened]],
        *,
        today: Callable[[], date],
        folded: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, _("Over the sessions of this circle"), parent=parent)
        self._read, self._today = read, today
        self._sessions: tuple[Listened, ...] | None = None
        self._shown: OverTimeShown | None = None
        self.sentence, self.expectation = Body(look), Body(look)
        self.view = OverTimeView(look)
        self.words = Soft(look, small=True)
        self.key = Soft(
            look,
            _(
                "Disc: you noticed it. Ring: you did not. Dash: not known. The arrow keys go from session to session."
            ),
            small=True,
        )
        self.fold = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self._folded_away = (self.view, self.words, self.key)
        for widget in (self.sentence, self.expectation, self.fold, *self._folded_away):
            self.body.addWidget(widget)
        self.fold.setVisible(folded)
        self.fold.clicked.connect(self._turn_over)
        self.view.chosen.connect(self._say)
        self._fold(folded=folded)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """What Tab goes to."""
        return self.fold, self.view

    def _turn_over(self) -> None:
        self._fold(folded=self.view.isVisibleTo(self))
        if self.view.isVisibleTo(self):
            self.unfolded.emit()

    def _fold(self, *, folded: bool) -> None:
        for widget in self._folded_away:
            widget.setVisible(not folded)
        self.fold.show_words(_("See each session") if folded else _("Fold it away"))

    def show_state(self) -> None:
        """What an act may have changed."""
        try:
            sessions = tuple(self._read())
        except Refused as why:  # what is wrong with the kit is said where it is written to
            self.sentence.setText(str(why))
            return
        if sessions != self._sessions:
            self._sessions = sessions
            self._show(over_time_shown(sessions, self._today()))

    def _show(self, shown: OverTimeShown) -> None:
        self._shown = shown
        self.sentence.setText(shown.sentence)
        self.expectation.setText(shown.expectation)
        self.expectation.setVisible(bool(shown.expectation))
        self.view.show_over_time(shown)
        self._say()

    def _say(self) -> None:
        if self._shown is not None and self._shown.said:
            self.words.setText(self._shown.said[self.view.chosen_session])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state()
