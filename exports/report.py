"""What a document for reading shows, in words and in order: made once, laid out by each template."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from circle.dates import time_words
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.i18n import is_from_right, language, ngettext
from circle.level import Level
from circle.session_notes import SessionNotes
from circle.spoken_time import about
from exports.blocks import Fact, Section
from exports.house import PLAIN, HouseStyle
from exports.places import opens_apart, shape_of
from exports.shapes import sections
from exports.words import confidentiality_words, day, level_words, one_line, plain, reader_words


@dataclass(frozen=True, slots=True)
class Report:
    language: str
    direction: str
    """“ltr” or “rtl”: from which side it is read."""
    kind: str
    title: str
    rim: tuple[tuple[float, float], ...]
    """Where to draw a dot for each person present, round a centre (0, 0), 1 away from it."""
    facts: tuple[Fact, ...]
    """The first is the day."""
    level: str
    reader: str
    sections: tuple[Section, ...]
    closing: str
    house: HouseStyle
    """Its templates, paper and Word document say how; name, contact, closing line and logo are shown."""


def report(notes: SessionNotes, house: HouseStyle = PLAIN) -> Report:
    return Report(
        language=language().replace("_", "-"),
        direction="rtl" if is_from_right() else "ltr",
        kind=" · ".join(_kind(notes)),
        title=plain(notes.title or notes.circle) or _("A listening circle"),
        rim=_rim(notes.voices.present),
        facts=tuple(_facts(notes)),
        level=level_words(notes.level),
        reader=reader_words(notes.reader),
        sections=sections(notes, shape_of(notes)),
        closing=_closing(notes),
        house=house,
    )


def _kind(notes: SessionNotes) -> Iterator[str]:
    if notes.title and notes.circle:
        yield one_line(notes.circle)
    yield _("Notes of a listening circle")
    if notes.number is not None:
        yield _("Session {n}").format(n=notes.number)


def _rim(people: int) -> tuple[tuple[float, float], ...]:
    turns = [math.tau * i / people for i in range(people)]
    return tuple((round(math.sin(turn), 3), round(-math.cos(turn), 3)) for turn in turns)


def _facts(notes: SessionNotes) -> Iterator[Fact]:
    yield Fact(_("Date"), day(notes.opened))
    yield Fact(_("Opened at"), time_words(notes.opened.astimezone()))
    yield Fact(_("Length"), about(notes.length_ms))
    if notes.place:
        yield Fact(_("Where"), one_line(notes.place))
    if notes.intention and not opens_apart(shape_of(notes)):
        yield Fact(_("Intention"), one_line(notes.intention))
    if notes.confidentiality:
        yield Fact(_("Confidentiality"), confidentiality_words(notes.confidentiality))
    if notes.source:
        yield Fact(_("Times from"), one_line(notes.source))


def _closing(notes: SessionNotes) -> str:
    return " ".join(_closing_sentences(notes))


def _closing_sentences(notes: SessionNotes) -> Iterator[str]:
    yield _(
        "These notes hold the key points, commitments, agreements, rounds, notes and times of one "
        "session, as far as they may be seen."
    )
    if notes.reader is Seen.TRAINER:
        yield _("They are for a trainer, and not to be passed on.")
    seats = _("People are shown as seats; names and aliases in the texts were replaced.")
    if notes.few:
        seats = _("Names and aliases in the texts were replaced by seats.")
    yield {
        Level.NOBODY: _("They show the group as a whole: no person, no alias and no seat."),
        Level.SEATS: seats,
        Level.ALIASES: _(
            "People are shown by their aliases, as they were typed; other names in the texts were replaced."
        ),
        Level.NAMES: _("People are shown by name; everyone present said yes to that."),
    }[notes.level]
    if notes.level.is_below_aliases:
        yield _(
            "Times were rounded to ten seconds and the opening to a quarter of an hour; notes stand in no order."
        )
    if any(one.seat is None for one in notes.people):
        yield _("Whoever asked not to be known in them is someone.")
    if hidden := sum(one.confidential for one in notes.rounds):
        yield ngettext(
            "Of the confidential round only the form, the prompt and the times are here.",
            "Of the {n} confidential rounds only the form, the prompt and the times are here.",
            hidden,
        ).format(n=hidden)
    yield _("Whoever was there may still recognise people in what is written.")
