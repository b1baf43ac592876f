"""Forms of round: who may be next, and when a round is over. A form is data; see assets/round_forms."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from circle.errors import Refused
from circle.i18n import gettext as _


class NextUp(StrEnum):
    NEIGHBOUR = "neighbour"
    ANYONE = "anyone"
    NOBODY = "nobody"


class Rest(StrEnum):
    """The floor of a round while nobody holds the piece."""

    CENTRE = "centre"
    SILENCE = "silence"
    BREAK = "break"
    GROUPS = "groups"


class Ends(StrEnum):
    HOME = "home"
    FACILITATOR = "facilitator"


class Direction(StrEnum):
    """Which way the piece goes, as seen from above. Seats are numbered clockwise."""

    CLOCKWISE = "clockwise"
    ANTICLOCKWISE = "anticlockwise"

    @property
    def other(self) -> Direction:
        return Direction.ANTICLOCKWISE if self is Direction.CLOCKWISE else Direction.CLOCKWISE


@dataclass(frozen=True, slots=True)
class RoundForm:
    name: str
    title: str
    next: NextUp = NextUp.NOBODY
    rest: Rest = Rest.CENTRE
    ends: Ends = Ends.FACILITATOR
    once_until_all: bool = False
    offers_again: bool = False
    """Whoever passed for now is offered the piece again once everybody has been offered it."""
    turns_round: bool = False
    """The next round of this form goes the other way."""
    about: str = ""


class BrokenForm(Refused):
    """A form's file that cannot be used; the sentence names the file, the place and what was expected."""


def read_form(text: str, *, source: str) -> RoundForm:
    """The form in a TOML text. Raises BrokenForm naming `source`."""
    try:
        return _form(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BrokenForm(f"{source}: {error}.") from None
    except ValueError as error:
        raise BrokenForm(f"{source}: {error}") from None


def _form(table: Mapping[str, Any]) -> RoundForm:
    if unknown := sorted(set(table) - {field.name for field in fields(RoundForm)}):
        raise ValueError(_("“{key}” is not a setting of a form.").format(key=unknown[0]))
    for key in ("name", "title"):
        if not table.get(key):
            raise ValueError(_("“{key}” is missing.").format(key=key))
    return RoundForm(**{key: _setting(key, value) for key, value in table.items()})


def _setting(key: str, value: object) -> Any:
    choices = {"next": NextUp, "rest": Rest, "ends": Ends}.get(key)
    if choices is None:
        kind = bool if key in {"once_until_all", "offers_again", "turns_round"} else str
        if not isinstance(value, kind):
            wanted = _("true or false") if kind is bool else _("text in quotes")
            raise ValueError(_("“{key}” should be {wanted}.").format(key=key, wanted=wanted))
        return value
    if value not in [choice.value for choice in choices]:
        wanted = ", ".join(choice.value for choice in choices)
        raise ValueError(_("“{key}” should be one of: {wanted}.").format(key=key, wanted=wanted))
    return choices(value)


def offering_order(
    seats: Sequence[str], *, after: str | None, first: str | None, direction: Direction
) -> tuple[str, ...]:
    """All seats in the order in which the piece travels.

    It goes on from the seat `after`; before it has been anywhere it begins at `first`, or at seat 1.
    """
    ring = tuple(seats) if direction is Direction.CLOCKWISE else tuple(reversed(seats))
    if after in ring:
        start = ring.index(after) + 1
    elif first in ring:
        start = ring.index(first)
    else:
        start = ring.index(seats[0]) if seats else 0
    return ring[start:] + ring[:start]


def next_up(
    form: RoundForm,
    order: Sequence[str],
    *,
    offered: Callable[[str], bool],
    passed_for_now: Callable[[str], bool],
    here: Callable[[str], bool],
) -> str | None:
    """Who is offered the piece next, given the order in which it travels; None: the form leaves it open."""
    if form.next is not NextUp.NEIGHBOUR:
        return None
    waiting = [person for person in order if here(person)]
    for person in waiting:
        if not offered(person):
            return person
    if form.offers_again:
        return next((person for person in waiting if passed_for_now(person)), None)
    return None
