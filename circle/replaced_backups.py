"""A backup of a kit from which something was erased, in the place of all copies that hold it yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from circle.backup import Backup, NotBackedUp, check_copy, forget_others
from circle.erasing_files import drop_set_aside
from circle.errors import quoted
from circle.i18n import gettext as _


def check_and_replace(folder: Path, copy: Path, day: date, key: bytes | None = None) -> Backup:
    """As circle.backup.check_copy; then backups before it, and kits that were set aside, are gone. Raises Refused."""
    made = check_copy(folder, copy, day, key, anew=True)
    forget_others(folder, made)
    try:
        drop_set_aside(folder)
    except OSError as error:
        why = _(
            "A backup was made, but kits that were set aside cannot be taken away: the disk answered {answer}. "
            "What is in your kit is safe. Try again."
        )
        raise NotBackedUp(why.format(answer=quoted(error.strerror))) from error
    return made
