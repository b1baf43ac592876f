"""Help, over whatever page is shown; and the key card that is printed."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused, quoted
from circle.help_pages import HelpPage, read_help
from circle.i18n import gettext as _
from ui.actions import key_words
from ui.beside import Beside
from ui.key_rows import card_rows, rows_by_name
from ui.pages.help import HelpPages

if TYPE_CHECKING:
    from ui.beside import Steps
    from ui.kit_desk import KitDesk
    from ui.main_window import MainWindow
    from ui.theme import Look


class HelpActs(QObject):
    def __init__(self, look: Look, window: MainWindow, folder: Path, desk: KitDesk) -> None:
        """`folder`: of the help pages."""
        super().__init__(window)
        self._look, self._window, self._folder, self._desk = look, window, folder, desk
        self._beside = Beside(self)

    @cached_property
    def _pages(self) -> tuple[tuple[HelpPage, ...], tuple[str, ...]]:
        return read_help(self._folder)

    @property
    def _keys(self) -> dict[str, str]:
        """The first key of each action by its name, as it is shown; else the words of its button."""
        rows = rows_by_name().items()
        return {
            name: key_words(keys[0])
            if (keys := self._window.keys_anywhere(row))
            else quoted(row.words)
            for name, row in rows
        }

    def open(self, name: str = "") -> None:
        """`name`: of a page; else the first."""
        page = self._window.page
        if not isinstance(page, HelpPages):
            pages, troubles = self._pages
            page = HelpPages(self._look, pages, troubles, self._keys, parent=self._window)
            page.left.connect(self._window.show_under)
            page.card_asked.connect(partial(self._make_card, page))
            self._window.show_over(page, page.actions_here, lambda: False)
        if name:
            page.show_page(name)

    def _make_card(self, page: HelpPages) -> None:
        from PySide6.QtWidgets import QFileDialog

        there = str(self._desk.export_folder())
        folder = QFileDialog.getExistingDirectory(
            self._window, _("Where does the key card go?"), there
        )
        if folder and not self._beside.runs:
            self._beside.run(self._making(page, Path(folder)))

    def _making(self, page: HelpPages, folder: Path) -> Steps:
        from circle.files import write_new
        from exports import aside, key_card

        self._say(page, _("The key card is being made…"))
        try:
            data = key_card.card_data(card_rows(self._window.keys_anywhere))
            made = yield aside.submit(key_card.pdf_of, data, self._desk.wall())
            file = write_new(folder, key_card.FILE_NAME, made)
        except Refused as why:
            self._say(page, str(why))
            return
        words = _("The key card is in {file}. Print it on one sheet.")
        self._say(page, words.format(file=quoted(str(file), longest=300)))

    def _say(self, page: HelpPages, words: str) -> None:
        """Help may have been left meanwhile: then on the page that is shown."""
        if self._window.page is page:
            page.say(words)
        else:
            self._window.tell_here(words)
