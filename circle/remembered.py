"""Whom the kit knows of a circle, whether they were in a session or not: their names are looked for in what leaves."""

from __future__ import annotations

from collections.abc import Iterator

from circle.circles import find_known, folded
from circle.log import Log
from circle.searched import LookedFor
from circle.store import Store


def looked_for(store: Store, log: Log, *, initials: bool = False) -> LookedFor:
    """The people of the session's circle, and whoever its commitments name. Raises kit.KitTrouble."""
    circle = log.state.opened.circle if log.state.opened else ""
    known = dict.fromkeys(_called(store, circle)) if circle else ()
    return LookedFor(tuple(known), initials=initials)


def _called(store: Store, circle: str) -> Iterator[str]:
    if found := find_known(store.circles(), circle):
        yield from (one.alias for one in found.circle.people)
    for session in store.commitments():
        if folded(session.circle) == folded(circle):
            yield from (made.who_alias for made in session.made if made.who_alias)
