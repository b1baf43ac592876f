"""The language of the window, on the Settings page."""

from __future__ import annotations

from circle.i18n import gettext as _
from circle.i18n import languages
from circle.languages import own_name, read_by_natives
from circle.paths import assets
from ui.settings_acts import Around
from ui.widgets.card import Card
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.labels import Words


class LanguagePart:
    def __init__(self, around: Around) -> None:
        self._around = around
        self.card = Card(around.look, _("Language"))
        locale = assets() / "locale"
        codes = languages(locale)
        choices = {"": (_("As the computer"), "")} | {code: (own_name(code), "") for code in codes}
        self.language = ChoiceRow(around.look, choices, _("Language"))
        self._show()
        self.language.chosen.connect(self._choose)
        self.card.body.addWidget(self.language)
        unread = [code for code in codes if not read_by_natives(code, locale)]
        for code in unread:
            words = _("Not yet read by a native speaker")
            self.language.buttons[code].setAccessibleDescription(words)
        if unread:
            words = _("Not yet read by a native speaker: {languages}.")
            names = ", ".join(map(own_name, unread))
            self.card.body.addWidget(Words(around.look, words.format(languages=names), soft=True))
        kept = _("A session keeps the language that it was opened in: its documents are in that.")
        self.card.body.addWidget(Words(around.look, kept, soft=True))

    def _show(self) -> None:
        chosen = self._around.preferred.now.language
        self.language.choose(chosen if chosen in self.language.buttons else "")

    def _choose(self, code: str) -> None:
        if code == self._around.preferred.now.language:
            return
        if self._around.change(language=code):
            self._around.anew()
        else:
            self._show()
