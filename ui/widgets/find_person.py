"""One line to find somebody by name or seat number, to give them the piece or to let them move."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.finding_actions import folded
from ui.theme import Look
from ui.widgets.circle_shown import SeatShown
from ui.widgets.fields import LineField
from ui.widgets.labels import Soft


class FindPerson(QWidget):
    left = Signal()
    """Somebody was found, and what was to be done with them is done."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seats: Sequence[SeatShown] = ()
        self._found: Callable[[str], object] | None = None
        self.field = LineField(look)
        self._answer = Soft(look)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addWidget(self._answer, 1)
        self.field.textEdited.connect(self._look_up)
        self.field.returnPressed.connect(self._choose)
        self.hide()

    def ask(
        self, seats: Sequence[SeatShown], found: Callable[[str], object], asked: str = ""
    ) -> None:
        """`found`: what is done with the id of whoever is found. `asked`: what the empty field says."""
        self._seats, self._found = seats, found
        asked = asked or _("Give the piece to… a name or a seat number")
        self.field.setPlaceholderText(asked)
        self.field.setAccessibleName(asked)
        self.field.clear()
        self._answer.setText("")
        self.show()
        self.field.setFocus()

    def _look_up(self, typed: str) -> None:
        seat = best_match(self._seats, typed)
        words = (
            (seat.said or seat.alias)
            if seat
            else (
                _("Nobody here is called that. Write fewer letters, or the number of a seat.")
                if typed
                else ""
            )
        )
        self._answer.setText(words)
        announce(self, words)

    def _choose(self) -> None:
        seat = best_match(self._seats, self.field.text())
        if seat and self._found:
            self.hide()
            self._found(seat.id)
            self.left.emit()


def best_match(seats: Sequence[SeatShown], typed: str) -> SeatShown | None:
    """The seat with that number, else whose alias begins so, else a word of it, else any part; accents folded."""
    wanted = folded(typed)
    if not wanted:
        return None
    tests = (
        lambda seat: str(seat.seat_number) == wanted,
        lambda seat: folded(seat.alias).startswith(wanted),
        lambda seat: any(word.startswith(wanted) for word in folded(seat.alias).split()),
        lambda seat: wanted in folded(seat.alias),
    )
    return next((seat for test in tests for seat in seats if test(seat)), None)
