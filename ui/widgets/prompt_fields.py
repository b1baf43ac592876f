"""The fields in which a prompt of a deck is put otherwise."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QButtonGroup, QWidget

from circle.i18n import gettext as _
from circle.prompts import Prompt, When, Whom, when_words, whom_words
from circle.reflection import Stance, stance_words
from ui.accessible import announce
from ui.pages.deck_draft import stance_choice, too_long
from ui.theme import Look
from ui.widgets.checks import Check, Radio
from ui.widgets.fields import LineField, TextField
from ui.widgets.flow import Flow
from ui.widgets.inline_form import InlineForm, line_of
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.menus import open_menu

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PromptText(TextField):
    """Enter is done with it: a prompt is one line, which may be a long one."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.done.emit()
        else:
            super().keyPressEvent(event)


class PromptFields(InlineForm):
    """What is written counts at once."""

    changed = Signal(object)
    """Fields of Prompt, and what they become."""
    moved = Signal(int)
    removed = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._look = look
        self._said = ""
        self.text = PromptText(look, _("The prompt, as it is read aloud"), rows=3)
        self.note = Soft(look, small=True)
        self.when = {one: Check(look, when_words(one)) for one in When}
        self.whom = {one: Radio(look, whom_words(one)) for one in Whom}
        self.stance = KeyButton(look, "", kind=Kind.QUIET, small=True)
        self.theme = LineField(look, _("What it is about"))
        self._group = QButtonGroup(self)
        acts = (
            (_("Earlier"), lambda: self.moved.emit(-1)),
            (_("Later"), lambda: self.moved.emit(1)),
            (_("Remove"), self.removed.emit),
            (_("Done"), self.leave),
        )
        self._acts = [self._button(words, act) for words, act in acts]
        self._lay_out()
        self._connect()

    def _button(self, words: str, act: object) -> KeyButton:
        button = KeyButton(self._look, words, kind=Kind.QUIET, small=True)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        look, about, acts = self._look, Flow(), Flow(gap=4)
        _when, moments = line_of(look, _("When"), *self.when.values())
        _whom, listeners = line_of(look, _("For"), *self.whom.values())
        about.addWidget(self.stance)
        about.addWidget(self.theme)
        for button in self._acts:
            acts.addWidget(button)
        self.rows.addWidget(self.text)
        self.rows.addWidget(self.note)
        for line in (moments, listeners, about, acts):
            self.rows.addLayout(line)

    def _connect(self) -> None:
        for radio in self.whom.values():
            self._group.addButton(radio)
        self.text.textChanged.connect(self._write)
        self.text.done.connect(self.leave)
        self.theme.textEdited.connect(lambda text: self.changed.emit({"theme": text}))
        self.theme.returnPressed.connect(self.leave)
        for box in self.when.values():
            box.clicked.connect(self._take_moments)
        for whom, radio in self.whom.items():
            radio.clicked.connect(partial(self._take, {"whom": whom}))
        self.stance.clicked.connect(self._choose_stance)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them."""
        choices = (*self.when.values(), *self.whom.values())
        return (self.text, *choices, self.stance, self.theme, *self._acts)

    def show_prompt(self, one: Prompt) -> None:
        """A prompt whose fields have just been opened."""
        with QSignalBlocker(self.text):
            self.text.setPlainText(one.text)
            self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.theme.setText(one.theme)
        self.show_settings(one)

    def show_settings(self, one: Prompt) -> None:
        """All but what is written in, which stays as it is being written."""
        self._prompt = one
        for when, box in self.when.items():
            box.setChecked(when in one.when)
        self.whom[one.whom].setChecked(True)
        self.stance.show_words(stance_choice(one.stance))
        self._say(too_long(one))

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))
        if bool(words) != bool(self._said) and words:
            announce(self, words)
        self._said = words

    def _write(self) -> None:
        self.changed.emit({"text": self.text.toPlainText()})

    def _take(self, otherwise: dict[str, object]) -> None:
        self.changed.emit(otherwise)

    def _take_moments(self) -> None:
        chosen = tuple(when for when, box in self.when.items() if box.isChecked())
        self.changed.emit({"when": chosen})

    def _choose_stance(self) -> None:
        stances: tuple[Stance | None, ...] = (None, *Stance)
        rows = [
            (stance_words(one) if one else _("Anything"), partial(self._take, {"stance": one}))
            for one in stances
        ]
        where = self.stance.mapToGlobal(QPoint(0, self.stance.height()))
        open_menu(self, rows, where, now=stances.index(self._prompt.stance))
