"""What stands beside the circle while notes are hidden: a sentence, and when asked for, the way back to them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import SmallHeading, Soft
from ui.widgets.passphrase_try import PassphraseTry
from ui.widgets.scroll_column import ScrollColumn


class NotesHidden(QWidget):
    shown_again = Signal()

    def __init__(self, look: Look, *, asks: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._asks = look, asks
        self.setAccessibleName(_("Notes are hidden"))
        button = KeyButton(look, _("Show the notes"), _("Ctrl L"))
        button.clicked.connect(self.ask)
        self.tries = PassphraseTry(look, _("Passphrase"), button)
        self.tries.field.hide()
        self._about = Soft(look, self._words())
        around, scroll = QVBoxLayout(self), ScrollColumn(look)
        around.setContentsMargins(1, 0, 0, 0)
        around.addWidget(scroll)
        scroll.body.setContentsMargins(20, 20, 20, 20)
        scroll.body.setSpacing(14)
        heading = SmallHeading(look, _("Notes are hidden"))
        for one in (heading, self._about, self.tries):
            scroll.body.addWidget(one)
        scroll.body.addStretch(1)
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
        elif self.tries.field.isVisible():
            self.tries.try_it()
        else:
            self.tries.field.show()
            self._about.hide()
            self.tries.field.line.setFocus()

    def leave(self) -> None:
        """The keys are the circle's again."""
        self.tries.clear()
        self.tries.field.hide()
        self._about.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(0, 0, 1, self.height()), self._look.theme.line)
