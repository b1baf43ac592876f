"""What is done on the page of the documents: kept at once, told of in the bar, offered to be undone."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from exports.house import Paper
from exports.house_kept import Part
from ui.beside import Beside, Steps, writer
from ui.house_desk import HouseDesk, TakeBack
from ui.main_window import MainWindow
from ui.theme import Look

if TYPE_CHECKING:
    from ui.deck_acts import Shows
    from ui.pages.documents import DocumentsPage


class HouseActs(QObject):
    """`left`: where it goes back to."""

    def __init__(
        self,
        look: Look,
        window: MainWindow,
        desk: HouseDesk,
        *,
        shows: Shows,
        left: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._look, self._window, self.desk = look, window, desk
        self._shows, self._left = shows, left
        self._beside = Beside(self)
        self._page: DocumentsPage | None = None
        self._folder: Path | None = None

    def open(self) -> None:
        from ui.pages.documents import DocumentsPage

        page = self._page = DocumentsPage(self._look, parent=self._window)
        looks, templates = page.looks, page.templates
        page.text_written.connect(self._write)
        page.left.connect(self._leave)
        looks.logo_asked.connect(self._choose_logo)
        looks.logo_removed.connect(
            lambda: self._do(self.desk.drop_logo, _("The logo was removed."))
        )
        looks.paper_chosen.connect(self._choose_paper)
        looks.word_base_asked.connect(self._choose_word_base)
        removed = _("The Word document was removed.")
        looks.word_base_removed.connect(lambda: self._do(self.desk.drop_word_base, removed))
        templates.start_asked.connect(self._give_out)
        templates.look_again_asked.connect(self._look_again)
        templates.show_folder(quoted(self.desk.folder_of_templates, longest=300))
        self._show()
        self._shows(page, page.actions_here, page.keep_now)
        self._look_again()

    def _show(self) -> None:
        if self._page is None:
            return
        try:
            self._page.show_house(self.desk.shown())
        except Refused as why:
            self._window.say(str(why))

    def _look_again(self) -> None:
        if self._page is not None:
            self._page.templates.show_trying()
            self._beside.run(self._trying(self._page))

    def _trying(self, page: DocumentsPage) -> Steps:
        shown = yield writer().submit(self.desk.templates)
        page.templates.show_templates(shown)

    def _write(self, part: Part, text: str) -> None:
        with self._saying():
            self.desk.write(part, text)

    def _choose_paper(self, paper: Paper) -> None:
        with self._saying():
            self.desk.choose_paper(paper)

    def _choose_logo(self) -> None:
        from ui.widgets.logo import check_drawn

        def take(file: Path) -> TakeBack:
            take_back = self.desk.take_logo(file)
            try:
                check_drawn(self.desk.shown().logo)
            except Refused:
                take_back()
                raise
            return take_back

        kinds = _("Pictures (*.png *.jpg *.jpeg *.svg)")
        if file := self._file(_("Which logo?"), kinds):
            self._do(partial(take, file), _("The logo is on your documents."))

    def _choose_word_base(self) -> None:
        if file := self._file(_("Which Word document?"), _("Word documents (*.docx)")):
            words = _("Word documents take the styles of {file}.").format(file=quoted(file.name))
            self._do(partial(self.desk.take_word_base, file), words)

    def _file(self, question: str, kinds: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        there = str(self._folder or self.desk.folder)
        chosen, _kind = QFileDialog.getOpenFileName(self._window, question, there, kinds)
        if not chosen:
            return None
        self._folder = Path(chosen).parent
        return Path(chosen)

    def _give_out(self, name: str) -> None:
        from PySide6.QtWidgets import QFileDialog

        there = str(self._folder or self.desk.folder)
        folder = QFileDialog.getExistingDirectory(self._window, _("Where does it go?"), there)
        if not folder:
            return
        self._folder = Path(folder)
        with self._saying():
            file = self.desk.give_out(name, Path(folder))
            words = _("{file} is in {folder}. Change it, put it into {kit}, and look again.")
            shown = quoted(file.parent, longest=300), quoted(self.desk.folder_of_templates, longest=300)  # fmt: skip
            self._window.say_done(
                words.format(file=quoted(file.name), folder=shown[0], kit=shown[1])
            )

    def _do(self, act: Callable[[], TakeBack], words: str) -> None:
        with self._saying():
            take_back = act()
            self._show()
            self._window.say_done(words, (_("Undo"), partial(self._take_back, take_back)))

    def _take_back(self, take_back: TakeBack) -> None:
        with self._saying():
            take_back()
        self._show()

    @contextmanager
    def _saying(self) -> Generator[None]:
        """What was refused is said in the bar."""
        try:
            yield
        except Refused as why:
            self._window.say(str(why))

    def _leave(self) -> None:
        self._page = None
        self._beside.stop()
        self._left()
