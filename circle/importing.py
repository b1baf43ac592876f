"""Taking in sessions from elsewhere: the program's own JSON, and lists of turns that were timed by others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from circle import events as e
from circle.digest import sha256_hex
from circle.errors import quoted
from circle.files import NotRead
from circle.forms import Direction, NextUp, RoundForm
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.leaving import closed
from circle.log import Log
from circle.record import EARLIEST_YEAR, LATEST_YEAR, hash_of, read_record
from circle.store import Store
from circle.text_lines import text_lines
from circle.timeline import intervals, turns
from circle.turn_lists import CONTINUED, WITHOUT_TIME, ListedTurn, TurnList, read_csv, read_rttm

Outcome = Literal["new", "already here", "kept beside"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file; `sentence` says it. `id` is the session's in this kit."""

    id: str
    title: str
    outcome: Outcome
    turns: int
    cross_talk: int
    sentence: str


def import_file(store: Store, path: Path) -> Imported:
    """Takes in the session in a file, whole or not at all. Raises NotRead, or kit.KitTrouble."""
    match _kind(path):
        case "json":
            return _import_record(store, path)
        case "rttm":
            return _import_list(store, path, read_rttm(path))
        case _csv:
            return _import_list(store, path, read_csv(path))


def _kind(path: Path) -> str:
    """What a file is: by the ending of its name, else by how it begins."""
    ending = path.suffix.lower().removeprefix(".")
    if ending in {"json", "csv", "rttm"}:
        return ending
    first = next((line.text for line in text_lines(path) if line.text.strip()), "").lower()
    if first.lstrip().startswith("{"):
        return "json"
    if first.startswith(("speaker ", "speaker\t", ";;")):
        return "rttm"
    if "start_s" in first:
        return "csv"
    sentence = _(
        "{file} is none of the files that can be imported: a session from this program (.json), "
        "a table of turns (.csv) or RTTM (.rttm)."
    )
    raise NotRead(sentence.format(file=quoted(path.name)))


def _import_record(store: Store, path: Path) -> Imported:
    record = read_record(path)
    log = closed(record.log)
    tail = hash_of(log.entries)
    here = store.hash_of(record.id)
    if here is None:
        return _add(store, record.id, log, "new")
    if here == tail:
        return _add(store, record.id, log, "already here")
    beside = tail[:12]
    return _add(
        store, beside, log, "already here" if store.hash_of(beside) == tail else "kept beside"
    )


def _import_list(store: Store, path: Path, listed: TurnList) -> Imported:
    told = json.dumps([listed.title, [(t.who, t.start_ms, t.end_ms) for t in listed.turns]])
    session = sha256_hex(told)[:12]
    opened = listed.opened or _changed(path)
    return _add(
        store,
        session,
        log_of(listed, opened=opened, source=_source(path)),
        "new" if store.hash_of(session) is None else "already here",
    )


def _source(path: Path) -> str:
    """A file's name as text; on Linux a name may be bytes that are none."""
    return path.name.encode(errors="replace").decode()


def _changed(path: Path) -> datetime:
    """When a file was last changed (UTC), within the years that a record may say."""
    changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    if changed.year < EARLIEST_YEAR:
        return datetime(EARLIEST_YEAR, 1, 1, tzinfo=UTC)
    return min(changed, datetime(LATEST_YEAR, 1, 1, tzinfo=UTC))


def _add(store: Store, session: str, log: Log, outcome: Outcome) -> Imported:
    if outcome != "already here":
        store.add_session(session, log)
    opened = log.state.opened
    title, cross_talk = (opened.title, opened.cross_talk) if opened else ("", 0)
    count = len(turns(intervals(log.state.head, log.state.last_ms)))
    sentence = _sentence(outcome, title or session, count, cross_talk)
    return Imported(session, title, outcome, count, cross_talk, sentence)


def _sentence(outcome: Outcome, title: str, count: int, cross_talk: int) -> str:
    had = ngettext("{n} turn", "{n} turns", count).format(n=count)
    if cross_talk:
        had = _("{turns}, {n} cross-talk").format(turns=had, n=cross_talk)
    said = {
        "new": _("{title}: {turns}."),
        "already here": _("{title} is here already: {turns}. Nothing was changed."),
        "kept beside": _("{title}: {turns}. It is kept beside another version of the session."),
    }[outcome]
    return said.format(title=quoted(title), turns=had)


def log_of(listed: TurnList, *, opened: datetime, source: str) -> Log:
    """A list of turns as the log of a session: people sit in the order in which they first appear."""
    return Log(
        e.Logged(seq, at_ms, opened + timedelta(milliseconds=at_ms), event)
        for seq, (at_ms, event) in enumerate(_story(listed, source), 1)
    )


def _story(listed: TurnList, source: str) -> Iterator[tuple[int, e.Event]]:
    names = list(dict.fromkeys(turn.who for turn in listed.turns))
    people = {name: e.Participant(f"p{n}", name) for n, name in enumerate(names, 1)}
    ids = {name: person.id for name, person in people.items()}
    yield (
        0,
        e.SessionOpened(
            title=listed.title,
            participants=tuple(people.values()),
            source=source,
            cross_talk=listed.cross_talk,
        ),
    )
    form = RoundForm("conversation", _("Open round"), next=NextUp.ANYONE)
    yield 0, e.RoundBegan(form, e.RoundPlan(form.name), Direction.CLOCKWISE)
    yield from _floor(listed.turns, ids)
    last_ms = max((turn.end_ms for turn in listed.turns), default=0)
    yield last_ms, e.RoundEnded()
    yield last_ms, e.SessionClosed()


def _floor(listed: Sequence[ListedTurn], ids: Mapping[str, str]) -> Iterator[tuple[int, e.Event]]:
    """The piece given at each beginning, and in the centre where nobody speaks."""
    for before, turn, after in zip([None, *listed], listed, [*listed[1:], None], strict=False):
        who = ids[turn.who]
        if turn.outcome in {"passed", "passed for now"}:
            yield turn.start_ms, e.Passed(who, for_now=turn.outcome != "passed")
        if turn.outcome in WITHOUT_TIME:
            continue
        yield turn.start_ms, e.Resumed() if _goes_on(before, turn) else e.PieceGiven(who)
        if _goes_on(turn, after):
            yield turn.end_ms, e.Paused()
        elif after is None or after.outcome in WITHOUT_TIME or after.start_ms > turn.end_ms:
            yield turn.end_ms, e.PieceCentred()


def _goes_on(turn: ListedTurn | None, after: ListedTurn | None) -> bool:
    """Whether these are one turn, with a pause between."""
    if turn is None or after is None or turn.outcome in WITHOUT_TIME:
        return False
    return after.outcome == CONTINUED and after.who == turn.who
