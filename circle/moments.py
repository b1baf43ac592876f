"""A closed session gone through moment by moment: the state at each, with all that was put right since."""

from __future__ import annotations

from bisect import bisect_right
from itertools import zip_longest

from circle import events as e
from circle.changed import changed
from circle.evolve import recounted
from circle.log import Log
from circle.session import State

_REACHES_BACK = (e.Correction, e.CarriedOn, e.SessionReopened, e.Passed)
"""What may change who held the piece before it happened: whoever has just been given it and passes never held it."""


class Moments:
    """Of a log that stays as it is. A state is folded from the nearest one that the log keeps."""

    def __init__(self, log: Log) -> None:
        self._log = log
        entries = log.effective
        self._times = [entry.at_ms for entry in entries]
        self._spans = [*log.state.head.back()][::-1] if log.state.head else []
        self._starts = [span.start_ms for span in self._spans]
        back = (n for n, entry in enumerate(entries, 1) if isinstance(entry.event, _REACHES_BACK))
        self._put_right_by = max(back, default=0)

    def state(self, at_ms: int) -> State:
        """What `log.state_at` gives of the acts that were not taken back; but where the past was corrected later,
        the piece is with whoever held it.
        """
        count = bisect_right(self._times, at_ms)
        state = self._log.after(count)
        if count >= self._put_right_by or state.head is None:
            return state
        head = self._spans[bisect_right(self._starts, at_ms) - 1]
        if all(one == other for one, other in zip_longest(head.back(), state.head.back())):
            return state
        return recounted(changed(state, head=head))
