"""A process that has everything loaded, and forks one `circlekeeper replay` for every line it is given.

Starting Python a hundred times would take longer than what is tested. The kit is opened only in the fork.
With --late it acknowledges before it writes, as a control: losses must then be seen.
"""

import json
import os
import sys

import sqlcipher3.dbapi2
import sqlite_utils

import circle.archive
import circle.migrations
import circle.store
import ui.replay_shown
from circle.events import Logged
from circle.log import Log
from circle.store import Store
from ui.command_line import main

LOADED = (sqlcipher3.dbapi2, sqlite_utils, circle.archive, circle.migrations, ui.replay_shown)


class LateStore(Store):
    """Returns at once, and writes when the next event comes."""

    _waiting: tuple[str, Logged] | None = None

    def append(self, session: str, entry: Logged, *, closed: Log | None = None) -> None:
        if self._waiting is not None:
            super().append(*self._waiting)
        self._waiting = (session, entry)


def serve() -> None:
    for line in sys.stdin:
        home, meeting = json.loads(line)
        child = os.fork()
        if child == 0:
            os.write(1, f"pid {os.getpid()}\n".encode())
            os._exit(main(["--home", home, "replay", meeting, "--acknowledge"]))
        _pid, status = os.waitpid(child, 0)
        os.write(1, f"gone {status}\n".encode())


if __name__ == "__main__":
    if "--late" in sys.argv:
        circle.store.Store = LateStore
    serve()
