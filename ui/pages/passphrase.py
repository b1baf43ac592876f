"""The page on which the kit gets a passphrase or another one, another recovery code, or none any more."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from circle.before_leaving import short_words
from circle.errors import Wrong
from circle.i18n import gettext as _
from circle.recovery_code import read_code
from ui import passphrase_words as words
from ui.accessible import announce
from ui.actions import Action, bind
from ui.theme import Look, Role
from ui.widgets.fields import LineField
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Heading, Soft
from ui.widgets.page_frame import FEW_BUTTONS, PageFrame
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.scroll_column import ScrollColumn

_WIDEST = 560
_MAY_BREAK = "\u200b"
"""Without it a line ends between two letters alone, and never before a digit."""


class For(Enum):
    SET = "set"
    CHANGE = "change"
    CODE = "code"
    REMOVE = "remove"


class PassphrasePage(PageFrame):
    """Step by step: the present passphrase where there is one, the new one, the code. Nothing is done before the last."""

    done = Signal(str, str, str)
    """The present passphrase or code, the new passphrase, the new code; each empty where it was not asked for."""
    left = Signal()
    paper_asked = Signal(str)
    """The code is to be written into a file that can be printed."""

    def __init__(
        self,
        look: Look,
        what: For,
        code: Callable[[], str],
        *,
        asks_present: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`code`: makes a recovery code. `asks_present`: not of somebody who came in with the recovery code."""
        super().__init__(look, two_feet_below=FEW_BUTTONS, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self._look, self._what, self._make_code = look, what, code
        self._asks_present = asks_present and what is not For.SET
        self._code = ""
        self._busy = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_titles()[what])
        self.actions_here = (Action("back", _("Back"), ("Escape",), self.leave),)
        bind(self, self.actions_here)
        self._make_fields()
        self._lay_out()
        look.changed.connect(self._fit)
        self._fit()

    def _make_fields(self) -> None:
        look = self._look
        self.present = PassphraseField(look, _("Passphrase of now, or recovery code"))
        self.first = PassphraseField(look, _("New passphrase"))
        self.second = LineField(look, _("The same once more"))
        self._short = Soft(look, small=True)
        self._shown_code = Heading(look, "", Role.TITLE)
        self.typed = LineField(look, _("Type the code here once"))
        self.paper = KeyButton(look, _("Save as a page to print…"), small=True)
        self._why = Body(look)
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self.button = KeyButton(look, "", _("Enter"), kind=Kind.MAIN)
        self.second.setEchoMode(self.first.line.echoMode())
        self.first.shown.toggled.connect(
            lambda *_on: self.second.setEchoMode(self.first.line.echoMode())
        )
        self.first.line.textChanged.connect(self._hint)
        for line in (self.present.line, self.first.line, self.second, self.typed):
            line.returnPressed.connect(self.go_on)
        self.button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(self.leave)
        self.paper.clicked.connect(self._ask_for_paper)

    def _ask_for_paper(self) -> None:
        self.paper_asked.emit(self._code)
        self.typed.setFocus()  # where the code is to be typed next

    def _lay_out(self) -> None:
        look, self._column, row = self._look, ScrollColumn(self._look), QHBoxLayout()
        self.head_left.addWidget(Heading(look, _titles()[self._what]))
        row.addStretch(1)
        row.addWidget(self._column)
        row.addStretch(1)
        self.body.addLayout(row, 1)
        body = self._column.body
        body.setContentsMargins(8, 24, 8, 24)
        body.setSpacing(12)
        self._about = Body(look, self._about_words())
        self._about_code = Body(look, words.about_code())
        for one in (
            *(self._about, self.present, self.first, self._short, self.second),
            *(self._about_code, self._shown_code, self.typed, self._why, self.paper),
        ):
            body.addWidget(one)
        body.setAlignment(self.paper, Qt.AlignmentFlag.AlignLeading)
        body.addStretch(1)
        self.foot_left.addWidget(self.back_button)
        self.foot_right.addWidget(self.button)
        self._show_fields()

    def _about_words(self) -> str:
        match self._what:
            case For.SET:
                return words.before_setting()
            case For.CHANGE:
                return _(
                    "The old passphrase will no longer open the kit. The recovery code stays the same."
                )
            case For.CODE:
                return _(
                    "The old recovery code will no longer open the kit. The passphrase stays the same."
                )
            case For.REMOVE:
                return _(
                    "The kit and its backups will be ordinary files again: whoever can open this computer’s files can "
                    "read them."
                )

    def _show_fields(self) -> None:
        """Of the step that it has come to."""
        at_code = bool(self._code)
        sets = self._what in (For.SET, For.CHANGE)
        self.present.setVisible(self._asks_present and not at_code)
        self._about.setVisible(not at_code)
        for one in (self.first, self.second):
            one.setVisible(sets and not at_code)
        for one in (self._about_code, self._shown_code, self.typed, self.paper):
            one.setVisible(at_code)
        self._hint()
        self._say("")
        last = at_code or self._what in (For.CHANGE, For.REMOVE)
        self.button.show_words(_buttons()[self._what] if last else _("Go on"), _("Enter"))
        QTimer.singleShot(0, self, self._first_field().setFocus)

    def _first_field(self) -> QWidget:
        if self._code:
            return self.typed
        return self.present.line if self._asks_present else self.first.line

    def go_on(self) -> None:
        if self._busy:
            return
        if why := self._missing():
            self._say(why)
            announce(self, why)
        elif self._what in (For.SET, For.CODE) and not self._code:
            self._code = self._make_code()
            self._shown_code.setText(self._code.replace("-", f"-{_MAY_BREAK}"))
            self._shown_code.setAccessibleName(self._code)
            self._show_fields()
        else:
            self.done.emit(self.present.text, self.first.text, self._code)

    def _missing(self) -> str:
        if self._code:
            return self._wrong_code()
        if self._asks_present and not self.present.text:
            return _("Type the passphrase that opens the kit now.")
        if self._what in (For.SET, For.CHANGE):
            if not self.first.text.strip():
                return _("Type a passphrase. Several words are best.")
            if self.first.line.text() != self.second.text():
                return _("The two are not the same. Type the second once more.")
        return ""

    def _wrong_code(self) -> str:
        try:
            if read_code(self.typed.text()) != read_code(self._code):
                return words.other_code()
        except Wrong as why:
            return words.code_is_wrong(str(why))
        return ""

    def show_busy(self) -> None:
        """It is being done: what is on the disk is written anew, and nothing else can be done meanwhile."""
        self._busy = True
        self._say(_("One moment: the kit is being written anew. It is whole at every moment."))
        for one in (self.button, self.back_button, self.present, self.first, self.second):
            one.setEnabled(False)
        self.typed.setEnabled(False)

    def refuse(self, why: str) -> None:
        self._busy = False
        for one in (self.button, self.back_button, self.present, self.first, self.second):
            one.setEnabled(True)
        self.typed.setEnabled(True)
        self._say(why)
        announce(self, why)
        if self._asks_present:
            self._code = ""
            self._show_fields()
            self._say(why)
            self.present.clear()

    def leave(self) -> None:
        if not self._busy:
            self.left.emit()

    def _hint(self) -> None:
        hint = short_words(self.first.text) if not self._code else ""
        self._short.setText(hint)
        self._short.setVisible(bool(hint))

    def _say(self, why: str) -> None:
        self._why.setText(why)
        self._why.setVisible(bool(why))
        if why:
            self._column.show_part(self._why)

    def _fit(self) -> None:
        self._column.setFixedWidth(min(self._look.px(_WIDEST), max(320, self.width() - 40)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _titles() -> dict[For, str]:
    return {
        For.SET: _("Set a passphrase"),
        For.CHANGE: _("Change the passphrase"),
        For.CODE: _("New recovery code"),
        For.REMOVE: _("Remove the passphrase"),
    }


def _buttons() -> dict[For, str]:
    return {
        For.SET: _("Set the passphrase"),
        For.CHANGE: _("Change it"),
        For.CODE: _("Use this code"),
        For.REMOVE: _("Remove it"),
    }
