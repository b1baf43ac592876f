"""A table of turns, for spreadsheets and for `import`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC

from circle.session_notes import SessionNotes, TurnNotes
from circle.spoken_time import seconds
from circle.turn_lists import CONTINUED
from exports.house import PLAIN, HouseStyle
from exports.words import one_line

HEADER = (
    "round",
    "seat",
    "person",
    "outcome",
    "start_utc",
    "end_utc",
    "start_s",
    "end_s",
    "duration_s",
    "confidentiality",
)

_BEGIN_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    """One row to a turn, and after a pause within it one more, "continued"; the last column is the rule under
    which it was spoken. UTF-8, lines end in CR LF."""
    del house
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(HEADER)
    rules = {one.number: one.confidentiality for one in notes.rounds}
    for turn in notes.turns:
        rule = rules.get(turn.round or 0) or notes.confidentiality
        writer.writerows((*row, safe(one_line(rule))) for row in _rows(notes, turn))
    return table.getvalue().encode()


def _rows(notes: SessionNotes, turn: TurnNotes) -> Iterator[tuple[str, ...]]:
    for number, (start_ms, end_ms) in enumerate(turn.parts):
        yield (
            "" if turn.round is None else str(turn.round),
            "" if turn.seat is None else str(turn.seat),
            safe(turn.label),
            CONTINUED if number else turn.outcome,
            _utc(notes, start_ms),
            _utc(notes, end_ms),
            seconds(start_ms),
            seconds(end_ms),
            seconds(end_ms - start_ms),
        )


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what would begin one."""
    return f"'{text}" if text.lstrip(" ").startswith(_BEGIN_A_FORMULA) else text


def _utc(notes: SessionNotes, at_ms: int) -> str:
    moment = notes.moment(at_ms).astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat(timespec="milliseconds") + "Z"
