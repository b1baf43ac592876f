"""Many sessions exported at once, over the Start page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from circle.drives import Drive, removable_drives
from circle.errors import Refused
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.level import Level
from circle.log import Log
from circle.searched import LookedFor
from circle.session import State
from exports.house import HouseStyle
from ui.actions import Action
from ui.exporting_many import ExportingMany, Read
from ui.pages.close_shown import levels_shown
from ui.pages.leaving_page import LeavingPage
from ui.pages.leaving_shown import Chosen, still_offered
from ui.pages.many_shown import Came, Looked, Offered, came_words
from ui.theme import Look
from ui.widgets.sessions_view import SessionsView


class ExportManyPage(LeavingPage):
    exported = Signal(str, object, bool)
    """The id of a session that left, what was Chosen, and whether a passphrase keeps the bundle."""

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
        title = _("Export several sessions")
        super().__init__(look, title, chosen, house, drives, several=True, parent=parent)
        self._shown = chosen
        """What is looked at."""
        self._looked: dict[str, Looked] = {}
        self._read = read
        self._many = ExportingMany(self._read_as_chosen, self)
        self.choices.show_state(levels_shown(State()))
        self.view = SessionsView(look, sessions, now)
        self._put_together(self.view, self._many)
        self._act(
            _("Export the sessions"),
            Action("show_choices", _("Choices"), ("Alt+0",), lambda: self._show_part("choices")),
            Action("show_sessions", _("Sessions"), ("Alt+1",), lambda: self._show_part("sessions")),
            Action("show_names", _("Names found"), ("Alt+2",), lambda: self._show_part("names")),
        )
        self.choices.changed.connect(self._choose)
        self.view.picked_anew.connect(self._pick)
        self._many.looked.connect(self._show_looked)
        self._many.left.connect(self._tell_that_it_left)
        self._many.ended.connect(self._end)
        self._look_through()

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
        self._many.look(unknown, chosen.level, chosen.reader)

    def _read_as_chosen(self, session: str) -> tuple[Log, LookedFor]:
        chosen = self._leaves if self._many.runs else self._shown
        log, known = self._read(session)
        return log, replace(known, initials=chosen.initials)

    def _show_looked(self, session: str, looked: Looked) -> None:
        self._looked[session] = looked
        self.view.show_looked(dict(self._looked), self._shown.level)

    def _check(self) -> None:
        if not self.view.picked:
            raise Refused(_("No session is chosen, so nothing was exported."))
        if not self.view.is_looked_through:
            raise Refused(_still_looking())

    def _begin(self, passphrase: str) -> None:
        wanted = self._leaves.wanted(self._house)
        self._many.export(self.view.picked, wanted, self._leaves.folder, passphrase)

    def _tell_that_it_left(self, session: str) -> None:
        self.exported.emit(session, self._leaves, self._sealed)

    def _end(self, came: Came) -> None:
        words = came_words(replace(came, on_a_drive=self._on_a_drive), self._leaves.folder)
        self._tell_end(words, some_left=bool(came.saved))
        QTimer.singleShot(0, self, self._look_through)  # what was chosen meanwhile

    def _still_made(self) -> str:
        return _("Sessions are still being exported. Close once more to leave out the rest.")


def _still_looking() -> str:
    return _(
        "The texts are still being looked through for names, so nothing was exported yet. See what was found, "
        "then export."
    )


def _looks_at(chosen: Chosen) -> tuple[Level, Seen, bool]:
    """What decides which names are found."""
    return chosen.level, chosen.reader, chosen.initials
