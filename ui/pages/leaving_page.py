"""What the pages have in common on which it is chosen what leaves: head and foot, exporting, and how one goes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.drives import Drive
from circle.errors import Refused
from circle.i18n import gettext as _
from exports.house import HouseStyle
from exports.made import BUNDLE
from ui.actions import Action, bind
from ui.pages.close_shown import check_formats
from ui.pages.leaving_shown import Chosen, nothing_leaves_words
from ui.theme import Look
from ui.widgets.export_choices import ExportChoices, PassphraseMissing
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, Soft
from ui.widgets.page_frame import FEW_BUTTONS, PageFrame
from ui.widgets.said_line import SaidLine
from ui.widgets.two_sides import SideView, TwoSides

if TYPE_CHECKING:
    from ui.exporting import Exporting
    from ui.exporting_many import ExportingMany

_ENTER = ("Ctrl+Return", "Ctrl+Enter")


class LeavingPage(QWidget):
    left = Signal()

    def __init__(
        self,
        look: Look,
        title: str,
        chosen: Chosen,
        house: HouseStyle,
        drives: Callable[[], tuple[Drive, ...]],
        *,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if parent is not None:
            self.resize(parent.size())
        self._look, self._house, self._reader = look, house, chosen.reader
        self._leaves = chosen
        """What is being exported."""
        self._sealed = self._on_a_drive = self._asked_to_leave = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(title)
        self._title = title
        self.choices = ExportChoices(look, chosen, drives, several=several)
        self._promise = Soft(look, nothing_leaves_words())
        self.result = SaidLine(look)
        self.cancel_button = KeyButton(look, _("Cancel"))
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self.button = KeyButton(look, _("Export"), _("Ctrl Enter"), kind=Kind.MAIN)
        self.actions_here: tuple[Action, ...] = ()

    def _put_together(self, view: SideView, work: Exporting | ExportingMany) -> None:
        """`view`: what is seen beside the choices; `work`: by which it leaves. Both end when the page is left."""
        self._work = work
        self._sides = TwoSides(self._look, self.choices, view, _("Choices"))
        self.choices.folder_changed.connect(lambda: self.result.say(""))
        self.back_button.clicked.connect(self.go_back)
        self.cancel_button.clicked.connect(work.cancel)
        self.button.clicked.connect(self.export)
        work.progressed.connect(self.result.say)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._look
        frame = PageFrame(look, two_feet_below=FEW_BUTTONS)
        frame.head_left.addWidget(Heading(look, self._title))
        frame.head_right.addWidget(self._promise)
        frame.body.addWidget(self._sides)
        frame.foot_left.addWidget(self.back_button)
        frame.above_foot.addWidget(self.result)
        frame.foot_right.addWidget(self.cancel_button)
        frame.foot_right.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        self.cancel_button.hide()
        foot = (self.result.open_button, self.back_button, self.cancel_button, self.button)
        for one, after in pairwise((*self._sides.in_order, *foot)):
            QWidget.setTabOrder(one, after)

    def _act(self, words: str, *more: Action) -> None:
        """What keys do here; `words`: what exporting is called."""
        self.actions_here = (
            Action("export", words, _ENTER, self.export),
            Action("leave", _("Leave, or back"), ("Escape",), self.go_back),
            *more,
        )
        bind(self, self.actions_here)

    @property
    def is_exporting(self) -> bool:
        return self._work.runs

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    def export(self) -> None:
        if self._work.runs:
            return
        chosen, passphrase = self.choices.chosen, ""
        try:
            check_formats(chosen.formats)
            self._check()
            if BUNDLE in chosen.formats:
                passphrase = self.choices.passphrase_to_use()
        except PassphraseMissing as why:
            self.result.say(str(why))
            self._show_field()
            return
        except Refused as why:
            self.result.say(str(why))
            return
        self._leaves, self._asked_to_leave = chosen, False
        self._sealed = bool(passphrase)
        self._on_a_drive = self.choices.where.drive is not None
        self.cancel_button.show()
        self._begin(passphrase)

    def _check(self) -> None:
        """Raises Refused while it cannot be exported."""

    def _begin(self, passphrase: str) -> None:
        """What leaves is known, and may."""
        raise NotImplementedError

    def _show_field(self) -> None:
        """For the passphrase: in sight, with the focus."""
        card = self.choices.passphrase
        self._sides.show_choice(card.first, card)

    def _tell_end(self, words: str, *, some_left: bool) -> None:
        self.cancel_button.hide()
        opens = some_left and not self._on_a_drive
        self.result.say(words, self._leaves.folder if opens else None)
        if some_left:
            self._promise.setText(nothing_leaves_words(again=True))

    def go_back(self) -> None:
        """While documents are made it ends that first."""
        if self._work.runs:
            self._work.cancel()
            return
        self._stop()
        self.left.emit()

    def holds_back(self) -> bool:
        """The window is to be closed: while documents are made it says so; asked once more, it does not."""
        if not self._work.runs or self._asked_to_leave:
            self._stop()
            return False
        self._asked_to_leave = True
        self.result.say(self._still_made())
        return True

    def _stop(self) -> None:
        """What has begun to be written is, and is in the register."""
        self._work.cancel()
        self._work.finish()

    def _still_made(self) -> str:
        raise NotImplementedError
