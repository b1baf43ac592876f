"""Commitments with a day, as an iCalendar file (RFC 5545) that any calendar takes in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from circle.digest import sha256_hex
from circle.i18n import gettext as _
from circle.session_notes import CommitmentNotes, SessionNotes
from exports.harvest_tables import day_of
from exports.house import PLAIN, HouseStyle
from exports.words import in_reading_order, level_and_rule, one_line, opened_day, plain

_WIDEST = 75
"""Bytes in a line; a longer one goes on below."""

_EMPTY = (
    *("BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
)
"""A calendar has to have something in it: where there is no commitment, what UTC is."""


def render(notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
    """An entry for each, all day long and private, which keeps nobody from anything else on that day. They are
    events, because few calendars take tasks in. Where no commitment has a day the calendar has no entry.
    """
    del house
    entries = [*_entries(notes)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Circlekeeper//Commitments//EN",
        "CALSCALE:GREGORIAN",
        *(entries or _EMPTY),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _entries(notes: SessionNotes) -> Iterator[str]:
    said = Counter[str]()
    for one in notes.commitments:
        if day := day_of(one):
            said[one.text] += 1
            yield from _entry(notes, one, said[one.text], day)


def _entry(notes: SessionNotes, one: CommitmentNotes, number: int, day: date) -> Iterator[str]:
    """`UID` is the same each time that a session is exported, at any level that leaves its words as they are, so a
    calendar has each entry once. `number`: of those that say the same.
    """
    text = sha256_hex(one.text)[:12]
    yield "BEGIN:VEVENT"
    yield f"UID:circle-{notes.id}-{text}-{number}@circlekeeper"
    yield f"DTSTAMP:{opened_day(notes):%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"SUMMARY:{_text(one_line(one.text))}"
    yield f"DESCRIPTION:{_text(_description(notes, one))}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(notes: SessionNotes, one: CommitmentNotes) -> str:
    made = _("A commitment of a listening circle.")
    return "\n".join(
        filter(None, (plain(one.text), one_line(one.who), made, *level_and_rule(notes)))
    )


def _text(text: str) -> str:
    """With what has a meaning in iCalendar made text."""
    text = in_reading_order(text).replace("\\", "\\\\")
    return text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 bytes, each after the first begun with a space; no letter is cut."""
    data, pieces = line.encode(), list[bytes]()
    while data:
        end = _WIDEST - bool(pieces)
        while 0 < end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[:end])
        data = data[end:]
    return b"\r\n ".join(pieces) + b"\r\n"
