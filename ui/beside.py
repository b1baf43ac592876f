"""Work that waits for others, written one step after the other; the window goes on meanwhile."""

from __future__ import annotations

from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_MS = 20

Steps = Generator[Future[Any], Any, None]
"""Each `yield` of a future gives what came of it, or raises what went wrong."""


class Beside(QObject):
    """At most one work at a time: another one, or `stop`, ends it at the step it is at."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Steps | None = None
        self._waits: Future[Any] | None = None
        self._within = False
        """Within a step, which may end the work it belongs to."""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def runs(self) -> bool:
        return self._steps is not None

    def run(self, steps: Steps) -> None:
        self.stop()
        self._steps = steps
        self._go_on(lambda: next(steps))

    def stop(self) -> None:
        """What has not begun by now does not begin."""
        self._timer.stop()
        steps, self._steps = self._steps, None
        waits, self._waits = self._waits, None
        if waits is not None:
            waits.cancel()
        if steps is not None and not self._within:
            steps.close()

    def finish(self) -> None:
        """All that is left of it, now: the window is being closed."""
        while self._waits is not None:
            wait([self._waits])
            self._look()

    def _look(self) -> None:
        steps, waits = self._steps, self._waits
        if steps is None or waits is None or not waits.done():
            return
        from exports.aside import outcome

        try:
            came = outcome(waits)
        except Exception as error:
            wrong = error
            self._go_on(lambda: steps.throw(wrong))
        else:
            self._go_on(lambda: steps.send(came))

    def _go_on(self, step: Callable[[], Future[Any]]) -> None:
        steps = self._steps
        self._timer.stop()
        self._within = True
        try:
            waits = step()
        except BaseException as error:
            if self._steps is steps:
                self._steps = self._waits = None
            if isinstance(error, StopIteration):
                return
            raise
        finally:
            self._within = False
        if self._steps is steps:
            self._waits = waits
            self._timer.start()
        elif steps is not None:  # the step ended the work
            waits.cancel()
            steps.close()


@cache
def writer() -> ThreadPoolExecutor:
    """Where files are written: a slow stick keeps nobody waiting."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
