"""The plan of a session: what it is called, and its rounds, which can be put otherwise and kept as a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from circle.forms import RoundForm
from circle.i18n import gettext as _
from circle.moves import LONGEST_NAME
from ui.pages import rounds_draft as draft
from ui.pages.prepare_shown import RoundShown, SavingShown
from ui.theme import Look
from ui.widgets.begins_at import BeginsAt
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.round_row import RoundRow
from ui.widgets.row_drag import DraggedRows
from ui.widgets.session_fields import SessionFields

if TYPE_CHECKING:
    from ui.widgets.round_fields import RoundFields
    from ui.widgets.save_template import SaveTemplate


class PlanCard(Card):
    rounds_changed = Signal(object, str)
    """A `rounds_draft.Rounds`; and for what is written the field that it is written in, else nothing."""
    beginning_changed = Signal(object)
    """A datetime.time, or None."""
    save_asked = Signal(str)
    """As a template of that title; empty: the one that the plan stands on."""
    field_shown = Signal(QWidget)

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("The plan"), parent=parent)
        self._look = look
        self._rounds: draft.Rounds = ()
        self._forms: Mapping[str, RoundForm] = {}
        self._people = 0
        self._open: int | None = None
        self._opened = 0
        """How often fields were opened: what is written in another opening is another step."""
        self._saving = SavingShown("", frozenset(), frozenset())
        self.themes: tuple[str, ...] = ()
        """What a round can be about, as decks call it."""
        self.rows: list[RoundRow] = []
        self._drags = DraggedRows(self, self.rows, began=self._close_fields, moved=self._move)
        self.title = LineField(look, _("Name of the session"))
        self.title.setMaxLength(LONGEST_NAME)
        self.begins = BeginsAt(look)
        self.begins.changed.connect(self.beginning_changed)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.add = self._button(_("Add a round"), self._add)
        self.save = self._button(_("Save the template"), lambda: self.save_asked.emit(""))
        self.save_as = self._button(_("Save as a template"), self._open_saving)
        self._words = Soft(look, small=True)
        self.session = SessionFields(look)
        self.session.decks.opened.connect(self.field_shown)
        self.other_way = Check(look, _("The piece goes anticlockwise"))
        self._lay_out()

    def _button(self, words: str, act: object) -> KeyButton:
        button = KeyButton(self._look, words, kind=Kind.QUIET, small=True)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        self._under = Flow()
        for button in (self.add, self.save, self.save_as):
            self._under.addWidget(button)
        self._save_place = QVBoxLayout()
        head = QHBoxLayout()
        self.body.removeWidget(self.heading)
        head.addWidget(self.heading, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.begins)
        self.body.addLayout(head)
        self.body.addWidget(self.begins.note)
        self.body.addWidget(self.title)
        self.body.addLayout(self._list)
        self.body.addLayout(self._under)
        self.body.addLayout(self._save_place)
        self.body.addWidget(self._words)
        self.body.addWidget(self.other_way)
        self.body.addWidget(self.session)
        self.body.addStretch(1)

    @cached_property
    def fields(self) -> RoundFields:
        from ui.widgets.round_fields import RoundFields

        fields = RoundFields(self._look, parent=self)
        fields.left.connect(self._close_fields)
        fields.changed.connect(self._change)
        fields.moved.connect(lambda by: self._move(self._open, by))
        fields.removed.connect(lambda: self._remove(self._open))
        return fields

    @cached_property
    def saving(self) -> SaveTemplate:
        from ui.widgets.save_template import SaveTemplate

        form = SaveTemplate(self._look, parent=self)
        form.left.connect(self._leave_saving)
        form.save_asked.connect(self.save_asked)
        self._save_place.addWidget(form)
        return form

    def begin_with(self, title: str) -> None:
        self.title.setText(title)
        self.title.setCursorPosition(0)

    def show_saving(self, shown: SavingShown) -> None:
        """How the plan can be kept as a template now; the field for its title is done with."""
        self._saving = shown
        self.save.setVisible(bool(shown.title))
        another = bool(shown.title)
        self.save_as.show_words(_("Save as another…") if another else _("Save as a template"))
        self._leave_saving()

    def show_rounds(
        self,
        rounds: draft.Rounds,
        shown: Sequence[RoundShown],
        forms: Mapping[str, RoundForm],
        words: str,
        people: int,
    ) -> None:
        """`words`: how people and time fit together."""
        self._drags.leave()
        self._rounds, self._forms, self._people = rounds, forms, people
        self._words.setText(words)
        self._words.setVisible(bool(words))
        while len(self.rows) > len(shown):
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(shown):
            self._add_row()
        for row, one in zip(self.rows, shown, strict=True):
            row.show_round(one)
        if self._open is not None:
            self.fields.show_times(rounds[self._open], people)
        self._order_tabs()

    @property
    def last_field(self) -> QWidget:
        """The last that Tab goes to."""
        return self.session.decks.in_order[-1]

    def leave_field(self) -> None:
        """Puts away whatever fields are open."""
        self._leave_saving()
        self._close_fields()

    def _close_fields(self) -> None:
        """The row that they were of has the focus."""
        if self._open is None:
            return
        at, self._open = self._open, None
        self._list.removeWidget(self.fields)
        self.fields.hide()
        self._focus_row(at)

    def _focus_row(self, at: int) -> None:
        row = self.rows[min(at, len(self.rows) - 1)]
        row.setFocus()
        self.field_shown.emit(row)

    def _order_tabs(self) -> None:
        widgets: list[QWidget] = [self.begins.field, self.title]
        for at, row in enumerate(self.rows):
            widgets += [row, *self.fields.in_order] if at == self._open else [row]
        widgets += [self.add, self.save, self.save_as]
        if "saving" in self.__dict__:
            widgets += self.saving.in_order
        for one, next_one in pairwise(
            [
                *(*widgets, self.other_way),
                *self.session.in_order,
            ]
        ):
            QWidget.setTabOrder(one, next_one)

    def _add_row(self) -> None:
        at, row = len(self.rows), RoundRow(self._look, parent=self)
        row.clicked.connect(lambda: self._open_fields(at))
        row.moved.connect(partial(self._move, at))
        row.removed.connect(partial(self._remove, at))
        self._drags.watch(row, at)
        self.rows.append(row)
        self._list.addWidget(row)
        if self.isVisible():
            row.show()

    def _open_fields(self, at: int, *, focus: bool = True) -> None:
        if self._open is not None:
            self._list.removeWidget(self.fields)
        self._open, self._opened = at, self._opened + 1
        self._list.insertWidget(at + 1, self.fields)
        self.fields.themes = self.themes
        self.fields.show_round(self._rounds[at], self._forms, self._people)
        self.fields.show()
        self._order_tabs()
        if focus:
            self.fields.title.setFocus()
            self.fields.title.selectAll()
        self.field_shown.emit(self.fields)

    def _open_saving(self) -> None:
        self.saving.show_saving(self._saving, self.title.text())
        self.saving.show()
        self._order_tabs()
        self.saving.title.setFocus()
        self.saving.title.selectAll()
        self.field_shown.emit(self.saving)

    def _leave_saving(self) -> None:
        if "saving" in self.__dict__ and self.saving.isVisibleTo(self):
            self.saving.hide()
            self.save_as.setFocus()

    def _add(self) -> None:
        self.rounds_changed.emit(draft.add(self._rounds), "")
        self._open_fields(len(self._rounds) - 1)

    def _change(self, otherwise: dict[str, Any]) -> None:
        if self._open is not None:
            written = f"{self._open} {self._opened} {' '.join(otherwise)}"
            changed = draft.change(self._rounds, self._open, **otherwise)
            self.rounds_changed.emit(changed, written)

    def _move(self, at: int | None, by: int) -> None:
        if at is None or not 0 <= at + by < len(self._rounds):
            return
        was_open = self._open == at
        self.rounds_changed.emit(draft.move(self._rounds, at, by), "")
        if was_open:
            self._open_fields(at + by, focus=False)
        else:
            self._close_fields()
            self._focus_row(at + by)

    def _remove(self, at: int | None) -> None:
        if at is None or len(self._rounds) == 1:
            return
        self._close_fields()
        self.rounds_changed.emit(draft.remove(self._rounds, at), "")
        self._focus_row(at)
