"""How documents for reading say things: people's texts made plain, levels, readers, rules and days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from circle.confidentiality import rule_meaning
from circle.days import whole_day
from circle.harvest import NoteKind, Seen
from circle.i18n import gettext as _
from circle.level import Level
from circle.prompts import Whom
from circle.reflection import Occasion
from circle.session_notes import SessionNotes

_CONTROLS = dict.fromkeys({*range(32), *range(0x7F, 0xA0)} - {*map(ord, "\n\t")})
_TURN_ROUND = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def plain(text: str) -> str:
    """Text without control characters and without space around it; lines end in a line feed."""
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    return text.strip()


def one_line(text: str) -> str:
    return " ".join(plain(text).split())


def in_reading_order(text: str) -> str:
    """Text without the characters that turn round what stands about them; marks that only help letters stay."""
    return text.translate(_TURN_ROUND)


def level_words(level: Level) -> str:
    return {
        Level.NOBODY: _("Without names"),
        Level.SEATS: _("With seats"),
        Level.ALIASES: _("With aliases"),
        Level.NAMES: _("With names"),
    }[level]


def reader_words(reader: Seen) -> str:
    return {
        Seen.MINE: _("For the facilitator alone"),
        Seen.TRAINER: _("For a trainer"),
        Seen.REPORT: _("For the report"),
    }[reader]


def kinds_words(kind: NoteKind) -> str:
    """Over several of a kind."""
    return {
        NoteKind.NOTE: _("Observations"),
        NoteKind.QUOTE: _("Quotes, with consent"),
        NoteKind.QUESTION: _("Questions"),
        NoteKind.TO_DO: _("To do"),
        NoteKind.PROCESS: _("How the circle went"),
        NoteKind.KEY_POINT: _("Key points"),
    }[kind]


def whom_words(whom: Whom) -> str:
    return {
        Whom.ROOM: _("Offered to the room"),
        Whom.OWN: _("For each to ask themselves"),
        Whom.FACILITATOR: _("For the facilitator alone"),
    }[whom]


def occasion_words(occasion: Occasion, round: int | None) -> str:
    """`round`: from 0, where it was after one."""
    if occasion is Occasion.BEFORE:
        return _("Before the session")
    if occasion is Occasion.ROUND and round is not None:
        return _("After round {n}").format(n=round + 1)
    return _("At the close")


def confidentiality_words(rule: str) -> str:
    """In the words in which it was read to the circle."""
    return one_line(rule_meaning(rule))


def level_and_rule(notes: SessionNotes) -> Iterator[str]:
    """What whoever opens a file is to know first: who appears, for whom it is, and the rule; a sentence each."""
    yield f"{level_words(notes.level)}."
    yield f"{reader_words(notes.reader)}."
    if rule := confidentiality_words(notes.confidentiality):
        yield _("Confidentiality: {rule}.").format(rule=in_reading_order(rule).removesuffix("."))


def stem(notes: SessionNotes) -> str:
    """What a session is called where its title may not be: its day, and four letters of its id."""
    return f"circle-{opened_day(notes).isoformat()}-{notes.id[:4]}"


def opened_day(notes: SessionNotes) -> date:
    """As the reader's clock has it."""
    return notes.opened.astimezone().date()


def day(moment: datetime) -> str:
    """11 May 2026, as the reader's clock has it."""
    return whole_day(moment.astimezone().date())


def by_day(by: str) -> str:
    """8 June 2026 for 2026-06-08; what is no day, as it was written."""
    try:
        return whole_day(date.fromisoformat(by))
    except ValueError:
        return one_line(by)
