"""How turns of a session are put right, each act one method."""

from __future__ import annotations

from circle import corrections
from ui.written_acts import Act


class Correcting:
    """Every method says whether it was done. `why`: in somebody's words; it is not asked while the circle is open."""

    def __init__(self, act: Act) -> None:
        self._act = act

    def move_boundary(self, from_ms: int, to_ms: int, why: str = "") -> bool:
        return self._act(
            lambda state, now: corrections.move_boundary(
                state, now, from_ms=from_ms, to_ms=to_ms, reason=why
            )
        )

    def reassign(self, turn: int, to: str, why: str = "") -> bool:
        return self._act(
            lambda state, now: corrections.reassign(state, now, turn=turn, to=to, reason=why)
        )

    def split(self, turn: int, split_ms: int, to: str, why: str = "") -> bool:
        return self._act(
            lambda state, now: corrections.split(
                state, now, turn=turn, split_ms=split_ms, to=to, reason=why
            )
        )

    def merge(self, first: int, second: int, why: str = "") -> bool:
        return self._act(
            lambda state, now: corrections.merge(state, now, first=first, second=second, reason=why)
        )

    def remove_turn(self, turn: int, why: str = "") -> bool:
        return self._act(lambda state, now: corrections.remove(state, now, turn=turn, reason=why))

    def add_turn(self, person: str, start_ms: int, end_ms: int, why: str = "") -> bool:
        return self._act(
            lambda state, now: corrections.add(
                state, now, person=person, start_ms=start_ms, end_ms=end_ms, reason=why
            )
        )
