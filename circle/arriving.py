"""What came from elsewhere, on its way into a kit: as it was read, as rows, and what became of it there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from circle.clock import Clock, SystemClock
from circle.errors import Refused, quoted
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.kept import Arrived
from circle.level import Level
from circle.log import Log
from circle.record import hash_of
from circle.session_rows import SessionRows, session_rows

if TYPE_CHECKING:
    from circle.comments import Comment
    from circle.reading_many import Kept
    from circle.store import Store
    from circle.turn_lists import TurnList

Outcome = Literal["new", "already here", "kept beside"]
What = Literal["session", "comments", "times"]
HashOf = Callable[[str], str | None]
"""The hash that a session's log came with, or ends with, by its id; None where it is not here."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file; `sentence` says it. `id` is the session's in this kit. `comments`: how many of them are
    new or newer.
    """

    id: str
    title: str
    outcome: Outcome
    turns: int
    cross_talk: int
    sentence: str
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Coming:
    """What a file holds, before any of it is in a kit. `log` is None where it holds comments alone.

    `level` and `reader`: at which it was written, where it says so.
    """

    what: What
    session: str
    log: Log | None
    comments: tuple[Comment, ...] = ()
    level: Level | None = None
    reader: Seen | None = None
    sealed: bool = False
    listed: TurnList | None = None
    """Where it is one, all that is known of the session."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What a file holds, as far as it can be made before there is a kit: to take it in is to write it.

    `rows` is None where it holds comments alone. `opened`: when the session was (UTC).
    """

    what: What
    session: str
    rows: SessionRows | None
    comments: tuple[Comment, ...]
    level: str
    reader: str
    sealed: bool
    title: str = ""
    circle: str = ""
    number: int | None = None
    opened: datetime | None = None
    turns: int = 0
    cross_talk: int = 0
    few: int = 0
    """How many people there were where that is too few for more than totals; else 0."""


def ready(coming: Coming) -> Ready:
    level = coming.level.value if coming.level else ""
    reader = coming.reader.value if coming.reader else ""
    said = (coming.comments, level, reader, coming.sealed)
    if (log := coming.log) is None:
        return Ready(coming.what, coming.session, None, *said)
    rows, opened = session_rows(log), log.state.opened
    assert opened is not None, "a record begins with the opening"
    return Ready(
        coming.what,
        coming.session,
        rows,
        *said,
        title=opened.title,
        circle=opened.circle,
        number=opened.number,
        opened=log.entries[0].wall,
        turns=rows.archive.session["turns"],
        cross_talk=opened.cross_talk,
        few=opened.few,
    )


def take_in(store: Store, coming: Coming, *, clock: Clock | None = None) -> Imported:
    """Takes in what was read, whole or not at all; it can be read beside the program. Raises kit.KitTrouble."""
    return take(store, ready(coming), (clock or SystemClock()).read().wall)


def take(store: Store, came: Ready, now: datetime) -> Imported:
    """Takes in what was made ready, whole or not at all. Raises kit.KitTrouble."""
    if came.rows is None:
        return _keep_comments(store, came)
    session, outcome = place(store.came_as, came.what, came.session, came.rows.tail)
    if outcome == "already here":
        said = store.keep_comments(came.comments) if came.comments else 0
    else:
        said = len(came.comments)
        arrived = Arrived(came.session, now, came.level, came.reader, came.sealed)
        store.add_rows(session, came.rows, came.comments, arrived)
    return Imported(
        session,
        came.title,
        outcome,
        came.turns,
        came.cross_talk,
        _sentence(came, outcome, said),
        said,
    )


def place_in(store: Store, coming: Coming) -> tuple[str, Outcome]:
    """Under which id a session comes into a kit, and what becomes of it there."""
    if coming.log is None:
        raise ValueError("comments are kept with their session")
    return place(store.came_as, coming.what, coming.session, hash_of(coming.log.entries))


def place(known: HashOf, what: What, session: str, tail: str) -> tuple[str, Outcome]:
    """Likewise, of a session by the hash that its log ends with."""
    here = known(session)
    if here is None:
        return session, "new"
    if here == tail or what == "times":
        return session, "already here"
    ids = (tail[at : at + 12] for at in range(len(tail) - 11))
    # what was kept beside may have been written on since
    beside = next((one for one in ids if known(one) in {None, tail}), tail)
    return beside, "already here" if known(beside) == tail else "kept beside"


def _keep_comments(store: Store, came: Ready) -> Imported:
    new = store.keep_comments(came.comments)
    n = new or len(came.comments)
    if new:
        said = ngettext("{n} comment{by} on {session}.", "{n} comments{by} on {session}.", n)
    else:
        said = ngettext(
            "{n} comment{by} on {session} is here already. Nothing was changed.",
            "{n} comments{by} on {session} are here already. Nothing was changed.",
            n,
        )
    homes = (store.home_of(one) for one in came.comments)
    here = next((home for home in homes if home), "")
    sentence = said.format(n=n, by=by_words(came.comments), session=_called(store, here, came))
    if not here:
        sentence += " " + _("That session is not in this kit; they are kept for when it is.")
    outcome: Outcome = "new" if new else "already here"
    return Imported(here or came.session, "", outcome, 0, 0, sentence, new)


def by_words(comments: Sequence[Comment]) -> str:
    """by “Mair”: with a space before it, and nothing where nobody gave a name."""
    names = dict.fromkeys(one.by for one in comments if one.by)
    return _(" by {names}").format(names=", ".join(map(quoted, names))) if names else ""


def _called(store: Store, here: str, came: Ready) -> str:
    """By its title and day where it is in the kit."""
    from circle.days import say_day

    words = _("session {id}").format(id=came.session)
    try:
        log = store.read(here) if here else Log()
    except Refused:  # what came is kept all the same
        return words
    if log.state.opened is None or not log.state.opened.title:
        return words
    day = say_day(log.entries[0].wall.astimezone().date(), date.min)
    title = quoted(log.state.opened.title)
    return _("{title}, {day} ({session})").format(title=title, day=day, session=words)


def turns_words(came: Ready | Kept) -> str:
    if came.few:
        return _("totals only")
    return ngettext("{n} turn", "{n} turns", came.turns).format(n=came.turns)


def _sentence(came: Ready, outcome: Outcome, comments: int) -> str:
    had = turns_words(came)
    if came.cross_talk:
        had = _("{turns}, {n} cross-talk").format(turns=had, n=came.cross_talk)
    if comments:
        said = ngettext("{n} comment", "{n} comments", comments).format(n=comments)
        had = _("{turns}, {comments}").format(turns=had, comments=said)
    said = {
        "new": _("{title}: {turns}."),
        "already here": _("{title} is here already: {turns}. Nothing was changed."),
        "kept beside": _("{title}: {turns}. It is kept beside another version of the session."),
    }[outcome]
    if outcome == "already here" and comments:
        said = _("{title} is here already: {turns}. Only the comments are new.")
    return said.format(title=quoted(came.title or came.session), turns=had)
