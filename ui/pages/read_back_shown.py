"""What is read back to the circle, one after another, and what it says to it. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from circle.days import by_words
from circle.harvest import Commitment, Seen, side_words
from circle.i18n import gettext as _
from circle.session import State
from ui.pages.harvest_shown import Place, harvest_shown


@dataclass(frozen=True, slots=True)
class Read:
    """A key point or, where it is `promised`, a commitment. `whose`: what stands over it."""

    number: int
    text: str
    whose: str = ""
    promised: bool = False
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class ReadingBack:
    """`at`: which of them is read now; one more than there are: all have been read."""

    read: tuple[Read, ...]
    at: int = 0

    @property
    def now(self) -> Read | None:
        return self.read[self.at] if self.at < len(self.read) else None

    def go(self, by: int) -> ReadingBack:
        return replace(self, at=min(max(0, self.at + by), len(self.read)))

    def say_other(self) -> ReadingBack:
        """What may leave stays here, and the other way round."""
        if (now := self.now) is None:
            return self
        said = replace(now, leaves=not now.leaves)
        return replace(self, read=(*self.read[: self.at], said, *self.read[self.at + 1 :]))

    def numbers(self, *, promised: bool) -> tuple[int, ...]:
        """Those that may leave."""
        return tuple(one.number for one in self.read if one.leaves and one.promised is promised)


def reading_back(state: State, today: date) -> ReadingBack:
    """In the order of the Close page. What could be in the report already may leave."""
    return ReadingBack((*_points(state), *_promised(state, today)))


def _points(state: State) -> Iterator[Read]:
    for block in chain.from_iterable(chain.from_iterable(harvest_shown(state).lines)):
        for row in block.rows:
            if isinstance(row.key, int):
                leaves, whose = row.seen is Seen.REPORT, _whose(state, block.place)
                yield Read(row.key, row.text, whose, leaves=leaves)


def _whose(state: State, place: Place) -> str:
    """Without numbers, which would be read aloud with it."""
    words = [side_words(place.side)] if place.side else []
    if place.group is not None:
        words.append(_("From a small group"))
    elif place.round is not None and (prompt := state.rounds[place.round].plan.prompt):
        words.append(prompt)
    return " · ".join(words)


def _promised(state: State, today: date) -> Iterator[Read]:
    for one in state.commitments.values():
        whose = _("What people will do next")
        leaves = one.seen is Seen.REPORT
        yield Read(one.number, _promise(state, one, today), whose, promised=True, leaves=leaves)


def _promise(state: State, one: Commitment, today: date) -> str:
    who = state.participant(one.who).alias if one.who in state.people else _("Someone")
    words = _("{who}: {what}").format(who=who, what=one.text)
    if not one.by:
        return words
    return _("{what} · {by}").format(what=words, by=by_words(one.by, today))
