"""What is done on the page on which something is erased. The work is another process's, on a closed kit: the window goes on."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Literal, Protocol

from PySide6.QtCore import QObject

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.beside import Beside, Steps, writer

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from circle.erasing import Order
    from circle.erasing_work import Erased
    from ui.deck_acts import Shows
    from ui.kit_desk import KitDesk
    from ui.main_window import MainWindow
    from ui.pages.erase import ErasePage
    from ui.theme import Look


def by_another(
    work: Literal["preview", "carry_out", "finish"], folder: Path, key: bytes | None, *given: object
) -> Generator[Future[Any], Any, Any]:
    """A work of circle/erasing_work.py, by another process. What it takes to begin one is done by a thread, since to
    import it all takes longer than a click may.
    """
    begun = yield writer().submit(_begin, work, folder, key, *given)
    return (yield begun)


def _begin(work: str, *given: object) -> Future[Any]:
    from circle import erasing_work
    from exports.aside import submit

    return submit(getattr(erasing_work, work), *given)


class Erases(Protocol):
    """Shows what goes with an order, and asks. `said`: the words that are erased; `left`: where it goes back to."""

    def __call__(self, order: Order, said: str, left: Callable[[], object], /) -> object: ...


class EraseActs(QObject):
    """`left`: where it goes back to."""

    def __init__(
        self,
        look: Look,
        window: MainWindow,
        desk: KitDesk,
        *,
        shows: Shows,
        left: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._look, self._window, self._desk = look, window, desk
        self._shows, self._left = shows, left
        self._beside = Beside(self)

    def choose(self) -> None:
        """What is to be erased."""
        page = self._open(back=self._left)
        self._show_choices(page)

    def ask(self, order: Order, said: str = "") -> None:
        """Whether that is to be erased. `said`: its words, of one note or comment."""
        page = self._open(back=self._left)
        self._look_at(page, order, said)

    def finish(self) -> None:
        """What was begun when the program was stopped."""
        page = self._open(back=self._left)
        page.show_working(_("Erasing what was begun…"))
        self._beside.run(self._erasing(page, "finish", self._desk.today()))

    def _open(self, back: Callable[[], object]) -> ErasePage:
        from ui.pages.erase import ErasePage

        page = ErasePage(self._look, parent=self._window)
        page.looked.connect(lambda order: self._look_at(page, order))
        page.asked.connect(lambda order: self._erase(page, order))
        page.left.connect(back)
        self._shows(page, page.actions_here)
        return page

    def _show_choices(self, page: ErasePage, called: str = "") -> None:
        """`called`: what was looked for and not found, to be looked at again."""
        from circle.kit_files import OWN_DOCUMENTS

        try:
            sessions = self._desk.recent()
        except Refused as why:
            self._window.say(str(why))
            return
        there = (self._desk.folder / OWN_DOCUMENTS).exists()
        choices = page.show_choices(sessions, has_documents=there)
        if called:
            choices.name.setText(called)
            choices.name.setFocus()

    def _look_at(self, page: ErasePage, order: Order, said: str = "") -> None:
        self._window.be_quiet()
        page.show_working(_("Looking what goes with it…"))
        self._beside.run(self._looking(page, order, said))

    def _looking(self, page: ErasePage, order: Order, said: str) -> Steps:
        try:
            with self._desk.kit.lent() as key:
                seen = yield from by_another("preview", self._desk.folder, key, order)
            if not seen.finds_any:
                raise Refused(_("Nobody in the kit is called so. Nothing was erased."))
        except Refused as why:
            self._show_choices(page, order.called)
            self._window.say(str(why))
            return
        page.show_preview(seen, said)

    def _erase(self, page: ErasePage, order: Order) -> None:
        page.show_working(_("Erasing…"))
        self._beside.run(self._erasing(page, "carry_out", order, self._desk.today()))

    def _erasing(
        self, page: ErasePage, work: Literal["carry_out", "finish"], *given: object
    ) -> Steps:
        try:
            with self._desk.kit.lent() as key:
                yield self._desk.kit.copied()
                erased: Erased | None = yield from by_another(work, self._desk.folder, key, *given)
        except Refused as why:
            self._show_choices(page)
            self._window.say(str(why))
            return
        if erased is None:
            self._left()
        else:
            self._show_done(page, erased)

    def _show_done(self, page: ErasePage, erased: Erased) -> None:
        """What had left the kit is known until it was told. What was copied here may be what was erased."""
        from PySide6.QtWidgets import QApplication

        from circle.erasing_files import unmark
        from ui.locking import clear_clipboard

        clear_clipboard(QApplication.clipboard())

        if not erased.kept_back:
            unmark(self._desk.folder)
        page.show_done(erased)
