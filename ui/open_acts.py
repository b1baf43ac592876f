"""What is done with files from somebody: chosen or dropped, looked at beside the window, taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from ui.beside import Beside, Steps
from ui.kit_desk import KitDesk
from ui.main_window import MainWindow
from ui.theme import Look

if TYPE_CHECKING:
    from concurrent.futures import Future

    from circle.arriving import Coming
    from circle.store import Store
    from ui.pages.open_notes import OpenNotesPage
    from ui.pages.open_shown import Previewed, TakenIn

    Reads = Callable[[Path, str], Future[Coming]]
    LookAt = Callable[[Store, Path, Coming], Previewed]
    TakeIn = Callable[[Store, Coming], TakenIn]


def read(file: Path, passphrase: str) -> Future[Coming]:
    """In a process of its own: to open what a passphrase keeps takes a second, and to read a long session too."""
    from circle.importing import read_file
    from exports.aside import submit

    return submit(read_file, file, passphrase)


def look_at(store: Store, file: Path, coming: Coming) -> Previewed:
    from circle.preview import previewed

    return previewed(store, file, coming)


def take_in(store: Store, coming: Coming) -> TakenIn:
    from circle.importing import take_in

    return take_in(store, coming)


def at_once() -> Future[None]:
    from concurrent.futures import Future

    over: Future[None] = Future()
    over.set_result(None)
    return over


def cut_short_words(path: Path) -> str:
    """Why a file or folder was not read where the process ended that read it."""
    why = _(
        "{file} could not be read: that was cut short, perhaps for want of memory. Nothing was changed. Close other "
        "programs and open it again."
    )
    return why.format(file=quoted(path.name or path))


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
        *,
        start: Callable[[], object],
        look_back: Callable[[str], object],
        review: Callable[..., object],
        first: Callable[[], object] = lambda: None,
        first_is_over: Callable[[], Future[None]] = at_once,
    ) -> None:
        """`start`: shows the Start page, as the kit is now. `look_back`: opens a closed session. `review`: shows the
        archive as it is now, and in it the session whose id it is given. `first`: what is done before anything can
        come in, and `first_is_over` when it was.
        """
        super().__init__(window)
        self._look, self._window, self._desk = look, window, desk
        self._start, self._look_back, self._review = start, look_back, review
        self._first, self._first_is_over = first, first_is_over
        self._folder = ""
        self._beside = Beside(self)
        self.read: Reads = read
        self.look_at: LookAt = look_at
        self.take_in: TakeIn = take_in
        self.asks: Callable[[Refused], bool] = asks_for_passphrase

    def choose_file(self, back: Callable[[], object] | None = None) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds = _("Notes from Circlekeeper (*.circle *.json);;All files (*)")
        folder = self._folder or str(self._desk.export_folder())
        which = _("Which notes?")
        chosen, _kind = QFileDialog.getOpenFileNames(self._window, which, folder, kinds)
        if chosen:
            self._folder = str(Path(chosen[0]).parent)
            self.open([Path(one) for one in chosen], back)

    def choose_folder(self, back: Callable[[], object] | None = None) -> None:
        from PySide6.QtWidgets import QFileDialog

        folder = self._folder or str(self._desk.export_folder())
        which = _("Which folder or stick?")
        if chosen := QFileDialog.getExistingDirectory(self._window, which, folder):
            self._folder = chosen
            self.open([Path(chosen)], back)

    def open(self, paths: Sequence[Path], back: Callable[[], object] | None = None) -> None:
        """The page over the one that is shown; nothing is taken in yet. `back`: where it goes back to, else Start."""
        self._window.show_under()  # one after the other
        self._window.be_quiet()
        self._first()
        if len(paths) == 1 and not paths[0].is_dir():
            self._open_one(paths[0], back or self._start)
        else:
            self._open_many(paths, back or self._start)

    def _open_one(self, file: Path, back: Callable[[], object]) -> None:
        from ui.pages.open_notes import OpenNotesPage

        page = OpenNotesPage(self._look, file, parent=self._window)
        page.look_asked.connect(partial(self._look_into, page, file))
        page.import_asked.connect(partial(self._import, page))
        page.left.connect(partial(self._leave, back))
        page.chosen.connect(self._open_session)
        page.read_chosen.connect(self._read)
        self._window.show_over(page, page.actions_here, self._ends)
        self._look_into(page, file, "")

    def _open_many(self, paths: Sequence[Path], back: Callable[[], object]) -> None:
        from ui.pages.open_many import OpenManyPage

        page = OpenManyPage(
            self._look,
            paths,
            lambda: self._desk.store,
            self._desk.wall,
            first_is_over=self._first_is_over,
            parent=self._window,
        )
        page.left.connect(partial(self._leave, back))
        page.review_asked.connect(partial(self._leave, self._review))
        self._window.show_over(page, page.actions_here, page.holds_back)

    def _look_into(self, page: OpenNotesPage, file: Path, passphrase: str) -> None:
        page.show_opening()
        self._beside.run(self._look_steps(page, file, passphrase))

    def _look_steps(self, page: OpenNotesPage, file: Path, passphrase: str) -> Steps:
        """What is looked at is what is then taken in, whatever becomes of the file meanwhile. Another page may have come in
        the place of this one by then.
        """
        from shiboken6 import isValid

        from exports.aside import Stopped

        try:
            coming: Coming = yield self.read(file, passphrase)
            if isValid(page):
                page.show_preview(self.look_at(self._desk.store, file, coming), coming)
        except Stopped:
            if isValid(page):
                page.show_refused(cut_short_words(file))
        except Refused as why:
            if not isValid(page):
                return
            if self.asks(why):
                page.ask_for_passphrase(str(why))
            else:
                page.show_refused(str(why))

    def _import(self, page: OpenNotesPage, coming: Coming) -> None:
        if not self._beside.runs:
            self._beside.run(self._import_steps(page, coming))

    def _import_steps(self, page: OpenNotesPage, coming: Coming) -> Steps:
        over = self._first_is_over()
        if not over.done():
            page.show_waiting(_("Making a backup first…"))
            yield over
        self._take_in(page, coming)

    def _take_in(self, page: OpenNotesPage, coming: Coming) -> None:
        try:
            taken = self.take_in(self._desk.store, coming)
        except Refused as why:
            page.show_refused(str(why))
            return
        can_be_read = bool(coming.comments) and self._is_here(taken.id)
        page.show_taken_in(taken, is_session=coming.what != "comments", can_be_read=can_be_read)

    def _is_here(self, session: str) -> bool:
        return self._desk.store.hash_of(session) is not None

    def _ends(self) -> bool:
        """Nothing is half done: the window may be closed at any moment."""
        self._beside.stop()
        return False

    def _leave(self, back: Callable[[], object]) -> None:
        self._beside.stop()
        self._window.show_under()
        back()

    def _open_session(self, session: str) -> None:
        self._window.show_under()
        self._look_back(session)

    def _read(self, session: str) -> None:
        self._window.show_under()
        self._review(session)
