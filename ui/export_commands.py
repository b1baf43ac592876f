"""The commands about what leaves: `export`, and `exports`, the register of what left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from ui.kit_option import folder_of_kit, home_option, open_kit, out_option
from ui.passphrase import passphrase_option, read_passphrase

if TYPE_CHECKING:
    from circle.harvest import Seen
    from circle.kept import Left
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


def _day(context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        why = _("{text} is not a day. Write it as 2026-05-11.").format(text=quoted(value))
        raise click.BadParameter(why, context, option) from None


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
    "--since", callback=_day, metavar="DATE", help=_("Those from that day on, such as 2026-05-11.")
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
    if not passphrase and any(format.seals for format in formats):
        open_to_all = _("No passphrase keeps the bundle: anyone who finds it can read it.")
        click.echo(open_to_all, err=True)
    with open_kit() as store:
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


def _check_choice(sessions: Sequence[str], *, many: bool) -> None:
    if sessions and many:
        raise click.UsageError(_("Name sessions, or choose them with --all, --since and --circle."))
    if not sessions and not many:
        raise click.UsageError(_("Name a session, or choose some with --all, --since or --circle."))


def _those(store: Store, since: date | None, circle: str | None) -> tuple[str, ...]:
    """The ids of what was chosen, the oldest first; those that are still open too, which are told of."""
    from ui.session_seen import listed

    found = [one for one in listed(store) if _is_meant(one, since, circle)]
    if not found:
        why = _("No session is so. “circlekeeper list” shows them all. Nothing was exported.")
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

    try:
        found = store.find(session)
        check_closed(store, found)
        log = store.read(found)
        known = remembered.looked_for(log, initials=wanted.initials)
        notes = make_notes(found, log, wanted.level, wanted.reader, known)
        _show_found(notes, several=several)
        documents, refused = _made(notes, wanted)
        _write(store, notes, documents, wanted)
    except Refused as why:
        refused = [str(why)]
    for why in refused:
        _say_refused(why, session if several else "")
    return not refused


def _made(notes: SessionNotes, wanted: Wanted) -> tuple[list[Document], list[str]]:
    """What could be made, and a sentence for each form that could not."""
    from exports.writing import document

    made, refused = list[Any](), list[str]()
    for format in wanted.formats:
        try:
            made.append(document(notes, format, wanted.house, wanted.passphrase))
        except Refused as why:
            refused.append(str(why))
    return made, refused


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


def _show_found(notes: SessionNotes, *, several: bool) -> None:
    if several and notes.found:
        click.echo(_("Session {id}:").format(id=notes.id), err=True)
    for name in notes.found:
        old, new = quoted(name.hit.found), quoted(name.hit.replacement)
        becomes = _("In {where}: {old} becomes {new}.")
        click.echo(becomes.format(where=name.where, old=old, new=new), err=True)


def _say_refused(why: str, session: str) -> None:
    """In one line, with the session where that is not said already."""
    line = " ".join(why.split())
    if session and session not in line:
        line = _("Session {id}: {why}").format(id=session, why=line)
    click.echo(line, err=True)


def _house(store: Store, paper: str | None) -> HouseStyle:
    from exports.house import Paper
    from exports.house_kept import house_in

    house = house_in(folder_of_kit(), store.house())
    return house if paper is None else replace(house, paper=Paper(PAPERS[paper]))


@click.command(
    "exports",
    help=_(
        "The register of what left the kit: when, which session, in which form, with whom in it and for whom. "
        "Where to is not kept."
    ),
    epilog=_("Example: circlekeeper exports 4f2a"),
)
@click.argument("session", required=False, metavar="[ID]")
@click.option("--json", "as_json", is_flag=True, help=_("As JSON, for programs."))
@home_option
def exports_left(session: str | None, *, as_json: bool) -> None:
    with open_kit() as store:
        left = store.exports(store.find(session) if session else "")
    if as_json:
        import json

        click.echo(json.dumps([*map(_record, left)], indent=2))
    else:
        for line in _register(left):
            click.echo(line)


def _register(left: Sequence[Left]) -> Iterator[str]:
    from circle.harvest import Seen
    from circle.level import Level
    from exports.words import level_words, reader_words

    if not left:
        yield _("Nothing has left the kit.")
    for one in left:
        parts = [_format_words(one.format)]
        if one.level and one.reader:
            parts += [level_words(Level(one.level)), reader_words(Seen(one.reader))]
        if one.sealed:
            parts.append(_("Sealed with a passphrase"))
        yield f"{one.wall.astimezone():%Y-%m-%d %H:%M}  {one.session}  {' · '.join(parts)}"


def _format_words(left_as: str) -> str:
    from circle.commenting import SENT
    from exports.formats import FORMATS

    if left_as == SENT:
        return _("Comments")
    return next((_(format.title) for format in FORMATS if format.id == left_as), left_as)


def _record(one: Left) -> dict[str, Any]:
    return {
        "session": one.session,
        "left_utc": one.wall.astimezone(UTC).isoformat(timespec="milliseconds"),
        "format": one.format,
        "level": one.level,
        "reader": one.reader,
        "sealed": one.sealed,
    }
