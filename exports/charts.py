"""The pictures of a session, the same in every document and on screen: how the talking moved, who held the piece
after whom, and what was planned beside what was held.
"""

from __future__ import annotations

from collections.abc import Iterator
from weakref import finalize

from circle.i18n import gettext as _
from circle.session_notes import SessionNotes
from circle.templates import Shape
from exports.blocks import Picture, Section
from exports.followed_picture import who_followed_whom
from exports.planned_picture import planned
from exports.rounds_picture import by_round
from exports.timeline_picture import timeline

_drawn: dict[int, tuple[Picture, ...]] = {}
"""By the identity of notes, as long as they are there."""


def pictures(notes: SessionNotes) -> tuple[Picture, ...]:
    """Those that the level lets be drawn, and that there is something to draw of. Drawn once, for all documents."""
    key = id(notes)
    if key not in _drawn:
        _drawn[key] = tuple(one for one in _pictures(notes) if one is not None)
        finalize(notes, _drawn.pop, key, None).atexit = False
    return _drawn[key]


def _pictures(notes: SessionNotes) -> Iterator[Picture | None]:
    if notes.length_ms and not notes.few:
        if notes.people:
            yield timeline(notes)
            yield who_followed_whom(notes)
        else:
            yield by_round(notes)
    yield planned(notes)


def section(notes: SessionNotes, shape: Shape) -> Iterator[Section]:
    del shape
    if drawn := pictures(notes):
        yield Section("pictures", _("The session in pictures"), drawn)
