"""The fields in which a round of the plan is put otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from circle.forms import RoundForm
from circle.i18n import gettext as _
from circle.templates import PlannedRound
from ui.pages.rounds_draft import LONGEST
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.inline_form import InlineForm
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.menus import open_menu


class RoundFields(InlineForm):
    """What is written counts at once."""

    changed = Signal(object)
    """What is put otherwise: the settings of `rounds_draft.change`."""
    moved = Signal(int)
    removed = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._forms: Mapping[str, RoundForm] = {}
        self.title = LineField(look, _("What the round is called"))
        self.prompt = LineField(look, _("The question"))
        for field in (self.title, self.prompt):
            field.setMaxLength(LONGEST)
        self.minutes = LineField(look, _("No set time"))
        self.minutes.setAccessibleName(_("Minutes for this round"))
        self._look = look
        self._dress()
        look.changed.connect(self._dress)
        self.form = KeyButton(look, "", small=True)
        for field, setting in (
            (self.title, "title"),
            (self.prompt, "prompt"),
            (self.minutes, "minutes"),
        ):
            field.textEdited.connect(partial(self._write, setting))
            field.returnPressed.connect(self.leave)
        self.form.clicked.connect(self._choose_form)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.minutes)
        line.addWidget(Soft(look, _("min"), small=True))
        line.addStretch(1)
        line.addWidget(self.form)
        buttons = Flow(gap=4)
        in_order: list[QWidget] = [self.title, self.prompt, self.minutes, self.form]
        acts = (
            (_("Earlier"), lambda: self.moved.emit(-1)),
            (_("Later"), lambda: self.moved.emit(1)),
            (_("Remove"), self.removed.emit),
            (_("Done"), self.leave),
        )
        for words, act in acts:
            button = KeyButton(look, words, kind=Kind.QUIET, small=True)
            button.clicked.connect(act)
            buttons.addWidget(button)
            in_order.append(button)
        self.in_order = tuple(in_order)
        """As Tab goes through them."""
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.prompt)
        self.rows.addLayout(line)
        self.rows.addLayout(buttons)

    def show_round(self, one: PlannedRound, forms: Mapping[str, RoundForm]) -> None:
        self._forms = forms
        self.title.setText(one.title)
        self.prompt.setText(one.prompt)
        self.minutes.setText(str(one.minutes) if one.minutes else "")
        self.show_form(one)

    def show_form(self, one: PlannedRound) -> None:
        form = self._forms.get(one.form)
        self.form.show_words(form.title if form else one.form)
        self.form.setAccessibleName(_("Form of the round: {form}").format(form=self.form.words))

    def _dress(self) -> None:
        self.minutes.setMaximumWidth(self._look.px(110))

    def _write(self, setting: str, text: str) -> None:
        self.changed.emit({setting: text})

    def _choose_form(self) -> None:
        rows = [
            (form.title, partial(self.changed.emit, {"form": form.name}))
            for form in self._forms.values()
        ]
        open_menu(self, rows, self.form.mapToGlobal(QPoint(0, self.form.height())))
