"""A line for a text that Enter keeps. What was left with Esc stays in it, and is nobody's to keep."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from circle.i18n import gettext as _
from circle.moves import LONGEST_TEXT
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.labels import Soft


class NoteField(LineField):
    was_left = Signal()

    def __init__(
        self, look: Look, placeholder: str, key: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, placeholder, key, parent=parent)
        self.setMaxLength(LONGEST_TEXT)
        self._left = ""

    def leave(self) -> None:
        """What is written is left as it is, unless somebody goes on with it."""
        self._left = self.text()
        self.was_left.emit()

    def show_left(self, text: str) -> None:
        """A text that was left elsewhere."""
        self._left = text
        self.setText(text)

    @property
    def left(self) -> str:
        """What was left here and is still so; else empty."""
        return self._left if self.text() == self._left else ""

    @property
    def unkept(self) -> str:
        """What is being written and is to be kept before the page goes; else empty."""
        return self.text() if self.text().strip() and not self.left else ""


class NotKeptYet(Soft):
    """Says so under a field in which something was left."""

    def __init__(self, look: Look, field: NoteField) -> None:
        super().__init__(look, _("Not kept yet. Enter keeps it."), small=True)
        self._field = field
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Maximum)
        self.setSizePolicy(policy)
        self.hide()
        field.textChanged.connect(self._follow)
        field.was_left.connect(self._follow)

    def _follow(self) -> None:
        self.setVisible(bool(self._field.left))
