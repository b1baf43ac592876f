"""What the people of a session are called, and ever were, for the check of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from circle.events import Event, PersonJoined, PersonRenamed, SessionOpened
from circle.level import Level
from circle.log import Log
from circle.privacy import Person, replace_names
from circle.summary import Summary, summarise


def people_of(summary: Summary) -> tuple[Person, ...]:
    """Everyone who was ever in the session, for the check of names."""
    return tuple(
        Person(one.seat, who.alias, who.name, bool(who.says_yes), who.unnamed)
        for one in summary.people
        for who in (one.participant,)
    )


def once_called(log: Log, people: Iterable[Person], level: Level) -> Iterator[Person]:
    """The people as they are called, and once more for every other way in which they ever were."""
    seated = {
        one.participant.id: person
        for one, person in zip(summarise(log.state, 0).people, people, strict=True)
    }
    yield from seated.values()
    for person in seated.values() if level is Level.ALIASES else ():
        yield replace(person, name="")  # as the record will have them
    for entry in log.entries:
        for who, called in _called(entry.event):
            if who in seated and called not in {"", seated[who].alias, seated[who].name}:
                yield replace(seated[who], name=called)


def without(text: str, names: Iterable[str]) -> str:
    """A text with "someone" in place of these names. Raises privacy.CheckFailed."""
    return replace_names(text, [Person(0, name, "") for name in names], Level.NOBODY).text


def without_anyone(text: str, log: Log) -> str:
    """A text with "someone" for everything that anybody in a session is or ever was called, also by slips
    that were undone. Raises privacy.CheckFailed.
    """
    called = dict.fromkeys(name for entry in log.entries for _who, name in _called(entry.event))
    return without(text, [name for name in called if name])


def _called(event: Event) -> Iterator[tuple[str, str]]:
    """The names in an event, each with the id of whose it is."""
    match event:
        case SessionOpened(participants=people):
            for one in people:
                yield from ((one.id, one.alias), (one.id, one.name))
        case PersonJoined(one):
            yield from ((one.id, one.alias), (one.id, one.name))
        case PersonRenamed(who, alias, name):
            yield from ((who, alias), (who, name))
        case _:
            pass
