"""The session's turns in the order in which they happened, and what puts one of them right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.correcting import Correcting
from ui.live_session import LiveSession
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.inline_form import line_of, open_menu
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.rows_view import RowsView
from ui.widgets.turn_forms import AddForm, SplitForm
from ui.widgets.turns_shown import STEP_MS, TurnActs, TurnsShown, after_holder, turns_shown
from ui.widgets.why_field import WhyField


class TurnsPanel(Card):
    """The newest turn is chosen until a person goes to another one. `asks_why`: nothing is done without a reason,
    and confidential rounds are not in it, since somebody else may read along.
    """

    def __init__(
        self,
        look: Look,
        live: LiveSession,
        *,
        asks_why: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, _("Put a turn right"), parent=parent)
        self._look, self._live = look, live
        self._shown = TurnsShown((), (), ())
        self._gone_to: object = None
        self._form: SplitForm | AddForm | None = None
        self.list = RowsView(look, _("Turns, in the order in which they happened"))
        self._none = Soft(
            look, _("Nobody has held the piece yet. Turns are here from the first one on.")
        )
        self.why = WhyField(look) if asks_why else None
        self._acts = self._make_acts()
        self.split_form = SplitForm(look)
        self.add_form = AddForm(look)
        self.add = self._button(_("Add a turn…"), self._ask_for_turn)
        self.body.addWidget(self._none)
        self.body.addWidget(self.list, 1000)
        if self.why is not None:
            self.body.addWidget(self.why)
        for below in (self._acts, self.split_form, self.add_form):
            self.body.addWidget(below)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._connect()

    def _make_acts(self) -> QWidget:
        self.began_earlier = self._button(_("5 s earlier"), lambda: self._move_start(-STEP_MS))
        self.began_later = self._button(_("5 s later"), lambda: self._move_start(STEP_MS))
        self.ended_earlier = self._button(_("5 s earlier"), lambda: self._move_end(-STEP_MS))
        self.ended_later = self._button(_("5 s later"), lambda: self._move_end(STEP_MS))
        self.began_earlier.setAccessibleName(_("Began 5 s earlier"))
        self.began_later.setAccessibleName(_("Began 5 s later"))
        self.ended_earlier.setAccessibleName(_("Ended 5 s earlier"))
        self.ended_later.setAccessibleName(_("Ended 5 s later"))
        self.whose = self._button(_("Was somebody else’s…"), self._ask_whose)
        self.split = self._button(_("Split here…"), self._ask_where)
        self.join = self._button(_("Join with the next"), self._join)
        self.remove = self._button(_("Not a turn"), self._remove)
        self._began, began = line_of(self._look, "", self.began_earlier, self.began_later)
        self._ended, ended = line_of(self._look, "", self.ended_earlier, self.ended_later)
        others = Flow(gap=4)
        for button in (self.whose, self.split, self.join, self.remove):
            others.addWidget(button)
        acts = QWidget()
        lines = QVBoxLayout(acts)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for line in (began, ended, others):
            lines.addLayout(line)
        return acts

    def _button(self, words: str, act: Callable[[], object]) -> KeyButton:
        button = KeyButton(self._look, words, kind=Kind.QUIET, small=True)
        button.clicked.connect(lambda: self._press(button, act))
        return button

    def _press(self, button: KeyButton, act: Callable[[], object]) -> None:
        """Where the button that had the focus cannot be pressed any more, the list has it."""
        focused = button.hasFocus()
        act()
        if focused and self._form is None and not (button.isVisible() and button.isEnabled()):
            self.list.setFocus()

    def _connect(self) -> None:
        live = self._live
        self.list.chosen.connect(self._go_to)
        self.split_form.asked.connect(self._split)
        self.add_form.asked.connect(self._add)
        self.split_form.left.connect(self._leave_form)
        self.add_form.left.connect(self._leave_form)
        live.changed.connect(self._follow)

    def use(self, live: LiveSession) -> None:
        """Another session, when the one before is over."""
        self._live = live
        live.changed.connect(self._follow)

    def show_state(self) -> None:
        """The turns as they are now."""
        at = self.list.currentIndex().row()
        live, secret = self._live, self.why is None
        self._shown = turns_shown(live.state, live.now_ms(), confidential=secret)
        self.list.show_rows(self._shown.rows)
        self._none.setVisible(not self._shown.turns)
        self.list.setVisible(bool(self._shown.rows))
        if self._gone_to is None:
            self.list.show_chosen(self._shown.newest, in_sight=True)
        elif self._turn is None:
            self._gone_to = self._shown.nearest(at)
            self.list.show_chosen(self._gone_to)
        self._show_acts()

    @property
    def _turn(self) -> TurnActs | None:
        return self._shown.turn(self.list.chosen_key)

    def _show_acts(self) -> None:
        turn = self._turn
        self._acts.setVisible(turn is not None and self._form is None)
        self.add.setVisible(bool(self._shown.people) and self._form is None)
        if turn is None:
            return
        self._began.setText(_("Began {time}").format(time=turn.began).strip())
        self._ended.setText(_("Ended {time}").format(time=turn.ended or "").strip())
        for widget in (self._ended, self.ended_earlier, self.ended_later):
            widget.setVisible(turn.ended is not None)
        self.join.setEnabled(turn.following is not None)
        self.split.setEnabled(turn.parts)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._gone_to = None
        self._put_form_away()

    def go_to_moment(self, at_ms: int) -> None:
        """The turn that was there then, or had been last; before all of them the first."""
        begun = [turn.number for turn in self._shown.turns if turn.start_ms <= at_ms]
        first = [turn.number for turn in self._shown.turns[:1]]
        for number in (begun or first)[-1:]:
            self._gone_to = number
            self.list.show_chosen(number, in_sight=True)
            self._show_acts()

    def _follow(self) -> None:
        if self.isVisible():
            self.show_state()

    def _go_to(self, key: object) -> None:
        self._gone_to = key
        if self.why is not None:
            self.why.go_on()
        self._put_form_away()
        self._show_acts()

    @property
    def _may_act(self) -> bool:
        """Where a reason is asked, it is there; or it says so."""
        return self.why is None or self.why.is_given()

    def _correct(self, act: Callable[[Correcting, str], bool]) -> bool:
        """An act that there is a reason for, where one is asked; whether it was done."""
        if self.why is None:
            return act(self._live.correcting, "")
        done = act(self._live.correcting, self.why.reason)
        if done:
            self.why.note_used()
        return done

    def _move_start(self, by_ms: int) -> None:
        if turn := self._turn:
            self._move(turn.start_ms, by_ms)

    def _move_end(self, by_ms: int) -> None:
        if turn := self._turn:
            self._move(turn.end_ms, by_ms)

    def _move(self, from_ms: int, by_ms: int) -> None:
        if self._may_act:
            self._correct(lambda acts, why: acts.move_boundary(from_ms, from_ms + by_ms, why))

    def _ask_whose(self) -> None:
        turn = self._turn
        if turn and self._may_act:
            others = [one for one in self._shown.people if one.id != turn.holder]
            open_menu(self.whose, others, lambda who: self._reassign(turn.number, who))

    def _reassign(self, turn: int, who: str) -> None:
        self._correct(lambda acts, why: acts.reassign(turn, who, why))

    def _join(self) -> None:
        turn = self._turn
        if turn and (following := turn.following) is not None and self._may_act:
            number = turn.number
            self._correct(lambda acts, why: acts.merge(number, following, why))

    def _remove(self) -> None:
        turn = self._turn
        if turn and self._may_act:
            number = turn.number
            self._correct(lambda acts, why: acts.remove_turn(number, why))

    # Forms

    def _ask_where(self) -> None:
        if turn := self._turn:
            self._form = self.split_form
            whose = after_holder(self._shown, turn.holder)
            self.split_form.ask_about(turn, self._shown.people, whose)
            self._show_acts()

    def _ask_for_turn(self) -> None:
        self._form = self.add_form
        self.add_form.ask(self._shown.people)
        self._show_acts()

    def _split(self, turn: int, split_ms: int, to: str) -> None:
        if self._may_act:
            self._correct(lambda acts, why: acts.split(turn, split_ms, to, why))
            self._leave_form()

    def _add(self, person: str, start_ms: int, end_ms: int) -> None:
        if self._may_act and self._correct(
            lambda acts, why: acts.add_turn(person, start_ms, end_ms, why)
        ):
            self._leave_form()

    def _leave_form(self) -> None:
        back = self.split if self._form is self.split_form else self.add
        self._put_form_away()
        self._show_acts()
        back.setFocus()

    def _put_form_away(self) -> None:
        form, self._form = self._form, None
        if form is not None:
            form.hide()
