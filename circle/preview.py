"""What a file from elsewhere would bring, before any of it is taken in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from circle.arriving import Coming, Outcome, What, by_words, place_in
from circle.errors import Refused
from circle.harvest import Seen
from circle.importing import read_file
from circle.level import Level
from circle.log import Log
from circle.record import NewerVersion
from circle.store import Store
from circle.summary import summarise
from circle.turn_lists import NOBODY, TurnList


@dataclass(frozen=True, slots=True)
class Preview:
    """`outcome`: what importing would come to; None where there was no kit to look in. Where it is "newer version",
    `why` says so and no more is known of the file. `people` is None where nobody is in the record. Of comments
    alone, what the session that they are about is called is known where that is in the kit.
    """

    file: str
    outcome: Outcome | Literal["newer version"] | None
    what: What | None = None
    sealed: bool = False
    session: str = ""
    opened: datetime | None = None
    title: str = ""
    circle: str = ""
    number: int | None = None
    level: Level | None = None
    reader: Seen | None = None
    confidentiality: str = ""
    people: int | None = None
    rounds: int = 0
    turns: int = 0
    notes: int = 0
    comments: int = 0
    why: str = ""
    by: str = ""
    """Who wrote the comments, as in “ by “Mair””."""


def preview(store: Store | None, path: Path, passphrase: str = "") -> Preview:
    """Changes nothing, in the kit or elsewhere. Raises as importing.import_file does, but for a newer version."""
    try:
        coming = read_file(path, passphrase)
    except NewerVersion as error:
        return Preview(path.name, "newer version", why=str(error))
    return previewed(store, path, coming)


def previewed(store: Store | None, path: Path, coming: Coming) -> Preview:
    """Likewise, of what has been read."""
    outcome = None if store is None else _outcome(store, coming)
    if coming.log is None:
        return _of_comments(store, path, coming, outcome)
    summary = summarise(coming.log.state, coming.log.state.last_ms)
    opened = summary.opened
    made = Preview(
        path.name,
        outcome,
        coming.what,
        coming.sealed,
        coming.session,
        coming.log.entries[0].wall.astimezone(UTC),
        opened.title,
        opened.circle,
        opened.number,
        coming.level,
        coming.reader,
        opened.confidentiality,
        summary.voices.present if summary.people else None,
        len(summary.rounds),
        len(summary.turns),
        len(summary.notes),
        len(coming.comments),
    )
    return made if coming.listed is None else _as_listed(made, coming.listed)


def _of_comments(
    store: Store | None, path: Path, coming: Coming, outcome: Outcome | None
) -> Preview:
    made = Preview(
        path.name,
        outcome,
        coming.what,
        coming.sealed,
        coming.session,
        comments=len(coming.comments),
        by=by_words(coming.comments),
    )
    here = store.here(coming.session) if store else ""
    try:
        log = store.read(here) if store and here else Log()
    except Refused:  # what comes can be kept all the same
        return made
    if (opened := log.state.opened) is None:
        return made
    told = replace(made, title=opened.title, circle=opened.circle, number=opened.number)
    return replace(told, opened=log.entries[0].wall.astimezone(UTC))


def _as_listed(made: Preview, listed: TurnList) -> Preview:
    """What a list of turns says itself: no day, rule or person is made up for it."""
    people = None if all(turn.who == NOBODY for turn in listed.turns) else made.people
    return replace(made, opened=listed.opened, confidentiality=listed.rule, people=people)


def _outcome(store: Store, coming: Coming) -> Outcome:
    if coming.log is None:
        return "new" if store.new_among(coming.comments) else "already here"
    return place_in(store, coming)[1]
