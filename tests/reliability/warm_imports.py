"""A process that has everything loaded, and forks one import for every line it is given: a few at a time, as the window
does it. After each few it says how many sessions are in the kit.
"""

import json
import os
import sys
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2
import sqlite_utils

import circle.arriving
import circle.migrations
from circle.clock import SystemClock
from circle.found_files import files_in
from circle.reading_many import Kept, read_one
from circle.store import Store

LOADED = (sqlcipher3.dbapi2, sqlite_utils, circle.migrations)
AT_ONCE = 5


def take_in(home: Path, kept: list[Kept]) -> int:
    with closing(Store.open(home)) as store:
        now = SystemClock().read().wall
        for at in range(0, len(kept), AT_ONCE):
            with store.together():
                for one in kept[at : at + AT_ONCE]:
                    circle.arriving.take(store, one.unpacked(), now)
            os.write(1, f"{at + AT_ONCE}\n".encode())
    return 0


def serve() -> None:
    kept = list[Kept]()
    for line in sys.stdin:
        home, stick = json.loads(line)
        if not kept:
            read = map(read_one, files_in([Path(stick)]).files)
            kept = [one for one in read if isinstance(one, Kept)]
        child = os.fork()
        if child == 0:
            os.write(1, f"pid {os.getpid()}\n".encode())
            os._exit(take_in(Path(home), kept))
        _pid, status = os.waitpid(child, 0)
        os.write(1, f"gone {status}\n".encode())


if __name__ == "__main__":
    serve()
