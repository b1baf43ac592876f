"""Where the ways to a kit's key lie: a small file, and a copy of it with the backups."""

from __future__ import annotations

from pathlib import Path

from circle import vault
from circle.errors import NotRead
from circle.files import patiently, read_bytes, replace_file, sync_folder
from circle.kit_files import BACKUPS, KEY


def places(folder: Path) -> tuple[Path, Path]:
    """The file that counts, and its copy."""
    return folder / KEY, folder / BACKUPS / KEY


def is_there(folder: Path) -> bool:
    return any(path.exists() for path in places(folder))


def read_vault(folder: Path) -> bytes:
    """The file, or where that is gone or damaged, its copy. Raises vault.KeyDamaged, vault.KeyNewer."""
    wrong: NotRead | None = None
    for path in places(folder):
        try:
            found = read_bytes(path, largest_bytes=vault.LARGEST_BYTES)
            vault.check(found)
        except NotRead as why:
            wrong = wrong if isinstance(wrong, vault.KeyDamaged) else why
        else:
            return found
    raise wrong if isinstance(wrong, vault.KeyDamaged) else vault.damaged()


def write_vault(folder: Path, data: bytes) -> None:
    """Both are safe on the disk afterwards, the one that counts first. Raises OSError."""
    for path in places(folder):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        replace_file(path, data)


def mend(folder: Path) -> None:
    """After the kit was opened: both say the same again. Raises OSError and what read_vault raises."""
    data = read_vault(folder)
    for path in places(folder):
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            replace_file(path, data)


def drop(folder: Path) -> None:
    """Raises OSError."""
    for path in places(folder):
        if path.exists():
            patiently(path.unlink)
            sync_folder(path.parent)
