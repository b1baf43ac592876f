"""One row of a list, as it is shown. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from circle.harvest import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """`key` finds the row again when the list has changed. `lead` stands before the text, `trail` at
    the other end, `below` under it, a line each. A `quiet` row is lower, softer, and cannot be chosen.
    """

    key: int | str
    text: str
    lead: str = ""
    trail: str = ""
    below: str = ""
    strong: bool = False
    """The text is what it is called."""
    now: bool = False
    """What `trail` says is going on at this moment."""
    quiet: bool = False
    marks: tuple[tuple[int, int], ...] = ()
    """From where to where in the text there are words that stand out."""
    said: str = ""
    """What a screen reader says in place of all this."""
    checked: bool | None = None
    """Whether it is picked, in a list of which some are; it has no `lead` then."""
    above: str = ""
    """What stands over the text. `depth`: how far it is set in, as what answers another. Of comments."""
    depth: int = 0
    seen: Seen | None = None
    """Who may see it: a quiet word and a shape at the other end, or under the text where that is narrow."""
