"""How listening moved over the sessions of a circle: a sentence, the picture, and a session in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.listened import Listened
from ui.pages.over_time_shown import OverTimeShown, over_time_shown
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.labels import Body, Soft
from ui.widgets.over_time_view import OverTimeView


class OverTimeCard(Card):
    """`read`: what there is now, the oldest session first. It is asked when the card is shown, and not before."""

    def __init__(
        self,
        look: Look,
        read: Callable[[], Sequence[Listened]],
        *,
        today: Callable[[], date],
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
        for widget in (self.sentence, self.expectation, self.view, self.words, self.key):
            self.body.addWidget(widget)
        self.view.chosen.connect(self._say)

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
