"""The field in which a plan is given the title that it has as a template."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from ui.pages.prepare_shown import SavingShown
from ui.pages.rounds_draft import LONGEST
from ui.theme import Look
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.inline_form import InlineForm
from ui.widgets.key_button import KeyButton, Kind


class SaveTemplate(InlineForm):
    """Stays open until it is told that the template is saved."""

    save_asked = Signal(str)

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._shown = SavingShown("", frozenset(), frozenset())
        self.title = LineField(look, _("What the template is called"))
        self.title.setMaxLength(LONGEST)
        self.title.textChanged.connect(self._title_written)
        self.title.returnPressed.connect(self._ask)
        self.save = KeyButton(look, _("Save"), small=True)
        self.cancel = KeyButton(look, _("Cancel"), kind=Kind.QUIET, small=True)
        self.save.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.leave)
        buttons = Flow(gap=4)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        self.rows.addWidget(self.title)
        self.rows.addLayout(buttons)

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        return (self.title, self.save, self.cancel)

    def show_saving(self, shown: SavingShown, session: str) -> None:
        """`session`: what the session is called, which is the first suggestion."""
        self._shown = shown
        self.title.setText(shown.suggested(session))
        self._title_written(self.title.text())

    def _title_written(self, text: str) -> None:
        self.save.show_words(_("Replace it") if self._shown.replaces(text) else _("Save"))
        self.save.setEnabled(bool(text.strip()))

    def _ask(self) -> None:
        if self.save.isEnabled():
            self.save_asked.emit(self.title.text())
