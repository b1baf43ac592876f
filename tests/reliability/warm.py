"""A process that has everything loaded, and forks one act of the program for every line it is given: the name of the
moment, the folder, the kit's key if it has one, and whether it is to acknowledge too soon, as a control.

Starting Python for every kill would take longer than what is tested. The kit is opened only in the fork.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from functools import cache
from pathlib import Path

import sqlcipher3.dbapi2
import sqlite_utils

import circle.archive
import circle.migrations
import circle.store
import ui.replay_shown
from circle.events import Logged
from circle.log import Log
from circle.store import Store
from tests.reliability.keys import opened_with
from tests.reliability.moment import Moment
from tests.reliability.moments import MOMENTS

LOADED = (sqlcipher3.dbapi2, sqlite_utils, circle.archive, circle.migrations, ui.replay_shown)
FAILED = 99


class LateStore(Store):
    """Returns at once, and writes when the next event comes."""

    _waiting: tuple[str, Logged] | None = None

    def append(self, session: str, entry: Logged, *, closed: Log | None = None) -> None:
        if self._waiting is not None:
            super().append(*self._waiting)
        self._waiting = (session, entry)


def serve() -> None:
    """Says which number the fork has, all that the fork says, and that it is gone; only then, with the next line,
    may its number become another process's.
    """
    for line in sys.stdin:
        name, scene, key, late = json.loads(line)
        moment = loaded(name)
        child = os.fork()
        if child == 0:
            os.write(1, f"pid {os.getpid()}\n".encode())
            os._exit(_done(moment, Path(scene), key, late=late))
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        assert ended
        how = "killed" if ended.si_code in (os.CLD_KILLED, os.CLD_DUMPED) else "ended"
        os.write(1, f"gone {how} {ended.si_status}\n".encode())
        assert sys.stdin.readline() == "reap\n"
        os.waitpid(child, 0)


@cache
def loaded(name: str) -> Moment:
    MOMENTS[name].load()
    return MOMENTS[name]


def _done(moment: Moment, scene: Path, key: str, *, late: bool) -> int:
    if late:
        circle.store.Store = LateStore
    try:
        with opened_with(key):
            moment.act(scene)
    except BaseException:
        traceback.print_exc()
        return FAILED
    return 0


if __name__ == "__main__":
    serve()
