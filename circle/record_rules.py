"""What a record from elsewhere may hold, beyond the types of its fields, and how much replaying it may cost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import accumulate
from typing import cast, get_args

from circle import events as e
from circle.i18n import gettext as _
from circle.level import Level
from circle.moves import LONGEST_MS, MOST_PEOPLE
from circle.reflection import LEAST_PEOPLE, Gathered, SaidBackCounts

_PERSON = re.compile("p[0-9]{1,9}|someone")
_PEOPLE = frozenset({"id", "participant", "to", "then", "first", "asked_by", "who"})
_OR_NOBODY = frozenset({"participant", "who"})
_PLAIN = {"by": "2026-06-08", "session": "0f3a9c51d2e4", "deck": "first_circle", "language": "cy"}
"""What holds no words, each with an example: text there could be a name that no export would look for."""

_LOOKED_AT = {*_PEOPLE, *_PLAIN, "silences"}
"""What _wrong_value has a rule for, besides times."""

_NO_WORDS = re.compile("[a-z0-9_-]{0,64}")
_LONGEST_LIST = 1000
_MOST_SILENCES = 10_000
_MOST_SAID_BACK = 10_000
_MOST_FEW = 4
_MOST_UNITS = 3_000_000
_MOST = {
    e.RoundBegan: 500,
    e.NoteWritten: 2000,
    e.CommitmentMade: 2000,
    e.CommitmentFollowed: 2000,
    e.ReflectionWritten: 1000,
    e.ListeningGathered: 1000,
    e.PromptOffered: 2000,
    e.PartBegan: 2000,
    e.GroupsDrawn: 2000,
    e.MovedIn: 2000,
    e.PlanChanged: 500,
    e.PersonJoined: MOST_PEOPLE,
    e.PersonSteppedOut: 2000,
    e.PersonReturned: 2000,
    e.CarriedOn: 1000,
    e.LaptopSlept: 1000,
}
"""A state is kept every so often: what piles up in it is bounded, and so is the memory for a replay."""

_PILES_UP = (
    e.NoteWritten,
    e.CommitmentMade,
    e.CommitmentFollowed,
    e.ReflectionWritten,
    e.ListeningGathered,
)
_LOOKS_BACK = (*get_args(e.Correction), e.CarriedOn, e.Passed)
"""Events that are folded by going through the whole session before them."""


def wrong_in(kind: str, data: object) -> str | None:
    """What is wrong with an event's data, and what was expected; None when nothing is."""
    if kind == e.SessionOpened.__name__ and _field(data, "level") not in (None, *Level):
        return _("“level” is unknown here; expected one of: {known}").format(known=", ".join(Level))
    return next(_wrong_values(data), None)


def _field(data: object, name: str) -> object:
    return cast("Mapping[str, object]", data).get(name) if isinstance(data, dict) else None


def _wrong_values(value: object) -> Iterator[str]:
    if isinstance(value, list):
        items = cast("list[object]", value)
        if len(items) > _LONGEST_LIST:
            yield _("a list has {n} items; expected at most {most}").format(
                n=len(items), most=_LONGEST_LIST
            )
        for item in items:
            if isinstance(item, (dict, list)):
                yield from _wrong_values(cast("object", item))
    elif isinstance(value, dict):
        for key, inner in cast("dict[str, object]", value).items():
            if key == "groups":
                yield from _wrong_groups(inner)
            elif key == "heard":
                yield from _wrong_groups([inner])
            if key in _LOOKED_AT or key.endswith("_ms"):
                yield from _wrong_value(key, inner)
            if isinstance(inner, (dict, list)):
                yield from _wrong_values(cast("object", inner))


def _wrong_groups(value: object) -> Iterator[str]:
    groups = cast("list[object]", value) if isinstance(value, list) else []
    people = [
        one
        for group in groups
        for one in (cast("list[object]", group) if isinstance(group, list) else ())
    ]
    if len(people) > 2 * MOST_PEOPLE:
        yield _("a list has {n} items; expected at most {most}").format(
            n=len(people), most=2 * MOST_PEOPLE
        )
    for one in people:
        yield from _wrong_value("participant", one)


def _wrong_value(key: str, value: object) -> Iterator[str]:
    """A person's id says nothing about them: text there could be a name that no export would look for."""
    nobody = value == "" and key in _OR_NOBODY
    if key in _PEOPLE and isinstance(value, str) and not (nobody or _PERSON.fullmatch(value)):
        yield _("“{key}” is not a person; expected an id such as p3").format(key=key)
    if key in _PLAIN and isinstance(value, str) and not _holds_no_words(key, value):
        yield _("“{key}” is not as it should be; expected such as {example}").format(
            key=key, example=_PLAIN[key]
        )
    if isinstance(value, int) and key == "silences" and not 0 <= value <= _MOST_SILENCES:
        yield _("“{key}” is out of range; expected {earliest} to {latest}").format(
            key=key, earliest=0, latest=_MOST_SILENCES
        )
    if isinstance(value, int) and key.endswith("_ms"):
        earliest_ms = -LONGEST_MS if key == "by_ms" else 0
        if not earliest_ms <= value <= LONGEST_MS:
            yield _("“{key}” is out of range; expected {earliest} to {latest}").format(
                key=key, earliest=earliest_ms, latest=LONGEST_MS
            )


def _holds_no_words(key: str, text: str) -> bool:
    return _is_day(text) if key == "by" else _NO_WORDS.fullmatch(text) is not None


def wrong_counts_in(event: e.Event) -> str | None:
    """What is wrong with the counts of what people noticed in themselves or said when they were told back, and what
    was expected.
    """
    match event:
        case e.ListeningGathered(gathered):
            return _wrong_counts(gathered)
        case e.SessionOpened(few=few) if not 0 <= few <= _MOST_FEW:
            why = _("“few” is out of range; expected {earliest} to {latest}")
            return why.format(earliest=0, latest=_MOST_FEW)
        case e.SessionClosed(said_back):
            return _wrongly_said_back(said_back)
        case _:
            return None


def _wrongly_said_back(counts: Iterable[SaidBackCounts]) -> str | None:
    rounds = Counter(one.round for one in counts)
    numbers = [n for one in counts for n in (one.round, one.yes, one.almost, one.not_yet)]
    if any(not 0 <= n <= _MOST_SAID_BACK for n in numbers):
        why = _("a count in “said_back” is out of range; expected {earliest} to {latest}")
        return why.format(earliest=0, latest=_MOST_SAID_BACK)
    if max(rounds.values(), default=1) > 1:
        return _("“said_back” counts a round twice; expected once")
    return None


def _wrong_counts(gathered: Gathered) -> str | None:
    people, heard = gathered.people, sum(one.count for one in gathered.heard)
    if people < LEAST_PEOPLE:
        why = _("it counts answers of {n} people; expected {least} or more, or none at all")
        return why.format(n=people, least=LEAST_PEOPLE)
    if people > MOST_PEOPLE:
        why = _("it counts answers of {n} people; expected at most {most}")
        return why.format(n=people, most=MOST_PEOPLE)
    if gathered.round is not None and gathered.round < 0:
        return _("“round” is out of range; expected 0 or more, or null")
    for one in (*gathered.stances, *gathered.heard):
        if not 0 <= one.count <= people:
            why = _("“count” is out of range; expected {earliest} to {latest}")
            return why.format(earliest=0, latest=people)
    if heard > people:
        why = _("{n} people say how much they felt heard; expected at most {most}")
        return why.format(n=heard, most=people)
    named = [one.stance for one in gathered.stances], [one.heard for one in gathered.heard]
    twice = next((one for kind in named for one, n in Counter(kind).items() if n > 1), None)
    if twice is not None:
        return _("“{it}” is counted twice; expected once").format(it=twice)
    return None


def _is_day(value: object) -> bool:
    try:
        return value == "" or date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        return False


def too_much_in(entries: Iterable[e.Logged]) -> str | None:
    """Why replaying a log would take more time or memory than a session is worth; None when it would not."""
    log = tuple(entries)
    counts = Counter(type(entry.event) for entry in log)
    for kind, most in _MOST.items():
        if counts[kind] > most:
            return _("{kind} is there {n} times; expected at most {most}").format(
                kind=kind.__name__, n=counts[kind], most=most
            )
    gathered = Counter(
        entry.event.gathered.round for entry in log if isinstance(entry.event, e.ListeningGathered)
    )
    if max(gathered.values(), default=1) > 1:
        # The second is folded away, but the kit would hold both, and two counts that differ by one person say
        # what that person answered.
        return _("what people noticed is counted twice for one round; expected once")
    if len(_people_in(log)) > 2 * MOST_PEOPLE:
        return _("too many people hold the piece; expected at most {n}").format(n=MOST_PEOPLE)
    if _units(log) > _MOST_UNITS:
        return _(
            "it undoes and corrects more than can be replayed; expected a session as it was held"
        )
    return None


def _people_in(log: Iterable[e.Logged]) -> set[str]:
    found: set[str] = set()
    for entry in log:
        match entry.event:
            case e.SessionOpened(participants=people):
                found.update(person.id for person in people)
            case e.PersonJoined(participant):
                found.add(participant.id)
            case e.PieceGiven(to) | e.TurnReassigned(_, to) | e.TurnSplit(_, _, to):
                found.add(to)
            case e.Passed(participant, _, then):
                found.update(who for who in (participant, then) if who)
            case e.TurnAdded(participant) | e.MovedIn(participant):
                found.add(participant)
            case _:
                pass
    return found


def _units(log: tuple[e.Logged, ...]) -> int:
    """About how many steps a replay takes: undoing an event folds those after it once more."""
    until = [*accumulate(_own_units(log), initial=0)]
    again = 0
    for i, entry in enumerate(log):
        if isinstance(entry.event, e.Withdrawn | e.Restored):
            kept = max(0, min(entry.event.seq, i) - 1 - 64)
            again += 16 * (until[i] - until[kept])
    return until[-1] + again


def _own_units(log: tuple[e.Logged, ...]) -> Iterator[int]:
    """In a later part of a round, giving the piece looks back to where the part began."""
    notes = 0
    part_began: int | None = None
    for i, entry in enumerate(log):
        if isinstance(entry.event, e.RoundBegan | e.PartBegan):
            part_began = i if isinstance(entry.event, e.PartBegan) else None
        if isinstance(entry.event, _PILES_UP):
            notes += 1
        if isinstance(entry.event, get_args(e.Written)):
            yield 1 + notes // 3
        elif isinstance(entry.event, e.PieceGiven) and part_began is not None:
            yield 1 + i - part_began
        else:
            yield 1 + i if isinstance(entry.event, _LOOKS_BACK) else 1
