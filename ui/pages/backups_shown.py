"""The backups of the kit in words, for the card, the page and the bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from circle.dates import day_words, time_words
from circle.files import size_words
from circle.i18n import gettext as _
from circle.i18n import ngettext

if TYPE_CHECKING:
    from circle.backup import Backup
    from circle.kit_checked import Contents
    from circle.restoring import SetAside


@dataclass(frozen=True, slots=True)
class BackupShown:
    """`title`: its day and time. `about`: what is known of it so far."""

    backup: Backup
    title: str
    about: str
    is_whole: bool = True


def summary_words(backups: Sequence[Backup], today: datetime) -> tuple[str, ...]:
    """When the last good one was made, and how many there are: for the card."""
    if not backups:
        return (
            _(
                "There is none yet. One is made when a circle begins, now and then while it runs, and when it ends; or back up "
                "now."
            ),
        )
    last = _("The last one is of {day}.").format(day=made_words(backups[0], today))
    n = len(backups)
    room = room_words(sum(one.bytes for one in backups))
    many = ngettext("{n} backup, {room} in all.", "{n} backups, {room} in all.", n)
    return (
        last,
        many.format(n=n, room=room),
        _("Each was checked before it counted. They lie on this laptop, beside your kit."),
    )


def made_words(backup: Backup, today: datetime) -> str:
    """As in “12 May, 18:30”; without a time where the file no longer says it."""
    written = datetime.fromtimestamp(backup.path.stat().st_mtime, UTC).astimezone()
    if written.date() == backup.day:
        return _("{day}, {time}").format(day=day_words(written, today), time=time_words(written))
    noon = datetime(backup.day.year, backup.day.month, backup.day.day, 12, tzinfo=today.tzinfo)
    return day_words(noon, today)


def room_words(in_bytes: int) -> str:
    """Rounded, as in 1.2 MB."""
    step = 3 if in_bytes < 1_000_000 else 5
    return size_words(round(in_bytes, -step) or 1000)


def backup_shown(backup: Backup, today: datetime) -> BackupShown:
    about = _("{size} · checking…").format(size=room_words(backup.bytes))
    return BackupShown(backup, made_words(backup, today), about)


def checked_shown(backup: Backup, today: datetime, found: Contents | None) -> BackupShown:
    """`found`: nothing where it is not whole."""
    size, title = room_words(backup.bytes), made_words(backup, today)
    if found is None:
        about = _("{size} · damaged, so it cannot be gone back to").format(size=size)
        return BackupShown(backup, title, about, is_whole=False)
    about = _("{size} · {sessions} · checked just now")
    return BackupShown(
        backup, title, about.format(size=size, sessions=sessions_words(found.sessions))
    )


def sessions_words(n: int) -> str:
    return ngettext("{n} session", "{n} sessions", n).format(n=n)


def asking_words(shown: BackupShown) -> str:
    return _(
        "Your kit will be as it was on {day}, without what came after. The kit as it is now is set aside and kept, so "
        "nothing is lost."
    ).format(day=shown.title)


def aside_words(kits: Sequence[SetAside], folder: str) -> str:
    """Kits that another took the place of; empty where there are none."""
    if not kits:
        return ""
    n = len(kits)
    said = ngettext(
        "{n} kit that was set aside lies in {folder} ({room}). It stays there until you erase something.",
        "{n} kits that were set aside lie in {folder} ({room}). They stay there until you erase something.",
        n,
    )
    return said.format(n=n, folder=folder, room=room_words(sum(one.bytes for one in kits)))


def gone_back_words(day: str, sessions: int, *, aside: bool) -> str:
    said = _("Your kit is the one of {day} now, with {sessions}.").format(
        day=day, sessions=sessions_words(sessions)
    )
    return f"{said} {_('The one before was set aside as it was.')}" if aside else said
