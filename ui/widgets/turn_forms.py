"""The forms of the panel of turns: where a turn is split, and a turn that was missed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from circle.i18n import gettext as _
from circle.spoken_time import clock_face
from ui.accessible import announce
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.inline_form import ChoosePerson, InlineForm, line_of
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Soft
from ui.widgets.turns_shown import (
    STEP_MS,
    NoSuchMoment,
    PersonShown,
    TurnActs,
    read_moment,
    split_middle,
    split_moved,
)


def _ends(look: Look, words: str) -> tuple[KeyButton, KeyButton, Flow]:
    """The button that does it, the one that leaves the form, and a line for both."""
    do = KeyButton(look, words, small=True)
    leave = KeyButton(look, _("Leave it"), _("Esc"), kind=Kind.QUIET, small=True)
    line = Flow()
    line.addWidget(do)
    line.addWidget(leave)
    return do, leave, line


class SplitForm(InlineForm):
    asked = Signal(int, object, str)
    """Which turn, the moment in ms, and whose the second part was."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._turn: TurnActs | None = None
        self._at_ms = 0
        self.earlier = KeyButton(look, _("− 5 s"), small=True)
        self.later = KeyButton(look, _("+ 5 s"), small=True)
        self.whose = ChoosePerson(look, _("The second part was the turn of {name}"))
        self.earlier.setAccessibleName(_("Split 5 s earlier"))
        self.later.setAccessibleName(_("Split 5 s later"))
        self._when, when = line_of(look, "", self.earlier, self.later)
        _then, then = line_of(look, _("Then it was"), self.whose)
        self.split, leave, ends = _ends(look, _("Split the turn"))
        for line in (when, then, ends):
            self.rows.addLayout(line)
        self.earlier.clicked.connect(lambda: self._move(-STEP_MS))
        self.later.clicked.connect(lambda: self._move(STEP_MS))
        self.split.clicked.connect(self._ask)
        leave.clicked.connect(self.leave)

    def ask_about(self, turn: TurnActs, people: Sequence[PersonShown], whose: str) -> None:
        self._turn = turn
        self.whose.show_people(people, whose)
        self._show_moment(split_middle(turn))
        self.show()
        self.split.setFocus()

    def _move(self, by_ms: int) -> None:
        if self._turn is not None:
            self._show_moment(split_moved(self._turn, self._at_ms, by_ms))
            announce(self, self._when.text())

    def _show_moment(self, at_ms: int) -> None:
        self._at_ms = at_ms
        self._when.setText(_("Split at {time}").format(time=clock_face(at_ms)))

    def _ask(self) -> None:
        if self._turn is not None:
            self.asked.emit(self._turn.number, self._at_ms, self.whose.person)


class AddForm(InlineForm):
    asked = Signal(str, object, object)
    """Whose turn, from when and until when in ms."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.whose = ChoosePerson(look, _("The turn was of {name}"))
        self.start = LineField(look, "12:04")
        self.end = LineField(look, "14:10")
        self.start.setAccessibleName(_("When the turn began, as in 12:04"))
        self.end.setAccessibleName(_("When the turn ended, as in 14:10"))
        self._why_not = Soft(look)
        self._why_not.hide()
        times = QGridLayout()
        times.setContentsMargins(8, 0, 0, 0)
        times.setSpacing(8)
        for row, (words, field) in enumerate(((_("from"), self.start), (_("to"), self.end))):
            times.addWidget(Soft(look, words), row, 0, Qt.AlignmentFlag.AlignVCenter)
            times.addWidget(field, row, 1)
        times.setColumnStretch(1, 1)
        _words, who = line_of(look, _("A turn of"), self.whose)
        self.add, leave, ends = _ends(look, _("Add the turn"))
        self.rows.addLayout(who)
        self.rows.addLayout(times)
        self.rows.addWidget(self._why_not)
        self.rows.addLayout(ends)
        self.start.returnPressed.connect(self.end.setFocus)
        self.end.returnPressed.connect(self._ask)
        self.add.clicked.connect(self._ask)
        leave.clicked.connect(self.leave)

    @property
    def why_not(self) -> str:
        return self._why_not.text()

    def ask(self, people: Sequence[PersonShown]) -> None:
        self.whose.show_people(people, "")
        self.start.clear()
        self.end.clear()
        self._say("")
        self.show()
        self.whose.setFocus()

    def _ask(self) -> None:
        if not self.whose.person:
            self._say(_("Choose whose turn it was."))
            return
        try:
            start_ms, end_ms = read_moment(self.start.text()), read_moment(self.end.text())
        except NoSuchMoment as why:
            self._say(str(why))
        else:
            self._say("")
            self.asked.emit(self.whose.person, start_ms, end_ms)

    def _say(self, why: str) -> None:
        self._why_not.setText(why)
        self._why_not.setVisible(bool(why))
        announce(self, why)
