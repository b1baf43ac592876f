"""The command by which notes leave: `export`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.kit_option import a_day, folder_for, folder_of_kit, home_option, open_kit, out_option
from ui.leaving_words import say, show_found, told_before
from ui.passphrase import passphrase_option, read_passphrase

if TYPE_CHECKING:
    from circle.harvest import Seen
    from circle.level import Level
    from circle.remembered import Remembered
    from circle.session_notes import SessionNotes
    from circle.store import Store
    from exports.formats import Format
    from exports.house import HouseStyle
    from exports.writing import Document
    from ui.session_seen import Listed

LEVELS = ("nobody", "seats", "aliases", "names")
READERS = ("report", "trainer")
PAPERS = {"a4": "a4", "letter": "us-letter"}
DEFAULT = ("html", "pdf")
"""Of these, what there is."""
ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How sessions are to leave."""

    formats: tuple[Format, ...]
    level: Level
    reader: Seen
    house: HouseStyle
    folder: Path
    passphrase: str
    initials: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which sessions; `several`: what is said of each names it."""

    ids: tuple[str, ...]
    several: bool


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
@click.option(
    "--who",
    type=click.Choice(LEVELS),
    default=LEVELS[0],
    show_default=True,
    help=_("Who appears in them. Names need a yes from everyone present."),
)
@click.option(
    "--for",
    "reader",
    type=click.Choice(READERS),
    default=READERS[0],
    show_default=True,
    help=_("For whom they are. What is yours alone never leaves."),
)
@click.option("--all", "every", is_flag=True, help=_("Every session in the kit."))
@click.option(
    "--since", callback=a_day, metavar="DATE", help=_("Those from that day on, such as 2026-05-11.")
)
@click.option("--circle", metavar="NAME", help=_("Those of one circle."))
@click.option("--paper", type=click.Choice([*PAPERS]), help=_("Instead of the kit’s own."))
@passphrase_option
@click.option("--initials", is_flag=True, help=_("Replace initials as well, such as G.P. and GP."))
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
    from circle.remembered import Remembered

    _check_choice(sessions, many=every or since is not None or circle is not None)
    passphrase = read_passphrase(passphrase_file) if passphrase_file else ""
    for line in _sealing_words(formats, passphrase):
        click.echo(line, err=True)
    with open_kit() as store, folder_for(out):
        wanted = Wanted(
            formats, Level(who), Seen(reader), _house(store, paper), out, passphrase, initials
        )
        chosen = Chosen(sessions, several=len(sessions) > 1)
        if not sessions:
            chosen = Chosen(_those(store, since, circle), several=True)
        remembered = Remembered(store)
        done = [
            _leaves(store, one, wanted, remembered, several=chosen.several) for one in chosen.ids
        ]
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


def _leaves(
    store: Store, session: str, wanted: Wanted, remembered: Remembered, *, several: bool
) -> bool:
    """Whether all of it did. What did not is said, and why."""
    from circle.notes import make_notes
    from ui.session_seen import check_closed

    refused: list[str] = []
    try:
        found = store.find(session)
        check_closed(store, found)
        log = store.read(found)
        known = remembered.looked_for(log, initials=wanted.initials)
        notes = make_notes(found, log, wanted.level, wanted.reader, known)
        for line in told_before(log, notes):
            say(line, session if several else "")
        show_found(notes, several=several)
        documents = _made(notes, wanted, refused)
        _write(store, notes, documents, wanted)
    except Refused as why:
        refused.append(str(why))
    for why in refused:
        say(why, session if several else "")
    return not refused


def _made(notes: SessionNotes, wanted: Wanted, refused: list[str]) -> list[Document]:
    """What could be made; a sentence for each form that could not is added to `refused`."""
    from exports.writing import document

    made = list[Any]()
    for format in wanted.formats:
        try:
            made.append(document(notes, format, wanted.house, wanted.passphrase))
        except Refused as why:
            refused.append(str(why))
    return made


def _write(
    store: Store, notes: SessionNotes, documents: Sequence[Document], wanted: Wanted
) -> None:
    from circle.clock import SystemClock
    from circle.kept import Left
    from exports.writing import write

    for path in write(documents, wanted.folder):
        click.echo(path)
    wall, who, reader = SystemClock().read().wall, wanted.level.value, wanted.reader.value
    store.record_exports(
        Left(notes.id, wall, one.format, who, reader, one.sealed) for one in documents
    )


def _house(store: Store, paper: str | None) -> HouseStyle:
    from exports.house import Paper
    from exports.house_kept import house_in

    house = house_in(folder_of_kit(), store.house())
    return house if paper is None else replace(house, paper=Paper(PAPERS[paper]))
