"""The bell of a session: heard, if it is wanted, and always shown. No sound is tied to anybody's time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from circle import events as e
from circle.timeline import Floor
from ui.beside import Beside, Steps

if TYPE_CHECKING:
    from circle.preferences import Sound
    from ui.live_session import LiveSession
    from ui.preferred import Preferred
    from ui.speaker import Speaker


class Bells(QObject):
    """It follows what is written down: whatever rings the bell is an act of the facilitator."""

    rung = Signal()
    """It is shown, whether or not it is heard."""
    not_heard = Signal(str)
    """Why, said once in a session."""

    def __init__(self, preferred: Preferred, speaker: Speaker, parent: QObject) -> None:
        super().__init__(parent)
        self._preferred, self._speaker = preferred, speaker
        self._live: LiveSession | None = None
        self._seen = 0
        self._told = ""
        self._beside = Beside(self)

    def follow(self, live: LiveSession) -> None:
        self.let_go()
        self._live, self._seen = live, live.log.next_seq
        live.changed.connect(self._look)

    def let_go(self) -> None:
        if self._live is not None:
            self._live.changed.disconnect(self._look)
        self._live, self._told = None, ""

    def _look(self) -> None:
        if self._live is None:
            return
        log = self._live.log
        new = takewhile(lambda one: one.seq >= self._seen, reversed(log.entries))
        rings = self._rings(one.event for one in new)
        self._seen = log.next_seq
        if rings:
            self.rung.emit()
            self._beside.run(self._sound())

    def _rings(self, events: Iterable[e.Event]) -> bool:
        assert self._live is not None
        state, sound = self._live.state, self._preferred.now.sound
        last = state.round or (state.rounds[-1] if state.rounds else None)
        if last is not None and not last.plan.bell:
            return False
        swaps = state.hand.floor is Floor.GROUPS
        return any(_rings(event, sound, swaps=swaps) for event in events)

    def _sound(self) -> Steps:
        sound = self._preferred.now.sound
        why = yield self._speaker.sound(sound.voice, sound.volume)
        if why and why != self._told:
            self._told = why
            self.not_heard.emit(why)


def _rings(event: e.Event, sound: Sound, *, swaps: bool) -> bool:
    match event:
        case e.BellRung():
            return True
        case e.RoundBegan():
            return sound.at_begin
        case e.RoundEnded():
            return sound.at_end
        case e.PartBegan():
            return sound.at_swap and swaps
        case _:
            return False
