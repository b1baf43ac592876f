"""The commands about the whole archive: `archive export`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.i18n import ngettext
from ui.kit_option import Folder, folder_for, home_option, open_kit
from ui.leaving_words import say, show_found, told_before
from ui.session_options import (
    arrived_option,
    circle_option,
    initials_option,
    own_option,
    reader_option,
    since_option,
    until_option,
    who_option,
)

if TYPE_CHECKING:
    from circle.filter import Filter
    from circle.harvest import Seen
    from circle.level import Level
    from circle.log import Log
    from circle.remembered import Remembered
    from circle.session_notes import SessionNotes
    from circle.store import Store
    from exports.archive import Archive
    from exports.archive_forms import Form

FORMS = ("package", "sqlite")
_PAGE = 500


@click.group(
    help=_("All sessions together, for whoever accompanies many circles."),
    epilog=_("Example: circlekeeper archive export programme --who seats --for trainer"),
)
@home_option
def archive() -> None:
    pass


def _forms(context: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.lower().split(",")))
    for name in names:
        if name not in FORMS:
            why = _("There is no form {name}. Choose from: {known}.")
            known = ", ".join(FORMS)
            raise click.BadParameter(why.format(name=quoted(name), known=known), context, option)
    return names


@archive.command(
    "export",
    help=_(
        "Write the tables of many sessions into a new folder in DIR: as a data package (CSV tables and what their "
        "fields mean) and as one SQLite file with views, for Datasette, DuckDB or a spreadsheet. Without options of "
        "all closed sessions. Names found in the texts, and what replaces them, are shown. A session that cannot "
        "leave is named with the reason, and the others go. Of several copies of a session one goes. The folder is whole, or it is not there."
    ),
    epilog=_("Example: circlekeeper archive export programme --who seats --for trainer"),
)
@click.argument("folder", type=Folder(), metavar="DIR")
@click.option(
    "--format",
    "forms",
    default=",".join(FORMS),
    show_default=True,
    callback=_forms,
    metavar=",".join(FORMS),
    help=_("Which of the two."),
)
@who_option
@reader_option
@circle_option
@since_option
@until_option
@own_option
@arrived_option
@initials_option
@home_option
def export_archive(
    *,
    folder: Path,
    forms: tuple[str, ...],
    who: str,
    reader: str,
    circle: str | None,
    since: date | None,
    until: date | None,
    whose: str | None,
    initials: bool,
) -> None:
    from circle.filter import Filter, Whose
    from circle.harvest import Seen
    from circle.level import Level
    from exports.archive_forms import Form

    those = Filter(circle=circle or "", since=since, until=until, whose=Whose(whose or Whose.ALL))
    wanted = tuple(Form(one) for one in forms)
    with open_kit() as store, folder_for(folder):
        leaving = _Leaving(store, Level(who), Seen(reader), initials=initials)
        leaving.export(those, wanted, folder)
    click.get_current_context().exit(1 if leaving.refused else 0)


class _Leaving:
    """`refused`: how many were held back."""

    def __init__(self, store: Store, level: Level, reader: Seen, *, initials: bool) -> None:
        from circle.remembered import Remembered

        self._store, self._level, self._reader = store, level, reader
        self._remembered: Remembered = Remembered(store)
        self._initials = initials
        self.refused = 0
        self._copies = frozenset[str]()

    def export(self, those: Filter, forms: Sequence[Form], folder: Path) -> None:
        """Raises Refused where nothing is left of it."""
        from exports.archive import new_archive

        self._copies = self._store.copies(those)
        sessions = [one for one in closed_ids(self._store, those) if one not in self._copies]
        still_open = [*open_ids(self._store, those)]
        if not sessions and not still_open:
            why = _(
                "No session fits that. “circlekeeper list” shows them all. Nothing was exported."
            )
            raise Refused(why)
        for one in still_open:
            self._holds_back(one, _("It is still open. End it in the window, then export it."))
        with new_archive(folder, forms, self._level, self._reader) as made:
            left = self._fill(made, sessions)
            if not left:
                raise Refused(_("No session could leave, so nothing was exported."))
        self._register(left, forms)
        self._told(made)

    def _fill(self, made: Archive, sessions: Sequence[str]) -> list[str]:
        """The ids of those that are in it."""
        left = list[str]()
        for session in _counted(sessions):
            if (notes := self._notes(session)) is not None:
                made.add(notes)
                left.append(session)
        return left

    def _notes(self, session: str) -> SessionNotes | None:
        """Of a session that may leave; else it is said why it may not."""
        from circle.kit_troubles import KitTrouble
        from circle.notes import make_notes

        try:
            log = self._store.read(session)
            known = self._remembered.looked_for(log, initials=self._initials)
            notes = make_notes(session, log, self._level, self._reader, known)
        except KitTrouble:
            raise
        except Refused as why:
            self._holds_back(session, str(why))
            return None
        self._say_first(log, notes)
        return notes

    def _say_first(self, log: Log, notes: SessionNotes) -> None:
        lines = [*told_before(log, notes)]
        if lines or notes.found:
            _clear()
        for line in lines:
            say(line, notes.id)
        show_found(notes, several=True)

    def _holds_back(self, session: str, why: str) -> None:
        _clear()
        say(why, session)
        self.refused += 1

    def _register(self, left: Sequence[str], forms: Sequence[Form]) -> None:
        from circle.clock import SystemClock
        from circle.kept import Left

        wall, who, reader = SystemClock().read().wall, self._level.value, self._reader.value
        self._store.record_exports(
            Left(session, wall, form.left_as, who, reader) for session in left for form in forms
        )

    def _told(self, made: Archive) -> None:
        click.echo(made.path)
        n = made.sessions
        click.echo(ngettext("{n} session left.", "{n} sessions left.", n).format(n=n), err=True)
        if made.few:
            few = ngettext(
                "In {n} of them fewer than five people were there, so of that one only totals are in it.",
                "In {n} of them fewer than five people were there, so of those only totals are in it.",
                made.few,
            )
            click.echo(few.format(n=made.few), err=True)
        if n := len(self._copies):
            words = ngettext(
                "{n} other copy of a session was left out, so that each counts once.",
                "{n} other copies of sessions were left out, so that each counts once.",
                n,
            )
            click.echo(words.format(n=n), err=True)


def closed_ids(store: Store, those: Filter) -> tuple[str, ...]:
    """The oldest first. Those of one quarter of an hour stand in no order that says which was opened first."""
    from circle.rounding import quarter_of

    found, last = list[tuple[datetime, str]](), None
    while page := store.sessions(most=_PAGE, those=those, before=last):
        found += [(quarter_of(line.opened), line.id) for line in page]
        last = page[-1]
    return tuple(session for _opened, session in sorted(found))


def open_ids(store: Store, those: Filter) -> Iterator[str]:
    """Sessions that would be meant, were they closed."""
    from circle.circles import folded
    from circle.filter import Whose
    from ui.session_seen import listed

    if those.whose is Whose.ARRIVED:
        return
    for one in takewhile(lambda one: one.standing != "closed", listed(store)):
        day = one.line.opened.astimezone().date()
        in_time = (those.since is None or day >= those.since) and (those.until is None or day <= those.until)  # fmt: skip
        if in_time and (not those.circle or folded(one.line.circle) == folded(those.circle)):
            yield one.line.id


def _counted(sessions: Sequence[str]) -> Iterator[str]:
    """The same; on a terminal, a line says how far it is."""
    if not sys.stderr.isatty():
        yield from sessions
        return
    try:
        for n, session in enumerate(sessions, 1):
            words = _("{n} of {of} sessions").format(n=n, of=len(sessions))
            click.echo(f"\r{words}", nl=False, err=True)
            yield session
    finally:
        with suppress(OSError):
            _clear()


def _clear() -> None:
    """The line that says how far it is makes room for another."""
    if sys.stderr.isatty():
        click.echo(f"\r{' ' * 40}\r", nl=False, err=True)
