"""The seats while a circle is prepared: put out, named, moved. Pure functions; no Qt here."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from circle.aliases import seat_words
from circle.events import Participant
from circle.i18n import ngettext
from circle.moves import LONGEST_NAME, MOST_PEOPLE, clean_text
from circle.name_lists import SEPARATORS, one_name
from circle.people import Question, Role
from circle.seating import moved

FEWEST_SEATS, MOST_SEATS = 2, MOST_PEOPLE

_BETWEEN_NAMES = re.compile(f"[\n{SEPARATORS}]")


@dataclass(frozen=True, slots=True)
class SeatDraft:
    """`key` stays with the person while they are moved; an empty name is that of the seat."""

    key: str
    name: str = ""
    facilitator: bool = False
    roles: tuple[Role, ...] = ()
    """Other than the facilitator's."""
    extra_percent: int = 0
    says_yes: bool | None = None
    """None: not asked, as the two below."""
    noted: bool | None = None
    shown: bool | None = None


@dataclass(frozen=True, slots=True)
class SeatsDraft:
    """The seats, clockwise. `made` counts all that were ever put out."""

    seats: tuple[SeatDraft, ...] = ()
    made: int = 0

    def __len__(self) -> int:
        return len(self.seats)

    def at(self, key: str) -> int:
        """The position of a seat, from 0. KeyError when it has been taken away."""
        for position, seat in enumerate(self.seats):
            if seat.key == key:
                return position
        raise KeyError(key)

    def alias(self, position: int) -> str:
        return self.seats[position].name or seat_words(position + 1)

    @property
    def aliases(self) -> tuple[str, ...]:
        return tuple(self.alias(position) for position in range(len(self.seats)))


@dataclass(frozen=True, slots=True)
class Names:
    """Names out of a text, and a sentence about what was left out; mostly empty."""

    names: tuple[str, ...]
    left_out: str = ""


def seats_of(n: int) -> SeatsDraft:
    return resize(SeatsDraft(), n)


def resize(draft: SeatsDraft, n: int) -> SeatsDraft:
    """As many seats as asked for, from 2 to 200: the last ones without a name go first."""
    n = max(FEWEST_SEATS, min(n, MOST_SEATS))
    more = max(0, n - len(draft))
    new = tuple(SeatDraft(f"s{draft.made + i}") for i in range(1, more + 1))
    draft = SeatsDraft((*draft.seats, *new), draft.made + more)
    while len(draft) > n:
        draft = _without(draft, _least_missed(draft))
    return draft


def _least_missed(draft: SeatsDraft) -> SeatDraft:
    nobodys = [seat for seat in draft.seats if not (seat.name or seat.facilitator or seat.roles)]
    return (nobodys or draft.seats)[-1]


def _without(draft: SeatsDraft, gone: SeatDraft) -> SeatsDraft:
    return replace(draft, seats=tuple(seat for seat in draft.seats if seat is not gone))


def remove(draft: SeatsDraft, key: str) -> SeatsDraft:
    """Takes a seat away, unless it is one of the last two."""
    gone = draft.seats[draft.at(key)]
    return _without(draft, gone) if len(draft) > FEWEST_SEATS else draft


def move(draft: SeatsDraft, key: str, to: int) -> SeatsDraft:
    return replace(draft, seats=moved(draft.seats, draft.seats[draft.at(key)], to))


def rename(draft: SeatsDraft, key: str, text: str) -> SeatsDraft:
    """A name that somebody has already gets a number; no name gives the seat's."""
    others = [seat.name for seat in draft.seats if seat.key != key]
    return _changed(
        draft, replace(draft.seats[draft.at(key)], name=unlike(clean_name(text), others))
    )


def say_facilitator(draft: SeatsDraft, key: str, *, facilitator: bool) -> SeatsDraft:
    return _changed(draft, replace(draft.seats[draft.at(key)], facilitator=facilitator))


def say(draft: SeatsDraft, key: str, question: Question, *, answer: bool | None) -> SeatsDraft:
    """What somebody said to a question; None: they were not asked."""
    seat = draft.seats[draft.at(key)]
    match question:
        case Question.NOTED:
            return _changed(draft, replace(seat, noted=answer))
        case Question.SHOWN:
            return _changed(draft, replace(seat, shown=answer))
        case Question.LEAVES:
            return _changed(draft, replace(seat, says_yes=answer))


def give_roles(draft: SeatsDraft, key: str, roles: tuple[Role, ...]) -> SeatsDraft:
    return _changed(draft, replace(draft.seats[draft.at(key)], roles=roles))


def give_more_time(draft: SeatsDraft, key: str, percent: int) -> SeatsDraft:
    return _changed(draft, replace(draft.seats[draft.at(key)], extra_percent=percent))


def _changed(draft: SeatsDraft, new: SeatDraft) -> SeatsDraft:
    return replace(draft, seats=tuple(new if old.key == new.key else old for old in draft.seats))


def paste(draft: SeatsDraft, names: Sequence[str]) -> SeatsDraft:
    """The names, in seat order. There are more seats when there are more names, never fewer.

    What was said of a person stays with the name, wherever it sits now.
    """
    draft = resize(draft, max(len(names), len(draft)))
    known = {seat.name: seat for seat in draft.seats if seat.name}
    seats = tuple(
        _seated(draft.seats[i], names[i] if i < len(names) else "", known)
        for i in range(len(draft))
    )
    return replace(draft, seats=seats)


def nobodys_words(draft: SeatsDraft, names: int) -> str:
    """What there is to say when fewer names were written than there are seats."""
    n = len(draft) - names
    if not names or n <= 0:
        return ""
    words = ngettext(
        "{n} seat has no name. If nobody sits there, − takes it away.",
        "{n} seats have no name. If nobody sits there, − takes them away.",
        n,
    )
    return words.format(n=n)


def _seated(seat: SeatDraft, name: str, known: dict[str, SeatDraft]) -> SeatDraft:
    person = known.get(name)
    if person is not None:
        return replace(person, key=seat.key, name=name)
    return replace(seat, name=name) if not seat.name else SeatDraft(seat.key, name)


def parse_names(text: str) -> Names:
    """Names, one on a line or with commas, semicolons or tabs between them; at most 200."""
    found = [name for part in _BETWEEN_NAMES.split(_lines(text)) if (name := one_name(part))]
    kept = found[:MOST_SEATS]
    shortened = sum(len(" ".join(name.split())) > LONGEST_NAME for name in kept)
    return Names(tuple(apart(kept)), _left_out(len(found) - len(kept), shortened))


def _lines(text: str) -> str:
    return "\n".join(text.splitlines())


def _left_out(too_many: int, shortened: int) -> str:
    sentences: list[str] = []
    if too_many:
        why = ngettext(
            "There are at most {most} seats, so the last {n} name was left out.",
            "There are at most {most} seats, so the last {n} names were left out.",
            too_many,
        )
        sentences.append(why.format(most=MOST_SEATS, n=too_many))
    if shortened:
        sentences.append(shortened_words(shortened))
    return " ".join(sentences)


def shortened_words(n: int) -> str:
    words = ngettext(
        "{n} name was longer than {most} letters and was cut short.",
        "{n} names were longer than {most} letters and were cut short.",
        n,
    )
    return words.format(most=LONGEST_NAME, n=n)


def clean_name(text: str) -> str:
    """One line, of at most 200 characters. What a seat is called by itself is no name."""
    name = " ".join(clean_text(" ".join(text.split()), longest=LONGEST_NAME).split())
    return "" if name in _names_of_seats(seat_words(1)) else name


@lru_cache(maxsize=2)
def _names_of_seats(_first: str) -> frozenset[str]:
    """They are others in another language."""
    return frozenset(seat_words(n) for n in range(1, MOST_SEATS + 1))


def unlike(name: str, others: Iterable[str]) -> str:
    """The name, with a number when somebody else has it."""
    return _unlike(name, {other.casefold() for other in others})


def apart(called: Iterable[str]) -> list[str]:
    """The names, each on one line; one that was there before has a number."""
    names, taken = list[str](), set[str]()
    for one in called:
        name = _unlike(clean_name(one), taken)
        names.append(name)
        taken.add(name.casefold())
    return names


def _unlike(name: str, taken: Container[str]) -> str:
    number, tried = 2, name
    while name and tried.casefold() in taken:
        ending = f" {number}"
        number, tried = number + 1, name[: LONGEST_NAME - len(ending)] + ending
    return tried


def participants(draft: SeatsDraft) -> tuple[Participant, ...]:
    """The people as the session opens with them: p1 to pn in seat order."""
    return tuple(
        Participant(
            f"p{position + 1}",
            seat_words(position + 1) if seat.noted is False else draft.alias(position),
            facilitator=seat.facilitator,
            roles=seat.roles,
            extra_percent=seat.extra_percent,
            says_yes=seat.says_yes,
            noted=seat.noted,
            shown=seat.shown,
        )
        for position, seat in enumerate(draft.seats)
    )
