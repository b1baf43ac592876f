"""What one person said to the questions, in a small form; and their way out of the record."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from circle.people import Question
from ui.accessible import announce
from ui.live_session import LiveSession
from ui.pages.agreed_shown import (
    Answer,
    answers_of,
    follows_words,
    person_questions,
    taken_out_words,
)
from ui.theme import Look
from ui.widgets.answers import Answers
from ui.widgets.flow import Flow
from ui.widgets.inline_form import InlineForm
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import SmallHeading, Soft


class SaidForm(InlineForm):
    """The three questions about one person, and nothing else."""

    said = Signal(object, object)
    """The Question, and True, False or None."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.heading = SmallHeading(look)
        self.answers = Answers(look, person_questions())
        self.holds = Soft(look, small=True)
        self.done = KeyButton(look, _("Done"), _("Esc"), small=True)
        for part in (self.heading, self.answers, self.holds):
            self.rows.addWidget(part)
        self.rows.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeading)
        self.answers.said.connect(self.said)
        self.done.clicked.connect(self.leave)

    def show_person(self, name: str, answers: Mapping[Question, Answer], holds: str) -> None:
        self.heading.setText(_("What {name} said").format(name=name))
        self.answers.show_answers(answers)
        self.holds.setText(holds)
        self.holds.setVisible(bool(holds))


class PersonSaid(SaidForm):
    """Of somebody in a session. To be taken out of the record is asked once more, as it cannot be undone."""

    def __init__(self, look: Look, live: LiveSession, *, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._live, self._person = live, ""
        self.take_out = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self.sure = SureForm(look)
        self.result = Soft(look, small=True)
        for part in (self.take_out, self.sure, self.result):
            self.rows.insertWidget(self.rows.indexOf(self.done), part)
        self.result.hide()
        self.said.connect(self._say)
        self.take_out.clicked.connect(self._ask)
        self.sure.asked.connect(self._take_out)
        self.sure.left.connect(self._stay)

    def show_of(self, person: str) -> None:
        """Somebody as they are now; another person than before is not asked about what that one was."""
        if person != self._person:
            self.sure.hide()
            self.result.hide()
        self._person = person
        state = self._live.state
        who = state.participant(person)
        self.show_person(who.alias, answers_of(who), follows_words(who, state.consent))
        self.take_out.show_words(_("Take {name} out of the record…").format(name=who.alias))
        asking = self.sure.isVisibleTo(self)
        done = self.result.isVisibleTo(self) or not self._has_names
        self.take_out.setVisible(not (asking or done))
        self.done.setVisible(not asking)

    @property
    def _has_names(self) -> bool:
        """Whether there is anything to take out: somebody who was only ever a seat is one already."""
        from circle.retelling import names_of

        return bool(names_of(self._live.log, self._person))

    def _say(self, question: Question, answer: Answer) -> None:
        self._live.say_consent(self._person, says_yes=answer, question=question)
        if question is Question.NOTED and answer is False and self._has_names:
            self._ask()
        self.show_of(self._person)

    def _ask(self) -> None:
        self.result.hide()
        self.sure.ask(self._live.state.participant(self._person).alias)
        self.show_of(self._person)

    def _stay(self) -> None:
        self.sure.hide()
        self.show_of(self._person)
        self.take_out.setFocus()

    def _take_out(self) -> None:
        self.sure.hide()
        exports = self._live.exports()
        if self._live.take_out(self._person):
            seat = self._live.state.participant(self._person).alias
            self.result.setText(taken_out_words(seat, exports))
            self.result.show()
            self.done.setFocus()
            announce(self.result, self.result.text())
        self.show_of(self._person)


class SureForm(InlineForm):
    asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.words = Soft(look)
        self.yes = KeyButton(look, "", small=True)
        self.no = KeyButton(look, _("Leave it"), _("Esc"), kind=Kind.QUIET, small=True)
        ends = Flow()
        ends.addWidget(self.yes)
        ends.addWidget(self.no)
        self.rows.addWidget(self.words)
        self.rows.addLayout(ends)
        self.yes.clicked.connect(self.asked)
        self.no.clicked.connect(self.leave)

    def ask(self, name: str) -> None:
        words = _(
            "{name} becomes their seat in all that is kept of this session, in the notes too. It cannot be "
            "undone. Times and turns stay."
        )
        self.words.setText(words.format(name=name))
        self.yes.show_words(_("Take {name} out").format(name=name))
        self.show()
        self.no.setFocus()
