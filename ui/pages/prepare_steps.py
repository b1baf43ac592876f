"""What was done on a page and can be undone, the last first."""

from __future__ import annotations

from collections.abc import Callable

Undo = Callable[[], object]
"""Takes back one step."""


class Steps:
    def __init__(self) -> None:
        self._done: list[tuple[Undo, str]] = []
        self._is_undoing = False

    def add(self, undo: Undo, *, joins: str = "") -> None:
        """What changes while a step is taken back is no step of its own; nor is what `joins` the same as
        the step before: all that is written into a field is undone at once.
        """
        goes_on = bool(joins) and bool(self._done) and self._done[-1][1] == joins
        if not self._is_undoing and not goes_on:
            self._done.append((undo, joins))

    def undo(self) -> None:
        self._is_undoing = True
        try:
            if self._done:
                self._done.pop()[0]()
        finally:
            self._is_undoing = False

    def clear(self) -> None:
        self._done.clear()
