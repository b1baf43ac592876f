"""Who is in the circle: who joins, steps out, leaves, is called otherwise or sits elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from circle.i18n import gettext as _
from circle.moves import LONGEST_NAME
from ui.live_session import LiveSession
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.group_said import ask_the_group
from ui.widgets.inline_form import InlineForm
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.people_shown import PeopleShown, PersonActs, people_shown
from ui.widgets.person_forms import PersonForms
from ui.widgets.person_said import PersonSaid
from ui.widgets.rows_view import RowsView


class PeoplePanel(Card):
    def __init__(self, look: Look, live: LiveSession, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("People"), parent=parent)
        self._look, self._live = look, live
        self._shown = PeopleShown((), (), "", 0)
        self._naming = False
        self.field = LineField(look, _("Who joins? Name or initials"))
        self.field.setMaxLength(LONGEST_NAME)
        self.list = RowsView(look, _("People, in the order of their seats"))
        self.new_name = NameForm(look)
        self.forms = PersonForms(look, live)
        self._acts = self._make_acts()
        self._asked_by = self.rename
        self.said = PersonSaid(look, live)
        self.group = KeyButton(look, _("What the group said…"), kind=Kind.QUIET, small=True)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1000)
        for below in (self._acts, self.said, self.new_name, self.forms):
            self.body.addWidget(below)
        self.body.addWidget(self.group, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self._connect()

    def _make_acts(self) -> QWidget:
        live = self._live
        self.out = self._button(_("Steps out"), live.step_out)
        self.back = self._button(_("Is back"), live.come_back)
        self.leaves = self._button(_("Leaves"), live.leave)
        self.rename = self._button(_("New name…"), lambda _person: self._ask_for_name())
        self.asked = self._button(_("What they said…"), lambda _person: self._ask_what_was_said())
        self.on = self._button(_("Moves a seat on"), lambda person: self._move(person, 1))
        self.before = self._button(_("Moves a seat back"), lambda person: self._move(person, -1))
        self.roles = self._button(
            _("Roles…"), lambda who: self._ask(self.roles, self.forms.ask_for_roles, who)
        )
        self.more_time = self._button(
            _("More time…"), lambda who: self._ask(self.more_time, self.forms.ask_for_time, who)
        )
        acts = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        acts.setSizePolicy(policy)
        flow = Flow(gap=4, parent=acts)
        moves = (self.out, self.back, self.leaves, self.on, self.before)
        for button in (*moves, self.rename, self.asked, self.roles, self.more_time):
            flow.addWidget(button)
        return acts

    def _button(self, words: str, act: Callable[[str], object]) -> KeyButton:
        button = KeyButton(self._look, words, kind=Kind.QUIET, small=True)
        button.clicked.connect(lambda: self._press(button, act))
        return button

    def _press(self, button: KeyButton, act: Callable[[str], object]) -> None:
        """Where the button that had the focus cannot be pressed any more, the list has it."""
        if (person := self._person) is None:
            return
        focused = button.hasFocus()
        act(person.id)
        if (
            focused
            and not self._naming
            and self._acts.isVisible()
            and not (button.isVisible() and button.isEnabled())
        ):
            self.list.setFocus()

    def _connect(self) -> None:
        self.field.returnPressed.connect(self._join)
        self.list.chosen.connect(self._go_to)
        self.said.left.connect(self._leave_said)
        self.group.clicked.connect(lambda: ask_the_group(self, self._look, self._live))
        self.new_name.asked.connect(self._rename)
        self.new_name.left.connect(self._leave_name)
        self.forms.left.connect(lambda: self._leave_form(self._asked_by))
        self._live.changed.connect(self._follow)

    def show_state(self) -> None:
        """The people as they are now."""
        at = max(0, self.list.currentIndex().row())
        self._shown = people_shown(self._live.state)
        self.show_heading(self._shown.heading)
        self.list.show_rows(self._shown.rows)
        if self._person is None and self._shown.rows:
            self.list.show_chosen(self._shown.rows[min(at, len(self._shown.rows) - 1)].key)
        self._show_acts()

    def focus_field(self) -> None:
        self.field.setFocus()

    @property
    def _person(self) -> PersonActs | None:
        return self._shown.person(self.list.chosen_key)

    def _show_acts(self) -> None:
        person = self._person
        answering = self.said.isVisibleTo(self)
        self._acts.setVisible(person is not None and not (self._naming or answering))
        for part in (self.field, self.list, self.group):
            part.setVisible(not answering)
        if person is None:
            return
        if answering:
            self.said.show_of(person.id)
        seated = person.seat is not None and self._shown.seats > 1
        self.out.setVisible(person.here)
        self.back.setVisible(not person.here)
        self.leaves.setVisible(not person.left)
        self.on.setVisible(seated)
        self.before.setVisible(seated)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._put_name_away()
        self.said.hide()

    def _follow(self) -> None:
        if self.isVisible():
            self.show_state()

    def _go_to(self, _key: object) -> None:
        self._put_name_away()
        self._show_acts()

    def _join(self) -> None:
        before = set(self._live.state.people)
        if self.field.text().strip() and self._live.join(self.field.text()):
            self.field.clear()
            new = set(self._live.state.people) - before
            self.list.show_chosen(next(iter(new), None), in_sight=True)
            self._show_acts()

    def _move(self, person: str, by: int) -> None:
        """One seat on, clockwise, or back; from the last seat to the first."""
        who = self._shown.person(person)
        if who is not None and who.seat is not None:
            self._live.change_seat(person, (who.seat + by) % self._shown.seats)

    def _ask_what_was_said(self) -> None:
        if person := self._person:
            self.said.show_of(person.id)
            self.said.show()
            self._show_acts()
            self.said.answers.focus_first()

    def _leave_said(self) -> None:
        self.said.hide()
        self._show_acts()
        self.asked.setFocus()

    def _ask_for_name(self) -> None:
        if person := self._person:
            self._naming = True
            self._show_acts()
            self.new_name.ask(person.alias)

    def _rename(self, name: str) -> None:
        person = self._person
        if person is None or name == person.alias or self._live.rename(person.id, name):
            self._leave_name()

    def _ask(self, button: KeyButton, ask: Callable[[str], object], person: str) -> None:
        self._naming, self._asked_by = True, button
        self._show_acts()
        ask(person)

    def _leave_name(self) -> None:
        self._leave_form(self.rename)

    def _leave_form(self, asked_by: KeyButton) -> None:
        self._put_name_away()
        self._show_acts()
        asked_by.setFocus()

    def _put_name_away(self) -> None:
        self._naming = False
        self.new_name.hide()
        self.forms.put_away()


class NameForm(InlineForm):
    """A field for what somebody is called from now on."""

    asked = Signal(str)

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.field = LineField(look, _("New name or initials"))
        self.field.setMaxLength(LONGEST_NAME)
        keep = KeyButton(look, _("Keep the name"), small=True)
        leave = KeyButton(look, _("Leave it"), _("Esc"), kind=Kind.QUIET, small=True)
        ends = Flow()
        ends.addWidget(keep)
        ends.addWidget(leave)
        self.rows.addWidget(self.field)
        self.rows.addLayout(ends)
        self.field.returnPressed.connect(self._ask)
        keep.clicked.connect(self._ask)
        leave.clicked.connect(self.leave)

    def ask(self, alias: str) -> None:
        self.field.setText(alias)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _ask(self) -> None:
        self.asked.emit(self.field.text().strip())
