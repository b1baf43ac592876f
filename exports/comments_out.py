"""Comments on a session as a file of their own (docs/bundle-format.md). Nothing of the session is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from circle.comments import Comment
from exports.writing import Document, write


@dataclass(frozen=True, slots=True)
class Going:
    """`session`: its id here; `known_as`: that by which it is known where they go. `opened`: when it did."""

    session: str
    known_as: str
    opened: datetime
    comments: tuple[Comment, ...]


def comments_document(going: Going, passphrase: str = "") -> Document:
    """The day and four letters of the session are in its name, and nobody's. Raises bundle.TooLarge."""
    from circle.bundle import comments_bundle

    day = going.opened.astimezone(UTC).date().isoformat()
    name = f"circle-{day}-{going.known_as[:4]}-comments.circle"
    data = comments_bundle(going.known_as, going.comments)
    if passphrase:
        from circle.age import sealed

        return Document("comments", name, sealed(data, passphrase), sealed=True)
    return Document("comments", name, data)


def write_comments(
    all_going: Iterable[Going], folder: Path, passphrase: str = ""
) -> tuple[Path, ...]:
    """A file for each session: all or none. Raises files.NotWritten or bundle.TooLarge."""
    return write([comments_document(one, passphrase) for one in all_going], folder)
