"""The house style of an organisation: what its documents carry besides the notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "us-letter"


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What is empty is left out. Nothing here says anything about a session."""

    organisation: str = ""
    contact: str = ""
    """How the organisation is reached, as text."""
    closing: str = ""
    """A line below the notes."""
    logo: bytes = b""
    """A PNG, JPEG or SVG picture."""
    paper: Paper = Paper.A4
    word_base: bytes = b""
    """A Word document whose styles, page and margins are taken."""
    templates: Mapping[str, str] = field(default_factory=dict[str, str])
    """Templates of one's own, by the name of the one that they stand in for: `notes.html.j2`, `notes.md.j2`."""


PLAIN = HouseStyle()
