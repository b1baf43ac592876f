"""Why a turn is put right: without it nothing is done."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.corrections import LONGEST_REASON, kept_reason
from circle.i18n import gettext as _
from ui.accessible import announce
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.labels import Soft


class WhyField(QWidget):
    """What is written stays for the acts that follow on the same turn."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = _(
            "Why is it put right? It is seen in Review. It leaves with aliases and names, unless a round of the "
            "session is confidential or was not measured."
        )
        self.line = LineField(look, _("The reason, in a few words"))
        self.line.setAccessibleName(words)
        self.line.setMaxLength(LONGEST_REASON)
        self._missing = Soft(look)
        self._missing.hide()
        self._was_used = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        for widget in (Soft(look, words), self.line, self._missing):
            column.addWidget(widget)
        self.line.textChanged.connect(self._missing.hide)

    @property
    def reason(self) -> str:
        return kept_reason(self.line.text())

    def is_given(self) -> bool:
        """Where it is not, a sentence says so and the keys are here."""
        if self.reason:
            return True
        self._missing.setText(_("Say first why it is put right. Nothing was changed."))
        self._missing.show()
        self.line.setFocus()
        announce(self.line, self._missing.text())
        return False

    def note_used(self) -> None:
        """A turn was put right for this reason."""
        self._was_used = True

    def go_on(self) -> None:
        """To another turn, which is not put right for a reason that another was."""
        if self._was_used:
            self.forget()

    def forget(self) -> None:
        self._was_used = False
        self.line.clear()
        self._missing.hide()
