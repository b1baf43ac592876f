"""What is done with templates on the Start page and on Prepare: done, told of in the bar, offered to be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from ui.main_window import MainWindow
from ui.pages.start import StartPage
from ui.template_desk import Change, TemplateDesk

if TYPE_CHECKING:
    from circle.templates import SessionTemplate
    from ui.pages.prepare import PreparePage


class TemplateActs(QObject):
    def __init__(self, start: StartPage, window: MainWindow, desk: TemplateDesk) -> None:
        super().__init__(window)
        self._start, self._window, self.desk = start, window, desk
        start.duplicate_asked.connect(self.duplicate)
        start.export_asked.connect(self.export)
        start.remove_asked.connect(self.remove)
        start.take_in_asked.connect(self.choose_file)
        start.files_dropped.connect(self.take_in)

    def show(self) -> None:
        """The cards of the Start page, as the kit was last looked at."""
        self._start.show_templates(self.desk.shelf.templates, self.desk.shelf.own)

    def duplicate(self, template: SessionTemplate) -> None:
        words = _("“{title}” is a copy. It is on the start page.")
        self._change(lambda: self.desk.duplicate(template), words)

    def remove(self, template: SessionTemplate) -> None:
        self._change(lambda: self.desk.remove(template), _("“{title}” was removed."))

    def choose_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds = _("Templates (*.toml)")
        title = _("Which template?")
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._window, title, str(self.desk.folder), kinds
        )
        if chosen:
            self.desk.folder = Path(chosen[0]).parent
            self.take_in(tuple(map(Path, chosen)))

    def take_in(self, files: tuple[Path, ...]) -> None:
        """Each as if it were the only one; what cannot be used is told of after the others."""
        from ui.template_text import usable_text

        changes, said = list[Change](), list[str]()
        for file in files:
            try:
                changes.append(self.desk.take_in(file))
            except Refused as why:
                said.append(str(why))
        self._tell(changes, [*(usable_text(one.template) for one in changes), *said])

    def export(self, template: SessionTemplate) -> None:
        from PySide6.QtWidgets import QFileDialog

        title = _("Where does the template go?")
        folder = QFileDialog.getExistingDirectory(self._window, title, str(self.desk.folder))
        if not folder:
            return
        self.desk.folder = Path(folder)
        try:
            file = self.desk.give_out(template, Path(folder))
        except Refused as why:
            self._window.say(str(why))
            return
        words = _("{file} is in {folder}.")
        folder_words = quoted(file.parent, longest=300)
        self._window.say(words.format(file=quoted(file.name), folder=folder_words))

    def save(self, page: PreparePage, template: SessionTemplate) -> None:
        """A plan as a template. The page stands on what was saved, and on what was before when it is undone."""
        before = page.template

        def stand_on(now: SessionTemplate | None) -> None:
            if self._window.page is page:  # or it has gone since
                page.show_saved(now, self.desk.shelf)

        words = _("Saved as “{title}”. It is on the start page.")
        done = self._change(lambda: self.desk.save(template), words, then=lambda: stand_on(before))
        if done is not None:
            stand_on(done.template)

    def _change(
        self, act: Callable[[], Change], words: str, *, then: Callable[[], object] | None = None
    ) -> Change | None:
        """`then`: what is also done when it is undone."""
        try:
            change = act()
        except Refused as why:
            self._window.say(str(why))
            return None
        self._tell([change], [words.format(title=change.template.title)], then=then)
        return change

    def _tell(
        self, changes: list[Change], said: list[str], *, then: Callable[[], object] | None = None
    ) -> None:
        def undo() -> None:
            self._take_back(changes)
            if then is not None:
                then()

        self.show()
        if changes:
            self._start.focus_template(changes[-1].template.name)
        self._window.say("\n".join(said), *([(_("Undo"), undo)] if changes else []))

    def _take_back(self, changes: list[Change]) -> None:
        try:
            for change in reversed(changes):
                self.desk.take_back(change)
        except Refused as why:
            self._window.say(str(why))
        self.show()
        self._start.focus_template(changes[-1].template.name)
