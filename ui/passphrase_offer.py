"""A passphrase offered once in the life of a kit: when its first note is kept, and set when the circle is over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from circle.errors import Refused
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from ui.kit_desk import KitDesk
    from ui.main_window import MainWindow

OFFERED = "passphrase_offered"
"""The setting that says how far that came."""

_NOT_YET, _DONE, _AFTERWARDS = 0.0, 1.0, 2.0


class PassphraseOffer:
    def __init__(self, window: MainWindow, desk: KitDesk, sets: Callable[[], object]) -> None:
        """`sets`: shows the page where it is set."""
        self._window, self._desk, self._sets = window, desk, sets

    def at_first_note(self) -> None:
        """In a circle nothing is set: the kit would have to be closed for a moment."""
        if self._stands_at(_NOT_YET):
            words = _(
                "A passphrase can keep your kit to yourself. It is set when the circle is over."
            )
            self._keep(_DONE)
            afterwards = (_("After the circle"), lambda: self._keep(_AFTERWARDS))
            self._window.offer(words, afterwards)

    def on_start(self) -> None:
        if self._stands_at(_AFTERWARDS):
            self._keep(_DONE)
            words = _(
                "A passphrase can keep your kit to yourself, so that nobody else reads your notes."
            )
            self._window.offer(words, (_("Set a passphrase…"), self._sets))

    def _stands_at(self, step: float) -> bool:
        """What is wrong with the kit is said elsewhere."""
        if self._desk.kit.key is not None:
            return False
        with suppress(Refused):
            return self._desk.store.setting(OFFERED, _NOT_YET) == step
        return False

    def _keep(self, step: float) -> None:
        with suppress(Refused):
            self._desk.store.keep_setting(OFFERED, step)
