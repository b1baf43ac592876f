"""The record of a session as a JSON file (docs/json-format.md), read as if it were hostile."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeGuard, cast

from circle import events as e
from circle.errors import quoted
from circle.files import NotRead, read_text
from circle.i18n import gettext as _
from circle.level import Level
from circle.log import Log
from circle.moves import LONGEST_MS
from circle.plain import WrongShape
from circle.record_rules import too_much_in, wrong_counts_in, wrong_in
from circle.strict_json import parse, unfit

FORMAT = "circlekeeper-session"
VERSION = "1.3"
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
MOST_EVENTS = 50_000

_LARGEST_BYTES = 20_000_000
_ID = re.compile("[a-z0-9-]{4,64}")
_HASH = re.compile("[0-9a-f]{64}")
_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class Record:
    """A session as a file holds it. `hash` covers every event; `level` says who is named in it."""

    id: str
    log: Log
    hash: str
    level: Level


class _Wrong(ValueError):
    """What is wrong, and what was expected, without the place."""


def read_record(path: Path) -> Record:
    """The session in a JSON file. Raises NotRead naming the file, the place and what was expected."""
    text = read_text(path, largest_bytes=_LARGEST_BYTES)
    table = parse(text, file=path.name)
    place = ""
    try:
        if not isinstance(table, dict):
            raise _Wrong(unfit(table) or _("it is not a session; expected an object"))
        head = _Head.of(cast("dict[str, object]", table))
        entries: list[e.Logged] = []
        tail = ""
        for number, value in enumerate(head.events, 1):
            place = _("event {n}").format(n=number)
            row, data = _row(value, entries)
            tail = e.link(tail, row)
            entries.append(_entry(row, data))
        place = ""
        return Record(head.id, _replayed(entries), _same(tail, head.hash), head.level)
    except _Wrong as wrong:
        raise _not_read(path, place, wrong) from None


def _not_read(path: Path, place: str, wrong: _Wrong) -> NotRead:
    where = ", ".join(part for part in (quoted(path.name), place) if part)
    return NotRead(_("{where}: {what}.").format(where=where, what=wrong))


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
    events: list[object]

    @classmethod
    def of(cls, table: Mapping[str, object]) -> _Head:
        """What stands around the events, looked through for what is unfit."""
        for key, value in table.items():
            if key != "events" and (why := unfit([key, value])):
                raise _Wrong(why)
        if table.get("format") != FORMAT:
            raise _Wrong(
                _("it is not a session; expected the format {it}").format(it=quoted(FORMAT))
            )
        _check_version(_match(_VERSION, table, "version", "1.0"))
        level = _match(re.compile("|".join(Level)), table, "level", " / ".join(Level))
        return cls(
            id=_match(_ID, table, "id", "0f3a9c51d2e4").string,
            level=Level(level.string),
            hash=_match(_HASH, table, "hash", _("64 hexadecimal digits")).string,
            events=_events(table.get("events")),
        )


def _match(
    pattern: re.Pattern[str], table: Mapping[str, object], key: str, example: str
) -> re.Match[str]:
    value = table.get(key)
    if isinstance(value, str) and (match := pattern.fullmatch(value)):
        return match
    why = _("{key} is not as it should be; expected text such as {example}")
    raise _Wrong(why.format(key=quoted(key), example=example))


def _check_version(version: re.Match[str]) -> None:
    """A newer minor version says more than is known here, and means the same by what is."""
    if int(version[1]) > int(VERSION.partition(".")[0]):
        why = _("it is of version {version}, from a newer Circlekeeper; expected {known}.x")
    elif int(version[1]) < 1:
        why = _("it is of version {version}, which there never was; expected {known}.x")
    else:
        return
    raise _Wrong(why.format(version=version.string, known=VERSION.partition(".")[0]))


def _events(value: object) -> list[object]:
    if not isinstance(value, list) or not value:
        raise _Wrong(_("“events” is missing or empty; expected a list of events"))
    events = cast("list[object]", value)
    if len(events) > MOST_EVENTS:
        why = _("it has {n} events; expected at most {most}")
        raise _Wrong(why.format(n=len(events), most=MOST_EVENTS))
    return events


def _row(value: object, before: list[e.Logged]) -> tuple[e.Row, object]:
    """The row that an event is stored as, with what stands around its data checked, and the data."""
    if why := unfit(value):
        raise _Wrong(why)
    if not isinstance(value, dict):
        raise _Wrong(_("it is not an event; expected an object"))
    event = cast("dict[str, Any]", value)
    seq, at_ms, kind, data = (event.get(key) for key in ("seq", "at_ms", "kind", "data"))
    if not _is_whole(seq) or seq != len(before) + 1:
        raise _Wrong(
            _("“seq” is not the number that follows; expected {n}").format(n=len(before) + 1)
        )
    earliest_ms = before[-1].at_ms if before else 0
    latest_ms = LONGEST_MS if before else 0
    if not _is_whole(at_ms) or not earliest_ms <= at_ms <= latest_ms:
        why = _("“at_ms” is out of order; expected a whole number from {earliest} to {latest}")
        raise _Wrong(why.format(earliest=earliest_ms, latest=latest_ms))
    if not isinstance(kind, str) or kind not in e.KINDS:
        raise _Wrong(
            _("its kind is unknown here; expected one such as {it}").format(it="PieceGiven")
        )
    if (kind == e.SessionOpened.__name__) is not (seq == 1):
        raise _Wrong(_("a session is opened once; expected SessionOpened first, and only there"))
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return e.Row(seq, at_ms, _wall(event.get("wall_utc")), kind, text), data


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _wall(value: object) -> str:
    why = _("“wall_utc” is not a time from {first} to {last}; expected one such as {example}")
    wrong = _Wrong(
        why.format(first=EARLIEST_YEAR, last=LATEST_YEAR, example="2026-03-12T18:30:00.000+00:00")
    )
    if not isinstance(value, str) or len(value) > 40:
        raise wrong
    try:
        wall = datetime.fromisoformat(value)
    except ValueError:
        raise wrong from None
    if wall.tzinfo is None or not EARLIEST_YEAR <= wall.year <= LATEST_YEAR:
        raise wrong
    return value


def _entry(row: e.Row, data: object) -> e.Logged:
    if why := wrong_in(row.kind, data):
        raise _Wrong(why)
    try:
        entry = e.logged_of(row)
    except WrongShape as error:
        raise _Wrong(error) from None
    if why := wrong_counts_in(entry.event):
        raise _Wrong(why)
    return entry


def _same(tail: str, stated: str) -> str:
    if tail != stated:
        raise _Wrong(
            _(
                "its events are not those that it was saved with; expected a file that nobody changed"
            )
        )
    return tail


def _replayed(entries: list[e.Logged]) -> Log:
    if why := too_much_in(entries):
        raise _Wrong(why)
    return Log(entries)
