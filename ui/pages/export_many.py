"""Many sessions exported at once, over the Start page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.drives import Drive, removable_drives
from circle.errors import Refused
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.level import Level
from circle.log import Log
from circle.searched import LookedFor
from circle.session import State
from exports.house import HouseStyle
from exports.made import BUNDLE
from ui.actions import Action, bind
from ui.exporting_many import ExportingMany, Read
from ui.pages.close_shown import chosen_formats, levels_shown
from ui.pages.leaving_shown import Chosen, nothing_leaves_words, still_offered
from ui.pages.many_shown import Came, Looked, Offered, came_words
from ui.theme import Look
from ui.widgets.export_choices import ExportChoices, PassphraseMissing
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Heading, Soft
from ui.widgets.page_frame import FEW_BUTTONS, PageFrame
from ui.widgets.said_line import SaidLine
from ui.widgets.sessions_view import SessionsView
from ui.widgets.two_sides import TwoSides

_ENTER = ("Ctrl+Return", "Ctrl+Enter")


class ExportManyPage(QWidget):
    exported = Signal(str, object, bool)
    """The id of a session that left, what was Chosen, and whether a passphrase keeps the bundle."""
    left = Signal()

    def __init__(
        self,
        look: Look,
        sessions: Sequence[Offered],
        read: Read,
        chosen: Chosen,
        *,
        house: HouseStyle,
        now: datetime,
        drives: Callable[[], tuple[Drive, ...]] = removable_drives,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if parent is not None:
            self.resize(parent.size())
        self._look, self._house, self._reader = look, house, chosen.reader
        self._shown = self._leaves = chosen
        """What is looked at, and what is being exported."""
        self._sealed = self._on_a_drive = self._asked_to_leave = False
        self._looked: dict[str, Looked] = {}
        self._read = read
        self._work = ExportingMany(self._read_as_chosen, self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Export several sessions"))
        self.choices = ExportChoices(look, chosen, drives, several=True)
        self.choices.show_state(levels_shown(State()))
        self.view = SessionsView(look, sessions, now)
        self._sides = TwoSides(look, self.choices, self.view, _("Choices"))
        self._promise = Soft(look, nothing_leaves_words())
        self.result = SaidLine(look)
        self.cancel_button = KeyButton(look, _("Cancel"))
        self.back_button = KeyButton(look, _("Back"), _("Esc"))
        self.button = KeyButton(look, _("Export"), _("Ctrl Enter"), kind=Kind.MAIN)
        self.actions_here = (
            Action("export", _("Export the sessions"), _ENTER, self.export),
            Action("leave", _("Leave, or back"), ("Escape",), self.go_back),
            Action("show_choices", _("Choices"), ("Alt+0",), lambda: self._show_part("choices")),
            Action("show_sessions", _("Sessions"), ("Alt+1",), lambda: self._show_part("sessions")),
            Action("show_names", _("Names found"), ("Alt+2",), lambda: self._show_part("names")),
        )
        bind(self, self.actions_here)
        self._lay_out()
        self._connect()
        self._look_through()

    def _lay_out(self) -> None:
        look = self._look
        frame = PageFrame(look, two_feet_below=FEW_BUTTONS)
        frame.head_left.addWidget(Heading(look, _("Export several sessions")))
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
        self.choices.changed.connect(self._choose)
        self.choices.folder_changed.connect(lambda: self.result.say(""))
        self.view.picked_anew.connect(self._pick)
        self.view.names_counted.connect(self._sides.show_names_found)
        self.back_button.clicked.connect(self.go_back)
        self.cancel_button.clicked.connect(self._work.cancel)
        self.button.clicked.connect(self.export)
        self._work.looked.connect(self._show_looked)
        self._work.progressed.connect(self.result.say)
        self._work.left.connect(self._tell_that_it_left)
        self._work.ended.connect(self._end)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    @property
    def is_exporting(self) -> bool:
        return self._work.runs

    def _show_part(self, part: str) -> None:
        self._sides.show_part(part)
        if part != "choices":
            (self.view.list if part == "sessions" else self.view.names).setFocus()

    def _choose(self) -> None:
        """Another reader or level lets other things out."""
        chosen = self.choices.chosen
        self.result.say("")
        self.choices.choose_formats(still_offered(self._reader, chosen.reader, chosen.formats))
        if _looks_at(chosen) != _looks_at(self._shown):
            self._looked = {}
            self.view.show_looked({}, chosen.level)
        self._reader, self._shown = chosen.reader, chosen
        self._look_through()

    def _pick(self) -> None:
        self.result.say("")
        self._look_through()

    def _look_through(self) -> None:
        chosen = self.choices.chosen
        unknown = [one for one in self.view.picked if one.id not in self._looked]
        self._work.look(unknown, chosen.level, chosen.reader)

    def _read_as_chosen(self, session: str) -> tuple[Log, LookedFor]:
        chosen = self._leaves if self._work.runs else self._shown
        log, known = self._read(session)
        return log, replace(known, initials=chosen.initials)

    def _show_looked(self, session: str, looked: Looked) -> None:
        self._looked[session] = looked
        self.view.show_looked(dict(self._looked), self._shown.level)

    def export(self) -> None:
        if self._work.runs:
            return
        self._leaves, passphrase = self.choices.chosen, ""
        try:
            chosen_formats(self._leaves.formats)
            if not self.view.picked:
                raise Refused(_("No session is chosen, so nothing was exported."))
            if not self.view.is_looked_through:
                raise Refused(_still_looking())
            if BUNDLE in self._leaves.formats:
                passphrase = self.choices.passphrase_to_use()
        except PassphraseMissing as why:
            self.result.say(str(why))
            card = self.choices.passphrase
            self._sides.show_choice(card.first, card)
            return
        except Refused as why:
            self.result.say(str(why))
            return
        self._sealed, self._asked_to_leave = bool(passphrase), False
        self._on_a_drive = self.choices.where.drive is not None
        self.cancel_button.show()
        wanted = self._leaves.wanted(self._house)
        self._work.export(self.view.picked, wanted, self._leaves.folder, passphrase)

    def _tell_that_it_left(self, session: str) -> None:
        self.exported.emit(session, self._leaves, self._sealed)

    def _end(self, came: Came) -> None:
        self.cancel_button.hide()
        came = replace(came, on_a_drive=self._on_a_drive)
        folder = self._leaves.folder
        opens = came.saved and not came.on_a_drive
        self.result.say(came_words(came, folder), folder if opens else None)
        if came.saved:
            self._promise.setText(nothing_leaves_words(again=True))
        QTimer.singleShot(0, self, self._look_through)  # what was chosen meanwhile

    def go_back(self) -> None:
        """While documents are made it ends that first, after the session that it is at."""
        if self._work.runs:
            self._work.cancel()
            return
        self._work.finish()
        self.left.emit()

    def holds_back(self) -> bool:
        """The window is to be closed: while documents are made it says so; asked once more, it ends after one."""
        if not self._work.runs or self._asked_to_leave:
            self._work.finish()
            return False
        self._asked_to_leave = True
        self.result.say(
            _("Sessions are still being exported. Close once more to leave out the rest.")
        )
        return True


def _still_looking() -> str:
    return _(
        "The texts are still being looked through for names, so nothing was exported yet. See what was found, "
        "then export."
    )


def _looks_at(chosen: Chosen) -> tuple[Level, Seen, bool]:
    """What decides which names are found."""
    return chosen.level, chosen.reader, chosen.initials
