"""The Export page: what leaves, for whom, in which form and where to; beside it, exactly what will leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from circle.drives import Drive, removable_drives
from circle.errors import Refused
from circle.i18n import gettext as _
from circle.kept import Left
from circle.log import Log
from circle.notes import make_notes
from circle.searched import LookedFor
from circle.session_notes import SessionNotes
from exports.house import HouseStyle
from ui.actions import Action
from ui.exporting import Ended, Exporting
from ui.pages.close_shown import levels_shown
from ui.pages.export_shown import against_rule_words, stays_words
from ui.pages.leaving_page import LeavingPage
from ui.pages.leaving_shown import (
    Chosen,
    consent_lines,
    done_words,
    still_offered,
)
from ui.theme import Look
from ui.widgets.leaving_view import LeavingView

_PAUSE_MS = 150
"""What leaves is shown anew so long after the last choice."""


class ExportPage(LeavingPage):
    exported = Signal(object, bool)
    """What was Chosen, and whether a passphrase keeps the bundle."""

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
        super().__init__(look, _("Export notes"), chosen, house, drives, parent=parent)
        self._session, self._log = session, log
        self._looked_for = looked_for
        self._notes: SessionNotes | None = None
        self._exporting = Exporting(self)
        self.view = LeavingView(look)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._put_together(self.view, self._exporting)
        self._act(_("Export the notes"), *self._looking())
        self._pause.timeout.connect(self._show_what_leaves)
        self.choices.changed.connect(self._choose)
        self._exporting.ended.connect(self._end)
        self._show_choices()

    def _looking(self) -> tuple[Action, ...]:
        shown = self._sides.show_part
        return (
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

    # What is done

    def ask_for_passphrase(self) -> None:
        """The bundle is to leave, and this is where its passphrase is written."""
        self.result.say(
            _(
                "The bundle needs a passphrase first. Write one twice, or say that it stays open; then export."
            )
        )
        self._show_field()

    def _check(self) -> None:
        self._show_what_leaves()
        if self._notes is None:
            raise Refused(
                _("Nothing was exported: what would leave cannot be shown. See beside it why.")
            )

    def _begin(self, passphrase: str) -> None:
        if self._notes is not None:
            wanted = self._leaves.wanted(self._house)
            self._exporting.begin(self._notes, wanted, self._leaves.folder, passphrase)

    def _end(self, ended: Ended) -> None:
        if not ended.files:
            self._tell_end(ended.why, some_left=False)
            return
        words = done_words(ended.files, on_a_drive=self._on_a_drive)
        self._tell_end(words, some_left=True)
        self.exported.emit(self._leaves, self._sealed)

    def _stop(self) -> None:
        super()._stop()
        self.view.stop()

    def _still_made(self) -> str:
        return _("The documents are still being made. Close once more to go without them.")
