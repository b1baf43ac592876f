"""What goes along with a running session in a room: the room display, the bell, and a computer that stays awake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

MOST_APART_MS = 2_000

if TYPE_CHECKING:
    from ui.actions import Action
    from ui.application import Application
    from ui.live_session import LiveSession
    from ui.pages.live import LivePage


class InTheRoom(QObject):
    """Each part follows the session on the desk by its signals, and does nothing to it."""

    def __init__(self, circlekeeper: Application) -> None:
        super().__init__(circlekeeper)
        self._circlekeeper = circlekeeper
        self._look, self._preferred = circlekeeper.look, circlekeeper.preferred

    def follow(self, live: LiveSession) -> None:
        """A session that comes on the desk, running or closed."""
        if self._preferred.are_kept:
            live.apart_ms = min(self._preferred.now.keys.apart_ms, MOST_APART_MS)

    def at_live(self, page: LivePage) -> None:
        """The Live page of the session that is followed."""
        if self._preferred.are_kept and (keys := self._preferred.now.keys).one_switch:
            page.use_switch(keys)

    def actions(self) -> tuple[Action, ...]:
        """What can be done about the room on the Live page, as rows of the action table."""
        return ()

    def let_go(self) -> None:
        """The session left the desk, or the window is closed."""
