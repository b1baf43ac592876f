"""A process that has everything loaded, and forks one evening, or one row of exports, for every line it is given.

The fork says its number, waits for one byte, so that strace can come to it first, and then begins.
"""

import ctypes
import json
import os
from pathlib import Path

import sqlcipher3.dbapi2
import sqlite_utils

import circle.archive
import circle.archiving
import circle.files
import circle.migrations
import circle.retelling
from circle.store import Store
from circle.verifying import verify
from tests.reliability import an_evening, some_exports

LOADED = (sqlcipher3.dbapi2, sqlite_utils, circle.archive, circle.archiving, circle.files)
LOADED_TOO = (circle.migrations, circle.retelling, Store, verify)

_PR_SET_PTRACER, _ANY = 0x59616D61, ctypes.c_ulong(-1)


def let_strace_come() -> None:
    """Some systems let only a parent look at a process unless that process says otherwise."""
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANY, 0, 0, 0)


def line() -> str:
    """Read byte by byte: what comes after it is the fork's."""
    found = b""
    while (one := os.read(0, 1)) not in {b"", b"\n"}:
        found += one
    return found.decode()


def serve() -> None:
    while given := line():
        what, folder, end_at_refusal = json.loads(given)
        child = os.fork()
        if child == 0:
            let_strace_come()
            an_evening.say(pid=os.getpid())
            os.read(0, 1)
            run(what, Path(folder), end_at_refusal=end_at_refusal)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        an_evening.say(gone=status)


def run(what: str, folder: Path, *, end_at_refusal: bool) -> None:
    if what == "evening":
        an_evening.hold(folder, end_at_refusal=end_at_refusal)
    else:
        some_exports.write_all(folder, end_at_refusal=end_at_refusal)


if __name__ == "__main__":
    serve()
