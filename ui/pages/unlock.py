"""The page of a kit that is put away: one field, or one button where no passphrase keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.theme import Look
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, Soft
from ui.widgets.page_frame import PageFrame
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.scroll_column import ScrollColumn

_WIDEST = 460


class UnlockPage(PageFrame):
    tried = Signal(str)
    """A passphrase or a recovery code."""
    shown_again = Signal()

    def __init__(
        self, look: Look, *, asks: bool, said: str = "", parent: QWidget | None = None
    ) -> None:
        """`asks`: for a passphrase. `said`: what there is to say of what was put away."""
        super().__init__(look, footer=False, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self._look, self._asks = look, asks
        self.setAccessibleName(_("Locked") if asks else _("Put away"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head_left.addWidget(Heading(look, "Circlekeeper"))
        self.field = PassphraseField(look, _("Passphrase, or recovery code"))
        self.field.entered.connect(self._try)
        if asks:
            self.setFocusProxy(self.field.line)
        self.button = KeyButton(look, _("Open the kit"), _("Enter"), kind=Kind.MAIN)
        self.button.clicked.connect(self._try)
        self._why = Soft(look)
        self._is_meant = False
        """Enter was pressed before the next try counts."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._let_try)
        self._fill(said)
        look.changed.connect(self._arrange)
        self._arrange()

    def _fill(self, said: str) -> None:
        look, column = self._look, ScrollColumn(self._look)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(column, 0)
        row.addStretch(1)
        self._column = column
        column.body.setSpacing(14)
        column.body.setContentsMargins(20, 24, 20, 24)
        column.body.addStretch(1)
        if self._asks:
            column.body.addWidget(Heading(look, _("Your kit is locked")))
            column.body.addWidget(
                Soft(look, _("Everything in it is as you left it. Its passphrase opens it."))
            )
        else:
            column.body.addWidget(Heading(look, _("Put away")))
            column.body.addWidget(
                Soft(look, _("Nothing is shown. Whoever sits here can show it again."))
            )
            self.button.show_words(_("Show again"), _("Enter"))
        self._said = Soft(look, said)
        column.body.addWidget(self._said)
        self._said.setVisible(bool(said))
        column.body.addWidget(self.field)
        self.field.setVisible(self._asks)
        column.body.addWidget(self._why)
        self._why.hide()
        column.body.addWidget(self.button)
        self._forgotten = Soft(
            look,
            _(
                "Forgotten? Type the recovery code into the same field, with or without dashes. "
                "Without one of the two nobody can open the kit."
            ),
            small=True,
        )
        column.body.addWidget(self._forgotten)
        self._forgotten.setVisible(self._asks)
        column.body.addStretch(2)
        self.body.addLayout(row, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._asks and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.shown_again.emit()

    def wait_for_it(self) -> None:
        """It is being tried."""
        self.button.setEnabled(False)
        self._say(_("One moment…"))

    def refuse(self, why: str, *, wait_ms: int = 0) -> None:
        """`wait_ms`: until the next try counts."""
        self._say(why)
        announce(self, why)
        self._is_meant = False
        self.field.clear()
        self.field.line.setFocus()
        self._again.start(wait_ms)

    @property
    def waits(self) -> bool:
        return not self.button.isEnabled()

    def _let_try(self) -> None:
        self.button.setEnabled(True)
        if self._is_meant:
            self._is_meant = False
            self._try()

    def _say(self, why: str) -> None:
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def _try(self) -> None:
        if not self._asks:
            self.shown_again.emit()
        elif self.waits:
            self._is_meant = True
        elif self.field.text:
            self.tried.emit(self.field.text)

    def _arrange(self) -> None:
        self._column.setFixedWidth(min(self._look.px(_WIDEST), max(320, self.width() - 40)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
