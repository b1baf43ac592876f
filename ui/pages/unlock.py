"""The page of a kit that is put away: one field, or one button where no passphrase keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.theme import Look
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, Soft
from ui.widgets.page_frame import PageFrame
from ui.widgets.passphrase_try import PassphraseTry
from ui.widgets.scroll_column import ScrollColumn

_WIDEST = 460


class UnlockPage(PageFrame):
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
        words = _("Open the kit") if asks else _("Show again")
        button = KeyButton(look, words, _("Enter"), kind=Kind.MAIN)
        self.tries = PassphraseTry(look, _("Passphrase, or recovery code"), button)
        self.tries.refused.connect(self.tries.field.line.setFocus)
        self.tries.field.setVisible(asks)
        button.clicked.connect(self.tries.try_it if asks else self.shown_again)
        if asks:
            self.setFocusProxy(self.tries.field.line)
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
        self._said = Soft(look, said)
        column.body.addWidget(self._said)
        self._said.setVisible(bool(said))
        column.body.addWidget(self.tries)
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

    def _arrange(self) -> None:
        self._column.setFixedWidth(min(self._look.px(_WIDEST), max(320, self.width() - 40)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
