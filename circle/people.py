"""Who is in the circle, and what they said about what is kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    """What somebody does for the circle, besides taking part. Roles may rotate."""

    FACILITATOR = "facilitator"
    GUARDIAN = "guardian"
    SCRIBE = "scribe"
    TIMEKEEPER = "timekeeper"
    WITNESS = "witness"


class Question(StrEnum):
    """What people are asked about themselves. Not asked is neither yes nor no."""

    NOTED = "noted"
    """May what is kept call them by what they are called here?"""
    SHOWN = "shown"
    """May a trainer see it?"""
    LEAVES = "leaves"
    """May their name leave this laptop?"""


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in the circle. `id` is unique in the session and says nothing about them.

    What they said to the questions is None where they were not asked.
    """

    id: str
    alias: str
    name: str = ""
    facilitator: bool = False
    says_yes: bool | None = None
    """Whether their name may leave this laptop."""
    noted: bool | None = None
    shown: bool | None = None
    roles: tuple[Role, ...] = ()
    """Other than the facilitator's."""
    extra_percent: int = 0
    """So much more time than is suggested for each. Nothing shows it."""

    @property
    def does(self) -> tuple[Role, ...]:
        """All their roles, the facilitator's first."""
        leads = (Role.FACILITATOR,) if self.facilitator else ()
        return (*leads, *(role for role in Role if role in self.roles))

    def doing(self, roles: Collection[Role]) -> Participant:
        """The same person with these roles and no others."""
        others = tuple(role for role in Role if role in roles and role is not Role.FACILITATOR)
        return replace(self, roles=others, facilitator=Role.FACILITATOR in roles)

    def said(self, question: Question) -> bool | None:
        answers = {Question.NOTED: self.noted, Question.SHOWN: self.shown}
        return answers.get(question, self.says_yes)

    @property
    def unnamed(self) -> bool:
        """They said no to being noted, or to their name leaving: what leaves calls them someone."""
        return self.noted is False or self.says_yes is False


@dataclass(frozen=True, slots=True)
class Consent:
    """What the group said to the questions; None: not asked."""

    noted: bool | None = None
    shown: bool | None = None
    leaves: bool | None = None
    asked_by: str | None = None
    """The facilitator who asked, by id."""
    read: str = ""
    """What was read aloud before."""

    def said(self, question: Question) -> bool | None:
        return {
            Question.NOTED: self.noted,
            Question.SHOWN: self.shown,
            Question.LEAVES: self.leaves,
        }[question]


NOT_ASKED = Consent()
