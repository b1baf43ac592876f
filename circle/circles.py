"""Circles that meet again: who usually sits there, what they agreed, and the number of the next session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from circle.aliases import seat_words
from circle.errors import Refused, quoted
from circle.events import SessionOpened
from circle.i18n import gettext as _


class NoSuchCircle(Refused):
    """The kit remembers no circle of that name."""


@dataclass(frozen=True, slots=True)
class Usual:
    """Somebody who usually sits there. Whether they may be named is asked each time, and not kept."""

    alias: str
    facilitator: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """What is remembered of a circle. `people` are in seat order; `template` and `wording` are names."""

    name: str
    people: tuple[Usual, ...] = ()
    agreements: tuple[str, ...] = ()
    template: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A session that a circle held, or holds now."""

    circle: str
    number: int | None
    opened: datetime


@dataclass(frozen=True, slots=True)
class KnownCircle:
    """A circle with its sessions. `kept` is false when only they know of it: it was forgotten, or never kept."""

    circle: Circle
    kept: bool = True
    sessions: int = 0
    last: datetime | None = None
    next_number: int = 1

    @property
    def name(self) -> str:
        return self.circle.name


def known_circles(kept: Iterable[Circle], held: Iterable[Held]) -> tuple[KnownCircle, ...]:
    """Every circle once, by name. Names are the same whichever letters are capitals."""
    found = {folded(circle.name): KnownCircle(circle) for circle in kept}
    for session in held:
        key = folded(session.circle)
        if key:
            known = found.get(key) or KnownCircle(Circle(session.circle), kept=False)
            found[key] = _with(known, session)
    return tuple(found[key] for key in sorted(found))


def _with(known: KnownCircle, session: Held) -> KnownCircle:
    last = max(known.last, session.opened) if known.last else session.opened
    return replace(
        known,
        sessions=known.sessions + 1,
        last=last,
        next_number=max(known.next_number, (session.number or 0) + 1),
    )


def folded(name: str) -> str:
    """What two spellings of a name have in common."""
    return " ".join(name.split()).casefold()


def find_known(circles: Iterable[KnownCircle], name: str) -> KnownCircle | None:
    return next((one for one in circles if folded(one.name) == folded(name)), None)


def find_kept(circles: Iterable[KnownCircle], name: str) -> KnownCircle:
    """Raises NoSuchCircle."""
    found = find_known(circles, name)
    if found is None or not found.kept:
        why = _("No circle is called {name}. “circlekeeper circles” shows them all.")
        raise NoSuchCircle(why.format(name=quoted(name)))
    return found


def numbered(opened: SessionOpened, known: KnownCircle | None) -> SessionOpened:
    """The session with its circle's name as it is kept, and its number unless it has one."""
    if known is None:
        return replace(opened, number=opened.number or 1)
    return replace(opened, circle=known.name, number=opened.number or known.next_number)


def circle_of(opened: SessionOpened, known: KnownCircle | None = None) -> Circle:
    """What there is to remember of a circle as it opens a session. Whom nobody named and what nobody wrote
    takes the place of nothing: then it stays as it is `known`.
    """
    people = tuple(Usual(one.alias, facilitator=one.facilitator) for one in opened.participants)
    named = any(one.alias != seat_words(at) for at, one in enumerate(opened.participants, 1))
    before = known.circle if known else Circle("")
    return Circle(
        opened.circle,
        people if named or not before.people else before.people,
        opened.agreements or before.agreements,
        opened.template or before.template,
        opened.wording.name,
    )


def without_names(circle: Circle, names: Iterable[str]) -> Circle:
    """The circle without whoever is called so, in what it agreed too. Raises privacy.CheckFailed."""
    from circle.called import without

    called = tuple(names)
    gone = {folded(name) for name in called}
    people = tuple(usual for usual in circle.people if folded(usual.alias) not in gone)
    agreements = tuple(without(text, called) for text in circle.agreements)
    return replace(circle, people=people, agreements=agreements)
