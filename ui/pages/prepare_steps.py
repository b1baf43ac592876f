"""What was done on a page and can be undone, the last first."""

from __future__ import annotations

from collections.abc import Callable

Undo = Callable[[], bool]
"""Takes back one step; False when there was nothing to take back."""


class Steps:
    def __init__(self) -> None:
        self._done: list[Undo] = []
        self._is_undoing = False

    def add(self, undo: Undo) -> None:
        """What changes while a step is taken back is no step of its own."""
        if not self._is_undoing:
            self._done.append(undo)

    def undo(self) -> None:
        self._is_undoing = True
        try:
            while self._done and not self._done.pop()():
                pass
        finally:
            self._is_undoing = False

    def clear(self) -> None:
        self._done.clear()
