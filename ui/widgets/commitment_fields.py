"""What somebody will do, who, and by when: the line, and what opens under it while it is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from circle.session import State
from ui.pages.commitments_shown import Attachable, CommitmentDraft, attachable, day_said
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.inline_form import ChoosePerson, InlineForm
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.note_field import NoteField
from ui.widgets.turns_shown import PersonShown, people_to_choose

_LONGEST_DAY = 40


class CommitmentFields(InlineForm):
    """Enter in either line keeps it; Esc leaves it."""

    kept = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self._state = State()
        self._today = date.min
        self._people: tuple[PersonShown, ...] = ()
        self._offered: Attachable | None = None
        self.text = NoteField(look, _("Add a commitment…"))
        self.attach = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self.who = ChoosePerson(look, _("Who will do it: {name}"))
        self.by = LineField(look, _("By when, as 8 June"))
        self.by.setMaxLength(_LONGEST_DAY)
        self.keep = KeyButton(look, _("Keep"), small=True)
        self.said = Soft(look, small=True)
        self._under = QWidget()
        flow = Flow(parent=None)
        self._under.setLayout(flow)
        for widget in (self.attach, self.who, self.by, self.keep):
            flow.addWidget(widget)
        for widget in (self.text, self._under, self.said):
            self.rows.addWidget(widget)
        self.text.textChanged.connect(self._follow)
        self.by.textChanged.connect(self._follow)
        self.attach.clicked.connect(self._attach)
        self.who.picked.connect(self._follow)
        for signal in (self.text.returnPressed, self.by.returnPressed, self.keep.clicked):
            signal.connect(self.kept)
        self._follow()
        self.show()

    @property
    def in_order(self) -> Sequence[QWidget]:
        return (self.text, self.attach, self.who, self.by, self.keep)

    @property
    def draft(self) -> CommitmentDraft:
        return CommitmentDraft(self.text.text(), self.who.person, self.by.text())

    def show_draft(self, draft: CommitmentDraft, state: State, today: date) -> None:
        self._state, self._today = state, today
        self._show_people(draft.who)
        self.text.setText(draft.text)
        self.by.setText(draft.by)
        self._follow()

    def show_state(self, state: State, today: date) -> None:
        """The people as they are now; what is being written stays."""
        self._state, self._today = state, today
        self._show_people(self.who.person if self.who.person in state.people else "")
        self._follow()

    def leave_line(self) -> None:
        self.text.leave()
        self.text.clearFocus()
        self._follow()

    def _show_people(self, person: str) -> None:
        self._people = (PersonShown("", _("Someone")), *people_to_choose(self._state))
        self.who.show_people(self._people, person)

    def _follow(self) -> None:
        draft = self.draft
        self._offered = None if draft.who else attachable(draft.text, self._state)
        if self._offered is not None:
            self.attach.show_words(_("Attach {name}").format(name=self._offered.alias))
        self.attach.setVisible(self._offered is not None)
        self._under.setVisible(bool(draft.text.strip() or draft.by.strip() or draft.who))
        self.said.setText(self._words_under(draft))
        self.said.setVisible(bool(self.said.text()))

    def _words_under(self, draft: CommitmentDraft) -> str:
        if self.text.left:
            return _("Not kept yet. Enter keeps it.")
        return day_said(draft.by, self._today)

    def _attach(self) -> None:
        """On purpose, and by nothing else."""
        offered = self._offered
        if offered is None:
            return
        self.who.choose(offered.person)
        self.text.setText(offered.text)
        self.text.setFocus()
