"""Which of the three columns of the Review page are in sight. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

LIST_WIDTH, COMMENTS_WIDTH = 300, 270
_THREE_FROM, _TWO_FROM = 1200, 820
"""From how many pixels on, at the usual size of letters, so many are beside each other."""


class Part(StrEnum):
    LIST = "list"
    SESSION = "session"
    COMMENTS = "comments"


def beside(room: float) -> int:
    return 3 if room >= _THREE_FROM else 2 if room >= _TWO_FROM else 1


@dataclass(frozen=True, slots=True)
class Opened:
    """Which parts somebody wants to see, the latest last; the session is always among them.

    Three columns show all of these, two the session and the latest beside it, one the latest alone.
    """

    wanted: tuple[Part, ...] = (Part.COMMENTS, Part.LIST, Part.SESSION)

    def shown(self, columns: int) -> tuple[Part, ...]:
        """In the order in which they stand."""
        sides = [part for part in self.wanted if part is not Part.SESSION]
        seen = {3: {Part.SESSION, *sides}, 2: {Part.SESSION, *sides[-1:]}, 1: {self.wanted[-1]}}
        return tuple(part for part in Part if part in seen[columns])

    def opened(self, part: Part) -> Opened:
        rest = tuple(one for one in self.wanted if one is not part)
        return replace(self, wanted=(*rest, part))

    def folded(self, part: Part) -> Opened:
        """Without that part; what is in sight then is the session."""
        rest = tuple(one for one in self.wanted if one not in (part, Part.SESSION))
        return replace(self, wanted=(*rest, Part.SESSION))
