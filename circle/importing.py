"""Taking in what comes from elsewhere: bundles, the program's own JSON, and lists of turns that were timed by others."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from circle import events as e
from circle.arriving import Coming, Imported, take_in
from circle.clock import Clock
from circle.confidentiality import CIRCLE
from circle.digest import sha256_hex
from circle.errors import NotOpened, NotRead
from circle.files import read_bytes
from circle.forms import Direction, NextUp, RoundForm
from circle.i18n import gettext as _
from circle.leaving import closed
from circle.log import Log
from circle.not_taken_in import none_of_those, not_taken_in
from circle.record import EARLIEST_YEAR, LATEST_YEAR, read_record
from circle.store import Store
from circle.text_lines import text_lines
from circle.turn_lists import CONTINUED, WITHOUT_TIME, ListedTurn, TurnList, read_csv, read_rttm


def import_file(
    store: Store, path: Path, passphrase: str = "", *, clock: Clock | None = None
) -> Imported:
    """Takes in what a file holds, whole or not at all. Raises NotRead, age.PassphraseNeeded among it,
    age.WrongPassphrase, or kit.KitTrouble.
    """
    return take_in(store, read_file(path, passphrase), clock=clock)


def read_file(path: Path, passphrase: str = "") -> Coming:
    """What is in a file. Raises as import_file does, but for the kit's trouble."""
    kind = ""
    try:
        _look_for(path)
        kind = _kind(path)
        return _read(path, kind, passphrase)
    except NotRead as why:
        raise not_taken_in(why, path.name, kind) from None


def _read(path: Path, kind: str, passphrase: str) -> Coming:
    match kind:
        case "circle":
            return _from_bundle(path, passphrase)
        case "json":
            record = read_record(path)
            return Coming(
                "session", record.id, closed(record.log), level=record.level, reader=record.reader
            )
        case "rttm":
            return _from_list(path, read_rttm(path))
        case _csv:
            return _from_list(path, read_csv(path))


def _look_for(path: Path) -> None:
    if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises for some
        wanted = (
            _("a bundle") if path.suffix.lower() == ".circle" else _("a file that can be imported")
        )
        read_bytes(path, largest_bytes=0, wanted=wanted)


def _kind(path: Path) -> str:
    """What a file is: by the ending of its name, else by how it begins."""
    ending = path.suffix.lower().removeprefix(".")
    if ending in {"circle", "json", "csv", "rttm"}:
        return ending
    if _begins_as_a_bundle(path):
        return "circle"
    first = _first_line(path).lower()
    if first.lstrip().startswith("{"):
        return "json"
    if first.startswith(("speaker ", "speaker\t", ";;")):
        return "rttm"
    if "start_s" in first:
        return "csv"
    raise none_of_those(path.name)


def _first_line(path: Path) -> str:
    """The first that is not blank."""
    try:
        return next((line.text for line in text_lines(path) if line.text.strip()), "")
    except NotOpened:
        raise
    except NotRead:
        raise none_of_those(path.name) from None


def _begins_as_a_bundle(path: Path) -> bool:
    """What cannot be read now gets its sentence from whoever reads it next."""
    from circle.age import is_sealed
    from circle.bundle import MEDIA_TYPE

    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            first = file.read(128)
    except (OSError, ValueError):
        return False
    return is_sealed(first) or (first.startswith(b"PK") and MEDIA_TYPE.encode() in first)


def _from_bundle(path: Path, passphrase: str) -> Coming:
    from circle.bundle_reading import read_bundle

    bundle = read_bundle(path, passphrase)
    record, said = bundle.record, bundle.comments
    if record is None:
        return Coming("comments", bundle.session, None, said, sealed=bundle.sealed)
    log, level, reader = closed(record.log), record.level, record.reader
    return Coming("session", record.id, log, said, level, reader, sealed=bundle.sealed)


def _from_list(path: Path, listed: TurnList) -> Coming:
    told = json.dumps([listed.title, [(t.who, t.start_ms, t.end_ms) for t in listed.turns]])
    opened = listed.opened or _changed(path)
    log = log_of(listed, opened=opened, source=_source(path))
    return Coming("times", sha256_hex(told)[:12], log, listed=listed)


def _source(path: Path) -> str:
    """A file's name as text; on Linux a name may be bytes that are none."""
    return path.name.encode(errors="replace").decode()


def _changed(path: Path) -> datetime:
    """When a file was last changed (UTC), within the years that a record may say."""
    changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    if changed.year < EARLIEST_YEAR:
        return datetime(EARLIEST_YEAR, 1, 1, tzinfo=UTC)
    return min(changed, datetime(LATEST_YEAR, 1, 1, tzinfo=UTC))


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
            confidentiality=listed.rule or CIRCLE,
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
