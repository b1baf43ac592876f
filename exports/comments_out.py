"""Comments on a session as a file of their own (docs/bundle-format.md). Nothing of the session is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from circle.commenting import Commenting
from circle.comments import Comment
from circle.errors import Refused
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.level import Level
from circle.log import Log
from circle.notes import texts_as_they_leave
from circle.remembered import Remembered
from circle.store import Store
from exports.writing import Document, write


@dataclass(frozen=True, slots=True)
class Going:
    """`session`: its id here; `known_as`: that by which it is known where they go. `opened`: when it did."""

    session: str
    known_as: str
    opened: datetime
    comments: tuple[Comment, ...]
    found: tuple[tuple[str, str], ...] = ()
    """Names that were in the texts, each with what stands there instead."""


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


def all_going(
    store: Store, writing: Commenting, sessions: Iterable[str], by: str | None = None
) -> tuple[Going, ...]:
    """What goes out about sessions, each by the id that it has there. `by` as in Commenting.to_send."""
    found = [one for session in sessions for one in _going(store, writing, session, by)]
    if not found:
        raise Refused(_("There are no comments that could be sent, so nothing was written."))
    return tuple(found)


def _going(store: Store, writing: Commenting, session: str, by: str | None) -> Iterator[Going]:
    there: dict[str, list[Comment]] = {}
    for one in writing.to_send(session, by):
        there.setdefault(one.session, []).append(one)
    log = store.read(session)
    for known_as, comments in there.items():
        opened = log.entries[0].wall
        leave, found = _as_they_leave(store, session, log, comments)
        yield Going(session, known_as, opened, leave, found)


def _as_they_leave(
    store: Store, session: str, log: Log, comments: Sequence[Comment]
) -> tuple[tuple[Comment, ...], tuple[tuple[str, str], ...]]:
    """Who led a session knows who was there; whoever read it without names learns none from an answer."""
    if store.arrived(session) is not None:
        return tuple(comments), ()
    known, level = Remembered(store).looked_for(log), _level_left(store, session)
    redacted = texts_as_they_leave(log, [one.text for one in comments], level, known)
    found = ((hit.found, hit.replacement) for one in redacted for hit in one.hits)
    leave = zip(comments, redacted, strict=True)
    return tuple(replace(one, text=new.text) for one, new in leave), tuple(dict.fromkeys(found))


def _level_left(store: Store, session: str) -> Level:
    """That at which it left for a trainer the last time; nobody is named where it never did."""
    went = [one.level for one in store.exports(session) if one.reader == Seen.TRAINER.value]
    return Level(went[-1]) if went and went[-1] in {*Level} else Level.NOBODY
