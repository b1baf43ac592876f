"""Turns that were timed elsewhere: RTTM, and CSV such as this program writes.

Whatever is in a file, it becomes a whole TurnList or a NotRead that names the file, the line and
what was expected.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import takewhile
from operator import attrgetter
from pathlib import Path

from circle.confidentiality import rule_of_meaning
from circle.errors import NotRead, quoted
from circle.i18n import gettext as _
from circle.moves import MOST_PEOPLE
from circle.spoken_time import seconds
from circle.text_lines import Cells, TextLine, column_names, table_rows, text_lines

SPOKE = "spoke"
NOBODY = "someone"
"""Who has the turns in RTTM from this program that names nobody."""
CONTINUED = "continued"
"""The outcome of a row that goes on with the turn before it, after a pause."""
WITHOUT_TIME = frozenset({"offered", "passed", "passed for now", "not reached", "away"})
"""Outcomes that need no times."""

_LONGEST_NAME = 300
_MOST_TURNS = 50_000
_LATEST_S = 7 * 24 * 3600

_IGNORED = frozenset(
    {"SEGMENT", "NOSCORE", "NO_RT_METADATA", "LEXEME", "NON-LEX", "NON-SPEECH", "FILLER"}
    | {"EDIT", "IP", "SU", "CB", "A/P", "SPKR-INFO"}
)
"""The other types of line that RTTM has."""
_PEOPLE = frozenset({"person", "seat"})
_ENDS = frozenset({"end_s", "duration_s"})
_TIMES = _ENDS | {"start_s"}
_COLUMNS = _PEOPLE | _TIMES | {"start_utc", "outcome"}
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?")
_OPENED = re.compile(r"\(UTC: ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)\)")
_RULE = ";; Confidentiality: "
_EXACT = Context(prec=200)
_GUARDED = frozenset("=+-@＝＋－＠")


@dataclass(frozen=True, slots=True)
class ListedTurn:
    """Times are since the list began; 0 <= `start_ms` <= `end_ms`."""

    who: str
    start_ms: int
    end_ms: int
    outcome: str


@dataclass(frozen=True, slots=True)
class TurnList:
    title: str
    opened: datetime | None
    """UTC: the moment of 0 ms, when the list says so."""
    turns: tuple[ListedTurn, ...]
    """In order; none begins before the one before it has ended."""
    cross_talk: int
    rule: str = ""
    """Of confidentiality, as a record has it, where the list says one."""


def read_rttm(path: Path) -> TurnList:
    """The turns of one recording, from its SPEAKER lines.

    In order of start, then end: a segment that ends no later than the turn before it is
    cross-talk; one that begins inside the turn before it begins when that turn ends.
    """
    segments: list[_Segment] = []
    lines = text_lines(path)
    for line in lines:
        segment = _segment(line)
        if segment is None:
            continue
        if segments and segment.recording != segments[0].recording:
            raise line.wrong(
                _("{text} is a second recording; expected one to a file, here {first}.").format(
                    text=quoted(segment.recording), first=quoted(segments[0].recording)
                )
            )
        segments.append(segment)
        _check_count(line, len(segments))
    if not segments:
        raise _nothing_in(path, _("at least one SPEAKER line"))
    _check_people(path, (one.who for one in segments))
    turns = _one_at_a_time(segments)
    title = _title(segments[0].recording)
    opened, rule = _said_in_remarks(lines)
    return TurnList(title, opened, turns, cross_talk=len(segments) - len(turns), rule=rule)


def _said_in_remarks(lines: Iterable[TextLine]) -> tuple[datetime | None, str]:
    """When it was opened and the rule, as this program writes them above RTTM."""
    opened, rule = None, ""
    for line in takewhile(lambda one: one.text.startswith(";;"), lines):
        if found := _OPENED.search(line.text):
            opened = _moment(found[1])
        elif line.text.startswith(_RULE):
            rule = rule_of_meaning(line.text.removeprefix(_RULE).strip())[:_LONGEST_NAME]
    return opened, rule


def _moment(text: str) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        if 2000 <= moment.year <= 2100:
            return moment.astimezone(UTC)
    return None


def read_csv(path: Path) -> TurnList:
    """The turns of a table with a header row: `person` or `seat`, `start_s`, and `end_s` or
    `duration_s`; also `outcome` and `start_utc` if there; other columns are ignored.

    Separated by commas, semicolons or tabs; with semicolons, decimals may have a comma.
    Rows that passed, were not reached or were away are kept, so that everyone present is in the
    list: without times they stand where the row before them ended, and those that fall inside
    another's turn stand at its end. Other turns may not overlap.
    """
    rows: list[_Row] = []
    opened: datetime | None = None
    for line, cells in _rows(path):
        rows.append(_row(line, cells, after_ms=rows[-1].end_ms if rows else 0))
        opened = opened or _opened(line, cells, rows[-1].start_ms)
        _check_count(line, len(rows))
    if not rows:
        raise _nothing_in(path, _("at least one turn below the header"))
    _check_people(path, (one.who for one in rows))
    return TurnList(_title(path.stem), opened, _in_order(rows), cross_talk=0)


@dataclass(frozen=True, slots=True)
class _Segment:
    recording: str
    who: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class _Row:
    line: TextLine
    who: str
    outcome: str
    start_ms: int
    end_ms: int


def _segment(line: TextLine) -> _Segment | None:
    words = line.text.split()
    if not words or words[0].startswith(";;") or words[0] in _IGNORED:
        return None
    if words[0] != "SPEAKER":
        what = _("{text} is not RTTM; expected a line that begins with SPEAKER.")
        raise line.wrong(what.format(text=quoted(line.text)))
    if len(words) not in {9, 10}:
        what = _("{text} has {n} fields; a SPEAKER line has 9 or 10.")
        raise line.wrong(what.format(text=quoted(line.text), n=len(words)))
    start = _seconds(line, words[3])
    end = _EXACT.add(start, _seconds(line, words[4]))
    who = _name(line, "" if words[7] == "<NA>" else words[7])
    return _Segment(words[1], who, _milliseconds(line, start), _milliseconds(line, end))


def _one_at_a_time(segments: Iterable[_Segment]) -> tuple[ListedTurn, ...]:
    turns: list[ListedTurn] = []
    for segment in sorted(segments, key=attrgetter("start_ms", "end_ms")):
        until_ms = turns[-1].end_ms if turns else -1
        if segment.end_ms > until_ms:
            start_ms = max(segment.start_ms, until_ms)
            turns.append(ListedTurn(segment.who, start_ms, segment.end_ms, SPOKE))
    return tuple(turns)


def _rows(path: Path) -> Iterator[tuple[TextLine, Cells]]:
    lines = text_lines(path)
    delimiter = max(",;\t", key=lambda one: len(_known(lines[0], one)))
    _check_header(lines[0], _known(lines[0], delimiter))
    for line, cells in table_rows(lines, delimiter):
        yield line, _with_points(cells) if delimiter == ";" else cells


def _known(header: TextLine, delimiter: str) -> list[str]:
    return [name for name in column_names(header, delimiter) if name in _COLUMNS]


def _check_header(header: TextLine, names: Sequence[str]) -> None:
    if not ("start_s" in names and _ENDS.intersection(names) and _PEOPLE.intersection(names)):
        what = _(
            "{text} is not the header; expected the columns person or seat, start_s, "
            "and end_s or duration_s."
        )
        raise header.wrong(what.format(text=quoted(header.text)))
    if len(set(names)) < len(names):
        raise header.wrong(_("a column is there twice; expected each name once."))


def _with_points(cells: Cells) -> Cells:
    """Semicolons are used where decimals have a comma."""
    return {
        name: text.replace(",", ".") if name in _TIMES else text for name, text in cells.items()
    }


def _row(line: TextLine, cells: Cells, *, after_ms: int) -> _Row:
    outcome = _name(line, cells.get("outcome", SPOKE)).lower()
    start_ms, end_ms = _times(line, cells, after_ms, timed=outcome not in WITHOUT_TIME)
    return _Row(line, _who(line, cells), outcome, start_ms, end_ms)


def _who(line: TextLine, cells: Cells) -> str:
    seat = cells.get("seat", "")
    numbered = _("Seat {number}").format(number=seat) if seat.isdecimal() else seat
    return _name(line, cells.get("person") or numbered)


def _times(line: TextLine, cells: Cells, after_ms: int, *, timed: bool) -> tuple[int, int]:
    given = {name: _seconds(line, cells[name]) for name in _TIMES if name in cells}
    if not timed and not given:
        return after_ms, after_ms
    start, end, length = (given.get(name) for name in ("start_s", "end_s", "duration_s"))
    if start is not None and end is None and (length is not None or not timed):
        end = _EXACT.add(start, length or 0)
    if start is None or end is None:
        raise line.wrong(_("a time is missing; expected start_s, and end_s or duration_s."))
    _check_times(line, start, end, length)
    return _milliseconds(line, start), _milliseconds(line, end)


def _check_times(line: TextLine, start: Decimal, end: Decimal, length: Decimal | None) -> None:
    if end < start:
        what = _("the turn ends at {end}, before it begins at {start}.")
        raise line.wrong(what.format(start=quoted(start), end=quoted(end)))
    if length is not None and abs(end - start - length) > 1:  # others may round to the second
        what = _("duration_s is {length}; expected the time from start_s to end_s.")
        raise line.wrong(what.format(length=quoted(length)))


def _in_order(rows: Iterable[_Row]) -> tuple[ListedTurn, ...]:
    turns: list[ListedTurn] = []
    until_ms = 0
    for row in sorted(rows, key=attrgetter("start_ms", "end_ms")):
        start_ms, end_ms = row.start_ms, row.end_ms
        if start_ms < until_ms:
            if end_ms > start_ms or row.outcome not in WITHOUT_TIME:
                what = _(
                    "the turn begins at {start} s; expected {end} s, the end of another, or later."
                )
                raise row.line.wrong(what.format(start=seconds(start_ms), end=seconds(until_ms)))
            start_ms = end_ms = until_ms
        turns.append(ListedTurn(row.who, start_ms, end_ms, row.outcome))
        until_ms = end_ms
    return tuple(turns)


def _opened(line: TextLine, cells: Cells, start_ms: int) -> datetime | None:
    text = cells.get("start_utc")
    if text is None or "start_s" not in cells:
        return None
    what = _("{text} is not a time; expected one such as 2026-03-12T18:30:00Z.")
    wrong = line.wrong(what.format(text=quoted(text)))
    try:
        start = datetime.fromisoformat(text)
    except ValueError:
        raise wrong from None
    if start.tzinfo is None or not 2000 <= start.year <= 2100:
        raise wrong
    return start.astimezone(UTC) - timedelta(milliseconds=start_ms)


def _seconds(line: TextLine, text: str) -> Decimal:
    # Decimal alone would also take NaN, Infinity, 1_000 and digits of other scripts.
    if len(text) <= 40 and _NUMBER.fullmatch(text):
        value = Decimal(text)
        if 0 <= value <= _LATEST_S:
            return value
    what = _("{text} is not a time; expected seconds from 0 to {latest}, such as 12.500.")
    raise line.wrong(what.format(text=quoted(text), latest=_LATEST_S))


def _milliseconds(line: TextLine, value: Decimal) -> int:
    if value > _LATEST_S:
        what = _("the turn ends at {text}; expected at most {latest} seconds.")
        raise line.wrong(what.format(text=quoted(value), latest=_LATEST_S))
    return int(value.scaleb(3, _EXACT).to_integral_value(ROUND_HALF_EVEN))


def _name(line: TextLine, text: str) -> str:
    name = unicodedata.normalize("NFC", " ".join(_without_guard(text).split()))
    if not any(unicodedata.category(one)[0] in "LNPS" for one in name):
        raise line.wrong(_("nobody is named; expected who had the turn."))
    if len(name) > _LONGEST_NAME or any(unicodedata.category(one) == "Cc" for one in name):
        what = _("{text} is not a name; expected at most {n} letters, all visible.")
        raise line.wrong(what.format(text=quoted(name), n=_LONGEST_NAME))
    return name


def _without_guard(text: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from taking a name for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in _GUARDED else text


def _title(text: str) -> str:
    seen = "".join(letter for letter in text if letter.isprintable())
    return unicodedata.normalize("NFC", seen)[:_LONGEST_NAME]


def _check_count(line: TextLine, turns: int) -> None:
    if turns > _MOST_TURNS:
        raise line.wrong(_("expected at most {n} turns.").format(n=_MOST_TURNS))


def _check_people(path: Path, people: Iterable[str]) -> None:
    """As many as a record may have: what came in has to be able to leave."""
    if len(set(people)) > 2 * MOST_PEOPLE:
        why = _("{file} has turns of more than {n} people, more than a circle can have.")
        raise NotRead(why.format(file=quoted(path.name), n=2 * MOST_PEOPLE))


def _nothing_in(path: Path, expected: str) -> NotRead:
    sentence = _("{file} has no turns; expected {what}.")
    return NotRead(sentence.format(file=quoted(path.name), what=expected))
