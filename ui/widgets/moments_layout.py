"""Where everything stands in the timeline of a session, and which part of the session is in sight. Pure geometry."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

SHORTEST_MS = 20_000
"""No less of a session fills the timeline."""
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)


@dataclass(frozen=True, slots=True)
class Sight:
    """The part of a session that is in sight."""

    start_ms: float
    end_ms: float

    @property
    def length_ms(self) -> float:
        return self.end_ms - self.start_ms

    def zoomed(self, factor: float, around_ms: float, whole_ms: int) -> Sight:
        """`factor` above 1: closer. The moment around which it is stays where it was."""
        least = min(SHORTEST_MS, whole_ms)
        length = min(max(self.length_ms / factor, least), whole_ms)
        part = (around_ms - self.start_ms) / self.length_ms if self.length_ms else 0.0
        return Sight(0, length).moved(around_ms - part * length, whole_ms)

    def moved(self, by_ms: float, whole_ms: int) -> Sight:
        """Never beyond the beginning or the end."""
        start = min(max(0.0, self.start_ms + by_ms), max(0.0, whole_ms - self.length_ms))
        return Sight(start, start + self.length_ms)

    def holding(self, at_ms: float, whole_ms: int) -> Sight:
        """Moved, where the moment is out of sight, so that it is near the edge that it went out by."""
        edge = self.length_ms * 0.1
        if at_ms < self.start_ms:
            return self.moved(at_ms - edge - self.start_ms, whole_ms)
        if at_ms > self.end_ms:
            return self.moved(at_ms + edge - self.end_ms, whole_ms)
        return self


@dataclass(frozen=True, slots=True)
class Places:
    """In pixels. `marks`: the line of notes, prompts and bells; `said`: of comments; `quiet`: of silences; of a
    line that is not there, the top is None.
    """

    left: float
    width: float
    top: float
    pitch: float
    lanes: int
    quiet: float | None
    marks: float | None
    said: float | None
    line: float
    axis: float
    height: int
    sight: Sight

    @property
    def bottom(self) -> float:
        """Of the lines of people."""
        return self.top + self.pitch * self.lanes

    def x(self, at_ms: float) -> float:
        if not self.sight.length_ms:
            return self.left
        return self.left + self.width * (at_ms - self.sight.start_ms) / self.sight.length_ms

    def at_ms(self, x: float) -> float:
        if self.width <= 0:
            return self.sight.start_ms
        return self.sight.start_ms + self.sight.length_ms * (x - self.left) / self.width

    def middle(self, lane: int) -> float:
        return self.top + self.pitch * (lane + 0.5)

    def lane_at(self, y: float) -> int | None:
        lane = int((y - self.top) // self.pitch) if self.pitch else -1
        return lane if 0 <= lane < self.lanes else None


def places(
    width: int,
    sight: Sight,
    *,
    scale: float,
    lanes: int,
    label_width: float,
    letters: float,
    quiet: bool,
    marks: bool,
    said: bool,
) -> Places:
    """`label_width`: what the widest label likes; `letters`: how high a line of words is."""
    left = min(label_width, width * 0.26) + 16 * scale
    top = letters + 8 * scale
    pitch = pitch_for(lanes, scale)
    line = max(16 * scale, letters)
    down = top + pitch * lanes + 6 * scale
    step = line + 2 * scale
    quiet_end = down + step * quiet
    marks_end = quiet_end + step * marks
    axis = marks_end + step * said + 4 * scale
    return Places(
        left=left,
        width=max(1.0, width - left - 10 * scale),
        top=top,
        pitch=pitch,
        lanes=lanes,
        quiet=down if quiet else None,
        marks=quiet_end if marks else None,
        said=marks_end if said else None,
        line=line,
        axis=axis,
        height=ceil(axis + 6 * scale + letters),
        sight=sight,
    )


def pitch_for(lanes: int, scale: float) -> float:
    """From line to line: so that many people fit the page, and letters on them can still be read."""
    return scale * min(26.0, max(13.5, 220 / max(1, lanes)))


def ticks_ms(sight: Sight, most: int) -> list[int]:
    """The moments that have a number under the timeline: whole steps, no more than so many."""
    wanted_s = sight.length_ms / 1000 / max(1, most)
    step_ms = 1000 * next((one for one in _STEPS_S if one >= wanted_s), _STEPS_S[-1])
    return list(range(ceil(sight.start_ms / step_ms) * step_ms, int(sight.end_ms) + 1, step_ms))
