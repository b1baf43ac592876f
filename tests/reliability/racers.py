"""Starts that race for one kit. A process that has everything loaded, and forks some of them for every line it is given:
the folder of the kit, and for each start how long it waits in ms once all are there.

Says of each whether it has the kit, what it was told otherwise, and how long that took in ms. At the next line (“close”
or “kill”) whoever has it closes it or is killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

import sqlcipher3.dbapi2
import sqlite_utils

import circle.migrations
import circle.remaking
from circle.errors import Refused
from circle.store import Store
from tests.circle.a_stick import a_log

LOADED = (sqlcipher3.dbapi2, sqlite_utils, circle.migrations, circle.remaking)


def start(home: Path, wait_ms: int, gate: int, answers: int, hold: int) -> None:
    """`gate` and `hold` are read until the other end closes them."""
    os.read(gate, 1)
    threading.Event().wait(wait_ms / 1_000)
    began_ns = time.monotonic_ns()
    store, said, why = None, "", ""
    try:
        store = Store.open(home)
        store.append(f"{os.getpid():08x}", a_log(0).entries[0])
    except Refused as refused:
        said, why = str(refused), type(refused).__name__
    took_ms = (time.monotonic_ns() - began_ns) // 1_000_000
    answer = {"pid": os.getpid(), "won": store is not None and not why, "said": said, "why": why}
    os.write(answers, (json.dumps({**answer, "took_ms": took_ms}) + "\n").encode())
    if store is not None:
        os.read(hold, 1)
        store.close()


def race(home: Path, waits_ms: list[int]) -> None:
    (gate, open_gate), (answers, answer), (hold, let_go) = os.pipe(), os.pipe(), os.pipe()
    children = list[int]()
    for wait_ms in waits_ms:
        child = os.fork()
        if child == 0:
            os.close(open_gate)
            os.close(let_go)
            start(home, wait_ms, gate, answer, hold)
            os._exit(0)
        children.append(child)
    os.close(open_gate)
    with os.fdopen(answers) as said:
        found = [json.loads(said.readline()) for _child in children]
    print(json.dumps(found), flush=True)
    if sys.stdin.readline() == "kill\n":
        for one in found:
            if one["won"]:
                os.kill(one["pid"], signal.SIGKILL)
    os.close(let_go)
    for child in children:
        os.waitpid(child, 0)
    for end in (gate, answer, hold):
        os.close(end)
    print("gone", flush=True)


if __name__ == "__main__":
    while line := sys.stdin.readline():
        race(Path((given := json.loads(line))[0]), given[1])
