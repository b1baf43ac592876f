"""Notes of sessions whose kit knows nobody but those who were there, which are most of those in tests."""

from __future__ import annotations

from circle import notes
from circle.harvest import Seen
from circle.level import Level
from circle.log import Log
from circle.searched import NOBODY_ELSE, LookedFor
from circle.session_notes import SessionNotes


def make_notes(
    session: str,
    log: Log,
    level: Level,
    reader: Seen = Seen.REPORT,
    looked_for: LookedFor = NOBODY_ELSE,
) -> SessionNotes:
    return notes.make_notes(session, log, level, reader, looked_for)
