"""The page of all backups: each with what is in it, and the way back to it, asked in the row itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.actions import Action, bind
from ui.pages.backups_shown import BackupShown, asking_words
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.inline_form import InlineForm
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Heading, Soft
from ui.widgets.page_frame import MARGIN, PageFrame
from ui.widgets.scroll_column import ScrollColumn

_WIDEST = 820
"""Lines of a list that are longer are hard to follow."""


class BackupsPage(PageFrame):
    back_to = Signal(object)
    """A Backup that the kit is to go back to."""
    left = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, two_feet_below=0, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self._look = look
        self.setAccessibleName(_("Backups"))
        self.actions_here = (Action("back", _("Back"), ("Escape",), self.left.emit),)
        bind(self, self.actions_here)
        self.rows: list[BackupRow] = []
        self._scroll = ScrollColumn(look)
        self._list = Card(look, "")
        self.about = Soft(look)
        self.aside = Soft(look, small=True)
        for part in (self.about, self._list, self.aside):
            self._scroll.body.addWidget(part)
        self._scroll.body.setSpacing(16)
        self._scroll.body.addStretch(1)
        self.body.addWidget(self._scroll)
        self.head_left.addWidget(Heading(look, _("Backups")))
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self.back_button.clicked.connect(self.left)
        self.foot_left.addWidget(self.back_button)
        self.foot_left.addStretch(1)
        self._arrange()
        look.changed.connect(self._arrange)

    def show_backups(self, shown: Sequence[BackupShown]) -> None:
        """The newest first."""
        self._list.setVisible(bool(shown))
        for one in shown:
            row = BackupRow(self._look, one)
            row.asked.connect(partial(self._ask, row))
            row.chosen.connect(partial(self.back_to.emit, one.backup))
            self.rows.append(row)
            self._list.body.addWidget(row)

    def show_checked(self, shown: BackupShown) -> None:
        for row in self.rows:
            if row.shown.backup == shown.backup:
                row.show_backup(shown)

    def show_about(self, about: str, aside: str) -> None:
        """`aside`: what there is to say of kits that were set aside."""
        self.about.setText(about)
        self.aside.setText(aside)
        self.aside.setVisible(bool(aside))

    def show_busy(self, *, is_busy: bool) -> None:
        """While it goes back to one nothing else is begun."""
        for row in self.rows:
            row.setEnabled(not is_busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab begins at the first button, and none is marked before."""
        super().showEvent(event)
        self.setFocus()

    def _ask(self, row: BackupRow) -> None:
        for other in self.rows:
            if other is not row:
                other.ask(asks=False)
        row.ask(asks=True)
        self._scroll.ensureWidgetVisible(row)

    def _arrange(self) -> None:
        spare = max(0, self.width() - 2 * MARGIN - self._look.px(_WIDEST))
        self._scroll.body.setContentsMargins(MARGIN, MARGIN, MARGIN + spare, MARGIN)


class BackupRow(QWidget):
    asked = Signal()
    chosen = Signal()

    def __init__(self, look: Look, shown: BackupShown, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self._title, self._about = Body(look), Soft(look, small=True)
        self.button = KeyButton(look, _("Go back to this one…"), small=True)
        self.button.clicked.connect(self.asked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._about)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(words, 1)
        line.addWidget(self.button)
        self.form = InlineForm()
        self._asking = Body(look)
        self.yes = KeyButton(look, _("Yes, go back"), small=True)
        self.no = KeyButton(look, _("Stay with my kit"), kind=Kind.QUIET, small=True)
        self.yes.clicked.connect(self.chosen)
        self.no.clicked.connect(self._leave)
        self.form.left.connect(self._leave)
        answers = Flow()
        answers.addWidget(self.yes)
        answers.addWidget(self.no)
        self.form.rows.addWidget(self._asking)
        self.form.rows.addLayout(answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.form)
        self.show_backup(shown)

    def show_backup(self, shown: BackupShown) -> None:
        self.shown = shown
        self._title.setText(shown.title)
        self._about.setText(shown.about)
        self._asking.setText(asking_words(shown))
        named = _("Go back to the one of {day}…").format(day=shown.title)
        self.button.setAccessibleName(named)
        self.button.setEnabled(shown.is_whole)

    def ask(self, *, asks: bool) -> None:
        self.form.setVisible(asks)
        if asks:
            self.no.setFocus()

    def _leave(self) -> None:
        self.ask(asks=False)
        self.button.setFocus()
