"""The longest time between two turns of Qt's event loop, after each kind of act of an evening in a window; and how much
work of the processor it was, which other programs that run now make no longer.
"""

# ruff: noqa: E402
import gc
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

gc.disable()  # as the program does before it imports its window

import ui.qt_first  # noqa: F401

# isort: split
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.application import Application, make_app
from ui.pages.close import ClosePage
from ui.pages.live import LivePage
from ui.sample_circle import sample_opened

_TURNS_AFTER = 12
"""So many turns of the loop belong to an act: layouts and paintings come in them."""
_Page = TypeVar("_Page", bound=QWidget)
Step = tuple[str, Callable[[], object]]


class Now(NamedTuple):
    wall_ms: float
    work_ms: float


def _now() -> Now:
    return Now(time.perf_counter() * 1000, time.thread_time() * 1000)


@dataclass
class Worst:
    gap_ms: float = 0.0
    work_ms: float = 0.0
    times: int = 0


class Evening:
    """Begin, pass, write, look at everything, close, review; each act by the way that its key or button goes."""

    def __init__(self, app: QApplication, home: Path) -> None:
        self._app = app
        self._circlekeeper = Application(app, home)
        self._circlekeeper.keep_safe()
        self._steps = self._evening()
        self._what, self._turns = "the window opens", 0
        self._last = _now()
        self.worst: dict[str, Worst] = {}
        self._watch = QTimer()
        self._watch.timeout.connect(self._turn)
        self._circlekeeper.show()
        QTimer.singleShot(2_500, self._begin)

    def _begin(self) -> None:
        self._last = _now()
        self._watch.start(0)

    def _turn(self) -> None:
        now = _now()
        worst = self.worst.setdefault(self._what, Worst())
        worst.gap_ms = max(worst.gap_ms, now.wall_ms - self._last.wall_ms)
        worst.work_ms = max(worst.work_ms, now.work_ms - self._last.work_ms)
        worst.times += self._turns == 0
        self._turns += 1
        self._last = now
        if self._turns < _TURNS_AFTER:
            return
        step = next(self._steps, None)
        if step is None:
            self._watch.stop()
            self._circlekeeper.window.close()
            self._app.quit()
            return
        self._what, act = step
        self._turns = 0
        self._last = _now()
        act()

    def _page(self, kind: type[_Page]) -> _Page:
        page = self._circlekeeper.window.page
        assert isinstance(page, kind), page
        return page

    def _live(self) -> LivePage:
        return self._page(LivePage)

    def _evening(self) -> Iterator[Step]:
        circlekeeper = self._circlekeeper
        yield "at rest", lambda: None
        yield "prepare", lambda: circlekeeper.prepare(circlekeeper.shelf.templates[0])
        yield "open the session", lambda: circlekeeper.acts.sessions.open_session(sample_opened())
        live = circlekeeper.desk.live
        yield "begin the round", live.next
        for n in range(200):
            yield "pass the piece", live.next
            if n % 4 == 1:
                yield "write a note", lambda: self._write("What was said and heard.")
            if n % 40 == 7:
                yield "pause and resume", live.toggle_pause
                yield "pause and resume", live.toggle_pause
            if n % 40 == 9:
                yield "undo", live.undo
            if n % 50 == 11:
                yield from self._panels()
            if n % 50 == 13:
                yield "tick", live._tick
        yield "ask whether to end", lambda: self._live()._ask_whether_to_end()
        for _ in range(3):
            yield "while that is asked", lambda: None
        yield "close the session", lambda: self._live()._end()
        yield "write after the close", lambda: live.written.write_note("Later.")
        yield "leave the close", self._leave_close
        yield "start page again", circlekeeper.show_start
        yield "find in notes", lambda: circlekeeper.acts.start.find_notes("heard")
        yield "review", circlekeeper.review
        yield "start page from review", circlekeeper.show_start
        yield "safe keeping", circlekeeper.show_safety
        yield "report", circlekeeper.acts.reports.open
        yield "back", circlekeeper.window.show_under
        yield "another palette", circlekeeper.window.next_palette
        yield "bigger letters", circlekeeper.window.bigger

    def _panels(self) -> Iterator[Step]:
        live = self._live()
        yield "people panel", live.show_people
        yield "turns panel", live.show_turns
        yield "plan panel", live.show_plan
        yield "leave the panel", live.leave_field

    def _leave_close(self) -> None:
        self._page(ClosePage).left.emit()

    def _write(self, text: str) -> None:
        """Letter by letter, as somebody types."""
        page = self._live()
        page.begin_note()
        page._keep_note(text)


if __name__ == "__main__":
    made = make_app(sys.argv)
    evening = Evening(made, Path(sys.argv[1]))
    made.exec()
    for what, worst in evening.worst.items():
        print(f"{worst.gap_ms:.1f}\t{worst.work_ms:.1f}\t{worst.times}\t{what}")
