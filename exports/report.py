"""What a document for reading shows, in words and in order: made once, laid out by each template."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from circle.i18n import gettext as _
from circle.i18n import ngettext, pgettext
from circle.level import Level
from circle.notes import PersonNotes, RoundNotes, SessionNotes, WrittenNotes
from circle.people import Role
from circle.spoken_time import about, clock_face
from circle.summary import percent
from circle.timeline import Floor
from circle.wording import role_words
from circle.wordings import Wording
from exports.figures import Figure, figures


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Written:
    """`when` is empty where the time of it would say nothing."""

    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """Key points together: one small group's, under its name, or, without a name, the whole circle's."""

    name: str
    points: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class RoundReport:
    number: int
    name: str
    prompt: str
    confidential: bool
    facts: tuple[Fact, ...]
    notes: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class FloorShare:
    """How long the floor was in one state; `parts` of 1000 of the session."""

    key: str
    name: str
    time: str
    share: str
    parts: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`seat` is "–" for somebody who is not to be known."""

    seat: str
    label: str
    roles: tuple[str, ...]
    turns: str
    time: str


@dataclass(frozen=True, slots=True)
class Report:
    """`people` is empty at the level `nobody`, and in seat order at the others; last in it is whoever is not to
    be known."""

    language: str
    kind: str
    title: str
    rim: tuple[tuple[float, float], ...]
    """Where to draw a dot for each person present, round a centre (0, 0), 1 away from it."""
    facts: tuple[Fact, ...]
    level: str
    sentence: str
    key_points: tuple[Points, ...]
    agreements: tuple[str, ...]
    rounds: tuple[RoundReport, ...]
    notes: tuple[Written, ...]
    floors: tuple[FloorShare, ...]
    figures: tuple[Figure, ...]
    people: tuple[PersonRow, ...]
    closing: str


def report(notes: SessionNotes) -> Report:
    outside = tuple(one for one in notes.notes if one.round is None)
    return Report(
        language=pgettext("code of the language of this catalogue", "en"),
        kind=" · ".join(_kind(notes)),
        title=plain(notes.title or notes.circle) or _("A listening circle"),
        rim=_rim(notes.voices.present),
        facts=tuple(_facts(notes)),
        level=level_words(notes.level),
        sentence=notes.sentence,
        key_points=tuple(_points(notes.key_points)),
        agreements=tuple(plain(text) for text in notes.agreements),
        rounds=tuple(_round(one) for one in notes.rounds),
        notes=tuple(_written(one) for one in outside),
        floors=tuple(_floors(notes)),
        figures=figures(notes),
        people=tuple(_person(one, notes.wording) for one in notes.people),
        closing=_closing(notes),
    )


def plain(text: str) -> str:
    """Text without control characters and without space around it; lines end in a line feed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        one for one in lines if one in "\n\t" or unicodedata.category(one) != "Cc"
    ).strip()


def one_line(text: str) -> str:
    return " ".join(plain(text).split())


def level_words(level: Level) -> str:
    return {
        Level.NOBODY: _("Without names"),
        Level.SEATS: _("With seats"),
        Level.ALIASES: _("With aliases"),
        Level.NAMES: _("With names"),
    }[level]


def confidentiality_words(rule: str) -> str:
    """A rule that is known by name in words; any other as the circle wrote it."""
    known = {
        "circle": _("What is said in the circle stays in the circle"),
        "chatham house": _("Chatham House: what was said may be told, and never by whom"),
        "double": _("Double: nobody brings it up again, not even with the one who said it"),
        "open": _("Open: what was said may be told"),
    }
    return known.get(rule.lower().replace("_", " "), one_line(rule))


def day(moment: datetime) -> str:
    """11 May 2026, as the reader's clock has it."""
    months = _(
        "January February March April May June July August September October November December"
    )
    local = moment.astimezone()
    return _("{day} {month} {year}").format(
        day=local.day, month=months.split()[local.month - 1], year=local.year
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
    yield Fact(_("Opened at"), f"{notes.opened.astimezone():%H:%M}")
    yield Fact(_("Length"), about(notes.length_ms))
    if notes.intention:
        yield Fact(_("Intention"), one_line(notes.intention))
    if notes.confidentiality:
        yield Fact(_("Confidentiality"), confidentiality_words(notes.confidentiality))
    if notes.source:
        yield Fact(_("Times from"), one_line(notes.source))


def _points(written: tuple[WrittenNotes, ...]) -> Iterator[Points]:
    """A block for each small group; with its round, where groups of more than one round reported."""
    rounds = {one.round for one in written if one.group is not None}
    blocks = groupby(written, key=lambda one: None if one.group is None else (one.round, one.group))
    for block, points in blocks:
        name = ""
        if block is not None:
            round, group = block
            several = len(rounds) > 1 and round is not None
            words = _("Round {round} · Group {n}") if several else _("Group {n}")
            name = words.format(round=round, n=group)
        yield Points(name, tuple(_written(one) for one in points))


def _written(one: WrittenNotes) -> Written:
    return Written(clock_face(one.at_ms), plain(one.text))


def _round(one: RoundNotes) -> RoundReport:
    return RoundReport(
        number=one.number,
        name=one_line(one.title) or one_line(one.form),
        prompt=plain(one.prompt),
        confidential=one.confidential,
        facts=tuple(_round_facts(one)),
        notes=tuple(_written(note) for note in one.notes),
    )


def _round_facts(one: RoundNotes) -> Iterator[Fact]:
    if one.title and one.form:
        yield Fact(_("Form"), one_line(one.form))
    yield Fact(_("Began after"), clock_face(one.began_ms))
    length = about(one.length_ms)
    if one.planned_ms:
        length = _("{actual}, planned {planned}").format(
            actual=length, planned=about(one.planned_ms)
        )
    yield Fact(_("Length"), length)
    if one.confidentiality:
        yield Fact(_("Confidentiality"), confidentiality_words(one.confidentiality))
    for opener in one.openers:
        if said := " – ".join(filter(None, map(one_line, (opener.label, opener.material)))):
            yield Fact(_("Opened by") if opener.label else _("Opened with"), said)
    for name, count in (
        (_("Offered"), one.offered),
        (_("Heard"), one.heard),
        (_("Passed"), one.passed),
        (_("Not reached"), one.not_reached),
    ):
        if count is not None:
            yield Fact(name, str(count))
    if one.silences:
        yield Fact(_("Silences"), _silences(one.silences, one.silence_ms))
    if not (one.measured or one.confidential):
        yield Fact(_("Times"), _("not measured"))


def _silences(count: int, together_ms: int | None) -> str:
    if together_ms is None:
        return str(count)
    if count == 1:
        return about(together_ms)
    return _("{n}, {time} together").format(n=count, time=about(together_ms))


def _floors(notes: SessionNotes) -> Iterator[FloorShare]:
    names = {
        Floor.HELD: _("Somebody held the piece"),
        Floor.CENTRE: _("The piece was in the centre"),
        Floor.SILENCE: _("Silence"),
        Floor.GROUPS: _("Small groups"),
        Floor.PAUSED: _("Paused"),
        Floor.BREAK: _("Break"),
    }
    lengths = [(floor.value, name, notes.floors_ms[floor]) for floor, name in names.items()]
    lengths.append(("confidential", _("Confidential rounds"), notes.confidential_ms))
    lengths.append(("unmeasured", _("Rounds without measuring"), notes.unmeasured_ms))
    for key, name, length_ms in lengths:
        if length_ms:
            share = length_ms / notes.length_ms
            parts = max(1, round(1000 * share))
            yield FloorShare(key, name, about(length_ms), percent(share), parts)


def _person(one: PersonNotes, wording: Wording) -> PersonRow:
    """Who held the piece, and "–" for who did not: a pass is not a zero."""
    turns, time = (str(one.turns), about(one.held_ms)) if one.turns else ("–", "–")
    does = (Role.FACILITATOR,) * one.facilitator + one.roles
    roles = tuple(one_line(role_words(role, wording)) for role in does)
    seat = "–" if one.seat is None else str(one.seat)
    return PersonRow(seat, one_line(one.label), roles, turns, time)


def _closing(notes: SessionNotes) -> str:
    shown = {
        Level.NOBODY: _("They show the group as a whole: no person, no alias and no seat."),
        Level.SEATS: _("People are shown as seats; names and aliases in the texts were replaced."),
        Level.ALIASES: _(
            "People are shown by their aliases, as they were typed; other names in the texts were replaced."
        ),
        Level.NAMES: _("People are shown by name; everyone present said yes to that."),
    }[notes.level]
    parts = [
        _("These notes hold the key points, agreements, rounds, notes and times of one session."),
        shown,
        _("Whoever was there may still recognise people in what is written."),
    ]
    hidden = sum(one.confidential for one in notes.rounds)
    if hidden:
        sentence = ngettext(
            "Of the confidential round only the form, the prompt and the times are here.",
            "Of the {n} confidential rounds only the form, the prompt and the times are here.",
            hidden,
        )
        parts.insert(2, sentence.format(n=hidden))
    if any(one.seat is None for one in notes.people):
        parts.insert(2, _("Whoever asked not to be known in them is someone."))
    return " ".join(parts)
