"""Many sessions exported at once: which, what was found in them, and what came of it. No Qt here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from circle.archived import SessionLine
from circle.circles import folded
from circle.dates import day_words, time_words
from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from circle.session_notes import FoundName
from ui.pages.replaced_shown import found_rows, names_words
from ui.pages.start_shown import meeting_words
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
    own_title: str = ""
    """Where it is called by its circle: what the session itself is called."""

    @property
    def day(self) -> date:
        return self.opened.astimezone().date()


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a session at the level and for the reader that are chosen: the names that were found in
    it, or why it cannot leave.
    """

    found: tuple[FoundName, ...] = ()
    why: str = ""

    @property
    def names(self) -> int:
        return len(self.found)


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
        Offered(
            one.id,
            meeting_words(one.title, one.circle, one.number),
            one.circle,
            one.opened,
            one.title if one.circle else "",
        )
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
) -> tuple[RowShown, ...]:
    """Those that would look alike say the time, too, and where that is the same, how their file's name ends."""
    days = Counter((one.title, one.own_title, one.day) for one in sessions)
    moments = Counter((one.title, one.own_title, one.opened) for one in sessions)
    return tuple(
        _row(
            one,
            one.id in picked,
            looked.get(one.id),
            time=days[one.title, one.own_title, one.day] > 1,
            code=moments[one.title, one.own_title, one.opened] > 1,
        )
        for one in sessions
    )


def _row(
    one: Offered, is_picked: bool, known: Looked | None, *, time: bool, code: bool
) -> RowShown:
    why = known.why if known and is_picked else ""
    says = _("stays here") if why or not is_picked else _("leaves")
    told = (
        one.own_title,
        time_words(one.opened.astimezone()) if time else "",
        _("file {code}").format(code=one.id[:4]) if code else "",
    )
    below = " · ".join(filter(None, told))
    return RowShown(
        key=one.id,
        text=f"{one.title}\n{why}" if why else one.title,
        trail=_day_words(one),
        below=below,
        checked=is_picked,
        said=", ".join(filter(None, (one.title, below, _day_words(one), says, why))),
    )


def _day_words(one: Offered) -> str:
    return day_words(one.opened.astimezone())


def names_rows(
    sessions: Iterable[Offered], picked: Collection[str], looked: Mapping[str, Looked]
) -> tuple[RowShown, ...]:
    """Of each session that leaves the sentences in which names were found, under its name and day."""
    return tuple(
        row
        for one in sessions
        if one.id in picked and (known := looked.get(one.id)) and known.found
        for row in _names_rows(one, known.found)
    )


def _names_rows(one: Offered, found: Sequence[FoundName]) -> Iterator[RowShown]:
    called = _("{title} · {day}").format(title=one.title, day=_day_words(one))
    yield RowShown(key=one.id, text=called, quiet=True)
    for row in found_rows(found):
        yield replace(row, key=f"{one.id} {row.key}", said=f"{called}: {row.said}")


def all_looked(picked: Collection[str], looked: Mapping[str, Looked]) -> bool:
    return all(one in looked for one in picked)


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
