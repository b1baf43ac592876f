"""What a trainer writes about a session, and how what comes back from several copies becomes one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, cast

from circle.digest import sha256_hex
from circle.errors import Wrong
from circle.i18n import gettext as _
from circle.moves import LONGEST_MS
from circle.plain import WrongShape, from_plain, json_text, to_plain
from circle.record import EARLIEST_YEAR, LATEST_YEAR, moment_of
from circle.strict_json import unfit

LONGEST_NAME = 200
PROOF_LENGTH = 12
SECRET = "comments_secret"
"""The setting with which ids are made here."""
GONE = "–"
"""What stands where the words of a comment stood that was taken back."""

_ID = re.compile("[a-z0-9-]{4,64}")
_HASH = re.compile("[0-9a-f]{64}")
_LEFT_OUT_WHEN_EMPTY = ("record", "taken_back")
_AHEAD = timedelta(days=2)


class About(StrEnum):
    WHOLE = "whole"
    ROUND = "round"
    NOTE = "note"
    MOMENT = "moment"


class CommentKind(StrEnum):
    NOTICING = "noticing"
    QUESTION = "question"
    APPRECIATION = "appreciation"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Comment:
    """`place`: the round, from 1, the number of the note, or the moment in ms; None for the whole session.

    `by`: what whoever wrote it is called. `written_utc`: as in 2026-06-08T18:30:00.000+00:00. `answers`: the id of
    another comment, or empty. `record`: the hash of the record of the session that it was written about; empty for
    one's own session. `more`: what a newer program says besides, as JSON; it goes along.
    """

    id: str
    session: str
    about: About
    place: int | None
    kind: CommentKind
    text: str
    by: str
    written_utc: str
    answers: str = ""
    record: str = ""
    taken_back: bool = False
    more: str = ""

    @property
    def written(self) -> datetime:
        return datetime.fromisoformat(self.written_utc)


_KNOWN = frozenset(field.name for field in fields(Comment)) - {"more"}


def comment_of(value: object) -> Comment:
    """A comment in values that strict_json has parsed. Raises Wrong."""
    if why := unfit(value):
        raise Wrong(why)
    try:
        comment = _in_plain(value)
    except WrongShape as error:
        raise Wrong(error) from None
    for name, text in (("id", comment.id), ("session", comment.session)):
        if not _ID.fullmatch(text):
            raise _not_an_id(name)
    if comment.answers and not _ID.fullmatch(comment.answers):
        raise _not_an_id("answers")
    if comment.answers == comment.id:
        raise Wrong(_("it answers itself; expected another comment, or none"))
    if comment.record and not _HASH.fullmatch(comment.record):
        raise Wrong(_("“record” is not as it should be; expected 64 hexadecimal digits"))
    if not comment.text.strip():
        raise Wrong(_("“text” is empty; expected what the comment says"))
    if len(comment.by) > LONGEST_NAME:
        raise Wrong(_("“by” is too long; expected at most {n} characters").format(n=LONGEST_NAME))
    _check_place(comment)
    written = moment_of(comment.written_utc, "written_utc").astimezone(UTC)
    text = GONE if comment.taken_back else comment.text
    return replace(comment, text=text, written_utc=written.isoformat(timespec="milliseconds"))


def comment_in(line: str) -> Comment:
    """A comment in a line that `comment_line` gave. Raises ValueError."""
    return _in_plain(json.loads(line))


def _in_plain(value: object) -> Comment:
    comment = from_plain(Comment, value)
    table = cast("dict[str, Any]", value)
    more = {name: table[name] for name in table.keys() - _KNOWN}
    return replace(comment, more=json_text(dict(sorted(more.items()))) if more else "")


def comment_line(comment: Comment) -> str:
    """As a line of JSON. The same comment gives the same line."""
    table: dict[str, Any] = to_plain(comment)
    more = table.pop("more")
    for name in _LEFT_OUT_WHEN_EMPTY:
        if not table[name]:
            del table[name]
    added: dict[str, Any] = json.loads(more) if more else {}
    return json_text({**table, **added})


Key = tuple[str, str]
"""A comment's session and its id: whoever makes an id up for another session touches nothing in this one."""


def key_of(comment: Comment) -> Key:
    return comment.session, comment.id


def one_of(comments: Iterable[Comment]) -> dict[Key, Comment]:
    """One comment for each key: what was written last, whichever came first and however often."""
    kept: dict[Key, Comment] = {}
    for comment in comments:
        here = kept.get(key_of(comment))
        if here is None or _age(here) < _age(comment):
            kept[key_of(comment)] = comment
    return kept


def changed(here: Mapping[Key, Comment], coming: Iterable[Comment]) -> tuple[Comment, ...]:
    """Those of what is coming that are new beside what is here, or newer."""
    joined = one_of([*here.values(), *coming])
    return tuple(one for one in joined.values() if here.get(key_of(one)) != one)


def standing(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """Without those that were taken back."""
    return tuple(one for one in comments if not one.taken_back)


def in_order(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    return tuple(sorted(comments, key=lambda one: (one.written, one.id)))


def said_anew(comment: Comment, now: datetime) -> Comment:
    """As newer than it was, also where the clock was put back meanwhile."""
    written = max(now, comment.written + timedelta(milliseconds=1))
    return replace(comment, written_utc=written_words(written))


def written_words(now: datetime) -> str:
    """A clock that was never set says less than a comment may, or more."""
    earliest = datetime(EARLIEST_YEAR, 1, 1, tzinfo=UTC)
    latest = datetime(LATEST_YEAR, 12, 31, 23, 59, 59, 999000, tzinfo=UTC)
    return min(max(now.astimezone(UTC), earliest), latest).isoformat(timespec="milliseconds")


def own_proof(secret: str, drawn: str) -> str:
    """What follows in the id of a comment that was written where that secret is kept."""
    return sha256_hex(f"{secret}\n{drawn}")[:PROOF_LENGTH]


def is_of(comment: Comment, secret: str) -> bool:
    """Whether its id was made with that secret, which may be empty."""
    drawn, _dash, proof = comment.id.partition("-")
    return bool(secret) and proof == own_proof(secret, drawn)


def check_not_ahead(comment: Comment, now: datetime) -> None:
    """What is said to be from a time to come would stay newer than whatever is said next. Raises Wrong."""
    if comment.written > now + _AHEAD:
        why = _(
            "it is from {day}, and here it is {today}; expected one that was written by now. Look whether both clocks are right"
        )
        told = why.format(day=comment.written.date(), today=now.astimezone(UTC).date())
        raise Wrong(told)


def _age(comment: Comment) -> tuple[datetime, bool, str]:
    """Of two that were written at the same moment, one that was taken back stays so; others are told apart by what
    they say."""
    return comment.written, comment.taken_back, comment_line(comment)


def _not_an_id(name: str) -> Wrong:
    why = _("“{key}” is not as it should be; expected such as {example}")
    return Wrong(why.format(key=name, example="0f3a9c51d2e4"))


def _check_place(comment: Comment) -> None:
    if (comment.about is About.WHOLE) is not (comment.place is None):
        raise Wrong(_("“place” does not fit “about”; expected a number, and none for the whole"))
    if comment.place is not None and not 0 <= comment.place <= LONGEST_MS:
        why = _("“{key}” is out of range; expected {earliest} to {latest}")
        raise Wrong(why.format(key="place", earliest=0, latest=LONGEST_MS))
