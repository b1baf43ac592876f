"""A passphrase written twice, or the plain choice to have none."""

from __future__ import annotations

import unicodedata

from PySide6.QtWidgets import QLineEdit, QWidget

from circle.before_leaving import short_words
from circle.i18n import gettext as _
from ui.pages.leaving_shown import passphrase_missing
from ui.theme import Look
from ui.widgets.card import Card
from ui.widgets.checks import Check
from ui.widgets.fields import LineField
from ui.widgets.flow import Flow
from ui.widgets.labels import Soft


class PassphraseFields(Card):
    def __init__(self, look: Look, *, parent: QWidget | None = None) -> None:
        super().__init__(look, _("A passphrase for the bundle"), parent=parent)
        self.first = LineField(look, _("Passphrase"))
        self.second = LineField(look, _("The same once more"))
        self.shown = Check(look, _("Show what I type"))
        self.left_open = Check(look, _("Leave it open, without a passphrase"))
        self._about, self._short = Soft(look), Soft(look, small=True)
        self.body.addWidget(self.first)
        self.body.addWidget(self._short)
        self.body.addWidget(self.second)
        checks = Flow()
        checks.addWidget(self.shown)
        checks.addWidget(self.left_open)
        self.body.addLayout(checks)
        self.body.addWidget(self._about)
        self.first.textChanged.connect(self._hint)
        self.shown.toggled.connect(self._hide_or_show)
        self.left_open.toggled.connect(self._take_or_leave)
        self._hide_or_show()
        self._take_or_leave()

    @property
    def passphrase(self) -> str:
        """Empty where the bundle stays open. Composed, as the command line has it."""
        typed = "" if self.left_open.isChecked() else self.first.text()
        return unicodedata.normalize("NFC", typed)

    @property
    def missing(self) -> str:
        """Why a bundle cannot leave yet; empty when it can."""
        return passphrase_missing(
            self.first.text(), self.second.text(), left_open=self.left_open.isChecked()
        )

    def _hide_or_show(self) -> None:
        mode = QLineEdit.EchoMode.Normal if self.shown.isChecked() else QLineEdit.EchoMode.Password
        for field in (self.first, self.second):
            field.setEchoMode(mode)

    def _hint(self) -> None:
        words = "" if self.left_open.isChecked() else short_words(self.first.text())
        if words != self._short.text():
            self._short.setText(words)
            self.first.setAccessibleDescription(words)
        self._short.setVisible(bool(words))

    def _take_or_leave(self) -> None:
        is_open = self.left_open.isChecked()
        for field in (self.first, self.second):
            field.setVisible(not is_open)
        self.shown.setVisible(not is_open)
        self._hint()
        self._about.setText(
            _("Anyone who finds this file can read it.")
            if is_open
            else _(
                "Whoever opens the bundle needs it; say it to them, and do not send it along. There is no back "
                "door: without it nobody can open the bundle."
            )
        )
