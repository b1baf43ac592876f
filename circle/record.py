"""The record of a session as it comes from elsewhere (docs/json-format.md), read as if it were hostile.

A JSON file and a bundle hold it in two shapes; both are read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from circle import events as e
from circle.errors import NotRead, Wrong, quoted
from circle.files import read_text
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.level import Level
from circle.log import Log
from circle.moves import LONGEST_MS
from circle.plain import WrongShape, json_text
from circle.record_level import more_than
from circle.record_rules import too_much_in, wrong_counts_in, wrong_in
from circle.strict_json import parse, unfit

if TYPE_CHECKING:
    from circle.session_notes import SessionNotes

FORMAT = "circlekeeper-session"
VERSION = "1.4"
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
MOST_EVENTS = 50_000

_LARGEST_BYTES = 20_000_000
_ID = re.compile("[a-z0-9-]{4,64}")
_HASH = re.compile("[0-9a-f]{64}")
_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")
_READERS = {reader.value: reader for reader in (Seen.TRAINER, Seen.REPORT)}


class Newer(Wrong):
    """It comes from a program that knows more than this one."""


class NewerVersion(NotRead):
    """A file comes from a program that knows more than this one."""


@dataclass(frozen=True, slots=True)
class Record:
    """A session as a file holds it. `hash` covers every event; `level` says who is named in it."""

    id: str
    log: Log
    hash: str
    level: Level
    reader: Seen | None = None
    """For whom it was written, where it says so."""


def read_record(path: Path) -> Record:
    """The session in a JSON file. Raises NotRead naming the file, the place and what was expected."""
    text = read_text(path, largest_bytes=_LARGEST_BYTES)
    return record_of(parse(text, file=path.name), file=path.name)


def record_of(table: object, *, file: str, events: Iterable[object] | None = None) -> Record:
    """The session in values that strict_json has parsed; `events`: its events, where they stand elsewhere, one
    after the other. Raises NotRead.
    """
    place = ""
    try:
        head = _Head.of(table)
        values = _events(cast("dict[str, object]", table)) if events is None else events
        entries: list[e.Logged] = []
        tail = ""
        for number, value in enumerate(values, 1):
            place = _("event {n}").format(n=number)
            row, data = _row(value, entries)
            tail = e.link(tail, row)
            entries.append(_entry(row, data))
        place = ""
        if not entries:
            raise Wrong(_("“events” is missing or empty; expected a list of events"))
        _check_same(tail, head.hash)
        if why := more_than(head.level, entries):
            raise Wrong(why)
        return Record(head.id, _replayed(entries), tail, head.level, head.reader)
    except Wrong as wrong:
        raise refusal(wrong, file, place) from None


def refusal(wrong: Wrong, file: str, place: str = "") -> NotRead:
    """What is wrong, as a sentence that names the file and the place in it."""
    where = ", ".join(part for part in (quoted(file), place) if part)
    kind = NewerVersion if isinstance(wrong, Newer) else NotRead
    return kind(_("{where}: {what}.").format(where=where, what=wrong))


def record_head(notes: SessionNotes) -> dict[str, Any]:
    """What a file says of a session before all else."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "id": notes.id,
        "level": notes.level.value,
        "reader": notes.reader.value,
        "confidentiality": notes.confidentiality,
        "opened_utc": e.row_of(notes.record[0]).wall_utc,
        "length_ms": notes.length_ms,
    }


def hashed(entries: Iterable[e.Logged]) -> Iterator[tuple[e.Row, str]]:
    """The events as rows, each with its hash."""
    tail = ""
    for row in map(e.row_of, entries):
        tail = e.link(tail, row)
        yield row, tail


def event_line(row: e.Row, linked: str) -> str:
    """An event as a file holds it. The row's data are JSON already, in the form that the hash covers."""
    return (
        f'{{"seq":{row.seq},"at_ms":{row.at_ms},"wall_utc":"{row.wall_utc}","kind":"{row.kind}",'
        f'"data":{row.data},"hash":"{linked}"}}'
    )


def hash_of(entries: Iterable[e.Logged]) -> str:
    """The hash that a log ends with."""
    tail = ""
    for entry in entries:
        tail = e.link(tail, e.row_of(entry))
    return tail


@dataclass(frozen=True, slots=True)
class _Head:
    id: str
    level: Level
    hash: str
    reader: Seen | None

    @classmethod
    def of(cls, table: object) -> _Head:
        """What stands around the events, looked through for what is unfit."""
        if not isinstance(table, dict):
            raise Wrong(unfit(table) or _("it is not a session; expected an object"))
        table = cast("dict[str, object]", table)
        for key, value in table.items():
            if key != "events" and (why := unfit([key, value])):
                raise Wrong(why)
        if table.get("format") != FORMAT:
            raise Wrong(
                _("it is not a session; expected the format {it}").format(it=quoted(FORMAT))
            )
        check_version(table, VERSION)
        level = _match(re.compile("|".join(Level)), table, "level", " / ".join(Level))
        return cls(
            id=_match(_ID, table, "id", "0f3a9c51d2e4").string,
            level=Level(level.string),
            hash=_match(_HASH, table, "hash", _("64 hexadecimal digits")).string,
            reader=_READERS.get(str(table.get("reader"))),
        )


def _match(
    pattern: re.Pattern[str], table: Mapping[str, object], key: str, example: str
) -> re.Match[str]:
    value = table.get(key)
    if isinstance(value, str) and (match := pattern.fullmatch(value)):
        return match
    why = _("{key} is not as it should be; expected text such as {example}")
    raise Wrong(why.format(key=quoted(key), example=example))


def check_version(table: Mapping[str, object], known: str) -> None:
    """A newer minor version says more than is known here, and means the same by what is. Raises Wrong, or Newer."""
    version = _match(_VERSION, table, "version", "1.0")
    major = known.partition(".")[0]
    if int(version[1]) > int(major):
        why = _("it is of version {version}, from a newer Circlekeeper; expected {known}.x")
        raise Newer(why.format(version=version.string, known=major))
    if int(version[1]) < 1:
        why = _("it is of version {version}, which there never was; expected {known}.x")
        raise Wrong(why.format(version=version.string, known=major))


def _events(table: Mapping[str, object]) -> list[object]:
    value = table.get("events")
    if not isinstance(value, list):
        return []
    events = cast("list[object]", value)
    if len(events) > MOST_EVENTS:
        raise Wrong(too_many_events(len(events)))
    return events


def too_many_events(n: int) -> str:
    return _("it has {n} events; expected at most {most}").format(n=n, most=MOST_EVENTS)


def _row(value: object, before: list[e.Logged]) -> tuple[e.Row, object]:
    """The row that an event is stored as, with what stands around its data checked, and the data."""
    if why := unfit(value):
        raise Wrong(why)
    if not isinstance(value, dict):
        raise Wrong(_("it is not an event; expected an object"))
    event = cast("dict[str, Any]", value)
    seq, at_ms, kind, data = (event.get(key) for key in ("seq", "at_ms", "kind", "data"))
    if not _is_whole(seq) or seq != len(before) + 1:
        raise Wrong(
            _("“seq” is not the number that follows; expected {n}").format(n=len(before) + 1)
        )
    earliest_ms = before[-1].at_ms if before else 0
    latest_ms = LONGEST_MS if before else 0
    if not _is_whole(at_ms) or not earliest_ms <= at_ms <= latest_ms:
        why = _("“at_ms” is out of order; expected a whole number from {earliest} to {latest}")
        raise Wrong(why.format(earliest=earliest_ms, latest=latest_ms))
    if not isinstance(kind, str) or kind not in e.KINDS:
        raise Wrong(
            _("its kind is unknown here; expected one such as {it}").format(it="PieceGiven")
        )
    if (kind == e.SessionOpened.__name__) is not (seq == 1):
        raise Wrong(_("a session is opened once; expected SessionOpened first, and only there"))
    text = json_text(data)
    wall = event.get("wall_utc")
    moment_of(wall, "wall_utc")
    return e.Row(seq, at_ms, cast("str", wall), kind, text), data


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def moment_of(value: object, name: str) -> datetime:
    """A moment with its zone, in the years that a session can be in; `name`: of the field. Raises Wrong."""
    if isinstance(value, str) and len(value) <= 40:
        with suppress(ValueError):
            moment = datetime.fromisoformat(value)
            years = (moment.year, _year_in_utc(moment)) if moment.tzinfo is not None else ()
            if years and min(years) >= EARLIEST_YEAR and max(years) <= LATEST_YEAR:
                return moment
    why = _("“{key}” is not a time from {first} to {last}; expected one such as {example}")
    example = "2026-03-12T18:30:00.000+00:00"
    raise Wrong(why.format(key=name, first=EARLIEST_YEAR, last=LATEST_YEAR, example=example))


def _year_in_utc(moment: datetime) -> int:
    try:
        return moment.astimezone(UTC).year
    except OverflowError:
        return 0


def _entry(row: e.Row, data: object) -> e.Logged:
    if why := wrong_in(row.kind, data):
        raise Wrong(why)
    try:
        entry = e.logged_of(row)
    except WrongShape as error:
        raise Wrong(error) from None
    if why := wrong_counts_in(entry.event):
        raise Wrong(why)
    return entry


def _check_same(tail: str, stated: str) -> None:
    if tail != stated:
        raise Wrong(
            _(
                "its events are not those that it was saved with; expected a file that nobody changed"
            )
        )


def _replayed(entries: list[e.Logged]) -> Log:
    if why := too_much_in(entries):
        raise Wrong(why)
    return Log(entries)
