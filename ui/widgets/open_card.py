"""A session that was still open when the laptop stopped, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.pages.start_shown import NoSuchEnd, OpenShown, end_ms, possible_ends
from ui.theme import Look, Role
from ui.widgets.card import Card, Tint
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Ink, Soft, Words


class OpenCard(Card):
    carry_on_chosen = Signal()
    close_chosen = Signal(object)
    """The session's time at its end in ms: an int, which a signal of ints would cut to 25 days."""

    def __init__(
        self,
        look: Look,
        shown: OpenShown,
        *,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        """`now`: the wall clock, read anew for every answer; the card may be looked at for hours."""
        super().__init__(look, tint=Tint.CLAY, parent=parent)
        self._shown, self._now = shown, now
        self.carry_on = KeyButton(look, _("Carry on"), kind=Kind.MAIN, small=True)
        self.close_here = KeyButton(look, shown.close, small=True)
        self.other_time = KeyButton(look, _("Close it at another time…"), small=True)
        self.carry_on.clicked.connect(self.carry_on_chosen)
        self.close_here.clicked.connect(lambda: self.close_chosen.emit(shown.sign_ms))
        self.other_time.clicked.connect(self.ask_for_time)
        buttons = Flow()
        for button in (self.carry_on, self.close_here, self.other_time):
            buttons.addWidget(button)
        self.body.addWidget(Words(look, shown.heading, Role.STRONG))
        self.body.addWidget(Soft(look, shown.safe))
        self.body.addLayout(buttons)
        self._time = self._time_asked(look)
        self.body.addWidget(self._time)

    def ask_for_time(self) -> None:
        self.hint.setText(possible_ends(self._shown, self._now()))
        self.hint.show_ink(Ink.SOFT)
        self._time.show()
        self.other_time.hide()
        self.field.setFocus()

    def leave_field(self) -> None:
        """Puts the question for a time away."""
        if self._time.isVisibleTo(self):
            self._time.hide()
            self.field.clear()
            self.other_time.show()
            self.other_time.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._time.isVisibleTo(self):
            self.leave_field()
        else:
            super().keyPressEvent(event)

    def _time_asked(self, look: Look) -> QWidget:
        asked = QWidget()
        example = f"{self._shown.sign:%H:%M}"
        self.field = LineField(look, example)
        called = _("When the session ended, such as {time}")
        self.field.setAccessibleName(called.format(time=example))
        self.field.returnPressed.connect(self._close_then)
        self.close_then = KeyButton(look, _("Close it"), small=True)
        self.close_then.clicked.connect(self._close_then)
        self.hint = Soft(look, "", small=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.close_then)
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(Words(look, _("When did it end?"), Role.LABEL))
        column.addLayout(row)
        column.addWidget(self.hint)
        asked.hide()
        return asked

    def _close_then(self) -> None:
        try:
            self.close_chosen.emit(end_ms(self._shown, self.field.text(), self._now()))
        except NoSuchEnd as why:
            self.hint.setText(str(why))
            self.hint.show_ink(Ink.CLAY)
            announce(self.hint, str(why))
            self.field.setFocus()
            self.field.selectAll()
