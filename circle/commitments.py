"""What the people of a circle said they would do, and which of it is still open at its next session. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from circle.circles import folded
from circle.harvest import Became
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from circle.session import State


@dataclass(frozen=True, slots=True)
class Made:
    """A commitment as its session ended with it. `who_alias`: empty is someone; `by`: as in 2026-06-08."""

    number: int
    text: str
    who_alias: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a commitment of an earlier session."""

    session: str
    number: int
    became: Became
    words: str = ""


@dataclass(frozen=True, slots=True)
class InSession:
    """What one session of a circle says of commitments. `opened`: aware UTC."""

    session: str
    circle: str
    opened: datetime
    made: tuple[Made, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenCommitment:
    """A commitment to come back to. `last_words`: what happened by the last session that asked, if it said so."""

    session: str
    number: int
    text: str
    who_alias: str
    by: str
    made_on: datetime
    last_words: str = ""

    @property
    def key(self) -> tuple[str, int]:
        return self.session, self.number


def still_open(sessions: Iterable[InSession]) -> tuple[OpenCommitment, ...]:
    """What is open after these sessions of one circle, the oldest of them first.

    A commitment is open until its newest answer says that it is done or let go.
    """
    there = tuple(sessions)
    newest = {(answer.session, answer.number): answer for one in there for answer in one.answers}
    return tuple(_open(there, newest))


def _open(
    sessions: Iterable[InSession], newest: Mapping[tuple[str, int], Answer]
) -> Iterator[OpenCommitment]:
    for one in sessions:
        for made in one.made:
            answer = newest.get((one.session, made.number))
            if answer is None or answer.became is Became.OPEN:
                yield OpenCommitment(
                    one.session,
                    made.number,
                    made.text,
                    made.who_alias,
                    made.by,
                    one.opened,
                    answer.words if answer else "",
                )


def open_before(
    sessions: Iterable[InSession], circle: str, *, session: str, opened: datetime
) -> tuple[OpenCommitment, ...]:
    """What was open when a session of a circle was opened. `sessions`: of any circles, the oldest first."""
    own = by_circle(sessions).get(folded(circle), ())
    return still_open(one for one in own if one.session != session and one.opened < opened)


def by_circle(sessions: Iterable[InSession]) -> Mapping[str, tuple[InSession, ...]]:
    """The sessions of each circle, by what the spellings of its name have in common."""
    found: dict[str, list[InSession]] = {}
    for one in sessions:
        if key := folded(one.circle):
            found.setdefault(key, []).append(one)
    return {key: tuple(own) for key, own in found.items()}


def kept_of(session: str, circle: str, opened: datetime, state: State) -> InSession:
    """What a session says, from its log: what was undone or removed is not there."""
    made = tuple(
        Made(one.number, one.text, _alias(state, one.who), one.by)
        for one in state.commitments.values()
    )
    answers = tuple(
        Answer(one.session, one.commitment, one.became, one.words)
        for one in state.followed.values()
    )
    return InSession(session, circle, opened, made, answers)


def commitment_words(who_alias: str, text: str) -> str:
    """ "Ceri: invite two residents"."""
    return _("{who}: {what}").format(who=who_alias or _("Someone"), what=text)


def _alias(state: State, who: str) -> str:
    return state.participant(who).alias if who in state.people else ""
