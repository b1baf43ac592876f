"""Why a kit cannot be opened, read or written: a class for each, and the sentence that says what is safe and what to do."""

from __future__ import annotations

from pathlib import Path

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.kit_files import KEY

_ERROR = 1
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26


class KitTrouble(Refused):
    """The kit cannot be opened, read or written."""


class KitOpenElsewhere(KitTrouble):
    pass


class KitExchanged(KitOpenElsewhere):
    """Another file took its place while it was opened."""


class KitLocked(KitTrouble):
    """It takes the key that a passphrase opens (circle/vault.py)."""


class KitNewer(KitTrouble):
    pass


class KitDamaged(KitTrouble):
    pass


class KitGone(KitTrouble):
    """There is none, but backups of one."""


class KitFull(KitTrouble):
    pass


def _code(error: Exception) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_nonsense(error: Exception) -> bool:
    """Also text that is none, whether it stands in a row or in what the database says of it."""
    no_text = isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode")
    return no_text or _code(error) in (_CORRUPT, _NOTADB)


def trouble(error: Exception, folder: Path) -> KitTrouble:
    """What an error of the database means while the kit is open, as a sentence.

    A disk that fails reads like a damaged file, so which of the two it is shows when the kit is opened again.
    """
    code = _code(error)
    if code in (_BUSY, _LOCKED):
        return open_elsewhere(folder)
    if code == _ERROR and str(error).startswith("no such "):
        return damaged(folder)
    if is_nonsense(error):
        return read_wrongly(folder)
    if code == _FULL:
        return full(folder)
    if code in (_READONLY, _CANTOPEN):
        return not_writable(folder)
    if code == _IOERR:
        why = _(
            "The disk that holds {folder} did not answer. "
            "What was shown as saved is safe. Check the disk and try again."
        )
        return KitTrouble(why.format(folder=folder))
    raise error


def closed(folder: Path) -> KitTrouble:
    """For what comes after it was closed, as after a lock."""
    why = _("The kit in {folder} is closed. What was shown as saved is safe. Open it again.")
    return KitTrouble(why.format(folder=folder))


def open_elsewhere(folder: Path) -> KitOpenElsewhere:
    return KitOpenElsewhere(elsewhere_words(folder))


def elsewhere_words(folder: Path) -> str:
    why = _(
        "The kit in {folder} is open in another Circlekeeper. Use that window, or close it first."
    )
    return why.format(folder=folder)


def no_folder(folder: Path) -> KitTrouble:
    why = _("The kit cannot be kept in {folder}, because that is not a folder. Choose a folder.")
    return KitTrouble(why.format(folder=folder))


def not_a_kit(path: Path) -> KitTrouble:
    why = _(
        "{path} belongs to another program. It was left as it is. Choose another folder with --home."
    )
    return KitTrouble(why.format(path=path))


def missing(folder: Path) -> KitTrouble:
    why = _("There is no kit in {folder}. Open the window there, or import something first.")
    return KitTrouble(why.format(folder=folder))


def locked(folder: Path) -> KitLocked:
    why = _(
        "The kit in {folder} is kept by a passphrase. It was left as it is. Give the passphrase to open it."
    )
    return KitLocked(why.format(folder=folder))


def without_key(folder: Path) -> KitDamaged:
    why = _(
        "The kit in {folder} looks like one that is kept by a passphrase, but the file {key} is gone, and its copy "
        "in the folder “backups”. Without it nothing opens the kit. It was left as it is. Put back a copy of that file."
    )
    return KitDamaged(why.format(folder=folder, key=KEY))


def newer(folder: Path) -> KitNewer:
    why = _(
        "The kit in {folder} was made by a newer Circlekeeper. It was left as it is. "
        "Open it with that version, or choose another folder with --home."
    )
    return KitNewer(why.format(folder=folder))


def not_writable(folder: Path) -> KitTrouble:
    why = _(
        "The kit in {folder} cannot be written to. Nothing was changed. Choose a folder that you may write to."
    )
    return KitTrouble(why.format(folder=folder))


def damaged(folder: Path) -> KitDamaged:
    why = _(
        "The kit in {folder} is damaged. It was left as it is. "
        "Go back to a backup, or rescue what can be read; the damaged kit is kept either way."
    )
    return KitDamaged(why.format(folder=folder))


def read_wrongly(folder: Path) -> KitTrouble:
    why = _(
        "What the disk gave back of the kit in {folder} makes no sense. What was shown as saved has been written. "
        "Close Circlekeeper and open it again: the kit is looked through then."
    )
    return KitTrouble(why.format(folder=folder))


def full(folder: Path) -> KitFull:
    why = _(
        "The disk is full, so this could not be saved. Everything shown before is safe. "
        "Make room on the disk that holds {folder} and try again."
    )
    return KitFull(why.format(folder=folder))
