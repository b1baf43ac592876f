"""The plan of a session: what it is called, and its rounds, which can be put otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.forms import RoundForm
from circle.i18n import gettext as _
from circle.moves import LONGEST_NAME
from ui.pages import rounds_draft as draft
from ui.pages.prepare_shown import RoundShown
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.round_row import RoundRow

if TYPE_CHECKING:
    from ui.widgets.round_fields import RoundFields


class PlanCard(Card):
    rounds_changed = Signal(object)
    """A `rounds_draft.Rounds`."""
    field_shown = Signal(QWidget)

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("The plan"), parent=parent)
        self._look = look
        self._rounds: draft.Rounds = ()
        self._forms: Mapping[str, RoundForm] = {}
        self._open: int | None = None
        self._before: list[draft.Rounds] = []
        self.rows: list[RoundRow] = []
        self.title = LineField(look, _("Name of the session"))
        self.title.setMaxLength(LONGEST_NAME)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.add = KeyButton(look, _("Add a round"), kind=Kind.QUIET, small=True)
        self.add.clicked.connect(self._add)
        self._words = Soft(look, small=True)
        self.other_way = Check(look, _("The piece goes anticlockwise"))
        under = Flow()
        under.addWidget(self.add)
        self.body.addWidget(self.title)
        self.body.addLayout(self._list)
        self.body.addLayout(under)
        self.body.addWidget(self._words)
        self.body.addWidget(self.other_way)
        self.body.addStretch(1)

    @cached_property
    def fields(self) -> RoundFields:
        from ui.widgets.round_fields import RoundFields

        fields = RoundFields(self._look, parent=self)
        fields.left.connect(self.leave_field)
        fields.changed.connect(self._change)
        fields.moved.connect(lambda by: self._move(self._open, by))
        fields.removed.connect(lambda: self._remove(self._open))
        return fields

    def begin_with(self, title: str) -> None:
        """Another plan: nothing of the one before can come back."""
        self._before.clear()
        self.title.setText(title)
        self.title.setCursorPosition(0)

    def show_rounds(
        self,
        rounds: draft.Rounds,
        shown: Sequence[RoundShown],
        forms: Mapping[str, RoundForm],
        words: str,
    ) -> None:
        """`words`: how people and time fit together."""
        self._rounds, self._forms = rounds, forms
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
            self.fields.show_form(rounds[self._open])
        self._order_tabs()

    def leave_field(self) -> None:
        """Puts the fields away; the row that they were of has the focus."""
        if self._open is None:
            return
        at, self._open = self._open, None
        self._list.removeWidget(self.fields)
        self.fields.hide()
        self._focus_row(at)

    def undo(self) -> None:
        """Takes back what was last added, moved or removed."""
        if self._before:
            self.leave_field()
            self.rounds_changed.emit(self._before.pop())

    def _focus_row(self, at: int) -> None:
        row = self.rows[min(at, len(self.rows) - 1)]
        row.setFocus()
        self.field_shown.emit(row)

    def _order_tabs(self) -> None:
        widgets: list[QWidget] = [self.title]
        for at, row in enumerate(self.rows):
            widgets += [row, *self.fields.in_order] if at == self._open else [row]
        for one, next_one in pairwise([*widgets, self.add, self.other_way]):
            QWidget.setTabOrder(one, next_one)

    def _add_row(self) -> None:
        at, row = len(self.rows), RoundRow(self._look, parent=self)
        row.clicked.connect(lambda: self._open_fields(at))
        row.moved.connect(partial(self._move, at))
        row.removed.connect(partial(self._remove, at))
        self.rows.append(row)
        self._list.addWidget(row)
        row.show()

    def _open_fields(self, at: int, *, focus: bool = True) -> None:
        if self._open is not None:
            self._list.removeWidget(self.fields)
        self._open = at
        self._list.insertWidget(at + 1, self.fields)
        self.fields.show_round(self._rounds[at], self._forms)
        self.fields.show()
        self._order_tabs()
        if focus:
            self.fields.title.setFocus()
            self.fields.title.selectAll()
        self.field_shown.emit(self.fields)

    def _add(self) -> None:
        self._before.append(self._rounds)
        self.rounds_changed.emit(draft.add(self._rounds))
        self._open_fields(len(self._rounds) - 1)

    def _change(self, otherwise: dict[str, Any]) -> None:
        if self._open is not None:
            self.rounds_changed.emit(draft.change(self._rounds, self._open, **otherwise))

    def _move(self, at: int | None, by: int) -> None:
        if at is None or not 0 <= at + by < len(self._rounds):
            return
        was_open = self._open == at
        self._before.append(self._rounds)
        self.rounds_changed.emit(draft.move(self._rounds, at, by))
        if was_open:
            self._open_fields(at + by, focus=False)
        else:
            self.leave_field()
            self._focus_row(at + by)

    def _remove(self, at: int | None) -> None:
        if at is None or len(self._rounds) == 1:
            return
        self.leave_field()
        self._before.append(self._rounds)
        self.rounds_changed.emit(draft.remove(self._rounds, at))
        self._focus_row(at)
