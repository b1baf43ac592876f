"""Where names of seats are written: one seat's, or those of the whole circle at once."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from circle.moves import LONGEST_NAME
from ui.theme import Look
from ui.widgets.fields import LineField, TextField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import SmallHeading


class SeatField(QWidget):
    """The name of one seat. Enter keeps it."""

    kept = Signal(str)
    more_asked = Signal(QPoint)
    """The point on the screen for the menu of the seat."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = SmallHeading(look)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        self.field = LineField(look, _("Name or initials"))
        self.field.setMaxLength(LONGEST_NAME)
        self.keep = KeyButton(look, _("Keep"), _("Enter"), small=True)
        self.more = KeyButton(look, _("More…"), kind=Kind.QUIET, small=True)
        self.field.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.more.clicked.connect(self._ask_for_more)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.heading, 1)
        above.addWidget(self.more)
        below.setSpacing(8)
        below.addWidget(self.field, 1)
        below.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addLayout(below)

    def show_seat(self, seat: str, name: str) -> None:
        """`seat`: "Seat 3"."""
        self.heading.setText(_("{seat} · name or initials").format(seat=seat))
        self.field.setAccessibleName(self.heading.text())
        self.field.setText(name)
        self.field.setFocus()
        self.field.selectAll()

    def _keep(self) -> None:
        self.kept.emit(self.field.text())

    def _ask_for_more(self) -> None:
        self.more_asked.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))


class NamesField(QWidget):
    """All names at once, as they are copied from a list."""

    used = Signal(str)
    file_asked = Signal()
    left = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = TextField(look, _("One name on a line, or commas between"), rows=6)
        self.use = KeyButton(look, _("Use these names"), kind=Kind.MAIN, small=True)
        self.leave = KeyButton(look, _("Leave it"), small=True)
        self.use.clicked.connect(lambda: self.used.emit(self.field.toPlainText()))
        self.leave.clicked.connect(self.left)
        self.file = KeyButton(look, _("From a file…"), kind=Kind.QUIET, small=True)
        self.file.clicked.connect(self.file_asked)
        buttons = Flow()
        for button in (self.use, self.leave, self.file):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field, 1)
        column.addLayout(buttons)

    def show_names(self, text: str) -> None:
        self.field.setPlainText(text)
        self.field.setFocus()
        self.field.selectAll()
