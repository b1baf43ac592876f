"""What is begun in a field and not kept yet: in the kit within a second, and back in its field after a power cut."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.loop import Loop
from ui.widgets.note_field import NoteField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit

NOTE = "note"
COMMITMENT = "commitment"
KEY_POINT = "key point"
"""Names of fields. One that is on several pages goes along from one to the other."""

AFTER_MS = 900
"""From the first letter that is not in the kit until it is written there, which takes a moment, too."""


class Drafts(QObject):
    """The drafts of one session. A field whose text was kept is emptied, and then the kit has none of it."""

    refused = Signal(str)
    """Said once, and again only after it was right."""
    kept = Signal(bool)
    """Whether the kit has what is being written, whenever that changes for longer than a moment."""
    retold = Signal(str, str)
    """The name of a field, and what now stands there: somebody was taken out of the record."""

    def __init__(self, loop: Loop, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop = loop
        self._stored: dict[str, str] = {}
        with suppress(Refused):  # the kit says why when it is written to
            self._stored = loop.drafts()
        self._texts = dict(self._stored)
        self._in_trouble = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.keep_now)

    def watch(self, name: str, field: QLineEdit | QPlainTextEdit) -> None:
        """Shows what was left in a field of this name, and looks after what is written there from now on."""
        _Watched(self, name, field)

    def text(self, name: str) -> str:
        return self._texts.get(name, "")

    def take(self, name: str, text: str) -> None:
        """What is written in a field by now. Later letters do not put off the writing of the first."""
        self._texts[name] = text
        if not text:
            self.keep_now()
        elif not self._timer.isActive():
            self._timer.start()

    def keep_now(self) -> None:
        """Never stands in the way of whoever writes: what could not be stored is tried again later."""
        self._timer.stop()
        for name, text in self._texts.items():
            if text != self._stored.get(name, "") and not self._store(name, text):
                return

    @property
    def unkept(self) -> dict[str, str]:
        """What is written in fields by now and is not in the kit, by their names."""
        return {
            name: text for name, text in self._texts.items() if text != self._stored.get(name, "")
        }

    def _store(self, name: str, text: str) -> bool:
        try:
            self._loop.keep_draft(name, text)
        except Refused as why:
            if not self._in_trouble:
                self._in_trouble = True
                self.kept.emit(False)
                self.refused.emit(f"{why} {_('What you are writing stays in its field.')}")
            return False
        self._stored[name] = text
        if self._in_trouble:
            self._in_trouble = False
            self.kept.emit(True)
        return True

    def forget(self, names: tuple[str, ...]) -> None:
        """Clears what is being written of the names of somebody who was taken out. Raises privacy.CheckFailed."""
        from circle.called import without

        self._stored = {name: without(text, names) for name, text in self._stored.items()}
        for name, text in tuple(self._texts.items()):
            self._texts[name] = told = without(text, names)
            if told != text:
                self.retold.emit(name, told)


class _Watched(QObject):
    """Between a field and the drafts; it goes when its field goes."""

    def __init__(self, drafts: Drafts, name: str, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._drafts, self._name, self._field = drafts, name, field
        if text := drafts.text(name):
            self._show_left(text)
        field.textChanged.connect(self._take)
        drafts.retold.connect(self._retell)

    def _take(self, *_text: str) -> None:
        self._drafts.take(self._name, self._text)

    @property
    def _text(self) -> str:
        field = self._field
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    def _show_left(self, text: str) -> None:
        if isinstance(self._field, NoteField):
            self._field.show_left(text)
        else:
            self._show(text)

    def _show(self, text: str) -> None:
        if isinstance(self._field, QLineEdit):
            self._field.setText(text)
        else:
            self._field.setPlainText(text)

    def _retell(self, name: str, text: str) -> None:
        if name == self._name:
            was_left = isinstance(self._field, NoteField) and bool(self._field.left)
            (self._show_left if was_left else self._show)(text)
