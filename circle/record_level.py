"""Whether a record from elsewhere says more of people than the level that it states. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import cast

from circle import events as e
from circle.aliases import seat_words
from circle.i18n import gettext as _
from circle.level import Level
from circle.people import Participant
from circle.plain import to_plain
from circle.telling import SOMEONE

_PEOPLE = frozenset(
    {"participant", "to", "then", "first", "asked_by", "who", "id", "groups", "heard"}
)
_NUMBER = re.compile("[0-9]+")


def more_than(level: Level, log: Iterable[e.Logged]) -> str | None:
    """What is there that the level leaves out, and what was expected; None where nothing is."""
    entries = tuple(log)
    if level is Level.NOBODY:
        named = any(map(_means_somebody, entries))
        why = _("it names nobody, and yet people are told apart in it; expected only “someone”")
        return why if named else None
    people = tuple(_people(entries))
    if level is Level.SEATS and not _are_seats({one.alias for one in people}):
        return _("it shows seats only, and yet people have names in it; expected such as “Seat 3”")
    if level is not Level.NAMES and any(one.name for one in people):
        return _("it shows no names, and yet there are some in it; expected none")
    if level is Level.NAMES and any(_has_not_said_yes(one) for one in people):
        return _("it names somebody who has not said yes to it; expected a yes from everyone")
    return None


def _means_somebody(entry: e.Logged) -> bool:
    match entry.event:
        case e.PieceGiven(to):
            return to != SOMEONE
        case e.SessionOpened(participants=people) if people:
            return True
        case e.PersonJoined() | e.PersonRenamed():
            return True
        case e.ListeningGathered():
            return False
        case event:
            return any(one not in {"", SOMEONE} for one in _ids(to_plain(event)))


def _ids(value: object, *, is_person: bool = False) -> Iterator[str]:
    """Those of people, anywhere in the fields of an event."""
    if isinstance(value, str) and is_person:
        yield value
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _ids(item, is_person=is_person)
    elif isinstance(value, dict):
        for name, inner in cast("Mapping[str, object]", value).items():
            yield from _ids(inner, is_person=name in _PEOPLE)


def _people(entries: Iterable[e.Logged]) -> Iterator[Participant]:
    for entry in entries:
        match entry.event:
            case e.SessionOpened(participants=people):
                yield from people
            case e.PersonJoined(one):
                yield one
            case e.PersonRenamed(who, alias, name):
                yield Participant(who, alias, name, says_yes=True)
            case _:
                pass


def _has_not_said_yes(one: Participant) -> bool:
    """Who was taken back again has no name."""
    return bool(one.alias or one.name) and not one.says_yes


def _are_seats(aliases: Collection[str]) -> bool:
    """Their numbers with one word for all, and one word for whoever has no seat: of whichever language."""
    numbered = {_NUMBER.sub("#", one) for one in aliases if _NUMBER.search(one)}
    others = {one for one in aliases if not _NUMBER.search(one)} - {"", "Someone", _("Someone")}
    ours = {_NUMBER.sub("#", seat(3)) for seat in _SEATS}
    foreign = bool(numbered - ours)
    return len(numbered) <= 1 and len(others) <= int(foreign)


_SEATS: tuple[Callable[[int], str], ...] = (seat_words, "Seat {}".format)
