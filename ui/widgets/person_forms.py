"""What opens for one person in the panel of people: what they do for the circle, and more time for them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.people import Participant, Role
from circle.wording import more_time_words, role_words
from ui.live_session import LiveSession
from ui.theme import Look
from ui.widgets.checks import Check
from ui.widgets.flow import Flow
from ui.widgets.inline_form import InlineForm, open_menu
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.turns_shown import PersonShown

STEP_PERCENT = 25


class PersonForms(QWidget):
    """One of the two forms, or nothing. What is chosen counts at once."""

    left = Signal()

    def __init__(self, look: Look, live: LiveSession, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._person: str | None = None
        self.roles = RolesForm(look)
        self.more_time = MoreTimeForm(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for form in (self.roles, self.more_time):
            column.addWidget(form)
            form.left.connect(self.left)
        self.roles.changed.connect(lambda roles: live.change_roles(self._person or "", roles))
        self.roles.handed_on.connect(lambda role, to: live.hand_on(self._person or "", role, to))
        self.more_time.changed.connect(
            lambda percent: live.give_extra_time(self._person or "", percent)
        )
        live.changed.connect(self._follow)
        self.hide()

    def ask_for_roles(self, person: str) -> None:
        self._ask(person, self.roles)
        self.roles.checks[Role.FACILITATOR].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for_time(self, person: str) -> None:
        self._ask(person, self.more_time)
        self.more_time.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        self._person = None
        for form in (self, self.roles, self.more_time):
            form.hide()

    def _ask(self, person: str, form: InlineForm) -> None:
        self._person = person
        self._follow()
        self.show()
        form.show()

    def _follow(self) -> None:
        state = self._live.state
        if self._person is None:
            return
        who = state.participant(self._person)
        others = [
            PersonShown(one, state.participant(one).alias)
            for one in state.seats
            if one != self._person
        ]
        self.roles.show_person(who, others)
        self.more_time.show_person(who)


class RolesForm(InlineForm):
    changed = Signal(object)
    """All the roles that are checked now."""
    handed_on = Signal(object, str)
    """A role, and to whom."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._others: list[PersonShown] = []
        self._words = Soft(look)
        self.rows.addWidget(self._words)
        self.checks = {role: Check(look, _capital(role_words(role))) for role in Role}
        for check in self.checks.values():
            check.clicked.connect(lambda _on: self.changed.emit(self._checked()))
            self.rows.addWidget(check)
        self.hand_on = {role: self._hand_on_button(look, role) for role in Role}
        ends = Flow(gap=4)
        for button in (*self.hand_on.values(), _done(look, self)):
            ends.addWidget(button)
        self.rows.addLayout(ends)

    def show_person(self, who: Participant, others: list[PersonShown]) -> None:
        self._others = others
        self._words.setText(_("What {name} does for the circle").format(name=who.alias))
        for role in Role:
            button, does = self.hand_on[role], role in who.does
            self.checks[role].setChecked(does)
            if button.hasFocus() and not does:
                self.checks[role].setFocus()
            button.setVisible(does and bool(others))

    def _hand_on_button(self, look: Look, role: Role) -> KeyButton:
        words = _("{role}: hand on to…").format(role=_capital(role_words(role)))
        button = KeyButton(look, words, kind=Kind.QUIET, small=True)
        button.clicked.connect(
            lambda: open_menu(button, self._others, partial(self.handed_on.emit, role))
        )
        return button

    def _checked(self) -> tuple[Role, ...]:
        return tuple(role for role, check in self.checks.items() if check.isChecked())


class MoreTimeForm(InlineForm):
    """Only the arc of their turns goes by it. Nothing else says so, and it never leaves."""

    changed = Signal(int)
    """So many percent more."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._percent = 0
        self._words = Soft(look)
        self.fewer = KeyButton(look, "−", small=True)
        self.more = KeyButton(look, "+", small=True)
        self.fewer.setAccessibleName(_("Less time for them"))
        self.more.setAccessibleName(_("More time for them"))
        self.fewer.clicked.connect(lambda: self._step(-STEP_PERCENT))
        self.more.clicked.connect(lambda: self._step(STEP_PERCENT))
        ends = Flow(gap=4)
        for button in (self.fewer, self.more, _done(look, self)):
            ends.addWidget(button)
        self.rows.addWidget(self._words)
        self.rows.addLayout(ends)

    def show_person(self, who: Participant) -> None:
        self._percent = who.extra_percent
        time = more_time_words(who.extra_percent)
        self._words.setText(_("Time for {name}: {time}").format(name=who.alias, time=time))
        for button in (self.fewer, self.more):  # read to whoever asks for it, and never announced
            button.setAccessibleDescription(self._words.text())
        if self.fewer.hasFocus() and not self._percent:
            self.more.setFocus()
        self.fewer.setEnabled(self._percent > 0)

    def _step(self, by: int) -> None:
        self.changed.emit(max(0, self._percent + by))


def _done(look: Look, form: InlineForm) -> KeyButton:
    button = KeyButton(look, _("Done"), _("Esc"), kind=Kind.QUIET, small=True)
    button.clicked.connect(form.leave)
    return button


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
