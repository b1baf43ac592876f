"""The Export page: what leaves, for whom, in which form and where to; beside it, exactly what will leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.drives import Drive, removable_drives
from circle.errors import Refused
from circle.i18n import gettext as _
from circle.kept import Left
from circle.log import Log
from circle.notes import make_notes
from circle.searched import LookedFor
from circle.session_notes import SessionNotes
from exports.house import HouseStyle
from exports.made import BUNDLE
from ui.actions import Action, bind
from ui.exporting import Ended, Exporting
from ui.pages.close_shown import chosen_formats, levels_shown
from ui.pages.export_shown import against_rule_words, stays_words
from ui.pages.leaving_shown import (
    Chosen,
    consent_lines,
    done_words,
    nothing_leaves_words,
    still_offered,
)
from ui.theme import Look
from ui.widgets.export_choices import ExportChoices, PassphraseMissing
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, Soft
from ui.widgets.leaving_view import LeavingView
from ui.widgets.page_frame import FEW_BUTTONS, PageFrame
from ui.widgets.said_line import SaidLine
from ui.widgets.two_sides import TwoSides

_ENTER = ("Ctrl+Return", "Ctrl+Enter")
_PAUSE_MS = 150
"""What leaves is shown anew so long after the last choice."""


class ExportPage(QWidget):
    exported = Signal(object, bool)
    """What was Chosen, and whether a passphrase keeps the bundle."""
    left = Signal()

    def __init__(
        self,
        look: Look,
        session: str,
        log: Log,
        chosen: Chosen,
        house: HouseStyle,
        *,
        looked_for: LookedFor,
        drives: Callable[[], tuple[Drive, ...]] = removable_drives,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if parent is not None:
            self.resize(parent.size())
        self._look, self._session, self._log, self._house = look, session, log, house
        self._looked_for = looked_for
        self._notes: SessionNotes | None = None
        self._leaves: Chosen | None = None
        """What is being exported."""
        self._sealed = self._on_a_drive = self._asked_to_leave = False
        self._reader = chosen.reader
        self._exporting = Exporting(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Export notes"))
        self.choices = ExportChoices(look, chosen, drives)
        self.view = LeavingView(look)
        self._sides = TwoSides(look, self.choices, self.view, _("Choices"))
        self._promise = Soft(look, nothing_leaves_words())
        self.result = SaidLine(look)
        self.cancel_button = KeyButton(look, _("Cancel"))
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self.button = KeyButton(look, _("Export"), _("Ctrl Enter"), kind=Kind.MAIN)
        self.actions_here = self._actions()
        bind(self, self.actions_here)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._show_choices()

    def _actions(self) -> tuple[Action, ...]:
        shown = self._sides.show_part
        return (
            Action("export", _("Export the notes"), _ENTER, self.export),
            Action("leave", _("Leave, or back"), ("Escape",), self.go_back),
            Action(
                "page_forth", _("Next page"), ("PgDown",), lambda: self.view.go(1), repeats=True
            ),
            Action(
                "page_back", _("Previous page"), ("PgUp",), lambda: self.view.go(-1), repeats=True
            ),
            Action("page_larger", _("Larger page"), ("+", "="), lambda: self.view.zoom(1)),
            Action("page_smaller", _("Smaller page"), ("-",), lambda: self.view.zoom(-1)),
            Action("show_choices", _("Choices"), ("Alt+0",), lambda: shown("choices")),
            Action("show_pages", _("Pages"), ("Alt+1",), lambda: shown("pages")),
            Action("show_text", _("As text"), ("Alt+2",), lambda: shown("text")),
            Action("show_names", _("Names found"), ("Alt+3",), lambda: shown("names")),
        )

    def _lay_out(self) -> None:
        look = self._look
        frame = PageFrame(look, two_feet_below=FEW_BUTTONS)
        frame.head_left.addWidget(Heading(look, _("Export notes")))
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

    def _connect(self) -> None:
        choices = self.choices
        choices.changed.connect(self._choose)
        choices.folder_changed.connect(lambda: self.result.say(""))
        self.view.names_counted.connect(self._sides.show_names_found)
        self._pause.timeout.connect(self._show_what_leaves)
        self.back_button.clicked.connect(self.go_back)
        self.cancel_button.clicked.connect(self._exporting.cancel)
        self.button.clicked.connect(self.export)
        self._exporting.progressed.connect(self.result.say)
        self._exporting.ended.connect(self._end)

    # What is shown

    @property
    def chosen(self) -> Chosen:
        return self.choices.chosen

    def show_left(self, exports: Sequence[Left]) -> None:
        """What left before."""
        self.choices.show_left(exports)

    def _choose(self) -> None:
        """Another format, reader, level or paper."""
        self.result.say("")
        now = self.chosen.reader
        self.choices.choose_formats(still_offered(self._reader, now, self.chosen.formats))
        self._reader = now
        self._show_choices()

    def _show_choices(self) -> None:
        state = self._log.state
        self.choices.show_state(
            levels_shown(state),
            stays_words(state, self.chosen.reader),
            consent_lines(self._log),
            against_rule_words(state, self.chosen.level),
        )
        self._pause.start()

    def _show_what_leaves(self) -> None:
        """The pages are made beside the window."""
        self._pause.stop()
        chosen = self.chosen
        try:
            looked_for = replace(self._looked_for, initials=chosen.initials)
            self._notes = make_notes(
                self._session, self._log, chosen.level, chosen.reader, looked_for
            )
        except Refused as why:
            self._notes = None
            self.view.show_refused(str(why))
            return
        self.view.show_notes(self._notes, chosen.wanted(self._house).house)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    # What is done

    def ask_for_passphrase(self) -> None:
        """The bundle is to leave, and this is where its passphrase is written."""
        self.result.say(
            _(
                "The bundle needs a passphrase first. Write one twice, or say that it stays open; then export."
            )
        )
        self._show_field()

    def _show_field(self) -> None:
        """For the passphrase: in sight, with the focus."""
        card = self.choices.passphrase
        self._sides.show_choice(card.first, card)

    def export(self) -> None:
        if self._exporting.runs:
            return
        self._show_what_leaves()
        chosen, passphrase = self.chosen, ""
        try:
            chosen_formats(chosen.formats)
            if BUNDLE in chosen.formats:
                passphrase = self.choices.passphrase_to_use()
        except PassphraseMissing as why:
            self.result.say(str(why))
            self._show_field()
            return
        except Refused as why:
            self.result.say(str(why))
            return
        if self._notes is None:
            self.result.say(
                _("Nothing was exported: what would leave cannot be shown. See beside it why.")
            )
            return
        self._leaves, self._asked_to_leave = chosen, False
        self._sealed = bool(passphrase)
        self._on_a_drive = self.choices.where.drive is not None
        self.cancel_button.show()
        wanted = chosen.wanted(self._house)
        self._exporting.begin(self._notes, wanted, chosen.folder, passphrase)

    def _end(self, ended: Ended) -> None:
        self.cancel_button.hide()
        leaves, self._leaves = self._leaves, None
        if leaves is None or not ended.files:
            self.result.say(ended.why)
            return
        self.result.say(
            done_words(ended.files, on_a_drive=self._on_a_drive),
            None if self._on_a_drive else leaves.folder,
        )
        self._promise.setText(nothing_leaves_words(again=True))
        self.exported.emit(leaves, self._sealed)

    def go_back(self) -> None:
        """While documents are made it ends that first; nothing has been written then."""
        if self._exporting.runs:
            self._exporting.cancel()
            return
        self.view.stop()
        self.left.emit()

    def holds_back(self) -> bool:
        """The window is to be closed: while documents are made it says so; asked once more, it does not."""
        if not self._exporting.runs or self._asked_to_leave:
            self._exporting.cancel()
            self._exporting.finish()  # what has begun to be written is, and is in the register
            self.view.stop()
            return False
        self._asked_to_leave = True
        self.result.say(
            _("The documents are still being made. Close once more to go without them.")
        )
        return True
