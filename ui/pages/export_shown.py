"""For whom notes are exported: what stays here then, and what the circle said of it. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator

from circle.before_leaving import names_words, trainer_words
from circle.harvest import NoteKind, Seen, seen_words
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from circle.session import State

READERS = (Seen.REPORT, Seen.TRAINER)
"""For whom notes can leave."""


def reader_words(reader: Seen) -> str:
    return seen_words(reader)


def stays_words(state: State, reader: Seen) -> str:
    """What was written that this reader does not get, softly; empty where they get all."""
    return " ".join(_sentences(state, reader))


def against_rule_words(state: State, level: Level) -> str:
    """That names are against what was agreed; empty where they are not, or do not leave."""
    opened = state.opened
    if opened is None:
        return ""
    plans = (*opened.plan, *state.plan)
    return names_words((opened.confidentiality, *(one.confidentiality for one in plans)), level)


def _sentences(state: State, reader: Seen) -> Iterator[str]:
    if mine := _count(state, Seen.MINE):
        yield ngettext(
            "{what} is yours alone and stays here.",
            "{what} are yours alone and stay here.",
            sum(mine.values()),
        ).format(what=_listed(mine))
    if reader is Seen.REPORT and (trainers := _count(state, Seen.TRAINER)):
        yield ngettext(
            "{what} is for your trainer and stays here.",
            "{what} are for your trainer and stay here.",
            sum(trainers.values()),
        ).format(what=_listed(trainers))
    if reader is Seen.TRAINER:
        yield from trainer_words(state)


def _count(state: State, seen: Seen) -> dict[str, int]:
    """How many of each there are, those of which there are none left out."""
    notes = [one.kind for one in state.notes.values() if one.seen is seen]
    points, quotes = notes.count(NoteKind.KEY_POINT), notes.count(NoteKind.QUOTE)
    counts = {
        "point": points,
        "quote": quotes,
        "note": len(notes) - points - quotes,
        "commitment": sum(one.seen is seen for one in state.commitments.values()),
        "followed": sum(one.seen is seen for one in state.followed.values()),
        "own": sum(one.seen is seen for one in state.reflections),
    }
    return {what: n for what, n in counts.items() if n}


def _listed(counts: dict[str, int]) -> str:
    *others, last = (_counted(what, n) for what, n in counts.items())
    if not others:
        return last
    return _("{others} and {last}").format(others=", ".join(others), last=last)


def _counted(what: str, n: int) -> str:
    words = {
        "point": ngettext("{n} key point", "{n} key points", n),
        "quote": ngettext("{n} quote", "{n} quotes", n),
        "note": ngettext("{n} note", "{n} notes", n),
        "commitment": ngettext("{n} commitment", "{n} commitments", n),
        "followed": ngettext(
            "what became of {n} earlier commitment", "what became of {n} earlier commitments", n
        ),
        "own": ngettext("{n} reflection of your own", "{n} reflections of your own", n),
    }
    return words[what].format(n=n)
