"""What is shown of commitments, made and come back. Pure functions; no Qt here. `today`: by the laptop's clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from circle.circles import folded
from circle.commitments import OpenCommitment, commitment_words
from circle.days import by_words, read_day, said_day, say_day
from circle.errors import Refused, quoted
from circle.harvest import Became, Seen, became_words, seen_words
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.session import State
from ui.joined import joined

MOST_ON_LIVE = 2
"""Commitments in the side column at once: the notes need room, too."""


@dataclass(frozen=True, slots=True)
class CommitmentShown:
    number: int
    words: str
    about: str
    seen: Seen

    @property
    def said(self) -> str:
        return f"{self.words}, {self.about}"


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """As it is being written. `by` is what stands in the field."""

    text: str = ""
    who: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Attachable:
    """Somebody whom the text begins with, and the text without."""

    person: str
    alias: str
    text: str


@dataclass(frozen=True, slots=True)
class AskedShown:
    """A commitment that came back. Without `answer` nobody has said yet what became of it."""

    key: tuple[str, int]
    words: str
    about: str
    by: str = ""
    answer: str = ""
    happened: str = ""
    seen: Seen = Seen.MINE


def commitments_shown(state: State, today: date) -> tuple[CommitmentShown, ...]:
    return tuple(
        CommitmentShown(
            one.number,
            commitment_words(state.participant(one.who).alias if one.who else "", one.text),
            joined(by_words(one.by, today), seen_words(one.seen)),
            one.seen,
        )
        for one in state.commitments.values()
    )


def draft_of(state: State, number: int, today: date) -> CommitmentDraft:
    one = state.commitments[number]
    by = said_day(one.by, today)
    return CommitmentDraft(one.text, one.who, by)


def attachable(text: str, state: State) -> Attachable | None:
    """Of a text such as "Ceri: invite two", Ceri, where exactly one person is called so."""
    called, colon, rest = text.partition(":")
    if not colon or not called.strip():
        return None
    found = [
        who
        for who, there in state.people.items()
        if folded(called) in (folded(there.participant.alias), folded(there.participant.name))
    ]
    if len(found) != 1:
        return None
    return Attachable(found[0], state.participant(found[0]).alias, rest.strip())


def day_of(written: str, today: date) -> str:
    """As in 2026-06-08; empty when nothing was written. Raises Refused."""
    if not written.strip():
        return ""
    day = read_day(written, today)
    if day is None:
        why = _(
            "{text} is not a day that can be read. Write it as {example}, 8/6 or 2026-06-08, or leave it out."
        )
        example = say_day(date(today.year, 6, 8), today)
        raise Refused(why.format(text=quoted(written.strip(), longest=30), example=example))
    return day.isoformat()


def day_said(written: str, today: date) -> str:
    """The day that was read, in words, or why there is none."""
    try:
        return by_words(day_of(written, today), today)
    except Refused as why:
        return str(why)


def whatever_was_written(draft: CommitmentDraft, today: date) -> tuple[str, str]:
    """The text and the day; words that are no day stay in the text, so that nothing is lost."""
    try:
        return draft.text, day_of(draft.by, today)
    except Refused:
        return _("{what} (by {when})").format(what=draft.text, when=draft.by.strip()), ""


def asked_shown(
    commitments: Iterable[OpenCommitment], state: State, today: date
) -> tuple[AskedShown, ...]:
    """Every commitment that came back, answered or not."""
    return tuple(_asked(one, state, today) for one in commitments)


def to_ask(
    rows: Iterable[AskedShown], put_away: Collection[tuple[str, int]]
) -> tuple[AskedShown, ...]:
    """Those of which nobody has said yet what became of them, without those that were put away."""
    return tuple(row for row in rows if not row.answer and row.key not in put_away)


def more_words(rows: Collection[AskedShown]) -> str:
    more = len(rows) - MOST_ON_LIVE
    return ngettext("And {n} more.", "And {n} more.", more).format(n=more) if more > 0 else ""


def _asked(one: OpenCommitment, state: State, today: date) -> AskedShown:
    words = commitment_words(one.who_alias, one.text)
    answer = state.followed.get(one.key)
    about, by = about_words(one, today), by_words(one.by, today)
    if answer is None:
        return AskedShown(one.key, words, about, by)
    return AskedShown(
        one.key,
        words,
        joined(about, seen_words(answer.seen)),
        by,
        became_words(answer.became),
        answer.words,
        answer.seen,
    )


def about_words(one: OpenCommitment, today: date) -> str:
    """By when, since when, and what happened so far."""
    since = _("said on {day}").format(day=say_day(one.made_on.astimezone().date(), today))
    return joined(by_words(one.by, today), since, one.last_words)


def coming_back_words(n: int) -> str:
    """Empty when there is nothing to come back to."""
    words = ngettext("{n} commitment to come back to", "{n} commitments to come back to", n)
    return words.format(n=n) if n else ""


def answers_words() -> tuple[tuple[Became, str], ...]:
    return tuple((became, became_words(became)) for became in Became)
