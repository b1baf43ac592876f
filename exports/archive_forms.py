"""The forms in which an archive leaves."""

from enum import StrEnum


class Form(StrEnum):
    PACKAGE = "package"
    SQLITE = "sqlite"

    @property
    def left_as(self) -> str:
        """What the register of exports calls it."""
        return f"archive-{self.value}"
