"""The column beside the circle: a question, notes and voices; or the turns; or the people; or the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from circle.forms import NextUp
from circle.i18n import gettext as _
from circle.prompts import Deck
from circle.reflection import SaidBack
from circle.session import State
from ui.actions import Action
from ui.live_session import LiveSession
from ui.pages.live_shown import LiveShown
from ui.pages.parts_shown import openers_words
from ui.pages.prompt_choice import ToOffer, question_line
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Heading, Soft
from ui.widgets.notes_panel import NotesPanel
from ui.widgets.pills import Pills
from ui.widgets.prompt_card import PromptCard
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.tab_order import order_as_seen

if TYPE_CHECKING:
    from ui.last_time import LastTime
    from ui.widgets.groups_panel import GroupsPanel
    from ui.widgets.last_time_card import LastTimeCard
    from ui.widgets.listening_cards import ListeningAfterRound
    from ui.widgets.live_plan import LivePlan
    from ui.widgets.observer_card import ObserverCard
    from ui.widgets.people_panel import PeoplePanel
    from ui.widgets.saying_back_card import SayingBackCard
    from ui.widgets.turns_panel import TurnsPanel

_WIDTH = 344
_MOST = 1000
"""The groups take all the room that the notes leave."""


class LiveSide(QWidget):
    panel_left = Signal()
    each_asked = Signal(int)

    def __init__(
        self,
        look: Look,
        live: LiveSession,
        decks: Sequence[Deck],
        actions: Mapping[str, Action],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._live = look, live
        self._actions = actions
        self._groups: GroupsPanel | None = None
        self._saying_back: SayingBackCard | None = None
        self._people: PeoplePanel | None = None
        self._turns: TurnsPanel | None = None
        self._plan: LivePlan | None = None
        self._own: ListeningAfterRound | None = None
        self._last: LastTime | None = None
        self._last_card: LastTimeCard | None = None
        self._people_index = self._turns_index = self._plan_index = self._own_index = 0
        self._observer: ObserverCard | None = None
        self._openers: Soft | None = None
        self._question = Heading(look, "", Role.STRONG)
        self._is_cut = False
        self.prompt = PromptCard(look, live, decks, actions)
        if not self.prompt.has_prompts:
            self.prompt.hide()
        self.notes = NotesPanel(look, actions["note"].key)
        self._voices = Card(look, _("Offered the piece this round"))
        self._pills = Pills(look)
        self._voices_words = Soft(look, small=True)
        self._voices.body.addWidget(self._pills)
        self._voices.body.addWidget(self._voices_words)
        self._panels = QStackedLayout(self)
        self._panels.addWidget(self._listening())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._dress()
        look.changed.connect(self._dress)

    def _listening(self) -> QWidget:
        column = ScrollColumn(self._look)
        column.body.setContentsMargins(21, 20, 20, 20)
        column.body.setSpacing(16)
        self._column, self._listening_column = column.body, column
        column.body.addWidget(self._question)
        column.body.addWidget(self.prompt)
        self.prompt.form_shown.connect(column.show_part)
        self.prompt.form_left.connect(self.panel_left)
        column.body.addWidget(self.notes, 1)
        column.body.addWidget(self._voices)
        return column

    def show_live(self, shown: LiveShown, state: State) -> None:
        self.notes.show_head(shown.notes_head)
        self.notes.show_notes(shown.notes)
        self.prompt.show_state()
        self._show_question()
        self._show_openers(state)
        self._pills.show_pills(shown.voices.pills, shown.voices.words)
        self._pills.setVisible(bool(shown.voices.pills))
        self._voices_words.setText(shown.voices.words)
        self._show_groups(state)
        self._show_saying_back(state)
        for panel in (self._people, self._turns, self._own):
            if panel is not None and panel.isVisibleTo(self):
                panel.show_state()

    def show_last_time(self, last: LastTime) -> None:
        """What the circle said it would do: beside its first round, and in the plan."""
        from ui.widgets.last_time_card import LastTimeCard

        self._last = last
        card = self._last_card = LastTimeCard(self._look, self._live, last, brief=True, parent=self)
        card.left.connect(self.panel_left)
        self._column.insertWidget(0, card)
        card.show_state()

    def _show_groups(self, state: State) -> None:
        """Who is with whom, in place of the question and of who has been offered the piece."""
        last = state.rounds[-1] if state.rounds else None
        talk = state.round is not None and bool(state.round.groups)
        if talk and self._groups is None:
            from ui.widgets.groups_panel import GroupsPanel

            self._groups = GroupsPanel(self._look, self._live)
            self._column.insertWidget(1, self._groups, _MOST)
        if self._groups is not None:
            self._groups.setVisible(talk)
            self._groups.show_state(state)
        self._show_observer(state)
        self.prompt.setVisible(self.prompt.has_prompts and not talk)
        offered = last is None or last.form.next is not NextUp.NOBODY or bool(last.turns)
        self._voices.setVisible(offered)

    def _show_observer(self, state: State) -> None:
        asks = state.round is not None and bool(
            state.round.groups and state.round.form.observer_asks
        )
        if asks and self._observer is None:
            from ui.widgets.observer_card import ObserverCard

            self._observer = ObserverCard(self._look, self._actions)
            self._column.insertWidget(self._column.indexOf(self.notes), self._observer)
        if self._observer is not None:
            self._observer.setVisible(asks)
            self._observer.show_state(state)

    def show_whether_cut(self, is_cut: bool) -> None:
        """Whether the head has no room for the whole question of the round that runs."""
        self._is_cut = is_cut
        self._show_question()

    def _show_question(self) -> None:
        words = question_line(self._live.state, is_cut=self._is_cut)
        self._question.setText(words)
        self._question.setVisible(bool(words))

    def _show_openers(self, state: State) -> None:
        words = openers_words(state)
        if words and self._openers is None:
            self._openers = Soft(self._look)
            self._column.insertWidget(self._column.indexOf(self._question) + 1, self._openers)
        if self._openers is not None:
            self._openers.setText(words)
            self._openers.setVisible(bool(words))

    @property
    def to_offer(self) -> ToOffer | None:
        """What R would offer to the room: what observers are asked, or the prompt."""
        if self._observer is not None and not self._observer.isHidden():
            return self._observer.to_offer
        return None if self.prompt.isHidden() else self.prompt.to_offer

    def _show_saying_back(self, state: State) -> None:
        """In a round in which is said back what was heard, over all else."""
        says_back = state.round is not None and state.round.form.says_back
        if says_back and self._saying_back is None:
            from ui.widgets.saying_back_card import SayingBackCard

            self._saying_back = SayingBackCard(self._look, self._live, self._actions)
            self._column.insertWidget(1, self._saying_back)
        if self._saying_back is not None:
            self._saying_back.setVisible(says_back)
            if says_back:
                self._saying_back.show_state()

    def say_heard(self, answer: SaidBack) -> None:
        if self._saying_back is not None:
            self._saying_back.count(answer)

    def show_panel(self, name: str) -> None:
        """ "notes", "people", "turns", "plan" or "listening"; one of the others again goes back to the notes."""
        self.keep_plan()
        self.keep_listening()
        chosen = {
            "notes": lambda: 0,
            "people": self._people_at,
            "turns": self._turns_at,
            "plan": self._plan_at,
            "listening": self._listening_at,
        }[name]()
        if chosen == self._panels.currentIndex() and chosen:
            chosen = 0
        self._panels.setCurrentIndex(chosen)
        if name == "people" and chosen and self._people is not None:
            self._people.show_state()
            self._people.focus_field()
        elif name == "turns" and chosen and self._turns is not None:
            self._turns.show_state()
        elif name == "listening" and chosen and self._own is not None:
            self._own.show_state()
            self._own.focus_first()
        else:
            self.panel_left.emit()

    def focus_note(self) -> None:
        self.show_panel("notes")
        self.notes.field.setFocus()
        self._listening_column.show_part(self.notes.field)

    def _people_at(self) -> int:
        if self._people is None:
            from ui.widgets.people_panel import PeoplePanel

            self._people = PeoplePanel(self._look, self._live)
            self._people_index = self._panels.addWidget(self._with_way_back(self._people))
        return self._people_index

    def _turns_at(self) -> int:
        if self._turns is None:
            from ui.widgets.turns_panel import TurnsPanel

            self._turns = TurnsPanel(self._look, self._live)
            self._turns_index = self._panels.addWidget(self._with_way_back(self._turns))
        return self._turns_index

    def _plan_at(self) -> int:
        if self._plan is None:
            from ui.widgets.live_plan import LivePlan

            self._plan = LivePlan(self._look, self._live)
            column = self._with_way_back(self._plan)
            self._show_last_time_under(column)
            self._plan.field_shown.connect(column.show_part)
            self._plan_index = self._panels.addWidget(column)
        return self._plan_index

    def _listening_at(self) -> int:
        if self._own is None:
            from ui.widgets.listening_cards import ListeningAfterRound

            self._own = ListeningAfterRound(self._look, self._live)
            self._own.each_asked.connect(self.each_asked)
            self._own_index = self._panels.addWidget(self._with_way_back(self._own))
        return self._own_index

    def order_tabs(self) -> None:
        """Panels and cards come when they are first needed, and their rows whenever something happens."""
        if (panel := self._panels.currentWidget()) is not None:
            order_as_seen(panel, [panel])

    def keep_listening(self) -> None:
        """What is being noticed counts."""
        if self._own is not None:
            self._own.keep_open()

    def keep_last_time(self) -> None:
        """What is being written about a commitment counts."""
        if self._last_card is not None:
            self._last_card.keep_open()

    def _show_last_time_under(self, column: ScrollColumn) -> None:
        if self._last is not None:
            from ui.widgets.last_time_card import LastTimeCard

            card = LastTimeCard(self._look, self._live, self._last, parent=self)
            column.body.insertWidget(1, card)
            card.show_state()

    def keep_plan(self) -> None:
        """What is being written in the plan counts."""
        if self._plan is not None:
            self._plan.keep_what_is_written()

    def _with_way_back(self, panel: QWidget) -> ScrollColumn:
        column = ScrollColumn(self._look)
        column.body.setContentsMargins(21, 20, 20, 20)
        back = KeyButton(self._look, _("Back to the notes"), _("Esc"), small=True)
        back.clicked.connect(lambda: self.show_panel("notes"))
        column.body.addWidget(panel, 1)
        column.body.addWidget(back)
        return column

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(0, 0, 1, self.height()), self._look.theme.line)

    def _dress(self) -> None:
        widest = _WIDTH + round(60 * (self._look.scale - 1))
        self.setFixedWidth(max(_WIDTH - 24, widest))
        self.update()
