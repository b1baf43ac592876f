"""Export: in which formats, for whom, who appears, what becomes of names in the texts, and where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from circle.errors import Refused
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.level import Level
from circle.log import Log
from circle.notes import make_notes
from circle.searched import LookedFor
from exports.formats import FORMATS, format_of
from exports.writing import export
from ui.accessible import announce
from ui.pages.close_shown import LevelShown, chosen_formats, names_shown, saved_words
from ui.pages.export_shown import READERS, reader_words, stays_words
from ui.theme import Look, Role
from ui.widgets.card import Card
from ui.widgets.checks import Check, Radio
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import SmallHeading, Soft, Words, as_tip
from ui.widgets.one_line import OneLine
from ui.widgets.row_shown import RowShown
from ui.widgets.rows_view import RowsView

_FIRST_FORMATS = ("html", "md")
_EDGE = 4


class ExportCard(Card):
    exported = Signal(tuple, str, str, Path)
    """The ids of the formats, the level and the reader."""
    export_asked = Signal()

    def __init__(
        self, look: Look, folder: Path, level: Level, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, _("Export notes"), parent=parent)
        self._look = look
        self._session, self._log = "", Log()
        self._looked_for = LookedFor()
        self.names_found: tuple[RowShown, ...] = ()
        """What was found in the texts, as it is shown."""
        self.folder = folder
        self.level = level
        self.formats = {format.id: Check(look, _(format.title)) for format in FORMATS}
        self.levels = {level: Radio(look, "") for level in Level}
        self.reader = Seen.REPORT
        self.readers = {reader: Radio(look, reader_words(reader)) for reader in READERS}
        self._stays = Soft(look)
        self._names_heading = Soft(look)
        self.names = RowsView(look, _("Names found in the texts"), most=3)
        self.where = PathLine(look)
        self.choose = KeyButton(look, _("Choose…"), small=True)
        self.button = KeyButton(look, _("Export"), _("Ctrl Enter"), kind=Kind.MAIN)
        self._result = Words(look)
        self._result_folder = Soft(look, small=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.where, 1)
        place.addWidget(self.choose)
        formats = Flow()
        for format, check in self.formats.items():
            check.setChecked(format in _FIRST_FORMATS)
            formats.addWidget(check)
        self.body.addLayout(formats)
        self._add_readers()
        self._add_heading(_("Who appears"))
        group, levels = QButtonGroup(self), QVBoxLayout()
        levels.setSpacing(0)
        for radio in self.levels.values():
            group.addButton(radio)
            levels.addWidget(radio)
        self.body.addLayout(levels)
        self.levels[self.level].setChecked(True)
        self.body.addWidget(self._names_heading)
        self.body.addWidget(self.names)
        self._add_heading(_("Where to"))
        self.body.addLayout(place)
        for below in (self.button, self._result, self._result_folder):
            self.body.addWidget(below)
        self.body.addStretch(1)
        self._result.hide()
        self._result_folder.hide()

    def _add_readers(self) -> None:
        group, readers, row = QButtonGroup(self), Flow(), QHBoxLayout()
        row.addWidget(SmallHeading(self._look, _("For")))
        row.addLayout(readers, 1)
        for radio in self.readers.values():
            group.addButton(radio)
            readers.addWidget(radio)
        self.body.addLayout(row)
        self.body.addWidget(self._stays)
        self.readers[self.reader].setChecked(True)
        self._stays.hide()

    def _add_heading(self, words: str) -> None:
        self.body.addSpacing(4)
        self.body.addWidget(SmallHeading(self._look, words))

    def _connect(self) -> None:
        self._align_formats()
        self._look.changed.connect(self._align_formats)
        for level, radio in self.levels.items():
            radio.clicked.connect(lambda *_checked, level=level: self._choose_level(level))
        for reader, radio in self.readers.items():
            radio.clicked.connect(lambda *_checked, reader=reader: self._choose_reader(reader))
        self.choose.clicked.connect(self._ask_for_folder)
        self.button.clicked.connect(self.export_asked)

    def show_session(self, session: str, log: Log, levels: tuple[LevelShown, ...]) -> None:
        self._session, self._log = session, log
        for shown in levels:
            self.levels[shown.level].show_words(shown.words)
            self.levels[shown.level].setEnabled(shown.possible)
            if shown.level is self.level and not shown.possible:
                self._choose_level(Level.NOBODY)
        self.use_folder(self.folder)
        self._show_stays()
        self._show_names()

    def look_for(self, looked_for: LookedFor) -> None:
        """Whose names are looked for in the texts, besides everyone in the session."""
        self._looked_for = looked_for
        if self._session:
            self._show_names()

    def _align_formats(self) -> None:
        """All are as wide as the widest, so that they stand in columns."""
        widest = max(check.sizeHint().width() for check in self.formats.values())
        for check in self.formats.values():
            check.setMinimumWidth(widest)

    def use_folder(self, folder: Path) -> None:
        self.folder = folder
        self.where.show_text(str(folder))

    def export(self) -> None:
        """Writes the documents, and says where they are or why they were not written."""
        try:
            chosen = chosen_formats(one for one, check in self.formats.items() if check.isChecked())
            notes = make_notes(self._session, self._log, self.level, self.reader, self._looked_for)
            files = export(notes, [format_of(one) for one in chosen], self.folder)
        except Refused as why:
            self._say(str(why))
            return
        self._say(saved_words(files), _("in {folder}").format(folder=self.folder))
        self.exported.emit(chosen, self.level.value, self.reader.value, self.folder)

    def say_names_were_found(self) -> None:
        self._say(
            _("Names were found in what was just kept. See what becomes of them, then export.")
        )

    def _say(self, words: str, folder: str = "") -> None:
        self._result.setText(words)
        self._result.setVisible(bool(words))
        self._result_folder.setText(folder)
        self._result_folder.setVisible(bool(folder))
        announce(self, words)

    @property
    def result(self) -> QWidget:
        """What is to be in sight after an export."""
        return self._result_folder if self._result_folder.isVisibleTo(self) else self._result

    @property
    def result_words(self) -> str:
        return f"{self._result.text()} {self._result_folder.text()}".strip()

    def _choose_level(self, level: Level) -> None:
        if level is self.level:
            return
        self._say("")  # what was exported before showed others
        self.level = level
        self.levels[level].setChecked(True)
        self._show_names()

    def _choose_reader(self, reader: Seen) -> None:
        if reader is self.reader:
            return
        self._say("")  # what was exported before was for others
        self.reader = reader
        self._show_stays()
        self._show_names()

    def _show_stays(self) -> None:
        words = stays_words(self._log.state, self.reader)
        self._stays.setText(words)
        self._stays.setVisible(bool(words))

    def _show_names(self) -> None:
        shown = names_shown(self._session, self._log, self.level, self.reader, self._looked_for)
        self.names_found = shown.rows
        self._names_heading.setText(shown.heading)
        self.names.show_rows(shown.rows)
        self.names.setVisible(bool(shown.rows))

    def _ask_for_folder(self) -> None:
        title = _("Where do the notes go?")
        if chosen := QFileDialog.getExistingDirectory(self, title, str(self.folder)):
            self.use_folder(Path(chosen))


class PathLine(OneLine):
    """The middle goes first where there is no room: both ends of a path say more."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, Role.BODY, parent=parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _cut_short(self) -> None:
        mode = Qt.TextElideMode.ElideMiddle
        self._cut = self.fontMetrics().elidedText(self.text(), mode, self.width())
        self.setToolTip(as_tip(self.text()) if self._cut != self.text() else "")
        self.update()
