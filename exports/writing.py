"""Documents made, named and written: all or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from circle.errors import quoted
from circle.files import NotWritten, write_new
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.i18n import speaking
from circle.level import Level
from circle.session_notes import SessionNotes
from circle.unfinished import sweep_unfinished
from exports.formats import Format
from exports.house import PLAIN, HouseStyle
from exports.words import stem


@dataclass(frozen=True, slots=True)
class Document:
    """`name` is that of its file. `sealed`: kept by a passphrase."""

    format: str
    name: str
    data: bytes
    sealed: bool = False


def file_name(notes: SessionNotes, format: Format) -> str:
    """The date, four letters of the session's id, who appears in it, where that is not nobody, and for whom it
    is, where that is not the report.

    No title: a title may say who was there.
    """
    who = "" if notes.level is Level.NOBODY else f"-{notes.level.value}"
    reader = "" if notes.reader is Seen.REPORT else f"-{notes.reader.value}"
    return f"{stem(notes)}{who}{reader}{format.suffix}"


def document(
    notes: SessionNotes, format: Format, house: HouseStyle = PLAIN, passphrase: str = ""
) -> Document:
    """In the language of the session. A passphrase keeps it where the format can be kept by one; it is called the
    same.
    """
    with speaking(notes.language):
        data, name = format.render(notes, house), file_name(notes, format)
    if passphrase and format.seals:
        from circle.age import sealed

        return Document(format.id, name, sealed(data, passphrase), sealed=True)
    return Document(format.id, name, data)


def write(documents: Iterable[Document], folder: Path) -> tuple[Path, ...]:
    """Writes each to a new file in a folder, and says where they are. When one cannot be written none stays.
    Raises files.NotWritten.
    """
    written: list[Path] = []
    those = tuple(documents)
    sweep_unfinished(folder)
    try:
        written.extend(write_new(folder, one.name, one.data) for one in those)
    except BaseException as why:
        stay = [path for path in written if not _taken_away(path)]
        if not isinstance(why, NotWritten) or (not stay and len(those) == 1):
            raise
        if not stay:
            none = _("None of the files was saved. Nothing else was changed.")
            raise NotWritten(why.said, none) from why
        words = _("{files} cannot be taken away again: remove them yourself.")
        files = ", ".join(quoted(path.name, longest=120) for path in stay)
        raise NotWritten(why.said, words.format(files=files)) from why
    return tuple(written)


def _taken_away(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # the disk has gone, or nothing may be written to it any more
        return not path.exists()
    return True


def export(
    notes: SessionNotes,
    formats: Iterable[Format],
    folder: Path,
    house: HouseStyle = PLAIN,
    passphrase: str = "",
) -> tuple[Path, ...]:
    """All are made before the first is written. Raises files.NotWritten."""
    return write([document(notes, format, house, passphrase) for format in formats], folder)
