"""A backup copied out of the kit's folder, to a stick: a folder that opens as a kit wherever it is put."""

from __future__ import annotations

from pathlib import Path

from circle.backup import Backup
from circle.kit_files import BACKUPS, KEY, KIT
from circle.new_folder import NewFolder, new_folder

_AT_ONCE = 1 << 20


def copy_out(backup: Backup, into: Path) -> Path:
    """Gives the new folder, once it is safe on the disk and was read back; nothing is ever overwritten. What a
    passphrase opens comes with it. Raises NotWritten.
    """
    folder = backup.path.parent.parent
    with new_folder(into, f"Circlekeeper {backup.day.isoformat()}") as made, made.told():
        _copy(backup.path, made, KIT)
        for key in (folder / KEY, folder / BACKUPS / KEY):
            if key.exists():
                _copy(key, made, KEY)
                break
    return made.path


def _copy(source: Path, made: NewFolder, name: str) -> None:
    file = made.opens(name)
    with source.open("rb") as read:
        while part := read.read(_AT_ONCE):
            file.write(part)
