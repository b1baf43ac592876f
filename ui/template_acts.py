"""What is done with templates on the Start page and on Prepare."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from circle.i18n import gettext as _
from circle.templates import SessionTemplate
from ui.main_window import MainWindow
from ui.own_acts import ActWords, OwnActs
from ui.pages.start import StartPage
from ui.template_desk import TemplateDesk

if TYPE_CHECKING:
    from ui.deck_acts import DeckActs
    from ui.pages.prepare import PreparePage


class TemplateActs(OwnActs[SessionTemplate]):
    def __init__(
        self,
        start: StartPage,
        window: MainWindow,
        desk: TemplateDesk,
        decks: Callable[[], DeckActs],
    ) -> None:
        words = ActWords(
            copied=_("“{title}” is a copy. It is on the start page."),
            removed=_("“{title}” was removed."),
            which=_("Which template?"),
            kinds=_("Templates (*.toml)"),
            where=_("Where does the template go?"),
        )
        super().__init__(window, desk, words)
        self._start, self._decks = start, decks
        start.duplicate_asked.connect(self.duplicate)
        start.export_asked.connect(self.export)
        start.remove_asked.connect(self.remove)
        start.take_in_asked.connect(self.choose_file)
        start.files_dropped.connect(self.take_in_either)

    def show(self) -> None:
        """The cards of the Start page, as the kit was last looked at."""
        self._start.show_templates(self.desk.shelf.templates, self.desk.shelf.own)

    def take_in_either(self, files: tuple[Path, ...]) -> None:
        """Templates, and decks among them."""
        from circle.own_decks import is_deck

        decks = [file for file in files if is_deck(file)]
        changes, said = self.taken_in(file for file in files if file not in decks)
        others, also = self._decks().taken_in(decks) if decks else ([], [])
        self.tell([*others, *changes], [*said, *also])

    def save(self, page: PreparePage, template: SessionTemplate) -> None:
        """A plan as a template. The page stands on what was saved, and on what was before when it is undone."""
        before = page.template

        def stand_on(now: SessionTemplate | None) -> None:
            if self._window.page is page:  # or it has gone since
                page.show_saved(now, self.desk.shelf)

        words = _("Saved as “{title}”. It is on the start page.")
        done = self.change(lambda: self.desk.save(template), words, then=lambda: stand_on(before))
        if done is not None:
            stand_on(done.what)

    def _focus(self, name: str) -> None:
        self._start.focus_template(name)

    def _usable_text(self, one: SessionTemplate) -> str:
        from ui.template_text import usable_text

        return usable_text(one)
