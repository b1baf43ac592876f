"""Export, the quick way: for whom, who appears, what becomes of names in the texts, and where to. The Export page
has the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from circle.errors import Refused
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.level import Level
from circle.log import Log
from circle.notes import make_notes
from circle.searched import LookedFor
from exports.house import PLAIN, HouseStyle
from exports.made import BUNDLE
from ui.accessible import announce
from ui.exporting import Ended, Exporting
from ui.pages.close_shown import LevelShown, NamesShown, check_formats, names_shown, saved_words
from ui.pages.export_shown import against_rule_words, stays_words
from ui.pages.leaving_shown import Chosen, first_formats, formats_words, still_offered
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import SmallHeading, Soft, Words
from ui.widgets.open_folder import OpenFolder
from ui.widgets.path_line import PathLine
from ui.widgets.row_shown import RowShown
from ui.widgets.rows_view import RowsView
from ui.widgets.who_appears import WhoAppears


class ExportCard(Card):
    exported = Signal(object)
    """What was Chosen."""
    export_asked = Signal()
    look_asked = Signal()
    """What leaves is to be seen first, or more is to be chosen than there is room for here."""
    passphrase_asked = Signal()
    """A bundle is to leave, and there is no place for its passphrase here."""
    answered = Signal()
    """It says how an export ended."""

    def __init__(
        self, look: Look, folder: Path, level: Level, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, _("Export notes"), parent=parent)
        self._look = look
        self._session, self._log = "", Log()
        self.house: HouseStyle = PLAIN
        self.looked_for: LookedFor | None = None
        """Whose names are looked for, besides those who were there. Nothing leaves while that is not known."""
        self._unknown = self._kept_here = ""
        """Why it is not."""
        self._exporting = Exporting(self)
        self._leaves: Chosen | None = None
        """What is being exported."""
        self._then: Callable[[], object] | None = None
        self.names_found: tuple[RowShown, ...] = ()
        """What was found in the texts, as it is shown."""
        self.folder = folder
        self.formats = first_formats(Seen.REPORT)
        self._formats_words = Words(look)
        self.look_button = KeyButton(look, _("Look first…"), _("Ctrl Shift L"), small=True)
        self.who = WhoAppears(look, level)
        self._names_heading = Soft(look)
        self.names = RowsView(look, _("Names found in the texts"), most=6, least=6)
        self.where = PathLine(look)
        self.choose = KeyButton(look, _("Choose…"), small=True)
        self.button = KeyButton(look, _("Export"), _("Ctrl Enter"), kind=Kind.MAIN)
        self._result = Words(look)
        self._result_folder = Soft(look, small=True)
        self.open_button = OpenFolder(look)
        self.open_button.refused.connect(self._say)
        self._lay_out()
        self._connect()
        self._of = self.who.reader

    def _lay_out(self) -> None:
        place, look_first = QHBoxLayout(), Flow()
        place.setSpacing(8)
        place.addWidget(self.where, 1)
        place.addWidget(self.choose)
        look_first.addWidget(self._formats_words)
        look_first.addWidget(self.look_button)
        self._formats_words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(look_first)
        self.body.addWidget(self.who)
        self.body.addWidget(self._names_heading)
        self.body.addWidget(self.names)
        self.body.addSpacing(4)
        self.body.addWidget(SmallHeading(self._look, _("Where to")))
        self.body.addLayout(place)
        for below in (self.button, self._result, self._result_folder, self.open_button):
            self.body.addWidget(below)
        self.body.addStretch(1)
        self._result.hide()
        self._result_folder.hide()
        self._show_formats()
        self._fit()

    def _connect(self) -> None:
        self._look.changed.connect(self._fit)
        self.look_button.clicked.connect(self.look_asked)
        self._exporting.progressed.connect(self._say)
        self._exporting.ended.connect(self._end)
        self.who.level_changed.connect(self._follow_level)
        self.who.reader_changed.connect(self._follow_reader)
        self.choose.clicked.connect(self._ask_for_folder)
        self.button.clicked.connect(self.export_asked)

    def show_session(self, session: str, log: Log, levels: tuple[LevelShown, ...]) -> None:
        self._session, self._log = session, log
        self.who.show_levels(levels)
        self.use_folder(self.folder)
        self._show_stays()
        self._show_rule()
        self._show_names()

    @property
    def level(self) -> Level:
        return self.who.level

    @property
    def reader(self) -> Seen:
        return self.who.reader

    @property
    def chosen(self) -> Chosen:
        return Chosen(self.formats, self.level, self.reader, self.folder, self.house.paper)

    def use(self, chosen: Chosen) -> None:
        """What was chosen elsewhere."""
        self.who.choose_reader(chosen.reader)
        self.who.choose_level(chosen.level)
        self.use_formats(chosen.formats)
        self.use_folder(chosen.folder)
        self.house = replace(self.house, paper=chosen.paper)

    def look_for(self, looked_for: LookedFor) -> None:
        self.looked_for = looked_for
        self._show_names()

    def let_nothing_leave(self, why: str) -> None:
        """`why`: it cannot be known whose names are to be looked for."""
        self.looked_for, self._unknown = None, why
        self._show_names()

    def keep_here(self, why: str) -> None:
        """Nothing of this session is meant to leave, ever."""
        self._kept_here = why
        self.let_nothing_leave("")

    @property
    def why_not(self) -> str:
        """Why nothing may leave; empty where it may."""
        if self.looked_for is not None:
            return ""
        if self._kept_here:
            return self._kept_here
        words = _("{why} Whose names are to be looked for is not known, so nothing is exported.")
        return words.format(why=self._unknown).strip()

    def use_formats(self, formats: tuple[str, ...]) -> None:
        self.formats = formats
        self._show_formats()

    def use_folder(self, folder: Path) -> None:
        self.folder = folder
        self.where.show_text(str(folder))

    @property
    def is_exporting(self) -> bool:
        return self._exporting.runs

    def export(self) -> None:
        """Writes the documents, and says where they are or why they were not written. What a passphrase keeps
        is made where that is asked for.
        """
        if self._exporting.runs:
            return
        if BUNDLE in self.formats and self.looked_for is not None:
            self.passphrase_asked.emit()
            return
        try:
            if self.looked_for is None:
                raise Refused(self.why_not)
            check_formats(self.formats)
            notes = make_notes(self._session, self._log, self.level, self.reader, self.looked_for)
        except Refused as why:
            self._say(str(why))
            self.answered.emit()
            return
        self._leaves = leaves = self.chosen
        self._exporting.begin(notes, leaves.wanted(self.house), leaves.folder)

    def when_exported(self, then: Callable[[], object]) -> None:
        """Does it now; while documents are being made, once they are written, and not at all where they cannot be."""
        if self._exporting.runs:
            self._then = then
        else:
            then()

    def finish(self) -> None:
        """What is being exported is, before the window is closed."""
        self._exporting.finish()

    def _end(self, ended: Ended) -> None:
        leaves, self._leaves = self._leaves, None
        if leaves is None or not ended.files:
            self._say(ended.why)
        else:
            self._say(saved_words(ended.files), _("in {folder}").format(folder=leaves.folder))
            self.open_button.show_folder(leaves.folder)
            self.exported.emit(leaves)
        self.answered.emit()
        if ended.files and self._then is not None:
            self._then()
        self._then = None

    def say_names_were_found(self) -> None:
        self._say(
            _("Names were found in what was just kept. See what becomes of them, then export.")
        )

    def _say(self, words: str, folder: str = "") -> None:
        self._result.setText(words)
        self._result.setVisible(bool(words))
        self._result_folder.setText(folder)
        self._result_folder.setVisible(bool(folder))
        self.open_button.show_folder(None)
        announce(self, words)

    @property
    def result(self) -> QWidget:
        """What is to be in sight after an export."""
        if self.open_button.isVisibleTo(self):
            return self.open_button
        return self._result_folder if self._result_folder.isVisibleTo(self) else self._result

    def _follow_level(self) -> None:
        self._say("")  # what was exported before showed others
        self._show_rule()
        self._show_names()

    def _follow_reader(self) -> None:
        """Where the formats are those that are offered first, they become those of the other reader."""
        self._say("")  # what was exported before was for others
        before, self._of = self._of, self.reader
        self.use_formats(still_offered(before, self.reader, self.formats))
        self._show_stays()
        self._show_names()

    def _fit(self) -> None:
        """The formats in the middle of the height of the button beside them."""
        self._formats_words.setMinimumHeight(self.look_button.sizeHint().height())

    def _show_formats(self) -> None:
        self._formats_words.setText(formats_words(self.formats))

    def _show_stays(self) -> None:
        self.who.show_stays(stays_words(self._log.state, self.reader))

    def _show_rule(self) -> None:
        self.who.show_against_rule(against_rule_words(self._log.state, self.level))

    def _show_names(self) -> None:
        shown = self._names_shown()
        self.names_found = shown.rows
        self._names_heading.setText(shown.heading)
        self.names.show_rows(shown.rows)
        self.names.setVisible(bool(shown.rows))

    def _names_shown(self) -> NamesShown:
        if self.looked_for is None:
            return NamesShown(self.why_not)
        return names_shown(self._session, self._log, self.level, self.reader, self.looked_for)

    def _ask_for_folder(self) -> None:
        title = _("Where do the notes go?")
        if chosen := QFileDialog.getExistingDirectory(self, title, str(self.folder)):
            self.use_folder(Path(chosen))
