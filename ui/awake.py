"""Keeps the computer from falling asleep while a session runs, where the system lets itself be asked."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Signal

from ui.beside import Beside, Steps

if TYPE_CHECKING:
    from ui.live_session import LiveSession
    from ui.preferred import Preferred


class Keeping(Protocol):
    @property
    def active(self) -> bool: ...


Keeper = Callable[[], AbstractContextManager[Keeping]]
"""While it is entered the computer stays awake, if it says so afterwards."""


class Wakeful(StrEnum):
    AWAKE = "awake"
    MAY_SLEEP = "may sleep"
    """It was asked for, and the system did not take it."""
    NOT_ASKED = "not asked"


class Awake(QObject):
    """The system is asked beside the window: it may take long to answer."""

    changed = Signal(object)
    """A Wakeful."""

    def __init__(self, preferred: Preferred, parent: QObject, keeper: Keeper | None) -> None:
        """`keeper`: None, and nothing is ever asked for."""
        super().__init__(parent)
        self._preferred, self._keeper = preferred, keeper
        self._live: LiveSession | None = None
        self._beside: ThreadPoolExecutor | None = None
        self._kept: AbstractContextManager[Keeping] | None = None
        self.now = Wakeful.NOT_ASKED
        self._answers = Beside(self)
        preferred.changed.connect(self._look)

    def follow(self, live: LiveSession) -> None:
        self.let_go()
        self._live = live
        live.changed.connect(self._look)
        self._look()

    def let_go(self) -> None:
        if self._live is not None:
            self._live.changed.disconnect(self._look)
        self._live = None
        self._look()

    def stop(self) -> None:
        """The window is closed; whatever the system still has to say is not waited for."""
        self.let_go()
        if self._beside is not None:
            self._beside.shutdown(wait=False, cancel_futures=False)

    def _look(self) -> None:
        runs = self._live is not None and self._live.state.ended_ms is None
        wanted = runs and self._keeper is not None and self._preferred.now.awake
        if wanted is (self.now is not Wakeful.NOT_ASKED):
            return
        if wanted:
            self.now = Wakeful.MAY_SLEEP
            self._answers.run(self._ask())
        else:
            self._do(self._let_sleep)
            self.now = Wakeful.NOT_ASKED
        self.changed.emit(self.now)

    def _do(self, act: Callable[[], bool]) -> Future[bool]:
        if self._beside is None:
            self._beside = ThreadPoolExecutor(1, thread_name_prefix="awake")
        return self._beside.submit(act)

    def _keep(self) -> bool:
        assert self._keeper is not None
        self._kept = self._keeper()
        return self._kept.__enter__().active

    def _let_sleep(self) -> bool:
        if self._kept is not None:
            self._kept.__exit__(None, None, None)
        self._kept = None
        return False

    def _ask(self) -> Steps:
        with suppress(Exception):  # whatever a system answers, the circle goes on
            is_kept = yield self._do(self._keep)
            if is_kept and self.now is Wakeful.MAY_SLEEP:
                self.now = Wakeful.AWAKE
                self.changed.emit(self.now)


def by_the_system() -> AbstractContextManager[Keeping]:
    """It never fails: where the system cannot be asked, nothing is active."""
    from wakepy import keep

    return cast("AbstractContextManager[Keeping]", keep.presenting(on_fail="pass"))
