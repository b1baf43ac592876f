"""Whom the kit knows of a circle, whether they were in a session or not: their names are looked for in what leaves."""

from __future__ import annotations

from circle.log import Log
from circle.searched import LookedFor, called_in
from circle.store import Store


def looked_for(store: Store, log: Log, *, initials: bool = False) -> LookedFor:
    """The people of the session's circle, and whoever its commitments name. Raises kit.KitTrouble."""
    circle = log.state.opened.circle if log.state.opened else ""
    known = called_in(circle, store.circles(), store.commitments()) if circle else ()
    return LookedFor(known, initials=initials)
