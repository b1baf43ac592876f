"""Erasing, and how long things are kept, on the page of safe keeping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from circle.i18n import gettext as _
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.key_button import KeyButton
from ui.widgets.labels import Soft, Words

if TYPE_CHECKING:
    from ui.safety_acts import Around


class ErasePart:
    def __init__(self, around: Around) -> None:
        self._around = around
        look = around.look
        self.card = Card(look, _("Erasing"))
        words = _("A session, somebody, or everything: from the kit, its search and its backups.")
        self.card.body.addWidget(Words(look, words))
        self.kept = Soft(look, small=True)
        self.card.body.addWidget(self.kept)
        ways = Flow()
        self.erase = KeyButton(look, _("Erase…"), small=True)
        self.keeping = KeyButton(look, _("How long things are kept…"), small=True)
        ways.addWidget(self.erase)
        ways.addWidget(self.keeping)
        self.card.body.addLayout(ways)
        self._show_open(is_open=False)
        self.erase.clicked.connect(self._erase)
        self.keeping.clicked.connect(self._keep)

    def look_again(self) -> None:
        from circle.retention_kept import rules_in
        from ui.retention_words import rules_words

        self.kept.setText(rules_words(rules_in(self._around.desk.store)))

        self._show_open(is_open=True)

    def _show_open(self, *, is_open: bool) -> None:
        """Nothing can be looked for in a kit that does not open."""
        self.kept.setVisible(is_open)
        for button in (self.erase, self.keeping):
            button.setEnabled(is_open)

    def stop(self) -> None:
        pass

    def _erase(self) -> None:
        from ui.erase_acts import EraseActs

        around = self._around
        EraseActs(
            around.look, around.window, around.desk, shows=around.shows, left=around.back
        ).choose()

    def _keep(self) -> None:
        from ui.retention_acts import RetentionActs

        around = self._around
        RetentionActs(
            around.look, around.window, around.desk, shows=around.shows, left=around.back
        ).open()
