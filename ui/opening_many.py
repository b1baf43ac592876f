"""Many files from somebody: found and read beside the window, then taken in a few at a time, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.beside import Beside, Steps
from ui.open_acts import at_once, cut_short_words
from ui.pages.open_many_shown import Came

if TYPE_CHECKING:
    from concurrent.futures import Future
    from datetime import datetime

    from circle.reading_many import Kept, Read
    from circle.store import Store

ROWS_AT_ONCE = 150
"""So many rows are written before the window gets its turn; of a session all."""

_HANDED_OVER = 200
"""So many names of files are given to the process beside at once."""


class OpeningMany(QObject):
    found = Signal(object)
    """circle.found_files.Found."""
    read = Signal(list)
    """What some of the files are: circle.reading_many.Read."""
    progressed = Signal(str)
    """How far it is, as “12 of 40”."""
    looked = Signal()
    """All that were asked for are read, or it was cancelled."""
    taken = Signal(object)
    """A Kept that has been taken in."""
    ended = Signal(object)
    """Came."""

    def __init__(
        self,
        store: Callable[[], Store],
        now: Callable[[], datetime],
        parent: QObject,
        first_is_over: Callable[[], Future[None]] = at_once,
    ) -> None:
        """`now`: the wall clock. `first_is_over`: when anything may come in."""
        super().__init__(parent)
        self._store, self._now, self._first_is_over = store, now, first_is_over
        self._beside = Beside(self)
        self._taking: Generator[None, None, None] | None = None
        self._reads = self._cancelled = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def reads(self) -> bool:
        return self._reads

    @property
    def takes_in(self) -> bool:
        return self._taking is not None

    @property
    def waits(self) -> bool:
        """For what comes before anything comes in."""
        return self.takes_in and not self._timer.isActive()

    def look(self, paths: Sequence[Path]) -> None:
        """Into files and folders."""
        self._reads = True
        self._beside.run(self._look_steps(tuple(paths)))

    def read_again(self, files: Sequence[Path], passphrase: str) -> None:
        self._reads = True
        self._beside.run(self._read_steps(tuple(files), passphrase))

    def take_in(self, those: Sequence[Kept]) -> None:
        self._cancelled = False
        self._taking = self._take_steps(those)
        self._beside.run(self._first_steps())

    def _first_steps(self) -> Steps:
        over = self._first_is_over()
        if not over.done():
            self.progressed.emit(_("Making a backup first…"))
            yield over
        self._timer.start()

    def cancel(self) -> None:
        """Whatever has been taken in by now stays, whole; nothing else comes."""
        self._cancelled = True
        if self._reads:
            self._beside.stop()
            self._end_reading()

    def finish(self) -> None:
        """The page is left, or the window closed."""
        self._stop_taking()
        self._beside.stop()

    def _look_steps(self, paths: tuple[Path, ...]) -> Steps:
        from circle.found_files import Found, files_in
        from exports.aside import Stopped, submit

        self.progressed.emit(_("Looking…"))
        try:
            found = yield submit(files_in, paths)
        except Stopped:
            try:
                found = yield submit(files_in, paths)
            except Stopped:
                found = Found(unread=tuple(map(cut_short_words, paths)))
        self.found.emit(found)
        yield from self._read_steps(found.files, "")

    def _read_steps(self, files: tuple[Path, ...], passphrase: str) -> Steps:
        """Where the process ends that reads, the next begins with one file: so it is found which of them ends it."""
        from circle.reading_many import NotKept, read_some
        from exports.aside import Stopped, submit

        at, most = 0, 0
        while at < len(files):
            self.progressed.emit(_("{n} of {of}").format(n=at, of=len(files)))
            some = files[at : at + _HANDED_OVER]
            try:
                read: list[Read] = yield submit(read_some, some, passphrase, most)
            except Stopped:
                if most != 1:
                    most = 1
                    continue
                read = [NotKept(some[0], cut_short_words(some[0]))]
            else:
                most *= 2
            at += len(read)
            self.read.emit(read)
        self._end_reading()

    def _end_reading(self) -> None:
        self._reads = False
        self.looked.emit()

    def _go_on(self) -> None:
        if (steps := self._taking) is None:
            return
        try:
            next(steps)
        except BaseException as error:
            if self._taking is steps:
                self._stop_taking()
            if not isinstance(error, StopIteration):
                raise

    def _stop_taking(self) -> None:
        self._timer.stop()
        self._taking = None

    def _take_steps(self, those: Sequence[Kept]) -> Generator[None, None, None]:
        taken, stopped = 0, ""
        while taken < len(those) and not stopped:
            self.progressed.emit(_("{n} of {of}").format(n=taken, of=len(those)))
            yield
            if self._cancelled:
                stopped = _("The rest was cancelled.")
                break
            some = few_of(those[taken:])
            try:
                self._take(some)
            except Refused as why:
                stopped = str(why)
                break
            taken += len(some)
            for one in some:
                self.taken.emit(one)
        self._stop_taking()
        self.ended.emit(Came(taken, len(those), stopped))

    def _take(self, some: Sequence[Kept]) -> None:
        """In one act, so that the disk is waited for once."""
        from circle.arriving import take

        store, now = self._store(), self._now()
        with store.together():
            for one in some:
                take(store, one.unpacked(), now)


def few_of(those: Sequence[Kept]) -> Sequence[Kept]:
    """The first of them, as many as are taken in at once."""
    rows = those[0].rows
    for at, one in enumerate(those[1:], 1):
        rows += one.rows
        if rows > ROWS_AT_ONCE:
            return those[:at]
    return those
