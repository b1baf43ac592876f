"""Notes from somebody in many files: looked through, then taken in together or left."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from circle.found_files import Found
from circle.i18n import gettext as _
from circle.reading_many import Becomes, Foreseen, Kept, Read
from ui.accessible import announce
from ui.actions import Action, bind
from ui.open_acts import at_once
from ui.opening_many import OpeningMany
from ui.pages.open_many_shown import (
    Came,
    Listed,
    asks_words,
    came_words,
    found_words,
    import_words,
    name_of,
    rows_shown,
)
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Heading, Soft
from ui.widgets.page_frame import FEW_BUTTONS, PageFrame
from ui.widgets.rows_view import RowsView
from ui.widgets.said_line import SaidLine
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from concurrent.futures import Future

    from circle.store import Store

_SHOWN_AT_ONCE = 100
"""A longer list is shown when all is read: to lay it out again and again would take the window's time."""
_ALL_ROOM = 1000
_FIELD = 280


class OpenManyPage(QWidget):
    left = Signal()
    review_asked = Signal()
    """What was taken in is to be reviewed."""

    def __init__(
        self,
        look: Look,
        opened: Sequence[Path],
        store: Callable[[], Store],
        now: Callable[[], datetime],
        *,
        first_is_over: Callable[[], Future[None]] = at_once,
        parent: QWidget | None = None,
    ) -> None:
        """`opened`: files and folders. `now`: the wall clock, aware."""
        super().__init__(parent)
        if parent is not None:
            self.resize(parent.size())
        self._look, self._opened, self._store, self._now = look, tuple(opened), store, now
        self._listed: dict[Path, Listed] = {}
        self._found = Found()
        self._foreseen: Foreseen | None = None
        self._asked_to_leave = False
        self._tried = ""
        """The passphrase that is tried now."""
        self.work = OpeningMany(store, now, self, first_is_over)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Notes from somebody, in many files"))
        self._words = Body(look)
        self._promise = Soft(look, _("Nothing is taken in before you say so"))
        self._asks = Soft(look)
        self.field = LineField(look, _("Passphrase"))
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.see = Check(look, _("Show what I type"))
        self.try_button = KeyButton(look, _("Try it"))
        self.list = RowsView(look, _("Files"), most=6)
        self.result = SaidLine(look)
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self.cancel_button = KeyButton(look, _("Cancel"))
        self.review_button = KeyButton(look, _("Review…"))
        self.import_button = KeyButton(look, _("Import"), _("Ctrl Enter"), kind=Kind.MAIN)
        self.actions_here = (
            Action("import", _("Import"), ("Ctrl+Return", "Ctrl+Enter"), self.take_in),
            Action("leave", _("Cancel, or back"), ("Escape",), self.go_back),
        )
        bind(self, self.actions_here)
        self._lay_out()
        self._connect()
        self._arrange()
        self._fit()
        look.changed.connect(self._fit)
        self.work.look(self._opened)

    def _lay_out(self) -> None:
        look, card, row = self._look, Card(self._look), Flow(gap=8)
        for widget in (self.field, self.see, self.try_button):
            row.addWidget(widget)
        card.body.addWidget(self._words)
        card.body.addWidget(self._asks)
        card.body.addLayout(row)
        card.body.addWidget(self.list, _ALL_ROOM)
        card.body.addStretch(1)
        scroll = ScrollColumn(look)
        scroll.body.setContentsMargins(24, 20, 24, 20)
        scroll.body.addWidget(card)
        frame = PageFrame(look, two_feet_below=FEW_BUTTONS)
        frame.head_left.addWidget(Heading(look, _("Notes from somebody")))
        frame.head_right.addWidget(self._promise)
        frame.body.addWidget(scroll)
        frame.above_foot.addWidget(self.result)
        frame.foot_left.addWidget(self.back_button)
        for button in (self.cancel_button, self.review_button, self.import_button):
            frame.foot_right.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)

    def _connect(self) -> None:
        work = self.work
        work.found.connect(self._keep_found)
        work.read.connect(self._list)
        work.progressed.connect(self._show_progress)
        work.looked.connect(self._show_looked)
        work.taken.connect(self._mark)
        work.ended.connect(self._end)
        self.see.toggled.connect(self._hide_or_show)
        self.field.returnPressed.connect(self._try)
        self.try_button.clicked.connect(self._try)
        self.back_button.clicked.connect(self.go_back)
        self.cancel_button.clicked.connect(work.cancel)
        self.review_button.clicked.connect(self.review_asked)
        self.import_button.clicked.connect(self.take_in)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    @property
    def is_busy(self) -> bool:
        return self.work.reads or self.work.takes_in

    @property
    def listed(self) -> tuple[Listed, ...]:
        return tuple(self._listed.values())

    def _keep_found(self, found: Found) -> None:
        self._found = found

    def _list(self, read: Sequence[Read]) -> None:
        """What is new of it, is said by the kit as it is now, with what comes before it in the list."""
        for one in read:
            self._listed[one.file] = Listed(
                one, name_of(one.file, self._opened), self._becomes(one)
            )
        if len(self._listed) <= _SHOWN_AT_ONCE:
            self._show_rows()

    def _becomes(self, one: Read) -> Becomes | None:
        if not isinstance(one, Kept):
            return None
        if self._foreseen is None:
            self._foreseen = Foreseen(self._store())
        return self._foreseen.of(one)

    def _show_rows(self) -> None:
        self.list.show_rows(rows_shown(self.listed, self._now().astimezone()))

    def _show_progress(self, words: str) -> None:
        if self.work.waits:
            self.result.say(words)
        elif self.work.takes_in:
            self.result.say(_("Taking in: {words}").format(words=words))
        else:
            self._words.setText(_("Opening… {words}").format(words=words))
        self._arrange()

    def _show_looked(self) -> None:
        tried, self._tried = self._tried, ""
        was_here = not tried or self.field.hasFocus() or self.try_button.hasFocus()
        self._show_found()
        announce(self, self._words.text())
        if was_here:
            (self.field if self.field.isVisible() else self).setFocus()
        if was_here and tried and self.field.text() == tried:
            self.field.selectAll()

    def _show_found(self) -> None:
        self._words.setText(found_words(self.listed, self._found))
        self._show_rows()
        self._arrange()

    def _arrange(self) -> None:
        """What can be done now is there, and nothing else."""
        busy = self.is_busy
        listed = () if busy else self.listed  # this is asked after every step
        words, asks = import_words(listed), asks_words(listed)
        if not self._tried:  # whoever writes there writes on
            self._asks.setText(asks)
            for widget in (self._asks, self.field, self.see, self.try_button):
                widget.setVisible(bool(asks))
        self.cancel_button.setVisible(busy)
        self.import_button.setVisible(bool(words))
        if words:
            self.import_button.show_words(words, _("Ctrl Enter"))
        self.review_button.setVisible(any(one.came for one in listed))

    def _try(self) -> None:
        """Composed, as whoever sealed the files had it."""
        those = [one.read.file for one in self.listed if one.group == "asks"]
        if self.field.isVisible() and self.field.text() and those and not self.is_busy:
            self._tried = self.field.text()
            self.work.read_again(those, unicodedata.normalize("NFC", self._tried))
            self._arrange()

    def take_in(self) -> None:
        those = [one.read for one in self.listed if one.comes]
        if those and not self.is_busy:
            self._asked_to_leave = False
            self.work.take_in([one for one in those if isinstance(one, Kept)])
            self._arrange()

    def _mark(self, read: Kept) -> None:
        """It is in the kit; nothing of it needs to be held any longer."""
        self._listed[read.file] = replace(
            self._listed[read.file], read=replace(read, packed=b""), came=True
        )

    def _end(self, came: Came) -> None:
        self.result.say(came_words(came, self.listed))
        self._promise.setVisible(False)
        self._show_found()
        (self.review_button if self.review_button.isVisible() else self).setFocus()

    def go_back(self) -> None:
        """While it is busy it ends that first."""
        if self.is_busy:
            self.work.cancel()
            return
        self.work.finish()
        self.left.emit()

    def holds_back(self) -> bool:
        """The window is to be closed: while files are taken in it says so; asked once more, it ends."""
        if not self.work.takes_in or self._asked_to_leave:
            self.work.finish()
            return False
        self._asked_to_leave = True
        self.result.say(
            _("Sessions are still being taken in. Close once more to leave out the rest.")
        )
        return True

    def _hide_or_show(self) -> None:
        shown = self.see.isChecked()
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _fit(self) -> None:
        self.field.setMinimumWidth(self._look.px(_FIELD))
