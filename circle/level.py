"""Who appears in what leaves the laptop."""

from enum import StrEnum


class Level(StrEnum):
    """Who is named in what leaves. Its values are the words of the command line."""

    NOBODY = "nobody"
    SEATS = "seats"
    ALIASES = "aliases"
    NAMES = "names"

    @property
    def is_below_aliases(self) -> bool:
        """Nobody is called anything of their own, so no time and no order may say who they are either."""
        return self in (Level.NOBODY, Level.SEATS)
