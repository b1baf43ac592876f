"""Texts that a facilitator wrote: each can be put into other words or removed, and one more added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyleOptionViewItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.fields import TextField
from ui.widgets.key_button import TARGET, KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.note_field import NoteField, NotKeptYet, Span
from ui.widgets.row_shown import RowShown
from ui.widgets.rows_view import Index, RowDelegate, RowsView

if TYPE_CHECKING:
    from circle.naming import Person

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_HINT = RowDelegate.EndEditHint.NoHint
_EDITING = RowsView.State.EditingState


class WrittenList(QVBoxLayout):
    """The list, and under it a field. The keys of the rows are the numbers of the notes."""

    added = Signal(str)
    edited = Signal(int, str)
    removed = Signal(int)

    def __init__(self, look: Look, said: str, placeholder: str) -> None:
        super().__init__()
        self.list = WrittenRows(look, said)
        self.field = NoteField(look, placeholder)
        self.remove = KeyButton(look, _("Remove"), kind=Kind.QUIET, small=True)
        self.remove.hide()
        under = QHBoxLayout()
        under.setSpacing(8)
        under.addWidget(self.field, 1)
        under.addWidget(self.remove)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(8)
        self.addWidget(self.list, 1)
        self.addLayout(under)
        self.names = Soft(look, small=True)
        self.names.hide()
        self.addWidget(self.names)
        self.addWidget(NotKeptYet(look, self.field))
        self.field.returnPressed.connect(self._keep)
        self.list.edited.connect(self.edited)
        self.list.removal_asked.connect(self._remove)
        self.list.went.connect(self._show_remove)
        self.remove.clicked.connect(lambda: self._remove(self.list.chosen_key))

    def mark_names(self, people: Callable[[], Iterable[Person]]) -> None:
        """From now on names of these people are marked while somebody writes them."""
        from ui.widgets.names_marked import NamesMarked

        marked = NamesMarked(self.names, people)
        marked.watch(self.field)
        self.list.editor_opened.connect(marked.watch)

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
        """Keeps what is still being written; not what was left before it came here."""
        self.list.keep_editor()
        if self.field.unkept:
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
    editor_opened = Signal(object)
    """The RowEditor."""

    def __init__(self, look: Look, said: str, *, parent: QWidget | None = None) -> None:
        super().__init__(look, said, parent=parent)
        self.rows_model.editable = True
        self.editor: RowEditor | None = None
        self._edited: RowShown | None = None
        self._editing = WrittenDelegate(self, look)
        self.setItemDelegate(self._editing)
        self.asked.connect(self.edit_row)
        self.selectionModel().currentChanged.connect(lambda *_which: self.went.emit())

    def show_rows(self, rows: Sequence[RowShown]) -> None:
        if tuple(rows) != self.rows_model.rows:
            self._edited = None
            super().show_rows(rows)
        if self.state() != _EDITING:
            self.editor = None

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
            self._editing.keep(self.editor)

    def leave_editor(self) -> None:
        if self.editor is not None:
            self._editing.leave(self.editor)

    def row_height(self, row: RowShown) -> int:
        height = super().row_height(row)
        if row is not self._edited:
            return height
        return min(height + 8, max(3 * TARGET, self.viewport().height()))

    def closeEditor(  # noqa: N802 - Qt's name
        self, editor: QWidget, hint: RowDelegate.EndEditHint
    ) -> None:
        super().closeEditor(editor, hint)
        self.editor = self._edited = None
        self._fit()


class RowEditor(TextField):
    """Several lines; Enter keeps them, Shift+Enter begins another."""

    kept = Signal()

    def written_text(self) -> str:
        return self.toPlainText()

    def show_names(self, spans: Sequence[Span]) -> None:
        """Softly underlines parts of the text."""
        self.setExtraSelections([self._underlined(*span) for span in spans])

    def _underlined(self, first: int, last: int) -> QTextEdit.ExtraSelection:
        marked, cursor = QTextEdit.ExtraSelection(), self.textCursor()
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        style.setUnderlineColor(self._look.theme.clay_words)
        marked.cursor, marked.format = cursor, style
        return marked

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.kept.emit()
        else:
            super().keyPressEvent(event)


class WrittenDelegate(RowDelegate):
    def __init__(self, rows: WrittenRows, look: Look) -> None:
        super().__init__(rows)
        self._rows = rows
        self._look = look

    def keep(self, editor: RowEditor) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, _NO_HINT)

    def leave(self, editor: RowEditor) -> None:
        self.closeEditor.emit(editor, RowDelegate.EndEditHint.RevertModelCache)

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        editor = RowEditor(self._look, parent=parent)
        editor.setAccessibleName(_("Other words. Enter keeps them"))
        editor.kept.connect(lambda: self.keep(editor))
        self._rows.editor = editor
        self._rows.editor_opened.emit(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        if isinstance(editor, RowEditor) and not editor.toPlainText():
            editor.setPlainText(self._rows.rows_model.rows[index.row()].text)
            editor.moveCursor(QTextCursor.MoveOperation.End)

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        row = self._rows.rows_model.rows[index.row()]
        text = editor.toPlainText().strip() if isinstance(editor, RowEditor) else ""
        if text and text != row.text and isinstance(row.key, int):
            self._rows.edited.emit(row.key, text)

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)
