"""A session as a bundle (docs/bundle-format.md), which `import` takes back, with a copy to read in a browser."""

from __future__ import annotations

from circle.session_notes import SessionNotes
from exports import html
from exports.house import PLAIN, HouseStyle


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    """The same notes give the same bytes. Raises circle.bundle.TooLarge."""
    from circle.bundle import session_bundle

    return session_bundle(notes, html.render(notes, house))
