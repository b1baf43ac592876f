"""Comments on a session as a file of their own (docs/bundle-format.md). Nothing of the session is in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

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
    title: str = ""
    """Of the session here; it does not go along."""


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
    title = log.state.opened.title if log.state.opened else ""
    for known_as, comments in there.items():
        opened = log.entries[0].wall
        leave, found = _as_they_leave(store, session, log, comments)
        yield Going(session, known_as, opened, leave, found, title)


def _as_they_leave(
    store: Store, session: str, log: Log, comments: Sequence[Comment]
) -> tuple[tuple[Comment, ...], tuple[tuple[str, str], ...]]:
    """Who led a session knows who was there; whoever read it without names learns none from an answer.

    What a trainer writes about a bundle holds no more than that did. What a newer program said besides goes along
    where no name is in it.
    """
    came, went = store.arrived(session), _levels_left(store, session)
    if came is not None and came.level and not went:
        return tuple(comments), ()
    level = min(went, key=[*Level].index, default=Level.NOBODY)
    known = Remembered(store).looked_for(log, initials=True)
    texts = [one.text for one in comments]
    redacted = texts_as_they_leave(log, texts, level, known)
    besides = texts_as_they_leave(log, [_all_said(one.more) for one in comments], level, known)
    found = ((hit.found, hit.replacement) for one in redacted for hit in one.hits)
    leave = (
        replace(one, text=new.text, more="" if more.hits else one.more)
        for one, new, more in zip(comments, redacted, besides, strict=True)
    )
    return tuple(leave), tuple(dict.fromkeys(found))


def _levels_left(store: Store, session: str) -> tuple[Level, ...]:
    """Those at which it left for a trainer: who has read less knows no name from what comes later."""
    went = [one.level for one in store.exports(session) if one.reader == Seen.TRAINER.value]
    return tuple(Level(level) if level in {*Level} else Level.NOBODY for level in went)


def _all_said(more: str) -> str:
    """Every text in JSON, a line each, so that nothing is hidden by how JSON writes it."""
    return "\n".join(_texts_in(json.loads(more))) if more else ""


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        table = cast("dict[str, object]", value)
        yield from table
        value = [*table.values()]
    if isinstance(value, list):
        for one in cast("list[object]", value):
            yield from _texts_in(one)
    elif isinstance(value, str):
        yield value
