"""Files and folders that leave the program, one after another: what power cuts and faults are tried on. All formats are
rendered to bytes first, so what is in them makes no difference.

    python -m tests.reliability.some_exports FOLDER [--end-at-refusal] [--never-syncs]

It says on its standard output, in JSON, what it began and what it said was saved, and where.
"""

import argparse
import errno
import json
import os
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

from circle.errors import Refused
from circle.files import write_new
from circle.new_folder import new_folder

SHORT, LONG = b"<p>What was said.</p>\n" * 7, bytes(range(251)) * 500
PARTS = {"README.txt": b"What is in here.\n", "data/sessions.csv": LONG[:70_000], "data/turns.csv": b"a,b\n"}  # fmt: skip


def _file(name: str, data: bytes, *, links: bool = True) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        with nullcontext() if links else patch.object(os, "link", _no_links):
            return write_new(folder, name, data)

    return write


def _no_links(*_given: object) -> None:
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def _folder(name: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        with new_folder(folder, name) as made:
            for part, data in PARTS.items():
                made.opens(part).write(data)
        return made.path

    return write


STICK = "on-a-stick.html"
"""Written where there are no links, as on most memory sticks: there an empty file of that name comes first."""

WRITTEN: tuple[Callable[[Path], Path], ...] = (
    _file("notes.html", SHORT),
    _file("notes.pdf", LONG),
    _file("notes.html", SHORT[:500]),
    _folder("archive"),
    _file(STICK, SHORT, links=False),
    _folder("archive"),
    _file("notes.md", b""),
)


def say(**what: object) -> None:
    os.write(1, json.dumps(what).encode() + b"\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--end-at-refusal", action="store_true")
    parser.add_argument("--never-syncs", action="store_true")
    given = parser.parse_args()
    if given.never_syncs:
        os.fsync = lambda _descriptor: None
    for number, write in enumerate(WRITTEN):
        say(begun=number)
        try:
            path = write(given.folder)
        except Refused as why:
            say(refused=number, kind=type(why).__name__, said=str(why))
            if given.end_at_refusal:
                return
        except Exception:
            say(broke=number, said=traceback.format_exc())
        else:
            say(saved=number, path=path.name)


if __name__ == "__main__":
    main()
