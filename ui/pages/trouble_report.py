"""The report of what went wrong, whole, before it is copied or saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from circle.i18n import gettext as _
from ui.actions import Action, bind
from ui.theme import Look
from ui.widgets.fields import TextField
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Heading
from ui.widgets.page_frame import PageFrame
from ui.widgets.said_line import SaidLine


class TroubleReportPage(PageFrame):
    left = Signal()
    copy_asked = Signal(str)
    """With the whole text."""
    save_asked = Signal(str)

    def __init__(self, look: Look, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(look, two_feet_below=0, parent=parent)
        if parent is not None:
            self.resize(parent.size())  # or all is laid out for another size first
        self.setAccessibleName(_("Report"))
        self.actions_here = (
            Action("back", _("Back"), ("Escape",), self.left.emit),
            Action("copy", _("Copy the report"), ("Ctrl+Return", "Ctrl+Enter"), self._copy),
            Action("save", _("Save the report as a file"), ("Ctrl+S",), self._save),
        )
        bind(self, self.actions_here)
        self.head_left.addWidget(Heading(look, _("Report")))
        words = _(
            "This is the whole report. Nobody’s words are in it, and it goes nowhere unless you pass it on."
        )
        self.text = TextField(look, _("The whole report"), rows=8)
        self.text.setReadOnly(True)
        self.text.setPlainText(text)
        self.said = SaidLine(look)
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(Body(look, words))
        column.addWidget(self.text, 1)
        self.body.addLayout(column)
        self.above_foot.addWidget(self.said)
        self._fill_foot(look)

    def _fill_foot(self, look: Look) -> None:
        back = KeyButton(look, _("Back"), _("Esc"))
        back.clicked.connect(self.left)
        save = KeyButton(look, _("Save as a file"), _("Ctrl S"))
        save.clicked.connect(self._save)
        self.copy_button = KeyButton(look, _("Copy"), _("Ctrl Enter"), kind=Kind.MAIN)
        self.copy_button.clicked.connect(self._copy)
        self.foot_left.addWidget(back)
        self.foot_left.addStretch(1)
        self.foot_right.addWidget(save)
        self.foot_right.addWidget(self.copy_button)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.text.setFocus()

    def _copy(self) -> None:
        self.copy_asked.emit(self.text.toPlainText())

    def _save(self) -> None:
        self.save_asked.emit(self.text.toPlainText())
