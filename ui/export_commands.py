"""The command by which notes leave: `export`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.kit_option import folder_for, folder_of_kit, home_option, open_kit, out_option
from ui.leaving_words import say, show_found, told_before
from ui.passphrase import passphrase_option, read_passphrase
from ui.session_options import (
    circle_option,
    initials_option,
    reader_option,
    since_option,
    who_option,
)

if TYPE_CHECKING:
    from circle.remembered import Remembered
    from circle.session_notes import SessionNotes
    from circle.store import Store
    from exports.formats import Format
    from exports.house import HouseStyle
    from exports.made import Wanted
    from exports.writing import Document
    from ui.session_seen import Listed

PAPERS = {"a4": "a4", "letter": "us-letter"}
DEFAULT = ("html", "pdf")
"""Of these, what there is."""
ALL = "all"


class FormatOption(click.Option):
    """Says which formats there are when somebody asks; to know them takes a moment."""

    def make_metavar(self, ctx: click.Context) -> str:
        from exports.formats import FORMATS

        return ",".join(format.id for format in FORMATS)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from exports.formats import FORMATS

        each = ", ".join(f"{format.id} ({_(format.title)})" for format in FORMATS)
        words = _("Which documents: {each}; or all. Left out: {default}.")
        default = ", ".join(format.id for format in default_formats())
        self.help = words.format(each=each, default=default)
        return super().get_help_record(ctx)


def default_formats() -> tuple[Format, ...]:
    from exports.formats import FORMATS

    return tuple(format for format in FORMATS if format.id in DEFAULT)


def _formats(
    context: click.Context, option: click.Parameter, value: str | None
) -> tuple[Format, ...]:
    from exports.formats import FORMATS, format_of

    if value is None:
        return default_formats()
    names = dict.fromkeys(name.strip() for name in value.lower().split(","))
    try:
        return FORMATS if ALL in names else tuple(map(format_of, names))
    except Refused as error:
        raise click.BadParameter(str(error), context, option) from None


@click.command(
    "export",
    help=_(
        "Write notes to new files: of the sessions that are named, or with --all, --since and --circle of many. "
        "Names found in the texts, and what replaces them, are shown before anything is written. "
        "A session that cannot leave is named with the reason, and the others go on."
    ),
    epilog=_("Example: circlekeeper export 4f2a --format html,csv --who seats --out notes"),
)
@click.argument("sessions", nargs=-1, metavar="[ID…]")
@click.option("--format", "formats", cls=FormatOption, callback=_formats)
@who_option
@reader_option
@click.option("--all", "every", is_flag=True, help=_("Every session in the kit."))
@since_option
@circle_option
@click.option("--paper", type=click.Choice([*PAPERS]), help=_("Instead of the kit’s own."))
@passphrase_option
@initials_option
@out_option
@home_option
def export_notes(
    *,
    sessions: tuple[str, ...],
    formats: tuple[Format, ...],
    who: str,
    reader: str,
    since: date | None,
    circle: str | None,
    paper: str | None,
    passphrase_file: Path | None,
    out: Path,
    every: bool,
    initials: bool,
) -> None:
    from circle.harvest import Seen
    from circle.level import Level
    from exports.made import Wanted

    _check_choice(sessions, many=every or since is not None or circle is not None)
    passphrase = read_passphrase(passphrase_file) if passphrase_file else ""
    for line in _sealing_words(formats, passphrase):
        click.echo(line, err=True)
    with open_kit() as store, folder_for(out):
        ids = tuple(one.id for one in formats)
        wanted = Wanted(ids, Level(who), Seen(reader), _house(store, paper))
        several = len(sessions) != 1
        leaving = _Leaving(store, wanted, out, passphrase, initials=initials, several=several)
        done = [leaving.leaves(one) for one in sessions or _those(store, since, circle)]
    click.get_current_context().exit(0 if all(done) else 1)


def _sealing_words(formats: Sequence[Format], passphrase: str) -> Iterator[str]:
    """What a passphrase keeps, and what it does not."""
    from circle.before_leaving import short_words

    seals = [format.seals for format in formats]
    if not passphrase:
        if any(seals):
            yield _("No passphrase keeps the bundle: anyone who finds it can read it.")
    elif not any(seals):
        yield _("A passphrase seals only the bundle (circle), and none is made: these stay open.")
    else:
        if not all(seals):
            yield _("Only the bundle is sealed: anyone who finds the others can read them.")
        if hint := short_words(passphrase):
            yield hint


def _check_choice(sessions: Sequence[str], *, many: bool) -> None:
    if sessions and many:
        raise click.UsageError(
            _("Name sessions, or choose them with --all, --since and --circle: not both.")
        )
    if not sessions and not many:
        raise click.UsageError(_("Name a session, or choose some with --all, --since or --circle."))


def _those(store: Store, since: date | None, circle: str | None) -> tuple[str, ...]:
    """The ids of what was chosen, the oldest first; those that are still open too, which are told of."""
    from ui.session_seen import listed

    found = [one for one in listed(store) if _is_meant(one, since, circle)]
    if not found:
        why = _("No session fits that. “circlekeeper list” shows them all. Nothing was exported.")
        raise Refused(why)
    return tuple(one.line.id for one in sorted(found, key=lambda one: one.line.opened))


def _is_meant(one: Listed, since: date | None, circle: str | None) -> bool:
    from circle.circles import folded

    in_time = since is None or one.line.opened.astimezone().date() >= since
    return in_time and (circle is None or folded(one.line.circle) == folded(circle))


class _Leaving:
    """Sessions on their way out. `several`: what is said of each names it."""

    def __init__(
        self,
        store: Store,
        wanted: Wanted,
        folder: Path,
        passphrase: str,
        *,
        initials: bool,
        several: bool,
    ) -> None:
        from circle.remembered import Remembered

        self._store, self._wanted, self._folder = store, wanted, folder
        self._passphrase = passphrase
        self._remembered: Remembered = Remembered(store)
        self._initials, self._several = initials, several

    def leaves(self, session: str) -> bool:
        """Whether all of it did. What did not is said, and why."""
        named = session if self._several else ""
        refused: list[str] = []
        try:
            self._leave(session, named, refused)
        except Refused as why:
            refused.append(str(why))
        for why in refused:
            say(why, named)
        return not refused

    def _leave(self, session: str, named: str, refused: list[str]) -> None:
        from circle.notes import make_notes
        from ui.session_seen import check_closed

        wanted, found = self._wanted, self._store.find(session)
        check_closed(self._store, found)
        log = self._store.read(found)
        known = self._remembered.looked_for(log, initials=self._initials)
        notes = make_notes(found, log, wanted.level, wanted.reader, known)
        for line in told_before(log, notes):
            say(line, named)
        show_found(notes, several=self._several)
        self._write(notes.id, self._made(notes, refused))

    def _made(self, notes: SessionNotes, refused: list[str]) -> list[Document]:
        """What could be made; a sentence for each form that could not is added to `refused`."""
        from exports.made import made

        documents = list[Any]()
        for one in self._wanted.formats:
            try:
                documents.append(made(notes, one, self._wanted.house, self._passphrase))
            except Refused as why:
                refused.append(str(why))
        return documents

    def _write(self, session: str, documents: Sequence[Document]) -> None:
        from circle.clock import SystemClock
        from circle.kept import Left
        from exports.writing import write

        for path in write(documents, self._folder):
            click.echo(path)
        wall = SystemClock().read().wall
        who, reader = self._wanted.level.value, self._wanted.reader.value
        self._store.record_exports(
            Left(session, wall, one.format, who, reader, one.sealed) for one in documents
        )


def _house(store: Store, paper: str | None) -> HouseStyle:
    from exports.house import Paper
    from exports.house_kept import house_in

    house = house_in(folder_of_kit(), store.house())
    return house if paper is None else replace(house, paper=Paper(PAPERS[paper]))
