"""The program with a circle open: twelve people, the Live page, a turn that runs. Says what it has taken."""

# ruff: noqa: E402
import gc
import sys
from collections.abc import Callable
from pathlib import Path

gc.disable()  # as the program does before it imports its window

import ui.qt_first  # noqa: F401

# isort: split
from PySide6.QtCore import QAbstractEventDispatcher, QObject
from PySide6.QtWidgets import QApplication

from tests.benchmarks.later import after
from tests.benchmarks.readings import report
from ui.application import Application, make_app
from ui.live_session import LiveSession
from ui.sample_circle import sample_opened

UNDO_IS_OFFERED_MS = 9_000
"""For so long after an act a timer may run that takes the offer to undo it away."""


class Sitting:
    """From the start page over the preparation to a running turn, as a facilitator goes."""

    def __init__(self, app: QApplication, home: Path) -> None:
        self._app = app
        self._circlekeeper = Application(app, home)
        self._circlekeeper.show()

    @property
    def live(self) -> LiveSession:
        return self._circlekeeper.desk.live

    def sit_down(self) -> None:
        self._circlekeeper.prepare(None)
        after(500, self._open)

    def _open(self) -> None:
        self._circlekeeper.acts.sessions.open_session(sample_opened())
        self.live.next()
        self.live.next()

    def act(self, *acts: Callable[[LiveSession], object]) -> None:
        for act in acts:
            act(self.live)

    def report_timers(self, what: str) -> None:
        report(what, *timers([self._app, self.live, *self._app.allWidgets()]))

    def leave(self) -> None:
        self._circlekeeper.window.close()


def timers(roots: list[QObject]) -> set[str]:
    """The owners of all timers that run in these objects and theirs; of a QTimer, its owner's class too."""
    dispatcher = QAbstractEventDispatcher.instance()
    found: dict[int, QObject] = {}
    for root in roots:
        found |= {id(one): one for one in (root, *root.findChildren(QObject))}
    return {
        f"{type(one.parent()).__name__}.{type(one).__name__}"
        for one in found.values()
        if dispatcher.registeredTimers(one)
    }


def run(app: QApplication, home: Path, begin_ms: int, end_ms: int) -> None:
    """A turn runs between the two moments."""
    sitting = Sitting(app, home)
    after(700, sitting.sit_down)
    after(begin_ms, lambda: report("begun"))
    after(end_ms, lambda: (report("done", memory=True), sitting.leave()))
    app.exec()


def rest(app: QApplication, home: Path) -> None:
    """Which timers run in a turn, then while the circle is paused, and with the piece in the centre."""
    sitting = Sitting(app, home)
    quiet = UNDO_IS_OFFERED_MS
    after(700, sitting.sit_down)
    after(3_000, lambda: sitting.report_timers("turn"))
    after(3_100, lambda: sitting.act(LiveSession.pause))
    after(3_100 + quiet, lambda: sitting.report_timers("paused"))
    after(3_200 + quiet, lambda: sitting.act(LiveSession.resume, LiveSession.centre_piece))
    after(3_200 + 2 * quiet, lambda: sitting.report_timers("centre"))
    after(3_300 + 2 * quiet, sitting.leave)
    app.exec()


if __name__ == "__main__":
    made = make_app(sys.argv)
    if sys.argv[2] == "rest":
        rest(made, Path(sys.argv[1]))
    else:
        run(made, Path(sys.argv[1]), int(sys.argv[3]), int(sys.argv[4]))
