"""What stands on one line, with a dot between."""

from __future__ import annotations


def joined(*parts: str) -> str:
    """Those that say something."""
    return " · ".join(filter(None, parts))
