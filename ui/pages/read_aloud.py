"""The page to read aloud before a circle opens: what is kept and what that means, and what the group says to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from circle.confidentiality import CIRCLE
from circle.i18n import gettext as _
from circle.moves import clean_text
from circle.people import Consent, Question
from circle.session import State
from ui.pages.agreed_shown import (
    Answer,
    asked_by_words,
    asking,
    consent_left,
    first_text,
    group_answers,
    group_questions,
    rule_read,
    text_read,
    text_without_rule,
    unasked_words,
    with_answer,
)
from ui.pages.over_page import OverPage
from ui.theme import Look, Role
from ui.widgets.answers import Answers
from ui.widgets.card import Card, Tint
from ui.widgets.checks import Check
from ui.widgets.fields import TextField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, Soft, Words
from ui.widgets.scroll_column import ScrollColumn


@dataclass(frozen=True, slots=True)
class ToRead:
    """`rule`: the sentence about confidentiality; `text`: what follows it; `first`: that as it was at first.
    `asks`: what the facilitator is called who asks, and `asked_by` their id.
    """

    rule: str
    text: str
    first: str
    consent: Consent
    asks: str = ""
    asked_by: str | None = None


def to_read(state: State) -> ToRead:
    """What is read in a session that has been opened."""
    opened = state.opened
    rule = rule_read(opened.confidentiality if opened else CIRCLE)
    first = first_text(measured=state.is_measured(None))
    asks = asking([one.participant for one in state.people.values()])
    return ToRead(
        rule=rule,
        text=text_without_rule(state.consent.read, rule) or first,
        first=first,
        consent=state.consent,
        asks=asks.alias if asks else "",
        asked_by=asks.id if asks else None,
    )


class ReadAloud(OverPage):
    text_kept = Signal(str)
    """The text as it is to be the next time; empty: as it was at first."""
    left = Signal(object)
    """The Consent as it is now."""

    def __init__(self, look: Look, over: QWidget, shown: ToRead) -> None:
        super().__init__(look, over)
        self._shown = shown
        self._consent, self._text = shown.consent, shown.text
        self.setAccessibleName(_("Read aloud before we begin"))
        self.page = ScrollColumn(look)
        self._column = QWidget()
        self._fill()
        self._lay_out()

    def leave(self) -> None:
        """A text that is being written is kept."""
        if self.field.isVisibleTo(self):
            self._keep_text()
        read = text_read(self._shown.rule, self._text) if self.read.isChecked() else ""
        consent = consent_left(
            self._shown.consent, replace(self._consent, read=read), self._shown.asked_by
        )
        self.put_away()
        self.left.emit(consent)

    def _fill(self) -> None:
        look, shown = self._look, self._shown
        self.rule = Words(look, shown.rule, Role.READ)
        self.words = Words(look, shown.text, Role.READ)
        self.field = TextField(look, _("What is read aloud"), rows=14)
        self.edit = KeyButton(look, _("Edit the text"), kind=Kind.QUIET, small=True)
        self.keep = KeyButton(look, _("Keep the text"), small=True)
        self.first = KeyButton(look, _("As it was at first"), kind=Kind.QUIET, small=True)
        self.read = Check(look, _("I have read this aloud"))
        self.read.setChecked(bool(shown.consent.read))
        self.answers = Answers(look, group_questions())
        self.answers.show_answers(group_answers(shown.consent))
        self.asks = Soft(look, asked_by_words(shown.asks), small=True)
        self.back = KeyButton(look, _("Back"), _("Esc"), kind=Kind.MAIN)
        self.edit.clicked.connect(self._edit)
        self.keep.clicked.connect(self._keep_text)
        self.first.clicked.connect(lambda: self.field.setPlainText(shown.first))
        self.answers.said.connect(self._say)
        self.back.clicked.connect(self.leave)

    def _lay_out(self) -> None:
        promise = Card(self._look, tint=Tint.MOSS)
        promise.body.addWidget(self.rule)
        said = Card(self._look, _("What the group said"))
        unasked = Soft(self._look, unasked_words(), small=True)
        for part in (self.answers, unasked, self.asks):
            said.body.addWidget(part)
        buttons = Flow()
        for button in (self.edit, self.keep, self.first):
            buttons.addWidget(button)
        rows = QVBoxLayout(self._column)
        rows.setContentsMargins(0, 0, 12, 16)
        rows.setSpacing(16)
        rows.addWidget(Heading(self._look, _("Read aloud before we begin"), Role.TITLE))
        rows.addWidget(promise)
        for part in (self.words, self.field):
            rows.addWidget(part)
        rows.addLayout(buttons)
        for part in (self.read, said):
            rows.addWidget(part)
        self.page.body.addWidget(self._column)
        self.page.body.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setSpacing(16)
        outer.addWidget(self.page, 1)
        outer.addLayout(foot)
        for part in (self.field, self.keep, self.first):
            part.hide()

    def _edit(self) -> None:
        self.field.setPlainText(self._text)
        self._show_editing(editing=True)
        self.field.setFocus()

    def _keep_text(self) -> None:
        """Without a word in it, it is as it was at first."""
        self._text = clean_text(self.field.toPlainText()) or self._shown.first
        self.words.setText(self._text)
        self._show_editing(editing=False)
        self.edit.setFocus()
        self.text_kept.emit("" if self._text == self._shown.first else self._text)

    def _show_editing(self, *, editing: bool) -> None:
        self.words.setVisible(not editing)
        self.edit.setVisible(not editing)
        for part in (self.field, self.keep, self.first):
            part.setVisible(editing)

    def _say(self, question: Question, answer: Answer) -> None:
        self._consent = with_answer(self._consent, question, answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space):
            self._turn_page(back=event.key() == Qt.Key.Key_PageUp)

    def _turn_page(self, *, back: bool) -> None:
        bar = self.page.verticalScrollBar()
        bar.setValue(bar.value() + (-1 if back else 1) * bar.pageStep() * 9 // 10)
