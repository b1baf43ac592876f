"""What is done with a file from somebody: chosen or dropped, looked at, taken in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.kit_desk import KitDesk
from ui.main_window import MainWindow
from ui.theme import Look

if TYPE_CHECKING:
    from circle.store import Store
    from ui.pages.open_notes import OpenNotesPage
    from ui.pages.open_shown import Previewed, TakenIn

    LookAt = Callable[[Store, Path, str], Previewed]
    TakeIn = Callable[[Store, Path, str], TakenIn]


def look_at(store: Store, path: Path, passphrase: str) -> Previewed:
    from circle.preview import preview

    return preview(store, path, passphrase)


def take_in(store: Store, path: Path, passphrase: str) -> TakenIn:
    from circle.importing import import_file

    return import_file(store, path, passphrase)


def asks_for_passphrase(why: Refused) -> bool:
    """Whether another passphrase may open the file."""
    from circle.age import PassphraseNeeded, WrongPassphrase

    return isinstance(why, PassphraseNeeded | WrongPassphrase)


class OpenActs(QObject):
    def __init__(
        self,
        look: Look,
        window: MainWindow,
        desk: KitDesk,
        start: Callable[[], object],
        look_back: Callable[[str], object],
        *,
        review: Callable[[str], object],
    ) -> None:
        """`start`: shows the Start page, as the kit is now. `look_back`: opens a closed session. `review`: reads one
        with what is said about it.
        """
        super().__init__(window)
        self._look, self._window, self._desk = look, window, desk
        self._start, self._look_back, self._review = start, look_back, review
        self._folder = ""
        self.look_at: LookAt = look_at
        self.take_in: TakeIn = take_in
        self.asks: Callable[[Refused], bool] = asks_for_passphrase

    def choose_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds = _("Notes from Circlekeeper (*.circle *.json);;All files (*)")
        folder = self._folder or str(self._desk.export_folder())
        which = _("Which notes?")
        chosen, _kind = QFileDialog.getOpenFileName(self._window, which, folder, kinds)
        if chosen:
            self._folder = str(Path(chosen).parent)
            self.open(Path(chosen))

    def open(self, file: Path) -> None:
        """The page over Start; nothing is taken in yet."""
        from ui.pages.open_notes import OpenNotesPage

        page = OpenNotesPage(self._look, file, parent=self._window)
        page.look_asked.connect(partial(self._look_into, page, file))
        page.import_asked.connect(partial(self._import, page, file))
        page.left.connect(self._leave)
        page.chosen.connect(self._open_session)
        page.read_chosen.connect(self._read)
        self._window.be_quiet()
        self._window.show_over(page, page.actions_here, page.holds_back)
        self._look_into(page, file, "")

    def _look_into(self, page: OpenNotesPage, file: Path, passphrase: str) -> None:
        try:
            page.show_preview(self.look_at(self._desk.store, file, passphrase))
        except Refused as why:
            if self.asks(why):
                page.ask_for_passphrase(str(why))
            else:
                page.show_refused(str(why))

    def _import(self, page: OpenNotesPage, file: Path, passphrase: str) -> None:
        shown = page.shown
        try:
            taken = self.take_in(self._desk.store, file, passphrase)
        except Refused as why:
            page.show_refused(str(why))
            return
        is_session = shown is None or shown.what != "comments"
        came = shown is not None and shown.comments > 0
        page.show_taken_in(
            taken, is_session=is_session, can_be_read=came and self._is_here(taken.id)
        )

    def _is_here(self, session: str) -> bool:
        return self._desk.store.hash_of(session) is not None

    def _leave(self) -> None:
        self._window.show_under()
        self._start()

    def _open_session(self, session: str) -> None:
        self._window.show_under()
        self._look_back(session)

    def _read(self, session: str) -> None:
        self._window.show_under()
        self._review(session)
