"""Backups made beside the window, around every circle: it never waits for one, and a failure is a sentence for later."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.i18n import language
from circle.kit_files import ERASING
from ui.beside import Beside, Steps

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future
    from datetime import date
    from pathlib import Path

    from circle.backup import Backup
    from ui.kit_desk import KitDesk
    from ui.live_session import LiveSession

    Halves = tuple[Future[None], Future[Backup]]
    """What copies the kit, and what checks the copy."""

EVERY_MS = 30 * 60 * 1000
"""While a session runs."""

AT_REST_MS = 3_000
"""After a session began or ended: first the circle."""


@dataclass(frozen=True, slots=True)
class Ended:
    """With a backup, or with the sentence that says why there is none. `replaced`: it took the place of all before."""

    backup: Backup | None = None
    why: str = ""
    replaced: bool = False


class BackingUp(QObject):
    """Of the kit that is open on the desk."""

    begun = Signal()
    ended = Signal(object)
    """Ended."""

    def __init__(
        self, desk: KitDesk, parent: QObject, works: Callable[[], Executor] | None = None
    ) -> None:
        """`works`: makes what the work is done in, a process of its own."""
        super().__init__(parent)
        self._desk, self._works = desk, works or quiet_process
        self._beside = Beside(self)
        self._still = ExitStack()
        self._begun: Future[Halves] | None = None
        self._again = False
        self._live: LiveSession | None = None
        self.last = Ended()
        """How the last one ended."""
        self._soon, self._often = QTimer(self), QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AT_REST_MS)
        self._soon.timeout.connect(self.begin)
        self._often.setInterval(EVERY_MS)
        self._often.timeout.connect(self.begin)

    @property
    def runs(self) -> bool:
        return self._beside.runs

    def over(self) -> Future[None]:
        """When what is being made is made, or has failed."""
        from concurrent.futures import Future

        over: Future[None] = Future()

        def tell(_ended: object) -> None:
            self.ended.disconnect(tell)
            if not over.done():
                over.set_result(None)

        if self.runs:
            self.ended.connect(tell)
        else:
            over.set_result(None)
        return over

    def begin(self) -> None:
        """One at a time: what is asked for meanwhile comes after it."""
        self._soon.stop()
        if self.runs:
            self._again = True
        elif self._desk.kit.is_open:
            self.begun.emit()
            self._beside.run(self._steps())

    def follow(self, live: LiveSession) -> None:
        """A session that runs: at its beginning, now and then, and at its end."""
        self._live = live
        if is_running(live):
            self._soon.start()
            self._often.start()
        live.changed.connect(self._look)

    def let_go(self) -> None:
        """The kit is about to be closed: its file is copied by then, and what is left needs no kit."""
        self._again = False
        self._often.stop()
        if self._soon.isActive():
            self.begin()
        if self._begun is not None and self._begun.exception() is None:
            copies, self._desk.kit.checks = self._begun.result()
            wait([copies])
        self._still.close()

    def _look(self) -> None:
        runs = self._live is not None and is_running(self._live)
        if runs != self._often.isActive():
            self._soon.start()
            self._often.start() if runs else self._often.stop()

    def _steps(self) -> Steps:
        ended = Ended()
        try:
            self._still.enter_context(self._desk.store.still())
            mark = self._mark()
            self._begun = self._submit(replaces=bool(mark))
            copies, checks = yield self._begun
            yield copies
            self._still.close()
            made = yield checks
            ended = Ended(made, replaced=bool(mark) and self._unmark(mark))
        except Refused as why:
            from exports.aside import Stopped

            ended = Ended(why=_cut_short() if isinstance(why, Stopped) else str(why))
        except OSError:
            ended = Ended(why=_cut_short())
        finally:
            self._still.close()
            self._begun = None
        self._end(ended)

    def _mark(self) -> bytes | None:
        """That something was erased which backups hold yet; they are replaced once its circle is over."""
        folder = self._desk.folder
        if not (folder / ERASING).exists() or self._desk.is_running:
            return None
        from circle.erasing_files import only_in_backups

        return only_in_backups(folder)

    def _unmark(self, mark: bytes) -> bool:
        """Unless something else was erased meanwhile."""
        from circle.erasing_files import only_in_backups, unmark

        if only_in_backups(self._desk.folder) != mark:
            return False
        unmark(self._desk.folder)
        return True

    def _submit(self, *, replaces: bool) -> Future[Halves]:
        """By a thread, since to begin a process takes a while."""
        desk = self._desk
        starter = ThreadPoolExecutor(1)
        try:
            day, key = desk.today(), desk.kit.key
            return starter.submit(_begin, self._works, desk.folder, day, key, replaces=replaces)
        finally:
            starter.shutdown(wait=False)

    def _end(self, ended: Ended) -> None:
        self.last = ended
        self.ended.emit(ended)
        if self._again:
            self._again = False
            self._soon.start()


def _begin(
    works: Callable[[], Executor], folder: Path, day: date, key: bytes | None, *, replaces: bool
) -> Halves:
    """Both halves at once: the second goes on where the window is closed before the first is done."""
    import exports.aside  # noqa: F401 - the window asks it for what came of this, and would wait for the import
    from circle.backup import check_copy, copy_kit, place_of_copy
    from circle.replaced_backups import check_and_replace

    check = check_and_replace if replaces else check_copy
    copy, process = place_of_copy(folder), works()
    try:
        copies = process.submit(copy_kit, folder, copy)
        return copies, process.submit(check, folder, copy, day, key)
    finally:
        process.shutdown(wait=False)


def _cut_short() -> str:
    return _("A backup was cut short. Your kit is as it was; it is tried again later.")


def is_running(live: LiveSession) -> bool:
    return live.state.ended_ms is None


def quiet_process() -> Executor:
    """Ends when its work is done, and lets everything else go first."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(
        1, mp_context=get_context("spawn"), initializer=_step_back, initargs=(language(),)
    )


def _step_back(spoken: str) -> None:
    """Its sentences are said in the language of the window."""
    import os

    from circle.i18n import use_language
    from circle.paths import assets
    from exports import aside

    aside.begin()
    use_language(spoken, assets() / "locale")
    if hasattr(os, "nice"):
        os.nice(10)
