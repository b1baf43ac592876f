"""Who appears in what leaves the laptop."""

from enum import StrEnum


class Level(StrEnum):
    """Who is named in what leaves. Its values are the words of the command line."""

    NOBODY = "nobody"
    SEATS = "seats"
    ALIASES = "aliases"
    NAMES = "names"
