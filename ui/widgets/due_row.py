"""A session that is older than it was to be kept: erased, in part or whole, or kept longer, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.dates import day_in_figures
from circle.i18n import gettext as _
from ui.retention_words import months_words
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.inline_form import InlineForm
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft, Words

if TYPE_CHECKING:
    from circle.retention import Known
    from ui.theme import Look

LONGER = (6, 12, 24)
"""Months."""


class DueRow(QWidget):
    notes_asked = Signal()
    session_asked = Signal()
    longer_asked = Signal(int, str)
    """For how many months more, and why."""

    def __init__(
        self, look: Look, one: Known, *, notes_only: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        day = day_in_figures(one.opened.astimezone())
        title = one.title or _("Untitled")
        self.notes = KeyButton(look, _("Erase its notes…"), kind=Kind.QUIET, small=True)
        self.session = KeyButton(look, _("Erase it…"), kind=Kind.QUIET, small=True)
        self.longer = KeyButton(look, _("Keep it longer…"), kind=Kind.QUIET, small=True)
        ways = Flow(gap=4, down=0)
        for button, said in (
            (self.notes, _("Erase the notes of {title}")),
            (self.session, _("Erase {title}")),
            (self.longer, _("Keep {title} longer")),
        ):
            button.setAccessibleName(said.format(title=f"{title}, {day}"))
            ways.addWidget(button)
        self.notes.setVisible(one.has_notes)
        self.session.setVisible(not notes_only)
        self._form = self._longer_form(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        column.addWidget(Words(look, title))
        column.addWidget(Soft(look, day, small=True))
        column.addLayout(ways)
        column.addWidget(self._form)
        self.notes.clicked.connect(self.notes_asked)
        self.session.clicked.connect(self.session_asked)
        self.longer.clicked.connect(self._ask)

    def _longer_form(self, look: Look) -> InlineForm:
        form = InlineForm()
        self.reason = LineField(look, _("Why it is kept longer"))
        ends = Flow(gap=4, down=0)
        for months in LONGER:
            words = _("For {time} more").format(time=months_words(months))
            button = KeyButton(look, words, small=True)
            button.clicked.connect(
                lambda _on=False, n=months: self.longer_asked.emit(n, self.reason.text())
            )
            ends.addWidget(button)
        form.rows.addWidget(self.reason)
        form.rows.addLayout(ends)
        form.left.connect(self._put_away)
        return form

    def _ask(self) -> None:
        self._form.show()
        self.reason.setFocus()

    def _put_away(self) -> None:
        self._form.hide()
        self.longer.setFocus()
