"""Find in notes: one field over all closed sessions, and what was found, the words marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.pages.found_shown import FoundShown
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.labels import Soft
from ui.widgets.rows_view import RowsView

AFTER_MS = 250
"""After the last letter."""
_IN_SIGHT = 6


class FindNotes(QWidget):
    asked = Signal(str)
    """Words to find; whoever looks for them shows what was found."""
    chosen = Signal(str, int)
    """The id of a session, and the number of a note in it."""

    def __init__(self, look: Look, key: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = FoundShown()
        self.field = FindField(look, _("Find in notes"), key)
        self.list = RowsView(look, _("Notes that were found"), most=_IN_SIGHT)
        # a bar that comes and goes would wrap the words anew each time
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._words = Soft(look, small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.field, self._words, self.list):
            column.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(AFTER_MS)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(self._wait_or_clear)
        self.field.asked.connect(self._ask_and_go_on)
        self.field.down.connect(self._go_to_list)
        self.list.asked.connect(self._choose)
        self.show_found(FoundShown())

    def show_found(self, found: FoundShown) -> None:
        self._found = found
        self.list.show_rows(found.rows)
        self.list.setVisible(bool(found.rows))
        self._words.setText(found.words)
        self._words.setVisible(bool(found.words))
        if found.words:
            announce(self.field, found.words)

    def _wait_or_clear(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.show_found(FoundShown())

    def _ask(self) -> None:
        self._pause.stop()
        self.asked.emit(self.field.text())

    def _ask_and_go_on(self) -> None:
        if self.field.text().strip():
            self._ask()
            self._go_to_list()

    def _go_to_list(self) -> None:
        rows: Sequence[object] = self._found.rows
        if rows:
            self.list.setFocus()
            self.list.show_chosen(self.list.chosen_key or 0, in_sight=True)

    def _choose(self, key: object) -> None:
        if isinstance(key, int):
            self.chosen.emit(*self._found.places[key])


class FindField(LineField):
    """Enter looks at once, and goes on to what was found, as the arrow down does; Esc empties the field."""

    asked = Signal()
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.asked.emit()
            case Qt.Key.Key_Down:
                self.down.emit()
            case Qt.Key.Key_Escape:
                self.clear()
            case _:
                super().keyPressEvent(event)
