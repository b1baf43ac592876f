"""What the Export page shows and decides: formats, consent, what left before, and the last sentence. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from circle import events as e
from circle.confidentiality import rule_meaning
from circle.dates import day_words, time_words
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.kept import Left
from circle.level import Level
from circle.log import Log
from circle.people import NOT_ASKED, Consent, Question
from circle.session import State
from exports.formats import FORMATS, Format, Use, titles
from exports.house import HouseStyle, Paper
from exports.made import BUNDLE, Wanted
from ui.pages.agreed_shown import unasked_words
from ui.pages.export_shown import reader_words
from ui.widgets.row_shown import RowShown

_FIRST = {Seen.REPORT: ("html", "pdf"), Seen.TRAINER: (BUNDLE,)}
_UNTIL_THEN = ("html", "md")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose to let leave, and where to. `formats`: ids, in the order of the table."""

    formats: tuple[str, ...]
    level: Level
    reader: Seen
    folder: Path
    paper: Paper = Paper.A4
    initials: bool = False
    """Those of people are replaced as well."""

    def wanted(self, house: HouseStyle) -> Wanted:
        """On the paper that was chosen."""
        return Wanted(self.formats, self.level, self.reader, replace(house, paper=self.paper))


def use_words(use: Use) -> str:
    return {
        Use.READ: _("To read and print"),
        Use.TABLES: _("Tables"),
        Use.TRAINER: _("For a trainer, or another laptop"),
    }[use]


def formats_by_use(formats: Iterable[Format] = FORMATS) -> dict[Use, tuple[Format, ...]]:
    """What can be chosen; a use of which there is none is left out."""
    every = tuple(formats)
    found = {use: tuple(one for one in every if one.group is use) for use in Use}
    return {use: those for use, those in found.items() if those}


def first_formats(reader: Seen, formats: Iterable[Format] = FORMATS) -> tuple[str, ...]:
    """What is offered first; where the program does not have all of it, two that it always has."""
    there = [one.id for one in formats]
    wanted = _FIRST.get(reader, _UNTIL_THEN)
    return wanted if set(wanted) <= set(there) else _UNTIL_THEN


def in_order(chosen: Iterable[str]) -> tuple[str, ...]:
    ids = set(chosen)
    return tuple(one.id for one in FORMATS if one.id in ids)


def still_offered(before: Seen, now: Seen, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The formats when notes are for somebody else: what was offered first becomes what is offered to them first."""
    return first_formats(now) if chosen == first_formats(before) else chosen


def formats_words(chosen: Sequence[str]) -> str:
    known = titles()
    return ", ".join(known.get(one, one) for one in chosen) or _("No format is chosen")


def level_words(level: Level) -> str:
    """As a list has it."""
    return {
        Level.NOBODY: _("no one named"),
        Level.SEATS: _("seats"),
        Level.ALIASES: _("aliases"),
        Level.NAMES: _("names"),
    }[level]


# What people said


def consent_lines(log: Log) -> tuple[str, ...]:
    """The rule, who asked and when, and how many said what."""
    return tuple(_consent_lines(log))


def _consent_lines(log: Log) -> Iterator[str]:
    state = log.state
    if rule := state.opened.confidentiality if state.opened else "":
        yield rule_meaning(rule)
    yield _asked_words(log)
    for question, words in _questions().items():
        answers = _("{question} {people}")
        yield answers.format(question=words, people=_answers_words(state, question))


def _questions() -> dict[Question, str]:
    return {
        Question.NOTED: _("Noted by the name they use here:"),
        Question.SHOWN: _("Shown to a trainer:"),
        Question.LEAVES: _("Names leave this laptop:"),
    }


def _asked_words(log: Log) -> str:
    group = log.state.consent
    if group in (NOT_ASKED, Consent(asked_by=group.asked_by)):
        return _("The circle has not been asked. {then}").format(then=unasked_words())
    who = log.state.people.get(group.asked_by or "")
    name = who.participant.alias if who else ""
    when = _when_asked(log)
    if name and when:
        return _("{name} asked the circle, on {when}.").format(name=name, when=when)
    return _("The circle was asked, on {when}.").format(when=when)


def _when_asked(log: Log) -> str:
    said = [
        one.wall for one in log.effective if isinstance(one.event, e.GroupSaid | e.SessionOpened)
    ]
    return _moment_words(said[-1]) if said else ""


def _answers_words(state: State, question: Question) -> str:
    group = {True: _("the circle said yes"), False: _("the circle said no"), None: ""}
    answers = [one.participant.said(question) for one in state.people.values()]
    counted = (
        ngettext("{n} said yes", "{n} said yes", n).format(n=n)
        if answer
        else ngettext("{n} said no", "{n} said no", n).format(n=n)
        if answer is False
        else ngettext("{n} not asked", "{n} not asked", n).format(n=n)
        for answer in (True, False, None)
        if (n := answers.count(answer))
    )
    said = group[state.consent.said(question)]
    return ", ".join(filter(None, (said, *counted))) + "."


def _moment_words(moment: datetime) -> str:
    local = moment.astimezone()
    return _("{day}, {time}").format(day=day_words(local), time=time_words(local))


# What left before


def left_rows(exports: Sequence[Left]) -> tuple[RowShown, ...]:
    """What left together is one row; the newest first."""
    together: dict[tuple[datetime, str, str], list[Left]] = {}
    for one in exports:
        together.setdefault((one.wall, one.level, one.reader), []).append(one)
    rows = [_left_row(n, those) for n, those in enumerate(together.values())]
    return tuple(reversed(rows))


def _left_row(n: int, those: Sequence[Left]) -> RowShown:
    first = those[0]
    level = level_words(Level(first.level)) if first.level in set(Level) else first.level
    reader = reader_words(Seen(first.reader)) if first.reader in set(Seen) else first.reader
    sealed = _("with a passphrase") if any(one.sealed for one in those) else ""
    parts = (formats_words([one.format for one in those]), reader, level, sealed)
    text = " · ".join(filter(None, parts))
    when = _moment_words(first.wall)
    return RowShown(key=n, text=when, below=text, said=f"{when}: {text}")


# Making and writing


def passphrase_missing(first: str, second: str, *, left_open: bool) -> str:
    """Why a bundle cannot leave yet; empty when it can."""
    if left_open:
        return ""
    if not first:
        return _(
            "The bundle has no passphrase yet, so nothing was exported. Write one twice, or say that it stays open."
        )
    if first != second:
        return _("The two passphrases are not the same, so nothing was exported. Write them again.")
    return ""


def nothing_leaves_words(*, again: bool = False) -> str:
    """In the head of a page on which something is exported; `again`: something has left already."""
    if again:
        return _("Nothing more leaves before you export again")
    return _("Nothing leaves before you export")


def making_words(n: int, of: int, what: str) -> str:
    return _("{n} of {of}: {what}").format(n=n, of=of, what=what)


def done_words(files: Sequence[Path], *, on_a_drive: bool) -> str:
    if on_a_drive:
        return _("Saved and checked. You may remove the stick.")
    return _("Saved and checked: {files}").format(files=", ".join(one.name for one in files))
