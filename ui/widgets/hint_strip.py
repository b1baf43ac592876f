"""A calm strip above the pages: one sentence about what to try, and the ways on from it. It never takes the focus."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.actions import Action, bind
from ui.theme import Look
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Ink, SmallHeading

_BESIDE = 40
"""So many letters of the sentence stand beside the buttons, or it goes below them."""


class HintStrip(QWidget):
    show_asked = Signal()
    leave_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(_("Sample circle"))
        self._where = SmallHeading(look, parent=self)
        self._where.show_ink(Ink.MOSS)
        self._words = Body(look, parent=self)
        self._show = KeyButton(look, _("Show me"), _("F2"), small=True, parent=self)
        self._leave = KeyButton(
            look, _("Leave the sample"), kind=Kind.QUIET, small=True, parent=self
        )
        self._show.clicked.connect(self.show_asked)
        self._leave.clicked.connect(self.leave_asked)
        bind(self, (Action("show_me", _("Show me"), ("F2",), self._go_on),))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self._show)
        self._buttons.addWidget(self._leave)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(1, 1)
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(16)
        self._lay_out()
        look.changed.connect(self._lay_out)

    def show_hint(self, words: str, n: int, of: int, *, can_show: bool) -> None:
        """`n`: from 1. A hint whose words change while it stands is not announced anew."""
        where = _("Sample circle, hint {n} of {of}").format(n=n, of=of)
        is_new = where != self._where.text()
        self._where.setText(where)
        self._words.setText(words)
        self._show.setVisible(can_show)
        if not can_show:
            self._leave.show_words(_("To the start page"), _("F2"))
        if is_new:
            announce(self, words)

    @property
    def text(self) -> str:
        return self._words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, box = self._look.theme, self.rect()
        with QPainter(self) as painter:
            painter.fillRect(box, theme.moss_tint)
            painter.fillRect(0, box.height() - 1, box.width(), 1, theme.line)

    def _go_on(self) -> None:
        """Where nothing is left to show, to where one came from."""
        (self._show if self._show.isVisible() else self._leave).click()

    def _lay_out(self) -> None:
        words = self._words.fontMetrics().averageCharWidth() * _BESIDE
        narrow = self.width() < self._buttons.sizeHint().width() + words
        for part in (self._where, self._words):
            self._grid.removeWidget(part)
        self._grid.removeItem(self._buttons)
        self._grid.addWidget(self._where, 0, 0)
        self._grid.addWidget(self._words, 1, 0, 1, 2 if narrow else 1)
        self._grid.addLayout(self._buttons, 0, 1, 1 if narrow else 2, 1)
        self._grid.setContentsMargins(24, 2 if narrow else 8, 16, 8)
        self.update()
