"""What the people of a session are called, and ever were, for the check of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from circle import spelling
from circle.events import (
    Event,
    PersonJoined,
    PersonRenamed,
    PlanChanged,
    RoundBegan,
    SessionOpened,
)
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.level import Level
from circle.log import Log
from circle.people import NOT_ASKED, Consent, Participant, Question
from circle.plans import RoundPlan
from circle.privacy import Person, is_ordinary, replace_names
from circle.summary import Summary, summarise


def people_of(
    summary: Summary, reader: Seen = Seen.REPORT, consent: Consent = NOT_ASKED
) -> tuple[Person, ...]:
    """Everyone who was ever in the session, for the check of names. `consent`: what the group said, which counts for
    whoever was not asked themselves.
    """
    return tuple(
        Person(one.seat, who.alias, who.name, bool(who.says_yes), _is_unnamed(who, consent, reader))
        for one in summary.people
        for who in (one.participant,)
    )


def _is_unnamed(who: Participant, consent: Consent, reader: Seen) -> bool:
    """A trainer is not to know whoever said no to that."""

    def no(question: Question) -> bool:
        own = who.said(question)
        return (consent.said(question) if own is None else own) is False

    hides_from_trainer = reader is Seen.TRAINER and who.shown is False
    return no(Question.NOTED) or no(Question.LEAVES) or hides_from_trainer


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
        for who, called in called_in(entry.event):
            if who in seated and called not in {"", seated[who].alias, seated[who].name}:
                yield replace(seated[who], name=called)


def openers_called(log: Log, level: Level) -> Iterator[Person]:
    """Those who open a round and have no seat, for the check of names: below `aliases` they are someone.

    Who is plainly called by a role ("the ward sister") is nobody's name: its words stay in texts.
    """
    hidden = level.is_below_aliases
    for entry in log.entries:
        for plan in _plans(entry.event):
            for one in plan.openers:
                if one.called and not is_role(one.called):
                    yield Person(0, one.called, "", unnamed=hidden)


def known_called(called: Iterable[str], there: Iterable[Person]) -> Iterator[Person]:
    """Those whom the circle knows and who were not in the session: someone at every level, for nobody asked them.

    What means nobody in particular ("Seat 3"), or somebody who was `there`, is left out.
    """
    present = {spelling.whole_key(name) for one in there for name in (one.alias, one.name)}
    for name in called:
        if spelling.whole_key(name) not in present and not is_ordinary(name):
            yield Person(0, name, "", unnamed=True)


def is_role(called: str) -> bool:
    """It begins with an article, and no word after that has a capital letter."""
    first, *others = called.split() or [""]
    # Translators: words that a role begins with and no name does, as in "the ward sister".
    articles = _("a an the one some two three").split()
    return bool(others) and first.lower() in articles and not any(map(_is_a_name, others))


def _is_a_name(word: str) -> bool:
    """Fails closed: a script without small letters may be one."""
    letters = [letter for letter in word if letter.isalpha()]
    return bool(letters) and not letters[0].islower()


def _plans(event: Event) -> tuple[RoundPlan, ...]:
    match event:
        case SessionOpened(plan=plan) | PlanChanged(plan):
            return plan
        case RoundBegan(plan=one):
            return (one,)
        case _:
            return ()


def without(text: str, names: Iterable[str]) -> str:
    """A text with "someone" in place of these names. Raises privacy.CheckFailed."""
    return replace_names(text, [Person(0, name, "") for name in names], Level.NOBODY).text


def without_anyone(text: str, log: Log) -> str:
    """A text with "someone" for everything that anybody in a session is or ever was called, also by slips
    that were undone. Raises privacy.CheckFailed.
    """
    called = [name for entry in log.entries for _who, name in called_in(entry.event)]
    called += [
        one.called
        for entry in log.entries
        for plan in _plans(entry.event)
        for one in plan.openers
        if not is_role(one.called)
    ]
    return without(text, [name for name in dict.fromkeys(called) if name])


def called_in(event: Event) -> Iterator[tuple[str, str]]:
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
