"""Comments made into files to be sent back: of which sessions, kept by which passphrase, and where to. Nothing of a session goes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from circle.drives import Drive, removable_drives
from circle.errors import Refused
from circle.i18n import gettext as _
from circle.i18n import ngettext
from ui.actions import Action, bind
from ui.beside import Beside, Steps, writer
from ui.pages.leaving_shown import done_words
from ui.pages.sending_shown import going_words, sent_words
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.checks import Radio
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Heading, Soft
from ui.widgets.page_frame import FEW_BUTTONS, PageFrame
from ui.widgets.passphrase_fields import PassphraseFields
from ui.widgets.said_line import SaidLine
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.where_to import WhereTo

if TYPE_CHECKING:
    from exports.comments_out import Going

_WIDE = 640
_ENTER = ("Ctrl+Return", "Ctrl+Enter")


class SendCommentsPage(QWidget):
    sent = Signal(object, object, bool)
    """The ids of the sessions, the folder, and whether a passphrase keeps the files."""
    left = Signal()

    def __init__(
        self,
        look: Look,
        session: str,
        unsent: Sequence[str],
        folder: Path,
        *,
        going: Callable[[Sequence[str]], tuple[Going, ...]],
        drives: Callable[[], tuple[Drive, ...]] = removable_drives,
        parent: QWidget | None = None,
    ) -> None:
        """`session`: the one that is reviewed. `unsent`: those with comments that are new since they were sent.
        `going`: what goes out about sessions.
        """
        super().__init__(parent)
        if parent is not None:
            self.resize(parent.size())
        self._look, self._session, self._unsent, self._going = look, session, tuple(unsent), going
        self._beside = Beside(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Send comments back"))
        self.this_one = Radio(look, _("Yours on the session that you are reading"))
        self.all_new = Radio(look, _all_words(len(self._unsent)))
        self.passphrase = PassphraseFields(look)
        self.where = WhereTo(look, folder, drives)
        self._what, self._names = Body(look), Soft(look)
        self._promise = Soft(look, _("Nothing is written before you say so"))
        self._is_sent = False
        self.result = SaidLine(look)
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self.button = KeyButton(look, _("Make the file to send"), _("Ctrl Enter"), kind=Kind.MAIN)
        self.actions_here = (
            Action("send", _("Make the file to send"), _ENTER, self.send),
            Action("leave", _("Leave, or back"), ("Escape",), self.go_back),
        )
        bind(self, self.actions_here)
        self._lay_out()
        self._connect()
        several = self._unsent not in ((), (session,))
        self.all_new.setVisible(several)
        (self.all_new if several and session not in self._unsent else self.this_one).setChecked(
            True
        )
        self._look_for_names()
        self.all_new.toggled.connect(self._look_for_names)

    def _lay_out(self) -> None:
        look = self._look
        which, where = Card(look, _("Which comments")), Card(look, _("Where to"))
        group = QButtonGroup(self)
        for radio in (self.this_one, self.all_new):
            group.addButton(radio)
            which.body.addWidget(radio)
        which.body.addWidget(self._what)
        which.body.addWidget(
            Soft(look, _("They say when you wrote them. Nothing of the session goes with them."))
        )
        which.body.addWidget(self._names)
        where.body.addWidget(self.where)
        middle, scroll, across = QWidget(), ScrollColumn(look), QHBoxLayout()
        cards = QVBoxLayout(middle)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(14)
        for card in (which, self.passphrase, where):
            cards.addWidget(card)
        across.addStretch(1)
        across.addWidget(middle, 1000)
        across.addStretch(1)
        scroll.body.setContentsMargins(24, 24, 24, 24)
        scroll.body.addLayout(across)
        scroll.body.addStretch(1)
        frame = PageFrame(look, two_feet_below=FEW_BUTTONS)
        frame.head_left.addWidget(Heading(look, _("Send comments back")))
        frame.head_right.addWidget(self._promise)
        frame.body.addWidget(scroll)
        frame.foot_left.addWidget(self.back_button)
        frame.above_foot.addWidget(self.result)
        frame.foot_right.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        self._middle = middle
        self._fit()
        for one, after in pairwise((*self._in_order, self.back_button, self.button)):
            QWidget.setTabOrder(one, after)

    @property
    def _in_order(self) -> tuple[QWidget, ...]:
        words = self.passphrase
        fields = (words.first, words.second, words.shown, words.left_open)
        return (self.this_one, self.all_new, *fields, self.where.choose_button)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.go_back)
        self.button.clicked.connect(self.send)
        self.where.changed.connect(lambda: self.result.say(""))
        self._look.changed.connect(self._fit)

    def _look_for_names(self) -> None:
        """Before they leave it is seen what becomes of names in them."""
        what = names = ""
        try:
            going = self._going(self.sessions)
            what, names = "\n".join(going_words(going)), "\n".join(_names_words(going))
        except Refused as why:
            names = str(why)
        for label, words in ((self._what, what), (self._names, names)):
            label.setText(words)
            label.setVisible(bool(words))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    @property
    def sessions(self) -> tuple[str, ...]:
        return self._unsent if self.all_new.isChecked() else (self._session,)

    @property
    def is_sending(self) -> bool:
        return self._beside.runs

    def send(self) -> None:
        if self._beside.runs or self._is_sent:
            return
        if missing := self.passphrase.missing:
            self.result.say(missing)
            self.passphrase.first.setFocus()
            return
        try:
            going = self._going(self.sessions)
        except Refused as why:
            self.result.say(str(why))
            return
        self._beside.run(self._steps(going, self.where.folder, self.passphrase.passphrase))

    def _steps(self, going: tuple[Going, ...], folder: Path, passphrase: str) -> Steps:
        """A passphrase and a slow stick both take their time."""
        from exports.comments_out import write_comments

        sessions = tuple(dict.fromkeys(one.session for one in going))
        on_a_drive = self.where.drive is not None
        self.result.say(_("Writing and checking…"))
        try:
            files = yield writer().submit(write_comments, going, folder, passphrase)
        except Refused as why:
            self.result.say(str(why))
        except Exception:
            self.result.say(
                _("The comments could not be made into a file, so nothing was written. They are as they were.")
            )  # fmt: skip
            raise
        else:
            done = done_words(files, on_a_drive=on_a_drive)
            self.result.say(f"{done}\n{sent_words(len(files))}", folder)
            self._end()
            self.sent.emit(sessions, folder, bool(passphrase))

    def _end(self) -> None:
        """What is to be sent is there: nothing more can be done here but to go back."""
        self._is_sent = True
        self._promise.hide()
        self.button.hide()
        for widget in self._in_order:
            widget.setEnabled(False)
        self.back_button.setFocus()

    def go_back(self) -> None:
        """What has begun to be written is written."""
        self._beside.finish()
        self.left.emit()

    def holds_back(self) -> bool:
        self._beside.finish()
        return False

    def _fit(self) -> None:
        self._middle.setMaximumWidth(self._look.px(_WIDE))


def _all_words(n: int) -> str:
    words = ngettext(
        "Yours on {n} session, new since they were last sent",
        "Yours on {n} sessions, new since they were last sent",
        n,
    )
    return words.format(n=n)


def _names_words(going: Iterable[Going]) -> Iterator[str]:
    for old, new in dict.fromkeys(name for one in going for name in one.found):
        yield _("“{found}” becomes “{replacement}”.").format(found=old, replacement=new)
