"""The log of a session told anew without somebody: what withdrawing from the record makes of it. Pure; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar, cast

from circle import events as e
from circle.called import once_called, people_of, without
from circle.i18n import gettext as _
from circle.level import Level
from circle.log import Log
from circle.moves import LONGEST_TEXT
from circle.people import Participant
from circle.plain import from_plain, to_plain
from circle.privacy import Hit, Person, find_names
from circle.summary import summarise

_NO_WORDS = frozenset(
    {
        *("id", "participant", "to", "then", "first", "asked_by", "groups", "heard"),
        *("participants", "kind", "direction", "question", "roles", "level", "shape", "decks"),
        *("template", "wording", "role", "next", "rest", "ends", "parts"),
        *("who", "by", "session", "seen", "side", "sides", "became", "whom", "deck"),
        *("occasion", "stance", "stances", "gathered"),
    }
)
"""Fields that hold ids, words of the program or the names of files, and nothing that somebody wrote."""

_Words = Callable[[str], str]
_Event = TypeVar("_Event", bound=e.Event)


def told_without(log: Log, person: str) -> Log:
    """The log with somebody's seat in place of everything that they are or ever were called.

    Events keep their numbers, their times and their order, so what runs goes on running, and what was
    undone stays undone. What the person said becomes a no. Raises privacy.CheckFailed: then nothing may
    be written.
    """
    words = _words_without(log, person)
    seat = seat_of(log, person)
    return Log(
        replace(entry, event=_told(entry.event, person, seat, words)) for entry in log.entries
    )


def told_without_names(log: Log, names: Iterable[str]) -> Log:
    """The log of a session in which somebody was not, with "someone" wherever they are named. Raises privacy.CheckFailed."""
    gone, kept = tuple(names), dict[str, str]()

    def words(text: str) -> str:
        if text not in kept:
            kept[text] = without(text, gone)[:LONGEST_TEXT]
        return kept[text]

    return Log(replace(entry, event=_rewritten(entry.event, words)) for entry in log.entries)


def seat_of(log: Log, person: str) -> str:
    """What somebody who is out of the record is called: "Seat 3"."""
    people = summarise(log.state, 0).people
    number = next((one.seat for one in people if one.participant.id == person), len(people) + 1)
    seat = _("Seat {number}").format(number=number)
    others = {one.participant.alias for one in people if one.participant.id != person}
    return seat if seat not in others else _("Someone")


def names_of(log: Log, person: str) -> tuple[str, ...]:
    """Everything that somebody is and ever was called in a session, their seat left out."""
    called = _called(log, person)
    names = dict.fromkeys(name for one in called for name in (one.alias, one.name))
    return tuple(name for name in names if name not in {"", seat_of(log, person)})


def _called(log: Log, person: str, *, others: bool = False) -> tuple[Person, ...]:
    """Somebody, or everybody else, once for each way in which they are or were called."""
    summary = summarise(log.state, 0)
    ids = [one.participant.id for one in summary.people]
    seats = {one.seat for one in summary.people if (one.participant.id == person) is not others}
    if person not in ids:
        return ()
    everyone = once_called(log, people_of(summary), Level.NOBODY)
    return tuple(one for one in everyone if one.seat in seats)


def _words_without(log: Log, person: str) -> _Words:
    gone, others = _called(log, person), _called(log, person, others=True)
    seat, kept = seat_of(log, person), dict[str, str]()

    def words(text: str) -> str:
        if text not in kept:
            hits = find_names(text, gone, stand_in=lambda _person: seat)
            kept[text] = _replaced(text, [_shared(hit, others, seat) for hit in hits])
        return kept[text]

    return words


def _shared(hit: Hit, others: Iterable[Person], seat: str) -> Hit:
    """A name that somebody else in the circle has as well says only that somebody is meant."""
    if find_names(hit.found, others, stand_in=lambda _person: ""):
        return replace(hit, replacement=hit.replacement.replace(seat, _("someone")))
    return hit


def _replaced(text: str, hits: Iterable[Hit]) -> str:
    parts: list[str] = []
    end = 0
    for hit in hits:
        parts += text[end : hit.start], hit.replacement
        end = hit.end
    return "".join((*parts, text[end:]))[:LONGEST_TEXT]


def _told(event: e.Event, person: str, seat: str, words: _Words) -> e.Event:
    match event:
        case e.SessionOpened():
            people = tuple(_out(one, person, seat) for one in event.participants)
            return replace(_rewritten(event, words), participants=people)
        case e.PersonJoined(who):
            return replace(event, participant=_out(who, person, seat))
        case e.PersonRenamed(who):
            return replace(event, alias=seat, name="") if who == person else event
        case e.ConsentSaid(who):
            return replace(event, says_yes=False) if who == person else event
        case _:
            return _rewritten(event, words)


def _out(who: Participant, person: str, seat: str) -> Participant:
    if who.id != person:
        return who
    return replace(who, alias=seat, name="", noted=False, shown=False, says_yes=False)


def _rewritten(event: _Event, words: _Words) -> _Event:
    """The event with all that somebody wrote in it put into other words."""
    plain = to_plain(event)
    told = _in_words(plain, words)
    return event if told == plain else from_plain(type(event), told)


def words_in(event: e.Event) -> tuple[str, ...]:
    """What somebody wrote in an event; nothing of what the program calls things."""
    found: list[str] = []

    def words(text: str) -> str:
        found.append(text)
        return text

    _in_words(to_plain(event), words)
    return tuple(found)


def _in_words(value: Any, words: _Words) -> Any:
    if isinstance(value, str):
        return words(value)
    if isinstance(value, list):
        return [_in_words(item, words) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        table = cast("dict[str, Any]", value)
        return {
            name: inner if _holds_no_words(name, table) else _in_words(inner, words)
            for name, inner in table.items()
        }
    return value


def _holds_no_words(name: str, table: dict[str, Any]) -> bool:
    """A form is referred to by the name of its file, in a plan as `form` and in itself as `name`."""
    called_by_file = isinstance(table.get(name), str) and (
        name == "form" or (name == "name" and "rest" in table)
    )
    return name in _NO_WORDS or called_by_file
