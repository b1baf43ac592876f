"""Documents made of what can be handed to another process: for `exports.aside`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from circle.events import Logged
from circle.harvest import Seen
from circle.level import Level
from circle.log import Log
from circle.notes import make_notes
from circle.searched import LookedFor
from circle.session_notes import FoundName, SessionNotes
from exports.formats import format_of
from exports.house import HouseStyle
from exports.writing import Document, document

BUNDLE = "circle"
"""The format that a passphrase can keep."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What documents are to be made of a session, and how; `formats` are their ids."""

    formats: tuple[str, ...]
    level: Level
    reader: Seen
    house: HouseStyle


def made(notes: SessionNotes, format: str, house: HouseStyle, passphrase: str = "") -> Document:
    """One document. `passphrase` keeps a bundle; other formats have none."""
    return document(notes, format_of(format), house, passphrase)


def made_of(
    session: str,
    entries: Sequence[Logged],
    looked_for: LookedFor,
    wanted: Wanted,
    passphrase: str = "",
) -> tuple[Document, ...]:
    """All documents of a session. Raises what `make_notes` raises."""
    notes = make_notes(session, Log(entries), wanted.level, wanted.reader, looked_for)
    return tuple(made(notes, one, wanted.house, passphrase) for one in wanted.formats)


def names_found(
    session: str, entries: Sequence[Logged], looked_for: LookedFor, level: Level, reader: Seen
) -> tuple[FoundName, ...]:
    """Each name that would be replaced, where it stands. Raises what `make_notes` raises."""
    return make_notes(session, Log(entries), level, reader, looked_for).found
