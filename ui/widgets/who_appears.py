"""For whom notes leave, and who appears in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.level import Level
from ui.pages.close_shown import LevelShown
from ui.pages.export_shown import READERS, reader_words
from ui.theme import Look
from ui.widgets.checks import Radio
from ui.widgets.flow import Flow
from ui.widgets.labels import SmallHeading, Soft


class WhoAppears(QWidget):
    level_changed = Signal()
    reader_changed = Signal()

    def __init__(self, look: Look, level: Level, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level, self.reader = level, Seen.REPORT
        self.levels = {one: Radio(look, "") for one in Level}
        self.readers = {one: Radio(look, reader_words(one)) for one in READERS}
        self._stays, self._against_rule = Soft(look), Soft(look)
        self._for = SmallHeading(look, _("For"))
        self._for.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._lay_out(look)
        self._fit()
        look.changed.connect(self._fit)
        for one, radio in self.levels.items():
            radio.clicked.connect(lambda *_on, one=one: self.choose_level(one))
        for one, radio in self.readers.items():
            radio.clicked.connect(lambda *_on, one=one: self.choose_reader(one))

    def _lay_out(self, look: Look) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        readers, group = Flow(), QButtonGroup(self)
        readers.addWidget(self._for)
        for radio in self.readers.values():
            group.addButton(radio)
            readers.addWidget(radio)
        rows.addLayout(readers)
        rows.addWidget(self._stays)
        rows.addSpacing(4)
        rows.addWidget(SmallHeading(look, _("Who appears")))
        levels, group = QVBoxLayout(), QButtonGroup(self)
        levels.setSpacing(0)
        for radio in self.levels.values():
            group.addButton(radio)
            levels.addWidget(radio)
        rows.addLayout(levels)
        rows.addWidget(self._against_rule)
        self._against_rule.hide()
        self.readers[self.reader].setChecked(True)
        self.levels[self.level].setChecked(True)
        self._stays.hide()
        self.setFocusProxy(self.readers[self.reader])

    def _fit(self) -> None:
        """Beside the first reader, in the middle of its height."""
        self._for.setFixedHeight(self.readers[Seen.REPORT].sizeHint().height())

    def show_levels(self, levels: Sequence[LevelShown]) -> None:
        """What is not possible says why; where that was chosen, nobody is named."""
        for shown in levels:
            self.levels[shown.level].show_words(shown.words)
            self.levels[shown.level].setEnabled(shown.possible)
            if shown.level is self.level and not shown.possible:
                self.choose_level(Level.NOBODY)

    def show_stays(self, words: str) -> None:
        """What this reader does not get."""
        self._stays.setText(words)
        self._stays.setVisible(bool(words))

    def show_against_rule(self, words: str) -> None:
        """That what is chosen is against what the circle agreed."""
        self._against_rule.setText(words)
        self._against_rule.setVisible(bool(words))

    def choose_level(self, level: Level) -> None:
        if level is not self.level:
            self.level = level
            self.levels[level].setChecked(True)
            self.level_changed.emit()

    def choose_reader(self, reader: Seen) -> None:
        if reader is not self.reader:
            self.reader = reader
            self.readers[reader].setChecked(True)
            self.setFocusProxy(self.readers[reader])
            self.reader_changed.emit()
