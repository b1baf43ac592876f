"""What people will do next: each commitment with who and by when, and a line to add one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from circle.errors import Refused
from circle.harvest import Seen, seen_words
from circle.i18n import gettext as _
from ui.live_session import LiveSession
from ui.pages.commitments_shown import (
    CommitmentDraft,
    CommitmentShown,
    commitments_shown,
    day_of,
    draft_of,
    whatever_was_written,
)
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.commitment_fields import CommitmentFields
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Soft
from ui.widgets.menus import open_menu
from ui.widgets.tab_order import order_tabs


class CommitmentsCard(Card):
    erase_asked = Signal(int)
    """The number of a commitment that is to be gone for good."""

    def __init__(self, look: Look, live: LiveSession, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("What people will do next"), parent=parent)
        self._look, self._live = look, live
        self._changed: int | None = None
        """The commitment that is in the fields, to be changed."""
        self._shown: tuple[CommitmentShown, ...] = ()
        self.rows: list[CommitmentRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.fields = CommitmentFields(look, parent=self)
        self.fields.kept.connect(self._keep)
        self.fields.left.connect(self._esc)
        self.body.addLayout(self._list)
        self.body.addWidget(self.fields)
        self.body.addStretch(1)
        self._show_fields(CommitmentDraft())

    @property
    def _today(self) -> date:
        return self._live.moment(self._live.now_ms()).date()

    def show_state(self) -> None:
        """Everything that an act may have changed."""
        state, today = self._live.state, self._today
        self._show_rows(commitments_shown(state, today))
        if self._changed is not None and self._changed not in state.commitments:
            self._leave()
        self.fields.show_state(state, today)

    def keep_open(self) -> None:
        """What is still being written is kept, whatever stands for the day."""
        draft = self.fields.draft
        if draft.text.strip() and not self.fields.text.left:
            text, by = whatever_was_written(draft, self._today)
            self._store(CommitmentDraft(text, draft.who, by))

    def _show_rows(self, shown: tuple[CommitmentShown, ...]) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        while len(self.rows) > len(shown):
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(shown):
            row = CommitmentRow(self._look, parent=self)
            row.menu_asked.connect(self._open_menu)
            self.rows.append(row)
            self._list.addWidget(row)
            row.show()
        for row, one in zip(self.rows, shown, strict=True):
            row.show_commitment(one)
        order_tabs(self, (*(row.menu for row in self.rows), *self.fields.in_order))

    def _open_menu(self, number: int, where: QPoint) -> None:
        if number not in self._live.state.commitments:
            return
        acts: list[tuple[str, Callable[[], object]]] = [
            (
                _("May be seen by: {who}").format(who=seen_words(seen)),
                partial(self._show_to, number, seen),
            )
            for seen in Seen
        ]
        acts.append((_("Change it"), partial(self._change, number)))
        acts.append((_("Remove it"), partial(self._remove, number)))
        acts.append((_("Erase for good…"), partial(self.erase_asked.emit, number)))
        now = [*Seen].index(self._live.state.commitments[number].seen)
        open_menu(self, acts, where, now=now)

    def _show_to(self, number: int, seen: Seen) -> None:
        one = self._live.state.commitments[number]
        self._live.written.change_commitment(number, one.text, who=one.who, by=one.by, seen=seen)

    def _change(self, number: int) -> None:
        self.keep_open()
        self._changed = number
        self._show_fields(draft_of(self._live.state, number, self._today))
        self.fields.text.setFocus()
        self.fields.text.selectAll()

    def _remove(self, number: int) -> None:
        self._live.written.remove_commitment(number)
        self.fields.text.setFocus()

    def _keep(self) -> None:
        draft = self.fields.draft
        if not draft.text.strip():
            return
        try:
            by = day_of(draft.by, self._today)
        except Refused:  # the words under the line say why
            self.fields.by.setFocus()
            self.fields.by.selectAll()
            return
        self._store(CommitmentDraft(draft.text, draft.who, by))
        self.fields.text.setFocus()

    def _store(self, draft: CommitmentDraft) -> None:
        """`by` is a day as it is kept."""
        written = self._live.written
        if self._changed is None:
            done = written.commit(draft.text, who=draft.who, by=draft.by)
        else:
            done = written.change_commitment(self._changed, draft.text, who=draft.who, by=draft.by)
        if done:
            self._leave()

    def _esc(self) -> None:
        """What is being added stays in the line, not kept; a change is left out."""
        if self._changed is not None:
            self._leave()
        self.fields.leave_line()

    def _leave(self) -> None:
        self._changed = None
        self._show_fields(CommitmentDraft())

    def _show_fields(self, draft: CommitmentDraft) -> None:
        self.fields.keep.show_words(_("Keep") if self._changed is None else _("Keep the change"))
        self.fields.show_draft(draft, self._live.state, self._today)


class CommitmentRow(QWidget):
    menu_asked = Signal(int, QPoint)
    """The commitment's number, and where on the screen."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self.words, self.about = Body(look), Soft(look, small=True)
        self.menu = KeyButton(look, "⋯", kind=Kind.QUIET, small=True)
        self.menu.clicked.connect(self._ask)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.words)
        texts.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(texts, 1)
        row.addWidget(self.menu)

    def show_commitment(self, shown: CommitmentShown) -> None:
        self._number = shown.number
        self.words.setText(shown.words)
        self.about.setText(shown.about)
        self.menu.setAccessibleName(_("Change or remove: {words}").format(words=shown.said))

    def _ask(self) -> None:
        self.menu_asked.emit(self._number, self.menu.mapToGlobal(QPoint(0, self.menu.height())))
