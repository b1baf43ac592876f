"""What stands beside the circle while notes are hidden: a sentence, and when asked for, the way back to them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.theme import Look
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import SmallHeading, Soft
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.scroll_column import ScrollColumn


class NotesHidden(QWidget):
    tried = Signal(str)
    """A passphrase or a recovery code."""
    shown_again = Signal()

    def __init__(self, look: Look, *, asks: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._asks = look, asks
        self.setAccessibleName(_("Notes are hidden"))
        self._field = PassphraseField(look, _("Passphrase"))
        self._field.entered.connect(self._try)
        self._button = KeyButton(look, _("Show the notes"), _("Ctrl L"))
        self._button.clicked.connect(self.ask)
        self._why = Soft(look)
        self._is_meant = False
        """Enter was pressed before the next try counts."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._let_try)
        self._about = Soft(look, self._words())
        around, scroll = QVBoxLayout(self), ScrollColumn(look)
        around.setContentsMargins(1, 0, 0, 0)
        around.addWidget(scroll)
        scroll.body.setContentsMargins(20, 20, 20, 20)
        scroll.body.setSpacing(14)
        heading = SmallHeading(look, _("Notes are hidden"))
        for one in (heading, self._about, self._field, self._why, self._button):
            scroll.body.addWidget(one)
        scroll.body.addStretch(1)
        self._field.hide()
        self._why.hide()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)

    def _words(self) -> str:
        if self._asks:
            return _(
                "The circle and its time go on. Ctrl L and the passphrase show the notes again."
            )
        return _("The circle and its time go on. Ctrl L shows the notes again.")

    def ask(self) -> None:
        """The way back: a field, or at once where no passphrase keeps the kit."""
        if not self._asks:
            self.shown_again.emit()
        elif self._field.isVisible():
            self._try()
        else:
            self._field.show()
            self._about.hide()
            self._field.line.setFocus()

    def leave(self) -> None:
        """The keys are the circle's again."""
        self._is_meant = False
        self._field.clear()
        self._field.hide()
        self._about.show()
        self._say("")

    def wait_for_it(self) -> None:
        self._button.setEnabled(False)
        self._say(_("One moment…"))

    def refuse(self, why: str, *, wait_ms: int = 0) -> None:
        self._say(why)
        announce(self, why)
        self._is_meant = False
        self._field.clear()
        self._again.start(wait_ms)

    def _let_try(self) -> None:
        self._button.setEnabled(True)
        if self._is_meant:
            self._is_meant = False
            self._try()

    def _say(self, why: str) -> None:
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def _try(self) -> None:
        if not self._button.isEnabled():
            self._is_meant = True
        elif self._field.text:
            self.tried.emit(self._field.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(0, 0, 1, self.height()), self._look.theme.line)
