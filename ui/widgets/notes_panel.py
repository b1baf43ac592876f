"""Notes while listening: what was kept, and one line to write the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.pages.live_shown import NoteShown
from ui.pages.parts_shown import NotesHead
from ui.theme import Look, Role
from ui.widgets.card_with_way import CardWithWay
from ui.widgets.labels import Soft, Words
from ui.widgets.note_field import NoteField, NotKeptYet
from ui.widgets.note_kind_line import NoteKindLine
from ui.widgets.one_line import OneLine
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from circle.naming import Person


class NotesPanel(CardWithWay):
    written = Signal(str)

    def __init__(self, look: Look, key: str, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Notes · no names attached"), parent=parent)
        self._look = look
        self._notes: tuple[NoteShown, ...] = ()
        self._scroll = ScrollColumn(look, least_rows=2)
        self._grid = QGridLayout()
        self._scroll.body.addLayout(self._grid)
        self._scroll.body.addStretch(1)
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: bar.setValue(most))
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.field = NoteField(look, _("Write a note…"), key)
        self.field.returnPressed.connect(self._keep)
        quoted = Soft(look, small=True)
        self._kind = NoteKindLine(self.field, self.way, quoted)
        self._kind.shown.connect(self.place_way)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.field)
        self.body.addWidget(quoted)
        self.body.addWidget(NotKeptYet(look, self.field))
        self._names: Soft | None = None

    def mark_names(self, people: Callable[[], Iterable[Person]]) -> None:
        """From the first letter on: until somebody writes, nothing of it is needed."""
        self.field.textEdited.connect(lambda: self._begin_to_mark(people))

    def _begin_to_mark(self, people: Callable[[], Iterable[Person]]) -> None:
        if self._names is None:
            from ui.widgets.names_marked import NamesMarked

            self._names = Soft(self._look, small=True)
            self.body.addWidget(self._names)
            NamesMarked(self._names, people).watch(self.field)

    def show_notes(self, notes: Sequence[NoteShown]) -> None:
        if tuple(notes) == self._notes:
            return
        self._notes = tuple(notes)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, note in enumerate(self._notes):
            time = OneLine(self._look, Role.TIMES, soft=True)
            time.show_text(note.time)
            self._grid.addWidget(time, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._words(note), row, 1, Qt.AlignmentFlag.AlignTop)

    def _words(self, note: NoteShown) -> QWidget:
        words = Words(self._look, note.text)
        if not note.kind:
            return words
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(words)
        column.addWidget(Soft(self._look, note.kind, small=True))
        return both

    def show_head(self, head: NotesHead) -> None:
        self.show_heading(head.heading)
        self._kind.use(has_kinds=head.has_kinds)
        if head.placeholder != self.field.placeholderText():
            self.field.setPlaceholderText(head.placeholder)
            self.field.setAccessibleName(head.placeholder)

    def clear_field(self) -> None:
        self.field.clear()

    def _keep(self) -> None:
        if self.field.text().strip():
            self.written.emit(self.field.text())
