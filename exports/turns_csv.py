"""A table of turns, for spreadsheets and for `import`."""

from __future__ import annotations

from circle.session_notes import SessionNotes
from exports.course_tables import turns
from exports.csv_tables import csv_of
from exports.house import PLAIN, HouseStyle


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    """One row to a turn, and after a pause within it one more, "continued"; the last column is the rule under
    which it was spoken."""
    del house
    return csv_of(turns(notes))
