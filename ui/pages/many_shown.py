"""Many sessions exported at once: which, what was found in them, and what came of it. No Qt here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from circle.circles import folded
from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from circle.store import SessionLine
from ui.pages.replaced_shown import names_words
from ui.pages.start_shown import day_words, meeting_words
from ui.widgets.row_shown import RowShown

_MOST_SAID = 3


class NoSuchDay(Refused):
    """What was written is no day."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A closed session that can leave. `day` by the laptop's clock."""

    id: str
    title: str
    circle: str
    opened: datetime

    @property
    def day(self) -> date:
        return self.opened.astimezone().date()


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a session at the level and for the reader that are chosen: how many names were found in
    it, or why it cannot leave.
    """

    names: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """What came of an export: how many sessions left, and why others did not; `stopped` says why it went no further."""

    saved: int
    of: int
    failed: tuple[tuple[Offered, str], ...] = ()
    stopped: str = ""
    on_a_drive: bool = False


def offered(lines: Iterable[SessionLine]) -> tuple[Offered, ...]:
    return tuple(
        Offered(one.id, meeting_words(one.title, one.circle, one.number), one.circle, one.opened)
        for one in lines
    )


def circles_in(sessions: Iterable[Offered]) -> tuple[str, ...]:
    named = {folded(one.circle): one.circle for one in sessions if one.circle}
    return tuple(sorted(named.values(), key=str.casefold))


def since(sessions: Iterable[Offered], day: date) -> tuple[Offered, ...]:
    return tuple(one for one in sessions if one.day >= day)


def of_circle(sessions: Iterable[Offered], circle: str) -> tuple[Offered, ...]:
    return tuple(one for one in sessions if folded(one.circle) == folded(circle))


def read_since(text: str, today: date) -> date:
    """The day that was written; without a year the last one. Raises NoSuchDay."""
    from circle.days import read_day

    found = read_day(text, today - timedelta(days=364))
    if found is None:
        why = _("{text} is not a day. Write it as 8 June, or 2026-06-08.")
        raise NoSuchDay(why.format(text=quoted(text.strip())))
    return found


def session_rows(
    sessions: Sequence[Offered],
    picked: Collection[str],
    looked: Mapping[str, Looked],
    today: datetime,
) -> tuple[RowShown, ...]:
    return tuple(_row(one, one.id in picked, looked.get(one.id), today) for one in sessions)


def _row(one: Offered, is_picked: bool, known: Looked | None, today: datetime) -> RowShown:
    day = day_words(one.opened.astimezone(), today)
    why = known.why if known and is_picked else ""
    says = _("stays here") if why or not is_picked else _("leaves")
    return RowShown(
        key=one.id,
        text=f"{one.title}\n{why}" if why else one.title,
        trail=day,
        checked=is_picked,
        said=", ".join(filter(None, (one.title, day, says, why))),
    )


def looked_words(picked: Collection[str], looked: Mapping[str, Looked], level: Level) -> str:
    """How many names are replaced in all; while not all is known, how far it is."""
    if not picked:
        return _("No session is chosen.")
    known = [looked[one] for one in picked if one in looked]
    if len(known) < len(picked):
        return _("Looked through {n} of {of}…").format(n=len(known), of=len(picked))
    stay, names = sum(bool(one.why) for one in known), sum(one.names for one in known)
    leave = len(known) - stay
    words = [
        ngettext("{n} session leaves.", "{n} sessions leave.", leave).format(n=leave),
        ngettext(
            "{n} name was found in the texts and is replaced.",
            "{n} names were found in the texts and are replaced.",
            names,
        ).format(n=names)
        if names
        else names_words(0, level),
    ]
    if stay:
        cannot = ngettext(
            "{n} cannot leave so, and stays here.", "{n} cannot leave so, and stay here.", stay
        )
        words.append(cannot.format(n=stay))
    return " ".join(words)


def came_words(came: Came, folder: Path) -> str:
    """The last sentences: how many left, and of the others why they did not."""
    words = [_saved_words(came, folder)]
    if came.saved and came.on_a_drive and not came.stopped:
        words.append(_("You may remove the stick."))
    reasons: dict[str, list[Offered]] = {}
    for one, why in came.failed:
        reasons.setdefault(why, []).append(one)
    words += [_stay_words(those, why) for why, those in reasons.items()]
    if came.stopped:
        words.append(came.stopped)
    return " ".join(words)


def _stay_words(those: Sequence[Offered], why: str) -> str:
    called = [quoted(one.title) for one in those[:_MOST_SAID]]
    if (more := len(those) - _MOST_SAID) > 0:
        called.append(ngettext("{n} more", "{n} more", more).format(n=more))
    stay = ngettext("{sessions} stays here: {why}", "{sessions} stay here: {why}", len(those))
    return stay.format(sessions=", ".join(called), why=why)


def _saved_words(came: Came, folder: Path) -> str:
    if not came.saved:
        return _("No session was exported.")
    saved = ngettext(
        "{n} of {of} session was saved and checked in {folder}.",
        "{n} of {of} sessions were saved and checked in {folder}.",
        came.of,
    )
    return saved.format(n=came.saved, of=came.of, folder=quoted(folder, longest=200))
