"""Work done beside the program, in one process of its own that is made anew now and then.

The typesetter keeps memory between documents, and a window must not wait for them.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import ParamSpec, TypeVar

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.i18n import language, use_language
from circle.paths import assets

_MOST_TASKS = 20
"""After so many the process gives its memory back."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Stopped(Refused):
    """The process beside the program came to an end before its work."""


def submit(work: Callable[_P, _T], /, *given: _P.args, **named: _P.kwargs) -> Future[_T]:
    """`work` is a function of a module, and what it is given and gives back can be pickled."""
    try:
        return _executor().submit(_in_language, language(), work, given, named)
    except BrokenProcessPool:
        stop()
        return _executor().submit(_in_language, language(), work, given, named)


def _in_language(
    spoken: str, work: Callable[..., _T], given: tuple[object, ...], named: dict[str, object]
) -> _T:
    """In the process beside: in the language of whoever asked."""
    if spoken != language():
        use_language(spoken, assets() / "locale")
    return work(*given, **named)


def run(work: Callable[_P, _T], /, *given: _P.args, **named: _P.kwargs) -> _T:
    """Does it and waits; in that very process at once. Raises Stopped, and what `work` raises."""
    if parent_process() is not None:
        return work(*given, **named)
    return outcome(submit(work, *given, **named))


def outcome(future: Future[_T]) -> _T:
    """What came of submitted work, waiting where it is not done. Raises Stopped, and what the work raised."""
    try:
        return future.result()
    except BrokenProcessPool:
        stop()
        raise Stopped(
            _(
                "Making the document was cut short, perhaps for want of memory, so nothing was written. "
                "Your notes are as they were. Close other programs and export again."
            )
        ) from None


def stop() -> None:
    """Ends the process, if there is one; the next work begins another."""
    if _pool.cache_info().currsize:
        _pool().executor.shutdown(cancel_futures=True)
        _pool.cache_clear()


@dataclass
class _Pool:
    executor: ProcessPoolExecutor
    tasks: int = 0
    """So many it was given."""


def _executor() -> ProcessPoolExecutor:
    """Python's own `max_tasks_per_child` waits for ever in 3.11 where tasks were queued (its issue 115634): after so
    many tasks another process takes over, and the one before ends with what it has.
    """
    if _pool().tasks >= _MOST_TASKS:
        _pool().executor.shutdown(wait=False)
        _pool.cache_clear()
    _pool().tasks += 1
    return _pool().executor


@cache
def _pool() -> _Pool:
    atexit.register(stop)
    return _Pool(
        ProcessPoolExecutor(
            max_workers=1,
            mp_context=get_context("spawn"),
            initializer=begin,
        )
    )


def begin() -> None:
    """In a process beside, first of all. It does not outlive the program: where that is killed, what it began would
    else wait for work for ever, with the last notes in its memory.
    """
    use_language(None, assets() / "locale")
    Thread(target=_end_with_the_program, daemon=True).start()


def _end_with_the_program() -> None:
    if program := parent_process():
        program.join()
        os._exit(1)
