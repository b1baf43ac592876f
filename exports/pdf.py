"""Notes as PDF, for paper, for everyone to read and for keeping: tagged (PDF/UA-1), and archival (PDF/A-3a)."""

from __future__ import annotations

from circle.session_notes import SessionNotes
from exports.house import PLAIN, HouseStyle


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    """The same notes give the same bytes. Raises typesetting.NotLaidOut and aside.Stopped."""
    from exports import aside
    from exports.paged import manuscript, pdf_of

    return aside.run(pdf_of, manuscript(notes, house))
