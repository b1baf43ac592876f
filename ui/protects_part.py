"""What the kit protects, on the page of how it is kept safe: a card with a way to the sentences."""

from __future__ import annotations

from circle.i18n import gettext as _
from ui.safety_acts import Around
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Words


class ProtectsPart:
    def __init__(self, around: Around) -> None:
        self._around = around
        self.card = Card(around.look, _("What the kit protects"))
        about = _("From whom it keeps what, and what no program can keep. Two minutes to read.")
        self.read = KeyButton(around.look, _("Read it"), small=True)
        self.read.clicked.connect(self._open)
        self.card.body.addWidget(Words(around.look, about))
        ways = Flow()
        ways.addWidget(self.read)
        self.card.body.addLayout(ways)

    def look_again(self) -> None:
        """It is always the same."""

    def stop(self) -> None:
        """Nothing runs."""

    def _open(self) -> None:
        from ui.pages.protects import ProtectsPage

        page = ProtectsPage(self._around.look, parent=self._around.window)
        page.left.connect(self._around.back)
        self._around.shows(page, page.actions_here)
