"""When the session begins, as a small field."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from circle.errors import quoted
from circle.i18n import gettext as _
from circle.spoken_time import time_of_day
from ui.accessible import announce
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.labels import SmallHeading, Soft


class BeginsAt(QWidget):
    """A time counts as soon as it is one, and an empty field is none. What is no time leaves the former one."""

    changed = Signal(object)
    """A datetime.time, or None."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._time: time | None = None
        self._former: time | None = None
        """As it was before it was written in."""
        self.field = LineField(look, "19:00")
        self.field.setAccessibleName(_("When it begins, such as 19:00"))
        self.field.textEdited.connect(self._write)
        self.field.editingFinished.connect(self._finish)
        self.note = Soft(look, small=True, parent=self)
        """Why what was written is no time; whoever shows this gives it a place."""
        self.note.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(SmallHeading(look, _("Begins at")))
        line.addWidget(self.field)
        self._dress()
        look.changed.connect(self._dress)

    def show_time(self, at: time | None) -> None:
        self._time = self._former = at
        self.field.setText(_words(at))
        self._say("")

    def _write(self, text: str) -> None:
        at = time_of_day(text)
        if at is not None or not text.strip():
            self._say("")
            self._take(at)

    def _finish(self) -> None:
        """What counts is in the field again."""
        text = self.field.text().strip()
        if text and time_of_day(text) is None:
            self._say(self._why(text))
            self._take(self._former)
        self._former = self._time
        self.field.setText(_words(self._time))

    def _take(self, at: time | None) -> None:
        if at != self._time:
            self._time = at
            self.changed.emit(at)

    def _why(self, text: str) -> str:
        why = _("{text} is not a time of day. It still begins at {time}.")
        if self._former is None:
            why = _("{text} is not a time of day. Write it as 19:00.")
        return why.format(text=quoted(text), time=_words(self._former))

    def _say(self, words: str) -> None:
        if words and words != self.note.text():
            announce(self.note, words)
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _dress(self) -> None:
        self.field.setFixedWidth(self._look.px(84))


def _words(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""
