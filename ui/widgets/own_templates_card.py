"""Templates of one's own for documents: whether they are used, and what is wrong with one that cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from circle.i18n import gettext as _
from exports.own_templates import NAMES
from ui.pages.documents_shown import OwnTemplateShown, own_template_shown
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.labels import Body, Ink, Soft


class OwnTemplatesCard(Card):
    start_asked = Signal(str)
    """The name of a template."""
    look_again_asked = Signal()

    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Templates of your own"), parent=parent)
        about = _("A web page and Markdown that look altogether different. They lie in {folder}.")
        self._about = about
        self.about = Soft(look, small=True)
        self.body.addWidget(self.about)
        self.states: dict[str, Body] = {}
        self.starts: list[KeyButton] = []
        for name in NAMES:
            shown = own_template_shown(name, there=False, why="")
            self.states[name] = Body(look)
            start = KeyButton(look, _("Give me the one to start from"), small=True)
            said = _("Give me the one to start from: {title}").format(title=shown.title)
            start.setAccessibleName(said)
            start.clicked.connect(partial(self._ask, name))
            self.body.addWidget(Soft(look, shown.title, small=True))
            self.body.addWidget(self.states[name])
            row = Flow()
            row.addWidget(start)
            self.body.addLayout(row)
            self.starts.append(start)
        self.again = KeyButton(look, _("Look again"), kind=Kind.QUIET, small=True)
        self.again.clicked.connect(self.look_again_asked)
        row = Flow()
        row.addWidget(self.again)
        self.body.addLayout(row)

    def show_folder(self, folder: str) -> None:
        self.about.setText(self._about.format(folder=folder))

    def show_trying(self) -> None:
        for state in self.states.values():
            state.setText(_("Looking…"))
            state.show_ink(Ink.PLAIN)

    def show_templates(self, templates: Sequence[OwnTemplateShown]) -> None:
        for shown in templates:
            self.states[shown.name].setText(shown.state)
            self.states[shown.name].show_ink(Ink.CLAY if shown.wrong else Ink.PLAIN)

    def _ask(self, name: str) -> None:
        self.start_asked.emit(name)
