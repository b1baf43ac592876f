"""What lists and searches of the archive are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Searched(StrEnum):
    """What a text that can be searched is."""

    TITLE = "title"
    NOTE = "note"
    KEY_POINT = "key point"
    PROMPT = "prompt"
    COMMITMENT = "commitment"
    COMMENT = "comment"


class Whose(StrEnum):
    ALL = "all"
    OWN = "own"
    ARRIVED = "arrived"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which sessions are meant. What is empty or None filters nothing; a circle is meant in any spelling of its
    name, days are those of this computer's time zone, both of them within.
    """

    circle: str = ""
    led_by: str = ""
    """What a facilitator is called."""
    template: str = ""
    place: str = ""
    since: date | None = None
    until: date | None = None
    whose: Whose = Whose.ALL


EVERYTHING = Filter()
