"""The formats to choose from, those of one use together, each with a line about what it is good for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from circle.i18n import gettext as _
from exports.formats import Format
from ui.pages.leaving_shown import formats_by_use, in_order, use_words
from ui.theme import Look
from ui.widgets.checks import Check
from ui.widgets.inline_form import LineWords
from ui.widgets.labels import SmallHeading

_MOST_BESIDE = 164
"""How far the words of a format push what is said about it, at the usual size of letters."""


class FormatChecks(QWidget):
    changed = Signal()
    """Other formats are chosen."""

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.checks: dict[str, Check] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for n, (use, formats) in enumerate(formats_by_use().items()):
            rows.addSpacing(10 if n else 0)
            rows.addWidget(SmallHeading(look, use_words(use)))
            for format in formats:
                rows.addLayout(self._row(format))
        self._align()
        look.changed.connect(self._align)

    @property
    def chosen(self) -> tuple[str, ...]:
        return in_order(one for one, check in self.checks.items() if check.isChecked())

    def choose(self, formats: Sequence[str]) -> None:
        for one, check in self.checks.items():
            check.setChecked(one in formats)

    def _row(self, format: Format) -> QHBoxLayout:
        check, about = Check(self._look, _(format.title)), _(format.about) if format.about else ""
        check.setAccessibleDescription(about)
        check.clicked.connect(self.changed)
        self.checks[format.id] = check
        words = LineWords(self._look, about)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(check)
        row.addWidget(words, 1)
        return row

    def _align(self) -> None:
        widest = max(check.sizeHint().width() for check in self.checks.values())
        width = min(widest, self._look.px(_MOST_BESIDE))
        for check in self.checks.values():
            check.setFixedWidth(width)
