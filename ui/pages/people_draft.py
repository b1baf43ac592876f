"""Whole lists of people put into the seats: a circle's, a file's, or aliases. Pure functions; no Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from circle.aliases import AliasKind, aliases
from circle.circles import Usual
from circle.errors import quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.moves import LONGEST_NAME
from circle.name_lists import Listed
from ui.pages.seats_draft import (
    SeatDraft,
    SeatsDraft,
    apart,
    clean_name,
    nobodys_words,
    paste,
    resize,
    shortened_words,
)

_LARGEST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Seated:
    """The seats, and what there is to say of how they were filled."""

    seats: SeatsDraft
    words: str


def seat_circle(draft: SeatsDraft, people: Sequence[Usual]) -> SeatsDraft:
    """A circle's usual people, in place of whoever sits there. Nobody has said yes yet."""
    names = apart([one.alias for one in people])
    seats = tuple(
        SeatDraft(f"s{draft.made + i}", name, facilitator=one.facilitator)
        for i, (name, one) in enumerate(zip(names, people, strict=True), 1)
    )
    return resize(SeatsDraft(seats, draft.made + len(seats)), len(seats))


def listed_in(file: Path) -> tuple[Listed, ...]:
    """The people in a file. Raises Refused."""
    from circle.files import read_text
    from circle.name_lists import people_in

    text = read_text(file, largest_bytes=_LARGEST_BYTES, any_encoding=True)
    return people_in(text, source=file.name)


def seat_listed(draft: SeatsDraft, listed: Sequence[Listed], source: str) -> Seated:
    """The people of a list in seat order, and what became of their names. `source`: the file."""
    names = apart([one.called for one in listed])
    seats = paste(draft, names)
    leading = tuple(
        replace(seat, facilitator=True) if i < len(listed) and listed[i].facilitator else seat
        for i, seat in enumerate(seats.seats)
    )
    seats = replace(seats, seats=leading)
    return Seated(seats, " ".join(_sentences(seats, listed, names, source)))


def _sentences(
    seats: SeatsDraft, listed: Sequence[Listed], names: Sequence[str], source: str
) -> list[str]:
    n = len(listed)
    words = ngettext("{n} name from {file}.", "{n} names from {file}.", n)
    sentences = [words.format(n=n, file=quoted(source, longest=40))]
    cleaned = [clean_name(one.called) for one in listed]
    if again := sum(old != new for old, new in zip(cleaned, names, strict=True)):
        words = ngettext(
            "{n} was there before and has a number now.",
            "{n} were there before and have a number now.",
            again,
        )
        sentences.append(words.format(n=again))
    if shortened := sum(len(one.called) > LONGEST_NAME for one in listed):
        sentences.append(shortened_words(shortened))
    if nobodys := nobodys_words(seats, n):
        sentences.append(nobodys)
    return sentences


def seat_aliases(draft: SeatsDraft, kind: AliasKind) -> Seated:
    """Aliases in place of names; what was said of a person stays with their seat."""
    found = aliases(kind, [seat.name for seat in draft.seats])
    seats = tuple(
        replace(seat, name=clean_name(alias))
        for seat, alias in zip(draft.seats, found, strict=True)
    )
    return Seated(replace(draft, seats=seats), _alias_words(draft, kind))


def _alias_words(draft: SeatsDraft, kind: AliasKind) -> str:
    match kind:
        case AliasKind.SEATS:
            return _("Everyone is called after their seat.")
        case AliasKind.COLOURS:
            return _("Everyone is called after a colour.")
        case AliasKind.THINGS:
            return _("Everyone is called after a thing.")
        case AliasKind.INITIALS:
            if any(seat.name for seat in draft.seats):
                return _("Initials stand for the names.")
            return _("Nobody has a name yet that could have initials.")
