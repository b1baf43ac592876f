"""The fields in which a round of the plan is put otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from circle.forms import RoundForm
from circle.i18n import gettext as _
from circle.templates import PlannedRound
from ui.accessible import announce
from ui.pages.round_settings import settings_shown
from ui.pages.round_times import Written, each_written, round_written, times_shown
from ui.pages.rounds_draft import LONGEST
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.inline_form import InlineForm, LineWords
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.menus import open_menu, open_settings


class RoundFields(InlineForm):
    """What is written counts at once. A time that is none stays until its field is left."""

    changed = Signal(object)
    """What is put otherwise: the settings of `rounds_draft.change`."""
    moved = Signal(int)
    removed = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._look = look
        self._forms: Mapping[str, RoundForm] = {}
        self._round = PlannedRound("", "")
        self._people = 0
        self.themes: tuple[str, ...] = ()
        """That a round can have, as decks call them."""
        self._writing: QLineEdit | None = None
        self._said = ""
        """Of what was written last."""
        self._former = self._round
        """As the round was before what is being written now."""
        self.title = LineField(look, _("What the round is called"))
        self.prompt = LineField(look, _("The question"))
        self.minutes = LineField(look, _("No set time"))
        self.minutes.setAccessibleName(_("Minutes for this round"))
        self.each = LineField(look)
        self.each.setAccessibleName(_("Time for each, such as 3 or 1:30"))
        self._minutes_label, self._each_label = (
            LineWords(look, _("min")),
            LineWords(look, _("each")),
        )
        self.form = KeyButton(look, "", small=True)
        self.more = KeyButton(look, _("More…"), kind=Kind.QUIET, small=True)
        self.note = Soft(look, small=True)
        self._buttons = Flow(gap=4)
        acts = (
            (_("Earlier"), lambda: self.moved.emit(-1)),
            (_("Later"), lambda: self.moved.emit(1)),
            (_("Remove"), self.removed.emit),
            (_("Done"), self.leave),
        )
        self._acts = [self._button(words, act) for words, act in acts]
        self._lay_out()
        self._connect()
        self._dress()
        look.changed.connect(self._dress)

    def _button(self, words: str, act: object) -> KeyButton:
        button = KeyButton(self._look, words, kind=Kind.QUIET, small=True)
        button.clicked.connect(act)
        self._buttons.addWidget(button)
        return button

    def _lay_out(self) -> None:
        times = Flow()
        labels = (self._minutes_label, self._each_label)
        for widget in (self.minutes, labels[0], self.each, labels[1], self.form, self.more):
            times.addWidget(widget)
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.prompt)
        self.rows.addLayout(times)
        self.rows.addWidget(self.note)
        self.rows.addLayout(self._buttons)

    def _connect(self) -> None:
        for field, setting in ((self.title, "title"), (self.prompt, "prompt")):
            field.setMaxLength(LONGEST)
            field.textEdited.connect(partial(self._write, setting))
        self.minutes.textEdited.connect(self._write_minutes)
        self.each.textEdited.connect(self._write_each)
        for field in (self.minutes, self.each):
            field.editingFinished.connect(self._finish)
        for field in (self.title, self.prompt, self.minutes, self.each):
            field.returnPressed.connect(self.leave)
        self.form.clicked.connect(self._choose_form)
        self.more.clicked.connect(self._choose_settings)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """As Tab goes through them."""
        fields = (
            self.title,
            self.prompt,
            self.minutes,
            self.each,
            self.form,
            self.more,
            *self._acts,
        )
        return tuple(field for field in fields if not field.isHidden())

    def show_round(self, one: PlannedRound, forms: Mapping[str, RoundForm], people: int) -> None:
        self._forms, self._writing, self._said = forms, None, ""
        self.title.setText(one.title)
        self.prompt.setText(one.prompt)
        self.prompt.setCursorPosition(0)
        self.show_times(one, people)

    def show_times(self, one: PlannedRound, people: int) -> None:
        """The form and the times of the round, without touching the field that is being written in."""
        self._round, self._people = one, people
        shown = times_shown(one, people, self._forms)
        for field, text in ((self.minutes, shown.minutes), (self.each, shown.each or "")):
            if field is not self._writing:
                field.setText(text)
        for widget in (self.each, self._each_label):
            widget.setVisible(shown.each is not None)
        self._say(self._said or shown.words)
        form = self._forms.get(one.form)
        self.form.show_words(form.title if form else one.form)
        self.form.setAccessibleName(_("Form of the round: {form}").format(form=self.form.words))

    def _dress(self) -> None:
        self.minutes.setMaximumWidth(self._look.px(112))
        self.each.setMaximumWidth(self._look.px(96))
        for label in (self._minutes_label, self._each_label):
            label.setMinimumHeight(self.minutes.sizeHint().height())

    def _write(self, setting: str, text: str) -> None:
        self.changed.emit({setting: text})

    def _write_minutes(self, text: str) -> None:
        self._begin_writing(self.minutes)
        self._take(round_written(text, self._former))

    def _write_each(self, text: str) -> None:
        self._begin_writing(self.each)
        self._take(each_written(text, self._former, self._people, self._forms))

    def _begin_writing(self, field: QLineEdit) -> None:
        if self._writing is not field:
            self._writing, self._former = field, self._round

    def _take(self, written: Written) -> None:
        """What is no time leaves the round as it was before it, and not as half of it would have been."""
        self._said = written.words
        minutes = self._former.minutes if written.minutes is None else written.minutes
        self.changed.emit({"minutes": str(minutes)})

    def _finish(self) -> None:
        """What counts is in the fields again."""
        if self._writing is not None:
            self._writing = None
            self.show_times(self._round, self._people)
            if self._said:
                announce(self.note, self._said)

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _choose_form(self) -> None:
        names = list(self._forms)
        rows = [(form.title, partial(self._take_form, form.name)) for form in self._forms.values()]
        now = names.index(self._round.form) if self._round.form in names else None
        where = self.form.mapToGlobal(QPoint(0, self.form.height()))
        open_menu(self, rows, where, now=now)

    def _take_form(self, name: str) -> None:
        self._said = ""
        self.changed.emit({"form": name})

    def _choose_settings(self) -> None:
        shown = settings_shown(self._round, self._forms.get(self._round.form), self.themes)
        where = self.more.mapToGlobal(QPoint(0, self.more.height()))
        open_settings(self, shown, self.changed.emit, where)
