"""A round as it is planned in a session."""

from __future__ import annotations

from dataclasses import dataclass

from circle.forms import Direction


@dataclass(frozen=True, slots=True)
class Opener:
    """Somebody who opens a topic, and a link to what they brought, or a note of it."""

    participant: str
    material: str = ""


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round as planned. Times are milliseconds; 0 is untimed."""

    form: str
    prompt: str = ""
    title: str = ""
    length_ms: int = 0
    suggested_ms: int = 0
    direction: Direction = Direction.CLOCKWISE
    first: str | None = None
    once_until_all: bool | None = None
    confidential: bool = False
    """Only its form, its prompt and its times may leave."""
    confidentiality: str = ""
    """The rule of this round; empty: the session's."""
    measured: bool = True
    bell: bool = True
    silence_s: int | None = None
    """After each turn; None: as the form has it."""
    group_of: int = 0
    """How many in a group; 0: as the form has it."""
    openers: tuple[Opener, ...] = ()
    theme: str = ""
    """Prompts of this theme are offered first."""
