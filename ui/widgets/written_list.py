"""Texts that a facilitator wrote: each can be put into other words or removed, and one more added."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Signal
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.moves import LONGEST_TEXT
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.row_editor import RowEditor
from ui.widgets.row_shown import RowShown
from ui.widgets.rows_view import Index, RowDelegate, RowsView


class WrittenList(QWidget):
    """The list, and under it a field. The keys of the rows are the numbers of the notes."""

    added = Signal(str)
    edited = Signal(int, str)
    removed = Signal(int)

    def __init__(
        self, look: Look, said: str, placeholder: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.list = WrittenRows(look, said)
        self.field = LineField(look, placeholder)
        self.field.setMaxLength(LONGEST_TEXT)
        self.remove = KeyButton(look, _("Remove"), kind=Kind.QUIET, small=True)
        self.remove.hide()
        under = QHBoxLayout()
        under.setSpacing(8)
        under.addWidget(self.field, 1)
        under.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addLayout(under)
        self.field.returnPressed.connect(self._keep)
        self.list.edited.connect(self.edited)
        self.list.removal_asked.connect(self._remove)
        self.list.went.connect(self._show_remove)
        self.remove.clicked.connect(lambda: self._remove(self.list.chosen_key))

    def show_rows(self, rows: Sequence[RowShown]) -> None:
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._show_remove()

    def show_added(self) -> None:
        """The field is free for the next one, and the newest row is in sight."""
        self.field.clear()
        self.list.scrollToBottom()

    def _keep(self) -> None:
        if self.field.text().strip():
            self.added.emit(self.field.text())

    def _remove(self, key: object) -> None:
        if isinstance(key, int):
            self.list.leave_editor()
            self.removed.emit(key)

    def keep_open(self) -> None:
        """Keeps what is still being written."""
        self.list.keep_editor()
        self._keep()

    def _show_remove(self) -> None:
        self.remove.setVisible(self.list.chosen_key is not None)


class WrittenRows(RowsView):
    """A click or Enter opens a row for other words; Enter keeps them, Esc leaves them as they were,
    Delete removes the row.
    """

    edited = Signal(int, str)
    went = Signal()
    """Another row is chosen, or none."""

    def __init__(self, look: Look, said: str, *, parent: QWidget | None = None) -> None:
        super().__init__(look, said, most=6, parent=parent)
        self.editor: RowEditor | None = None
        self._edited: RowShown | None = None
        self._editing = _EditingDelegate(self, look)
        self.setItemDelegate(self._editing)
        self.asked.connect(self.edit_row)
        self.selectionModel().currentChanged.connect(lambda *_which: self.went.emit())

    def show_rows(self, rows: Sequence[RowShown]) -> None:
        if tuple(rows) != self.rows_model.rows:
            self._edited = None
            super().show_rows(rows)

    def edit_row(self, key: object) -> None:
        place = self.rows_model.place(key)
        if place.isValid() and self._edited is None:
            self.setCurrentIndex(place)
            self._edited = self.rows_model.rows[place.row()]
            self._fit()
            self.scrollTo(place)
            self.edit(place)

    def keep_editor(self) -> None:
        if self.editor is not None:
            self.editor.kept.emit()

    def leave_editor(self) -> None:
        if self.editor is not None:
            self._editing.leave(self.editor)

    def row_height(self, row: RowShown) -> int:
        height = super().row_height(row)
        if row is not self._edited:
            return height
        return min(height + 8, max(self._smallest(), self.viewport().height()))

    def closeEditor(self, editor: QWidget, hint: RowDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's name
        super().closeEditor(editor, hint)
        self.editor = self._edited = None
        self._fit()
