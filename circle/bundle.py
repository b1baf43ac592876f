"""The bundle (docs/bundle-format.md): a session, or a trainer's comments on one, as one file that can be taken back.

circle/bundle_reading.py reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from circle.comments import Comment, comment_line, in_order
from circle.errors import Refused
from circle.i18n import gettext as _
from circle.plain import json_page, json_text, to_plain
from circle.record import MOST_EVENTS, event_line, hashed, record_head
from circle.session_notes import SessionNotes
from circle.zipped import zipped

MEDIA_TYPE = "application/vnd.circlekeeper.session+zip"
FORMAT = "circlekeeper-bundle"
VERSION = "1.1"

LARGEST_BYTES = 20_000_000
LARGEST_ENTRY_BYTES = 20_000_000
MOST_UNPACKED_BYTES = 50_000_000
LONGEST_LINE_BYTES = 256_000

MIMETYPE, MANIFEST, SESSION = "mimetype", "manifest.json", "session.json"
EVENTS, NOTES, HTML, COMMENTS = "events.jsonl", "notes.jsonl", "notes.html", "comments.jsonl"

_SEALING_BYTES = 100_000
"""More than sealing ever adds."""

_LITTLE = 100
"""What packs to less than this part of its size is stored, well before a reader refuses it."""


class TooLarge(Refused):
    """No bundle could hold it."""


class Holds(StrEnum):
    SESSION = "session"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class Stated:
    """An entry of a bundle, as its manifest has it. `sha256`: 64 hexadecimal digits."""

    name: str
    size: int
    sha256: str


def session_bundle(notes: SessionNotes, html: bytes, comments: Iterable[Comment] = ()) -> bytes:
    """A session at the level and for the reader of its notes; `html`: the same for people, in a browser.

    The same notes give the same bytes. Raises TooLarge.
    """
    rows = [*hashed(notes.record)]
    _last, tail = rows[-1]
    written = [*notes.key_points, *notes.notes]
    said = in_order(comments)
    session = {**record_head(notes), "hash": tail}
    files = {
        SESSION: _lines([session]),
        EVENTS: "".join(f"{event_line(*row)}\n" for row in rows).encode(),
        NOTES: _lines(written),
        HTML: html,
    }
    if said:
        files[COMMENTS] = _comments(said)
    counts = {
        "events": len(rows),
        "people": len(notes.people) or None,
        "rounds": len(notes.rounds),
        "turns": len(notes.turns),
        "notes": len(written),
        "comments": len(said),
    }
    about = {name: session[name] for name in ("level", "reader", "confidentiality", "opened_utc")}
    if len(rows) > MOST_EVENTS:
        raise _too_large()
    return _packed(Holds.SESSION, notes.id, files, {**about, "counts": counts})


def comments_bundle(session: str, comments: Iterable[Comment]) -> bytes:
    """What a trainer sends back about a session, and nothing of the session but its id. Raises TooLarge."""
    said = in_order(comments)
    counts = {"comments": len(said)}
    return _packed(Holds.COMMENTS, session, {COMMENTS: _comments(said)}, {"counts": counts})


def _comments(comments: Iterable[Comment]) -> bytes:
    return "".join(f"{comment_line(one)}\n" for one in comments).encode()


def _lines(values: Iterable[Any]) -> bytes:
    return "".join(f"{json_text(value)}\n" for value in values).encode()


def _packed(
    holds: Holds, session: str, files: Mapping[str, bytes], about: Mapping[str, Any]
) -> bytes:
    from hashlib import sha256

    stated = [Stated(name, len(data), sha256(data).hexdigest()) for name, data in files.items()]
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "holds": holds.value,
        "session": session,
        **about,
        "entries": [to_plain(one) for one in stated],
    }
    whole = {MIMETYPE: MEDIA_TYPE.encode(), MANIFEST: json_page(manifest).encode(), **files}
    data = zipped(whole, stored=_stored(whole))
    if _is_too_large(whole) or len(data) > LARGEST_BYTES - _SEALING_BYTES:
        raise _too_large()
    return data


def _stored(files: Mapping[str, bytes]) -> set[str]:
    """What is not packed: the type, which is read before anything is, and what a reader would take for a trap."""
    import zlib

    shrink = (one for one, data in files.items() if len(data) > _LITTLE * len(zlib.compress(data)))
    return {MIMETYPE, *shrink}


def _is_too_large(files: Mapping[str, bytes]) -> bool:
    if max(map(len, files.values())) > LARGEST_ENTRY_BYTES:
        return True
    if sum(map(len, files.values())) > MOST_UNPACKED_BYTES:
        return True
    lines = (line for name, data in files.items() if name != HTML for line in data.split(b"\n"))
    return max(map(len, lines)) > LONGEST_LINE_BYTES


def _too_large() -> TooLarge:
    return TooLarge(
        _(
            "The session does not fit into a bundle: it holds more than {n} MB, or one of its texts is very long. "
            "Nothing was written. Export it as a whole record (json) instead."
        ).format(n=LARGEST_ENTRY_BYTES // 1_000_000)
    )
