"""What people said about what is kept, after the session: it can change at any time, and who wants to is taken out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from ui.live_session import LiveSession
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.group_said import ask_the_group
from ui.widgets.inline_form import open_menu
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.person_said import PersonSaid
from ui.widgets.turns_shown import people_to_choose


class SaidCard(Card):
    def __init__(self, look: Look, live: LiveSession, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("What people said about what is kept"), parent=parent)
        self._look, self._live, self._person = look, live, ""
        self.choose = KeyButton(look, _("A person ▾"), small=True)
        self.group = KeyButton(look, _("The group…"), kind=Kind.QUIET, small=True)
        self.choose.setAccessibleName(_("What a person said"))
        self.group.setAccessibleName(_("What the group said"))
        self.said = PersonSaid(look, live)
        buttons = Flow()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.group)
        self.body.addLayout(buttons)
        self.body.addWidget(self.said)
        self.choose.clicked.connect(self._offer_people)
        self.group.clicked.connect(lambda: ask_the_group(self, look, live))
        self.said.left.connect(self._leave)

    def show_state(self) -> None:
        """The answers as they are now."""
        if self.said.isVisibleTo(self):
            self.said.show_of(self._person)

    def show_person(self, person: str) -> None:
        self._person = person
        self.said.show_of(person)
        self.said.show()
        self.said.answers.focus_first()

    def _offer_people(self) -> None:
        open_menu(self.choose, people_to_choose(self._live.state), self.show_person)

    def _leave(self) -> None:
        self.said.hide()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
