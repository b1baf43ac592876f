"""The whole program, stopped in the middle of an evening as if the computer stood still, and going on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from circle.session import Phase
from circle.store import Store
from circle.summary import summarise
from circle.verifying import verify
from tests.reliability.promises import CannotRun, Outcome, promise

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui.application import Application, make_app
from ui.sample_circle import sample_opened
app = make_app(["circlekeeper"])
circlekeeper = Application(app, Path(sys.argv[1]))
circlekeeper.show()
circlekeeper.make_ready()
circlekeeper.acts.sessions.open_session(sample_opened())
live = circlekeeper.desk.live
passes = QTimer()
def go_on():
    live.next()
    print(len(live.log.entries), flush=True)
    if len(live.log.entries) >= 14:
        live.close()
        circlekeeper.window.close()
passes.timeout.connect(go_on)
passes.start(150)
app.exec()
"""


@promise("the program is stopped and goes on", short=1, long=20)
def stops(cases: int, chance: Random) -> Outcome:
    if sys.platform == "win32":
        raise CannotRun("Windows cannot stop a program")
    lost = damaged = 0
    for _ in range(cases):
        with TemporaryDirectory(prefix="circle-stops-") as name:
            acknowledged, stopped_ms = _hold(Path(name), chance)
            lost_here, wrong = _looked_at(Path(name), acknowledged, stopped_ms)
        lost += lost_here
        damaged += wrong
    promised = "nothing is lost, order is kept, and the time that went by is counted"
    return Outcome(promised, cases, lost, damaged, 0)


def _hold(kit: Path, chance: Random) -> tuple[int, int]:
    """How many events were shown, and for how long it stood still, in ms."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(kit)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    shown = stopped_ms = 0
    stops_at = {chance.randrange(3, 13) for _ in range(2)}
    for line in program.stdout:
        shown = int(line)
        if shown in stops_at:
            ms = chance.randrange(300, 3_000)
            program.send_signal(signal.SIGSTOP)
            time.sleep(ms / 1000)
            program.send_signal(signal.SIGCONT)
            stopped_ms += ms
    assert program.wait(60) == 0, "the program came to no good end"
    return shown, stopped_ms


def _looked_at(kit: Path, acknowledged: int, stopped_ms: int) -> tuple[int, int]:
    with closing(Store.open(kit)) as store:
        (session,) = store.every_session()
        log = store.read(session)
        whole = summarise(log.state, log.state.last_ms)
        wrong = len(verify(store).findings)
        wrong += any(one.at_ms > other.at_ms for one, other in pairwise(log.entries))
        wrong += sum(tile.end_ms - tile.start_ms for tile in whole.tiles) != whole.length_ms
        wrong += whole.length_ms < stopped_ms
        wrong += log.state.phase is not Phase.CLOSED
        return max(0, acknowledged - len(log.entries)), wrong
