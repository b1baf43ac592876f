"""Forms of round: who may be next, and when a round is over. A form is data; see assets/round_forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, cast

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.plain import WrongShape
from circle.toml_lines import parsed, place_in, why_no_toml


class NextUp(StrEnum):
    NEIGHBOUR = "neighbour"
    ANYONE = "anyone"
    INVITED = "invited"
    """Whom the last one invites who held the piece or passed."""
    NOBODY = "nobody"


class Rest(StrEnum):
    """The floor of a round while nobody holds the piece."""

    CENTRE = "centre"
    SILENCE = "silence"
    BREAK = "break"
    GROUPS = "groups"


class Ends(StrEnum):
    """When the main button offers to end the round. A facilitator may end it at any time."""

    HOME = "home"
    """Everyone here has been offered the piece."""
    QUIET = "quiet"
    """Everyone here has passed since anybody last spoke. Until then it keeps going round."""
    FACILITATOR = "facilitator"


class Speaks(StrEnum):
    """Whose a part of a round is."""

    ALL = "all"
    INNER = "inner"
    """Those in the inner circle."""
    OUTER = "outer"
    NAMED = "named"
    """Those who were named beforehand, in that order; while nobody was, whoever opens."""
    REPORTERS = "reporters"
    """One of each of the last small groups."""
    FIRST = "first"
    """The first of each of the groups that talk at once."""
    SECOND = "second"
    THIRD = "third"


class Direction(StrEnum):
    """Which way the piece goes, as seen from above. Seats are numbered clockwise."""

    CLOCKWISE = "clockwise"
    ANTICLOCKWISE = "anticlockwise"

    @property
    def other(self) -> Direction:
        return Direction.ANTICLOCKWISE if self is Direction.CLOCKWISE else Direction.CLOCKWISE


LONGEST_SILENCE_S = 3600
MOST_PARTS = 10


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
    second_chance: bool = False
    """Every first pass is one for now."""
    returns: bool = False
    """At the end the piece goes back to whoever began."""
    turns_round: bool = False
    """The next round of this form goes the other way."""
    silence_s: int = 0
    """After each turn the main button begins a silence, of about so many seconds, before the next."""
    about: str = ""
    group_of: int = 0
    """About so many in each of the groups that talk at once; 0: there are none."""
    parts: tuple[Speaks, ...] = ()
    """Whose each part of the round is, in their order; none: it is all one, and everyone's."""
    points: int = 0
    """Each who reports brings up to so many key points."""
    says_back: bool = False
    """Whoever listened says back what they heard, and the speaker says yes, almost or not yet."""
    gathers: bool = False
    """What is written while it runs is kept as key points, whoever says it."""
    observer_asks: tuple[str, ...] = ()
    """What whoever observes in a group of three is asked afterwards."""

    def speaks(self, part: int) -> Speaks:
        """Whose a part is, from 0."""
        return self.parts[part] if part < len(self.parts) else Speaks.ALL


class BrokenForm(Refused):
    """A form's file that cannot be used; the sentence names the file, the place and what was expected."""


def read_form(text: str, *, source: str) -> RoundForm:
    """The form in a TOML text. Raises BrokenForm naming `source`."""
    try:
        return _form(parsed(text))
    except WrongShape as error:
        raise BrokenForm(f"{place_in(source, text, error.path)}: {error}") from None
    except (ValueError, RecursionError) as error:
        raise BrokenForm(f"{source}: {why_no_toml(error)}.") from None


def _form(table: Mapping[str, Any]) -> RoundForm:
    if unknown := sorted(set(table) - {field.name for field in fields(RoundForm)}):
        why = _("{key} is not a setting of a form.")
        raise WrongShape(why.format(key=quoted(unknown[0])), (unknown[0],))
    for key in ("name", "title"):
        if not table.get(key):
            raise WrongShape(_("“{key}” is missing.").format(key=key), (key,))
    return RoundForm(**{key: _setting(key, value) for key, value in table.items()})


def _setting(key: str, value: object) -> Any:
    if key == "parts":
        if not isinstance(value, list) or len(cast("list[object]", value)) > MOST_PARTS:
            why = _("“parts” should be a list of at most {most}.").format(most=MOST_PARTS)
            raise WrongShape(why, (key,))
        return tuple(_choice(key, Speaks, one) for one in cast("list[object]", value))
    if key == "observer_asks":
        return _texts(key, value)
    if key in _CHOICES:
        return _choice(key, _CHOICES[key], value)
    kind, wanted = _KINDS[_FIELDS[key]]
    too_much = isinstance(value, int) and not 0 <= value <= LONGEST_SILENCE_S
    if type(value) is not kind or too_much:
        why = _("“{key}” should be {wanted}.").format(key=key, wanted=wanted())
        raise WrongShape(why, (key,))
    return value


def _texts(key: str, value: object) -> tuple[str, ...]:
    texts = cast("list[object]", value) if isinstance(value, list) else [None]
    if len(texts) > MOST_PARTS or not all(isinstance(one, str) and one.strip() for one in texts):
        why = _("“{key}” should be a list of at most {most} texts in quotes.")
        raise WrongShape(why.format(key=key, most=MOST_PARTS), (key,))
    return tuple(cast("list[str]", texts))


def _choice(key: str, choices: type[StrEnum], value: object) -> StrEnum:
    if value not in [choice.value for choice in choices]:
        wanted = ", ".join(choice.value for choice in choices)
        why = _("“{key}” should be one of: {wanted}.").format(key=key, wanted=wanted)
        raise WrongShape(why, (key,))
    return choices(value)


_CHOICES: Mapping[str, type[StrEnum]] = {"next": NextUp, "rest": Rest, "ends": Ends}
_FIELDS = {field.name: field.type for field in fields(RoundForm)}
_KINDS: Mapping[Any, tuple[type, Callable[[], str]]] = {
    "str": (str, lambda: _("text in quotes")),
    "bool": (bool, lambda: _("true or false")),
    "int": (int, lambda: _("a number from 0 to {most}").format(most=LONGEST_SILENCE_S)),
}


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
    began: str | None = None,
) -> str | None:
    """Who is offered the piece next, given the order in which it travels; None: the form leaves it open.

    `began`: whoever began, where the piece has not been back to them yet.
    """
    waiting = [person for person in order if here(person)]
    match form.next:
        case NextUp.NEIGHBOUR if form.ends is Ends.QUIET:
            return next(iter(waiting), None)
        case NextUp.NEIGHBOUR:
            due = [person for person in waiting if not offered(person)]
            if form.offers_again:
                due += [person for person in waiting if passed_for_now(person)]
            if form.returns:
                due += [person for person in waiting if person == began]
            return next(iter(due), None)
        case NextUp.INVITED:
            untouched = not any(offered(person) for person in order)
            return waiting[0] if waiting and untouched else None
        case NextUp.ANYONE | NextUp.NOBODY:
            return None
