"""The notes as pictures of the pages of their PDF, to be looked at before they leave.

They are the same document by the same typesetter, and only pictures: nothing in them is tagged.
"""

from __future__ import annotations

from circle.i18n import speaking
from circle.session_notes import SessionNotes
from exports import aside
from exports.house import PLAIN, HouseStyle
from exports.paged import manuscript, pictures_of


def pages(notes: SessionNotes, house: HouseStyle = PLAIN, *, dpi: float = 96) -> tuple[bytes, ...]:
    """A PNG of each page. Raises typesetting.NotLaidOut and aside.Stopped."""
    with speaking(notes.language):
        return aside.run(pictures_of, manuscript(notes, house), dpi)
