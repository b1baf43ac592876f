"""What a circle leaves behind: key points, notes and commitments, and who may see each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from circle.i18n import gettext as _


class NoteKind(StrEnum):
    NOTE = "note"
    """Something that was noticed."""
    QUOTE = "quote"
    """Somebody's words. They leave when whoever said them has said yes to it."""
    QUESTION = "question"
    TO_DO = "to do"
    PROCESS = "process"
    """How the circle went, for facilitators and trainers."""
    KEY_POINT = "key_point"


class Seen(StrEnum):
    """Who may see something that was written. Each sees what those after it see, too."""

    MINE = "mine"
    """It never leaves this laptop."""
    TRAINER = "trainer"
    REPORT = "report"
    """Everyone who reads the notes."""

    def lets(self, reader: Seen) -> bool:
        """Whether it may be in what is made for a reader."""
        order = (Seen.MINE, Seen.TRAINER, Seen.REPORT)
        return order.index(self) >= order.index(reader)


class Side(StrEnum):
    """Where key points stand that are gathered side by side."""

    OLD = "old"
    """Old habits."""
    NEW = "new"
    """New ones."""
    HEARD = "heard"
    HELPED = "helped"
    HARMED = "harmed"
    MOVED = "moved"
    RESULT = "result"
    """What result would count."""
    SPEAKERS = "speakers"
    """From those who opened."""
    CIRCLE = "circle"
    """From the circle."""


class Became(StrEnum):
    """What became of a commitment by the next session."""

    DONE = "done"
    OPEN = "open"
    LET_GO = "let go"


@dataclass(frozen=True, slots=True)
class Note:
    number: int
    at_ms: int
    text: str
    kind: NoteKind
    round: int | None
    """The round that it is of, from 0; None: the whole circle's."""
    group: int | None = None
    """The group that it was reported by, from 0."""
    seen: Seen = Seen.REPORT
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """`who`: a participant's id; empty: someone. `by`: a day as in 2026-06-08; empty: none was said."""

    number: int
    at_ms: int
    text: str
    who: str = ""
    by: str = ""
    seen: Seen = Seen.MINE


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a commitment that an earlier session made.

    `text`: the commitment, without names. `words`: what happened.
    """

    session: str
    commitment: int
    text: str
    became: Became
    words: str
    seen: Seen = Seen.MINE


SEEN_AT_FIRST: Mapping[NoteKind, Seen] = {
    NoteKind.NOTE: Seen.REPORT,
    NoteKind.QUOTE: Seen.MINE,
    NoteKind.QUESTION: Seen.REPORT,
    NoteKind.TO_DO: Seen.TRAINER,
    NoteKind.PROCESS: Seen.TRAINER,
    NoteKind.KEY_POINT: Seen.MINE,
}
"""Who may see a new one. Key points wait for the circle to agree, quotes for whoever said them."""


def kind_words(kind: NoteKind) -> str:
    return {
        NoteKind.NOTE: _("Observation"),
        NoteKind.QUOTE: _("Quote"),
        NoteKind.QUESTION: _("Question"),
        NoteKind.TO_DO: _("To do"),
        NoteKind.PROCESS: _("Process"),
        NoteKind.KEY_POINT: _("Key point"),
    }[kind]


def seen_words(seen: Seen) -> str:
    return {
        Seen.MINE: _("Mine alone"),
        Seen.TRAINER: _("My trainer"),
        Seen.REPORT: _("The report"),
    }[seen]


def side_words(side: Side) -> str:
    return {
        Side.OLD: _("Old habits"),
        Side.NEW: _("New ones"),
        Side.HEARD: _("What was heard"),
        Side.HELPED: _("What helped"),
        Side.HARMED: _("What harmed"),
        Side.MOVED: _("What moved"),
        Side.RESULT: _("What result would count"),
        Side.SPEAKERS: _("From those who opened"),
        Side.CIRCLE: _("From the circle"),
    }[side]


def became_words(became: Became) -> str:
    return {
        Became.DONE: _("Done"),
        Became.OPEN: _("Still open"),
        Became.LET_GO: _("Let go"),
    }[became]
