"""The program with sixty templates and a circle of two hundred: a card is clicked, then the circle is chosen.

Says before each of these, and when Prepare has been painted after it; and once more when it is opened again.
"""

# ruff: noqa: E402
import gc
import sys
from collections.abc import Callable
from pathlib import Path

gc.disable()  # as the program does before it imports its window

import ui.qt_first  # noqa: F401

# isort: split
from tests.benchmarks.later import after
from tests.benchmarks.readings import report
from ui.application import Application, make_app

IDLE_MS = 1_500
CARD = 7


class Preparing:
    """From the start page to Prepare, as a facilitator goes."""

    def __init__(self, home: Path) -> None:
        self._app = make_app(sys.argv)
        self._circlekeeper = Application(self._app, home)
        self._window = self._circlekeeper.window
        self._circlekeeper.show()

    def run(self) -> None:
        after(IDLE_MS, lambda: self._timed("opened", self._click))
        after(2 * IDLE_MS, self._choose_circle)
        after(3 * IDLE_MS, self._circlekeeper.show_start)
        after(4 * IDLE_MS, lambda: self._timed("again", self._click))
        after(5 * IDLE_MS, self._window.close)
        self._app.exec()

    def _timed(self, what: str, act: Callable[[], object]) -> None:
        report(f"before-{what}")
        act()
        self._app.processEvents()  # what the act has put off, and the paint
        report(what)

    def _click(self) -> None:
        self._circlekeeper.start.cards.shown[CARD].click()

    def _choose_circle(self) -> None:
        from ui.pages.prepare import PreparePage

        page = self._window.page
        assert isinstance(page, PreparePage)
        (known,) = self._circlekeeper.desk.store.circles()
        self._timed("seated", lambda: page.seats.which.chosen.emit(known))
        assert len(page.opened().participants) == 200


if __name__ == "__main__":
    Preparing(Path(sys.argv[1])).run()
