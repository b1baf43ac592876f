"""Many sessions looked through, or exported: beside the window, one after the other, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.log import Log
from circle.searched import LookedFor
from ui.beside import Beside, Steps, writer
from ui.pages.many_shown import Came, Looked, Offered

Read = Callable[[str], tuple[Log, LookedFor]]
"""A session by its id, and whose names are looked for in it."""

if TYPE_CHECKING:
    from circle.harvest import Seen
    from circle.level import Level
    from exports.made import Wanted


class ExportingMany(QObject):
    looked = Signal(str, object)
    """The id of a session, and what is Looked of it."""
    progressed = Signal(str)
    """How far it is, as “12 of 40”."""
    left = Signal(str)
    """The id of a session whose documents are all written."""
    ended = Signal(object)
    """Came."""

    def __init__(self, read: Read, parent: QObject) -> None:
        super().__init__(parent)
        self._read = read
        self._beside = Beside(self)
        self._exports = self._cancelled = False

    @property
    def runs(self) -> bool:
        """Whether documents are being made."""
        return self._exports and self._beside.runs

    def look(self, sessions: Sequence[Offered], level: Level, reader: Seen) -> None:
        """Through each, for names and for what speaks against its leaving."""
        if not self.runs:
            self._exports = False
            self._beside.run(self._look_steps(sessions, level, reader))

    def export(
        self, sessions: Sequence[Offered], wanted: Wanted, folder: Path, passphrase: str = ""
    ) -> None:
        self._exports, self._cancelled = True, False
        self._beside.run(self._export_steps(sessions, wanted, folder, passphrase))

    def cancel(self) -> None:
        """The session that it is at still leaves whole, and no other."""
        self._cancelled = True

    def finish(self) -> None:
        """The window is being closed."""
        self.cancel()
        if self.runs:
            self._beside.finish()
        self._beside.stop()

    def _look_steps(self, sessions: Sequence[Offered], level: Level, reader: Seen) -> Steps:
        from exports.aside import submit
        from exports.made import names_found

        for one in sessions:
            try:
                log, known = self._read(one.id)
                entries = tuple(log.entries)
                found = yield submit(names_found, one.id, entries, known, level, reader)
                looked = Looked(found)
            except Refused as why:
                looked = Looked(why=str(why))
            self.looked.emit(one.id, looked)

    def _export_steps(
        self, sessions: Sequence[Offered], wanted: Wanted, folder: Path, passphrase: str
    ) -> Steps:
        from circle.files import NotWritten
        from exports.aside import submit
        from exports.made import made_of
        from exports.writing import write

        saved, failed, stopped = 0, list[tuple[Offered, str]](), ""
        for n, one in enumerate(sessions, 1):
            if self._cancelled:
                stopped = _("The rest was cancelled.")
                break
            self.progressed.emit(_("{n} of {of}").format(n=n, of=len(sessions)))
            try:
                log, known = self._read(one.id)
                entries = tuple(log.entries)
                documents = yield submit(made_of, one.id, entries, known, wanted, passphrase)
                yield writer().submit(write, documents, folder)
            except NotWritten as why:
                stopped = str(why)
                break
            except Refused as why:
                failed.append((one, str(why)))
            except Exception:
                self.ended.emit(Came(saved, len(sessions), tuple(failed), _not_made(one)))
                raise
            else:
                saved += 1
                self.left.emit(one.id)
        self.ended.emit(Came(saved, len(sessions), tuple(failed), stopped))


def _not_made(one: Offered) -> str:
    return _(
        "{session} could not be made into documents, so it went no further. Nothing in the kit was changed. "
        "Leave it out and export again."
    ).format(session=one.title)
