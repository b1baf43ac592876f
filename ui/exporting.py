"""The documents of one session made beside the window, one after the other, and then written: all or none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.beside import Beside, Steps, writer

if TYPE_CHECKING:
    from circle.session_notes import SessionNotes
    from exports.made import Wanted
    from exports.writing import Document


@dataclass(frozen=True, slots=True)
class Ended:
    """How an export ended: with files, or with the sentence that says why there are none."""

    files: tuple[Path, ...] = ()
    why: str = ""


class Exporting(QObject):
    progressed = Signal(str)
    """What is being made, as “3 of 5: Word”."""
    ended = Signal(object)
    """Ended."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._beside = Beside(self)
        self._writes = False

    @property
    def runs(self) -> bool:
        return self._beside.runs

    def begin(
        self, notes: SessionNotes, wanted: Wanted, folder: Path, passphrase: str = ""
    ) -> None:
        """`notes`: as they are wanted."""
        self._writes = False
        self._beside.run(self._steps(notes, wanted, folder, passphrase))

    def finish(self) -> None:
        """Waits for it: the window is being closed."""
        self._beside.finish()

    def cancel(self) -> None:
        """Nothing has been written by then: where it has begun to, it goes on."""
        if self.runs and not self._writes:
            self._beside.stop()
            self.ended.emit(Ended(why=_("Cancelled. Nothing was exported.")))

    def _steps(self, notes: SessionNotes, wanted: Wanted, folder: Path, passphrase: str) -> Steps:
        from exports.aside import submit
        from exports.formats import format_of
        from exports.made import made
        from exports.writing import write
        from ui.pages.leaving_shown import making_words

        documents: list[Document] = []
        title = ""
        try:
            for n, one in enumerate(wanted.formats, 1):
                title = _(format_of(one).title)
                self.progressed.emit(making_words(n, len(wanted.formats), title))
                documents.append((yield submit(made, notes, one, wanted.house, passphrase)))
            self._writes = True
            self.progressed.emit(_("Writing and checking…"))
            files = yield writer().submit(write, documents, folder)
        except Refused as why:
            self.ended.emit(Ended(why=str(why)))
        except Exception:
            self.ended.emit(Ended(why=_not_made(title)))
            raise
        else:
            self.ended.emit(Ended(tuple(files)))


def _not_made(title: str) -> str:
    return _(
        "{title} could not be made, so nothing was exported. Your notes are as they were. "
        "Leave it out and export again."
    ).format(title=title)
