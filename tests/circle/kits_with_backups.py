"""A kit with sessions and backups, and what is in it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from circle.backup import Backup, make_backup
from circle.kit_files import KEY
from circle.store import Store
from tests.circle.a_stick import a_log, session_id

A_DAY = date(2026, 5, 12)
A_KEY = bytes(range(32))
plain_and_sealed = pytest.mark.parametrize("key", [None, A_KEY], ids=["plain", "sealed"])


def make_kit(folder: Path, sessions: int = 3, key: bytes | None = None) -> Path:
    """Closed. Gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if key is not None:
        (folder / KEY).write_bytes(b"what a passphrase opens")
    for number in range(sessions):
        add_session(folder, number, key)
    return folder


def add_session(folder: Path, number: int, key: bytes | None = None) -> None:
    with closing(Store.open(folder, key=key)) as store:
        store.add_session(session_id(number), a_log(number, turns=6))


def back_up(folder: Path, days: int = 0, key: bytes | None = None) -> Backup:
    return make_backup(folder, A_DAY + timedelta(days), key, left_free=0)


def sessions_in(folder: Path, key: bytes | None = None) -> dict[str, str]:
    """Every session of a kit, and the hash its log ends with."""
    with closing(Store.open(folder, new=False, key=key)) as store:
        return {one: store.hash_of(one) or "" for one in store.every_session()}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def damage(path: Path, *, from_byte: int = 4096, bytes_long: int = 8192) -> None:
    """Zeroes, as of a disk that gave nothing back."""
    with path.open("rb+") as file:
        file.seek(from_byte)
        file.write(bytes(bytes_long))


def writes(folder: Path, *, killed: bool = False, key: bytes | None = None) -> bool:
    """Whether another Circlekeeper could write to the kit. `killed`: it did not close it."""
    code = (
        "import os, sys; from pathlib import Path; from circle.errors import Refused; from circle.store import Store\n"
        f"try: store = Store.open(Path(sys.argv[1]), new=False, key={key!r})\n"
        "except Refused: sys.exit(3)\n"
        "store.keep_setting('late', 'kept')\n"
        f"os._exit(0) if {killed} else store.close()"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code, str(folder)], cwd=root, check=False)
    assert done.returncode in {0, 3}
    return done.returncode == 0
