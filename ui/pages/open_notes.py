"""Notes from somebody, looked at before they are taken in; kept by a passphrase, they are asked for it."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.accessible import announce
from ui.actions import Action, bind
from ui.pages.open_shown import Previewed, TakenIn, can_come_in, heading, lines
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Heading, Soft
from ui.widgets.page_frame import PageFrame
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from circle.arriving import Coming

_WIDE = 640
_MOST = 1000


class OpenNotesPage(QWidget):
    look_asked = Signal(str)
    """With the passphrase that was written, or none."""
    import_asked = Signal(object)
    """The Coming that was looked at."""
    chosen = Signal(str)
    """The session that was taken in is to be opened."""
    read_chosen = Signal(str)
    """The session that comments came about is to be read with them."""
    left = Signal()

    def __init__(self, look: Look, file: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if parent is not None:
            self.resize(parent.size())
        self._look, self._taken, self._said_about = look, "", ""
        self._shown: Previewed | None = None
        self._coming: object = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Notes from somebody"))
        self.card = Card(look, file.name)
        self._title = Heading(look, "", Role.PROMPT)
        self._words = Body(look)
        self._why = Body(look)
        self.field = LineField(look, _("Passphrase"))
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.see = Check(look, _("Show what I type"))
        self.open_button = KeyButton(look, _("Open it"), kind=Kind.MAIN)
        self.import_button = KeyButton(look, _("Import"), _("Ctrl Enter"), kind=Kind.MAIN)
        self.session_button = KeyButton(look, _("Open the session"), kind=Kind.MAIN)
        self.read_button = KeyButton(look, _("Read them"), kind=Kind.MAIN)
        self.leave_button = KeyButton(look, _("Leave"), _("Esc"))
        self.actions_here = (
            Action("import", _("Import"), ("Ctrl+Return", "Ctrl+Enter"), self._import),
            Action("leave", _("Leave, or back"), ("Escape",), self.left.emit),
        )
        bind(self, self.actions_here)
        self._promise = Soft(look, _("Nothing is taken in before you say so"))
        self._lay_out()
        self._connect()
        self._arrange()

    def _lay_out(self) -> None:
        look, body, buttons = self._look, self.card.body, Flow(gap=10)
        for widget in (self._title, self._words, self._why, self.field, self.see):
            body.addWidget(widget)
        for button in (
            self.open_button,
            self.import_button,
            self.session_button,
            self.read_button,
            self.leave_button,
        ):
            buttons.addWidget(button)
        body.addSpacing(8)
        body.addLayout(buttons)
        place, scroll = QHBoxLayout(), ScrollColumn(look)
        place.addStretch(1)
        place.addWidget(self.card, _MOST)
        place.addStretch(1)
        scroll.body.setContentsMargins(24, 24, 24, 24)
        scroll.body.addLayout(place)
        scroll.body.addStretch(1)
        frame = PageFrame(look, footer=False)
        frame.head_left.addWidget(Heading(look, _("Notes from somebody")))
        frame.head_right.addWidget(self._promise)
        frame.body.addWidget(scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        self._fit()
        look.changed.connect(self._fit)

    def _connect(self) -> None:
        self.see.toggled.connect(self._hide_or_show)
        self.field.returnPressed.connect(self._ask)
        self.open_button.clicked.connect(self._ask)
        self.import_button.clicked.connect(self._import)
        self.session_button.clicked.connect(lambda: self.chosen.emit(self._taken))
        self.read_button.clicked.connect(lambda: self.read_chosen.emit(self._said_about))
        self.leave_button.clicked.connect(self.left)

    # What is shown

    def show_opening(self) -> None:
        """It is being read; the page can be left meanwhile."""
        self._shown = None
        self._say(_("Opening…"))
        self._arrange()
        self.setFocus()

    def show_waiting(self, words: str) -> None:
        """What there is stays to be read, and the page can be left."""
        self._say(words)

    def show_preview(self, shown: Previewed, coming: Coming) -> None:
        """`coming`: all of it, as it is then taken in."""
        self._shown, self._coming = shown, coming
        self._title.setText(heading(shown))
        self._words.setText("\n".join(lines(shown)))
        self._say("")
        self._arrange()
        self.setFocus()
        announce(self, f"{heading(shown)}. {self._words.text()}")

    def ask_for_passphrase(self, why: str) -> None:
        """It is kept by one, or the one that was written does not open it."""
        self._shown = None
        self._say(why)
        self._arrange(asks=True)
        self.field.setFocus()
        self.field.selectAll()

    def show_refused(self, why: str) -> None:
        """The file cannot be used, or not be taken in now."""
        self._say(why)
        self._arrange()

    def show_taken_in(self, taken: TakenIn, *, is_session: bool, can_be_read: bool = False) -> None:
        """`can_be_read`: comments came, on a session that is here."""
        self._shown = None
        self._taken = taken.id if is_session else ""
        self._said_about = taken.id if can_be_read else ""
        self._promise.hide()
        self._say(taken.sentence)
        self._arrange()
        ways = {self._taken: self.session_button, self._said_about: self.read_button}
        next(
            (ways[one] for one in (self._said_about, self._taken) if one), self.leave_button
        ).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.field.isVisible():
            self.setFocus()

    def _arrange(self, *, asks: bool = False) -> None:
        """What can be done now is there, and nothing else."""
        shown = self._shown
        for widget in (self.field, self.see, self.open_button):
            widget.setVisible(asks)
        self.import_button.setVisible(shown is not None and can_come_in(shown))
        self.session_button.setVisible(bool(self._taken))
        self.read_button.setVisible(bool(self._said_about))
        for widget in (self._title, self._words):
            widget.setVisible(shown is not None)
        self.leave_button.show_words(
            _("Back") if self._taken or self._said_about else _("Leave"), _("Esc")
        )

    def _say(self, words: str) -> None:
        self._why.setText(words)
        self._why.setVisible(bool(words))
        announce(self, words)

    @property
    def _passphrase(self) -> str:
        """Composed, as whoever sealed the file had it."""
        return unicodedata.normalize("NFC", self.field.text())

    def _ask(self) -> None:
        if self.field.isVisible() and self.field.text():
            self.look_asked.emit(self._passphrase)

    def _import(self) -> None:
        if self._shown is not None and can_come_in(self._shown):
            self.import_asked.emit(self._coming)

    def _hide_or_show(self) -> None:
        shown = self.see.isChecked()
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _fit(self) -> None:
        self.card.setMaximumWidth(self._look.px(_WIDE))
