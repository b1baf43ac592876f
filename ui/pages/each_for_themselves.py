"""People are asked about their own listening, one after another on this laptop. Nothing of it is written before the
box is closed, and no screen shows what somebody before has answered.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from circle.ballot_box import Box
from circle.i18n import gettext as _
from circle.reflection import LEAST_PEOPLE, Gathered, Heard, heard_words
from ui.accessible import announce
from ui.actions import Action, bind
from ui.live_session import LiveSession
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.checks import Radio
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Heading, SmallHeading, Soft
from ui.widgets.message_bar import MessageBar
from ui.widgets.page_frame import PageFrame
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.stance_checks import StanceChecks

_WIDE = 640
_MOST = 1000
"""The card takes all the room up to its width."""


class EachForThemselves(QWidget):
    left = Signal()

    def __init__(
        self,
        look: Look,
        live: LiveSession,
        round: int | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        """`round`: from 0; None: at the close."""
        super().__init__(parent)
        self._look, self._live = look, live
        self._box = Box(round)
        self._gathered: Gathered | None = None
        """Counted and not stored yet: the kit could not be written to."""
        self._is_done = False
        self._is_passed_on = False
        self._asked_to_leave = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Each for themselves"))
        self.actions_here = (Action("leave", _("Leave, or back"), ("Escape",), self.go_back),)
        bind(self, self.actions_here)
        self._card: Card | None = None
        self._lay_out()
        live.refused.connect(self._refused)
        look.changed.connect(self._fit)
        self._show_card(self._what_is_asked())

    def _lay_out(self) -> None:
        look = self._look
        self.bar = MessageBar(look)
        self.bar.closed.connect(self._put_bar_away)
        scroll = ScrollColumn(look)
        scroll.body.setContentsMargins(24, 24, 24, 24)
        self._place = QHBoxLayout()
        scroll.body.addLayout(self._place)
        scroll.body.addStretch(1)
        frame = PageFrame(look, footer=False)
        frame.head_left.addWidget(Heading(look, _("Each for themselves")))
        frame.head_right.addWidget(Soft(look, _("Everything stays on this laptop")))
        frame.body.addWidget(scroll)
        frame.above_foot.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)

    # The screens

    def _what_is_asked(self) -> Card:
        card = Card(self._look)
        card.body.addWidget(Heading(self._look, _("How did you listen?"), Role.PROMPT))
        for words in _plain_words():
            card.body.addWidget(Body(self._look, words))
        self._add_buttons(card, (_("First person"), self._ask), (_("Back"), self.go_back))
        return card

    def _between(self) -> Card:
        """It shows nothing of what was answered."""
        card = Card(self._look)
        card.body.addWidget(Heading(self._look, _("Pass the laptop on"), Role.PROMPT))
        card.body.addWidget(Body(self._look, _("Whatever was answered is in the box, mixed.")))
        self._add_buttons(
            card, (_("Next person"), self._ask), (_("Close the box"), self._ask_to_close)
        )
        return card

    def _ask(self) -> None:
        self._show_card(Questions(self._look, self._put, self.go_back))

    def _ending(self, *, kept: bool) -> Card:
        heading = _("The counts are kept") if kept else _("Nothing was kept")
        words = _("They stand under “How the circle listened” at the close of the session.")
        if not kept:
            words = _("Fewer than five people answered, so all answers were thrown away.")
        card = Card(self._look)
        card.body.addWidget(Heading(self._look, heading, Role.PROMPT))
        card.body.addWidget(Body(self._look, words))
        self._add_buttons(card, (_("Back"), self.left.emit))
        return card

    def _add_buttons(self, card: Card, *acts: tuple[str, Callable[[], object]]) -> None:
        _add_buttons(self._look, card, *acts)

    def _show_card(self, card: Card) -> None:
        """The screen before is gone, with all that was in it."""
        if self._card is not None:
            self._place.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._card = card
        self._fit()
        while self._place.count():
            self._place.takeAt(0)
        self._place.addStretch(1)
        self._place.addWidget(card, _MOST)
        self._place.addStretch(1)
        self.setFocus()

    def _fit(self) -> None:
        if self._card is not None:
            self._card.setMaximumWidth(self._look.px(_WIDE))

    # What is done

    def _put(self, questions: Questions) -> None:
        self._box.put(questions.stances.stances, questions.heard)
        self._is_passed_on = True
        self._put_bar_away()
        self._show_card(self._between())
        announce(self, _("Pass the laptop on"))

    def _ask_to_close(self) -> None:
        if self._box.people >= LEAST_PEOPLE:
            self._close_box()
            return
        few = _("Fewer than five people have answered. Close the box now, and all is thrown away.")
        self.bar.show_message(few, [(_("Close it all the same"), self._close_box)])

    def _close_box(self) -> None:
        self._put_bar_away()
        self._gathered = self._box.close()
        if self._gathered is None:
            self._end(kept=False)
        else:
            self._keep()

    def _keep(self) -> None:
        if self._gathered is not None and self._live.written.gather_listening(self._gathered):
            self._end(kept=True)

    def _end(self, *, kept: bool) -> None:
        self._gathered = None
        self._is_done = True
        self._show_card(self._ending(kept=kept))

    def go_back(self) -> None:
        """From a question to between two people; from there, away. Where answers would be lost it asks, however
        often: presenter remotes send Esc by themselves.
        """
        if isinstance(self._card, Questions):
            self._show_card(self._between() if self._is_passed_on else self._what_is_asked())
        elif self._holds_answers:
            self._ask_whether_to_leave()
        else:
            self.left.emit()

    @property
    def _holds_answers(self) -> bool:
        return self._box.people > 0 and not self._is_done

    def holds_back(self) -> bool:
        """The window is to be closed: asks in the bar where answers would be lost; asked once more, it does not."""
        if not self._holds_answers or (self._asked_to_leave and self.bar.isVisible()):
            return False
        self._ask_whether_to_leave()
        return True

    def _ask_whether_to_leave(self) -> None:
        if isinstance(self._card, Questions):
            self._show_card(self._between())
        asked = _("There are answers in the box. Leave now, and they are thrown away.")
        acts: list[tuple[str, Callable[[], object]]] = [(_("Throw them away"), self.left.emit)]
        if self._box.people >= LEAST_PEOPLE:
            acts.insert(0, (_("Close the box, and keep the counts"), self._close_box))
        self.bar.show_message(asked, acts)
        self._asked_to_leave = True

    def _refused(self, why: str) -> None:
        again = [(_("Try again"), self._keep)] if self._gathered is not None else []
        self._asked_to_leave = False
        self.bar.show_message(why, again)

    def _put_bar_away(self) -> None:
        self._asked_to_leave = False
        self.bar.put_away()


class Questions(Card):
    """Made anew for each person, and gone once their answers are in the box."""

    def __init__(
        self, look: Look, put: Callable[[Questions], object], left: Callable[[], object]
    ) -> None:
        super().__init__(look)
        self.body.addWidget(Heading(look, _("What did you notice in yourself?"), Role.PROMPT))
        self.body.addWidget(Soft(look, _("Any of these, or none.")))
        self.stances = StanceChecks(look)
        self.body.addWidget(self.stances)
        self.body.addSpacing(8)
        self.body.addWidget(SmallHeading(look, _("How much did you feel heard?")))
        self._heard: dict[Radio, Heard | None] = {}
        self.body.addWidget(self._answers(look))
        self.body.addSpacing(8)
        _add_buttons(
            look, self, (_("Into the box"), lambda: put(self)), (_("Leave without answering"), left)
        )

    @property
    def heard(self) -> Heard | None:
        return next((heard for radio, heard in self._heard.items() if radio.isChecked()), None)

    def _answers(self, look: Look) -> QWidget:
        row, flow, group = QWidget(self), Flow(gap=8, down=0), QButtonGroup(self)
        row.setLayout(flow)
        words = {heard: heard_words(heard) for heard in Heard}
        for heard, called in {**words, None: _("I leave this out")}.items():
            radio = Radio(look, called)
            radio.setChecked(heard is None)
            radio.clicked.connect(self._leave_tab_to_the_marked)
            group.addButton(radio)
            flow.addWidget(radio)
            self._heard[radio] = heard
        self._leave_tab_to_the_marked()
        return row

    def _leave_tab_to_the_marked(self) -> None:
        """Tab goes to what holds, and the arrows from there; or Space would say what nobody said."""
        for radio in self._heard:
            marked = radio.isChecked()
            radio.setFocusPolicy(Qt.FocusPolicy.TabFocus if marked else Qt.FocusPolicy.NoFocus)


def _add_buttons(look: Look, card: Card, *acts: tuple[str, Callable[[], object]]) -> None:
    row = Flow(gap=10)
    for n, (words, act) in enumerate(acts):
        button = KeyButton(look, words, kind=Kind.PLAIN if n else Kind.MAIN)
        button.clicked.connect(lambda *_on, it=act: it())
        row.addWidget(button)
    card.body.addSpacing(8)
    card.body.addLayout(row)


def _plain_words() -> tuple[str, ...]:
    return (
        _(
            "Each person is asked about their own listening and nobody else’s, and how much they felt heard."
        ),
        _("Anyone may leave anything out, or pass the laptop on. The order does not matter."),
        _(
            "Answers are mixed as they come. Counts are kept when five people or more have answered; "
            "when fewer have, all is thrown away. Whoever leaves everything out has not answered."
        ),
        _("Nothing is written before the box is closed. It is asked once, and cannot be undone."),
    )
