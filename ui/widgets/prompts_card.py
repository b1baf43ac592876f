"""The prompts of a deck, which can be put otherwise, moved, removed, and more be added."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from ui.pages import deck_draft as draft
from ui.pages.rounds_draft import move
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.open_rows import OpenRows
from ui.widgets.prompt_fields import PromptFields


class PromptsCard(Card):
    prompts_changed = Signal(object, str)
    """The prompts; and for what is written the field that it is written in, else nothing."""
    field_shown = Signal(QWidget)

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("The prompts"), parent=parent)
        self._prompts: draft.Prompts = ()
        self._opened = 0
        """How often fields were opened: what is written in another opening is another step."""
        self.fields = PromptFields(look)
        self.list = OpenRows(look, self.fields)
        self.none = Soft(look, _("A question or a short invitation, one in each row."))
        self.add = KeyButton(look, _("Add a prompt"), kind=Kind.QUIET, small=True)
        under = Flow()
        under.addWidget(self.add)
        self.body.addWidget(self.none)
        self.body.addWidget(self.list)
        self.body.addLayout(under)
        self.body.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        self.add.clicked.connect(self._add)
        self.list.opened.connect(self._fill_in)
        self.list.moved.connect(self._move)
        self.list.removed.connect(self._remove)
        self.list.focused.connect(self.field_shown)
        self.fields.changed.connect(self._change)
        self.fields.moved.connect(self._move_open)
        self.fields.removed.connect(self._remove_open)

    def show_prompts(self, prompts: draft.Prompts) -> None:
        self._prompts = prompts
        self.none.setVisible(not prompts)
        self.list.show_rows([draft.prompt_shown(one) for one in prompts])
        if self.list.at is not None:
            self.fields.show_settings(prompts[self.list.at])
        self._order_tabs()

    def leave_field(self) -> None:
        """Puts away the fields, if any are open."""
        if self.list.at is not None:
            self.fields.leave()

    def open_prompt(self, at: int) -> None:
        self.list.open_fields(at)
        self.fields.text.setFocus()

    def _order_tabs(self) -> None:
        widgets: list[QWidget] = []
        for at, row in enumerate(self.list.rows):
            widgets += [row, *self.fields.in_order] if at == self.list.at else [row]
        for one, next_one in pairwise([*widgets, self.add]):
            QWidget.setTabOrder(one, next_one)

    def _fill_in(self, at: int) -> None:
        self._opened += 1
        self.fields.show_prompt(self._prompts[at])
        self._order_tabs()
        self.fields.text.setFocus()

    def _add(self) -> None:
        self.list.close_fields()
        self.prompts_changed.emit(draft.add(self._prompts), "")
        self.open_prompt(len(self._prompts) - 1)

    def _change(self, otherwise: dict[str, Any]) -> None:
        if (at := self.list.at) is not None:
            written = f"{at} {self._opened} {' '.join(otherwise)}"
            self.prompts_changed.emit(draft.change(self._prompts, at, **otherwise), written)

    def _move(self, at: int, by: int) -> None:
        if not 0 <= at + by < len(self._prompts):
            return
        self.list.close_fields()
        self.prompts_changed.emit(move(self._prompts, at, by), "")
        self.list.focus_row(at + by)

    def _move_open(self, by: int) -> None:
        """The fields go along, and the focus stays on the button that moves them."""
        at, pressed = self.list.at, self.window().focusWidget()
        if at is None or not 0 <= at + by < len(self._prompts):
            return
        self._move(at, by)
        self.list.open_fields(at + by)
        if pressed is not None:
            pressed.setFocus()

    def _remove(self, at: int) -> None:
        self.list.close_fields()
        self.prompts_changed.emit(draft.remove(self._prompts, at), "")
        if not self.list.focus_row(at):
            self.add.setFocus()

    def _remove_open(self) -> None:
        if self.list.at is not None:
            self._remove(self.list.at)
