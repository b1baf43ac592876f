"""Where a passphrase is tried: its field, what is said of the last try, and a button that waits with it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.theme import Look
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Soft
from ui.widgets.passphrase_field import PassphraseField


class PassphraseTry(QWidget):
    tried = Signal(str)
    """A passphrase or a recovery code."""
    refused = Signal()

    def __init__(
        self, look: Look, words: str, button: KeyButton, *, parent: QWidget | None = None
    ) -> None:
        """`words`: of the field. What the button does is said by whoever gives it."""
        super().__init__(parent)
        self.field = PassphraseField(look, words)
        self.field.entered.connect(self.try_it)
        self.button = button
        self._why = Soft(look)
        self._is_meant = False
        """Enter was pressed before the next try counts."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._let_try)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for one in (self.field, self._why, button):
            column.addWidget(one)
        self._why.hide()

    @property
    def waits(self) -> bool:
        return not self.button.isEnabled()

    def try_it(self) -> None:
        if self.waits:
            self._is_meant = True
        elif self.field.text:
            self.tried.emit(self.field.text)

    def wait_for_it(self) -> None:
        """It is being tried."""
        self.button.setEnabled(False)
        self._say(_("One moment…"))

    def refuse(self, why: str, *, wait_ms: int = 0) -> None:
        """`wait_ms`: until the next try counts."""
        self.clear(why)
        announce(self, why)
        self.refused.emit()
        self._again.start(wait_ms)

    def clear(self, why: str = "") -> None:
        """Nothing is typed. `why`: what is said there."""
        self._is_meant = False
        self.field.clear()
        self._say(why)

    def _let_try(self) -> None:
        self.button.setEnabled(True)
        if self._is_meant:
            self._is_meant = False
            self.try_it()

    def _say(self, why: str) -> None:
        self._why.setText(why)
        self._why.setVisible(bool(why))
