"""The commands of the command line. What a command needs is imported when it runs; only the demo needs Qt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from ui.circle_commands import circles
from ui.kit_option import HOME as _HOME
from ui.kit_option import Folder as _Folder
from ui.kit_option import home_option as _home
from ui.kit_option import open_kit as _kit

if TYPE_CHECKING:
    from circle.templates import SessionTemplate, Shelf
    from exports.formats import Format

_LEVELS = ("nobody", "seats", "aliases", "names")
_SLOWEST, _FASTEST = 0.1, 10_000.0
_MOST_PEOPLE, _LONGEST_MINUTES = 200, 24 * 60

_Command = Callable[..., Any]


_out = click.option(
    "--out",
    type=_Folder(),
    metavar="DIR",
    default=".",
    help=_("Where to; else the current folder."),
)


@click.group(
    help=_(
        "An offline companion for listening circles. Without a command it opens the window.\n\n"
        "Every ID may be shortened, as long as it stands for one session."
    ),
    epilog=_("Example: circlekeeper --home ~/circles list"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="circlekeeper", message="circlekeeper %(version)s")
@_home
def commands() -> None:
    pass


commands.add_command(circles)


@commands.command(
    help=_(
        "Hold a sample circle. With a display it plays in the window, without one in pictures and notes. "
        "Your own kit is not touched."
    ),
    epilog=_("Example: circlekeeper demo --out sample"),
)
@click.option("--out", type=_Folder(), metavar="DIR", help=_("Where pictures and notes go."))
@_home
def demo(out: Path | None) -> None:
    from ui.command_line import no_window

    try:
        from ui.demo import run_demo
    except ImportError as error:
        raise Refused(no_window(error)) from None
    click.get_current_context().exit(run_demo(out))


@commands.command(
    "import",
    help=_(
        "Take in sessions from files. They are JSON from this program, CSV tables of turns, or RTTM. "
        "A file comes in whole or not at all."
    ),
    epilog=_("Example: circlekeeper import meetings/*.rttm"),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@_home
def take_in(files: tuple[Path, ...]) -> None:
    from circle.files import NotRead
    from circle.importing import import_file

    refused = False
    with _kit(new=True) as store:
        for file in files:
            try:
                imported = import_file(store, file)
            except NotRead as error:
                refused = True
                click.echo(str(error), err=True)
            else:
                click.echo(f"{imported.id}  {imported.sentence}")
    click.get_current_context().exit(1 if refused else 0)


@commands.command(
    "list",
    help=_("List the sessions in the kit. Those that are still open come first, then the newest."),
    epilog=_("Example: circlekeeper list --json"),
)
@click.option("--json", "as_json", is_flag=True, help=_("As JSON, for programs."))
@_home
def list_sessions(*, as_json: bool) -> None:
    from ui.session_record import list_record
    from ui.session_seen import listed
    from ui.session_text import list_text

    with _kit() as store:
        sessions = [*listed(store)]
    if as_json:
        _echo_json(list_record(sessions))
    else:
        click.echo("\n".join(list_text(sessions)))


@commands.command(
    help=_(
        "Show one session. There are the voices, the people in the order of their seats, the rounds, the "
        "figures and the timeline. Clock times are those of this computer's time zone."
    ),
    epilog=_("Example: circlekeeper show 4f2a"),
)
@click.argument("session", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("As JSON, for programs."))
@_home
def show(session: str, *, as_json: bool) -> None:
    from ui.session_record import session_record
    from ui.session_seen import see
    from ui.session_text import show_text

    with _kit() as store:
        seen = see(store, store.find(session))
    if as_json:
        _echo_json(session_record(seen))
    else:
        click.echo("\n".join(show_text(seen)))


def _echo_json(record: object) -> None:
    import json

    click.echo(json.dumps(record, ensure_ascii=False, indent=2))


def _formats(context: click.Context, option: click.Parameter, value: str) -> tuple[Format, ...]:
    from exports.formats import format_of

    try:
        names = dict.fromkeys(name.strip() for name in value.lower().split(","))
        return tuple(format_of(name) for name in names)
    except Refused as error:
        raise click.BadParameter(str(error), context, option) from None


@commands.command(
    "export",
    help=_(
        "Write a session's notes to new files. Names found in the texts, and what replaces them, "
        "are shown before anything is written."
    ),
    epilog=_("Example: circlekeeper export 4f2a --format html,csv --who seats --out notes"),
)
@click.argument("session", metavar="ID")
@click.option(
    "--format",
    "formats",
    default="html,md",
    callback=_formats,
    metavar="html,md,csv,json",
    help=_("Which documents; html and md when this is left out."),
)
@click.option(
    "--who",
    type=click.Choice(_LEVELS),
    default=_LEVELS[0],
    show_default=True,
    help=_("Who appears in them. Names need a yes from everyone present."),
)
@_out
@_home
def export_notes(session: str, formats: tuple[Format, ...], who: str, out: Path) -> None:
    from circle.clock import SystemClock
    from circle.level import Level
    from circle.notes import make_notes
    from exports.formats import export
    from ui.session_seen import check_closed

    with _kit() as store:
        found = store.find(session)
        check_closed(store, found)
        notes = make_notes(found, store.read(found), Level(who))
        for name in notes.found:
            old, new = quoted(name.hit.found), quoted(name.hit.replacement)
            becomes = _("In {where}: {old} becomes {new}.")
            click.echo(becomes.format(where=name.where, old=old, new=new), err=True)
        for path in export(notes, formats, out):
            click.echo(path)
        wall = SystemClock().read().wall
        for format in formats:
            store.record_export(found, wall, format.id, who)


@commands.command(
    help=_(
        "Check the whole kit. Every log is replayed, and hashes, archive and database are compared. "
        "Changes nothing."
    ),
    epilog=_("Example: circlekeeper verify"),
)
@_home
def verify() -> None:
    from circle.verifying import verify as check

    with _kit() as store:
        verified = check(store)
    for finding in verified.findings:
        click.echo(finding.sentence)
    click.echo(verified.sentence, err=bool(verified.findings))
    click.get_current_context().exit(1 if verified.findings else 0)


@commands.command(
    help=_(
        "Hold a recorded meeting again. Every turn is a move, written as durably as in the room. "
        "Without --speed it goes as fast as the disk allows."
    ),
    epilog=_("Example: circlekeeper replay meeting.rttm --speed 60"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.rttm")
@click.option(
    "--speed",
    type=click.FloatRange(_SLOWEST, _FASTEST),
    metavar="N",
    help=_("The meeting's time runs N times as fast as the clock on the wall."),
)
@click.option("--acknowledge", is_flag=True, hidden=True)
@_home
def replay(file: Path, speed: float | None, *, acknowledge: bool) -> None:
    from circle.turn_lists import read_rttm
    from ui.replay_shown import hold_again

    if speed is not None and not _SLOWEST <= speed <= _FASTEST:  # not a number
        raise click.BadParameter(_("Give a number, such as 60."), param_hint="--speed")
    listed = read_rttm(file)
    with _kit(new=True) as store:
        hold_again(store, listed, source=file.name, speed=speed, acknowledge=acknowledge)


@commands.group(
    "templates",
    invoke_without_command=True,
    help=_("The kinds of circle that there are. Without a command it lists them."),
    epilog=_("Example: circlekeeper templates show council"),
)
@_home
def templates() -> None:
    if click.get_current_context().invoked_subcommand is None:
        _echo_templates()


@templates.command("list", help=_("List them."), epilog=_("Example: circlekeeper templates list"))
@_home
def list_templates() -> None:
    _echo_templates()


def _echo_templates() -> None:
    from ui.template_text import templates_text

    shelf = _shelf()
    click.echo("\n".join(templates_text(shelf.templates)))
    for why in shelf.broken:
        click.echo(why, err=True)


@templates.command(
    "show",
    help=_("Show one: what it draws on, what the room agrees to, and its rounds."),
    epilog=_("Example: circlekeeper templates show council"),
)
@click.argument("name", metavar="NAME")
@_home
def show_template(name: str) -> None:
    from ui.template_text import template_text

    shelf = _shelf()
    click.echo("\n".join(template_text(shelf.template(name), shelf.forms)))


@templates.command(
    "import",
    help=_(
        "Take in a template from a file. It is then on the start page, in place of one of the same name."
    ),
    epilog=_("Example: circlekeeper templates import mine.toml"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.toml")
@_home
def import_template(file: Path) -> None:
    from ui.template_text import usable_text

    template, text = _read_template(file)
    with _kit(new=True) as store:
        store.keep_template(template.name, text)
    click.echo(f"{template.name}  {usable_text(template)}")


@templates.command(
    "check",
    help=_("Say whether a file can be used as a template; else the line, and what would be right."),
    epilog=_("Example: circlekeeper templates check mine.toml"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.toml")
@_home
def check_template(file: Path) -> None:
    from ui.template_text import usable_text

    click.echo(usable_text(_read_template(file)[0]))


def _read_template(file: Path) -> tuple[SessionTemplate, str]:
    from circle.files import read_text
    from circle.templates import LARGEST_BYTES, read_template

    text = read_text(file, largest_bytes=LARGEST_BYTES)
    return read_template(text, source=file.name, forms=_shipped().forms), text


@templates.command(
    "export",
    help=_("Write one to a new file, to be changed and checked."),
    epilog=_("Example: circlekeeper templates export council --out mine"),
)
@click.argument("name", metavar="NAME")
@_out
@_home
def export_template(name: str, out: Path) -> None:
    from circle.files import write_new
    from circle.paths import assets
    from circle.templates import template_file

    shipped, own = _shipped(), _own()
    template = shipped.with_own(own).template(name)
    file = template_file(assets(), template.name)
    text = file.read_text("utf-8") if template in shipped.templates else own[template.name]
    click.echo(write_new(out, file.name, text.encode()))


@commands.command(
    help=_(
        "Plan a circle: when each round begins, and how long each has. Silences and breaks keep their length."
    ),
    epilog=_("Example: circlekeeper plan council --people 18 --minutes 90"),
)
@click.argument("name", metavar="TEMPLATE")
@click.option(
    "--people", type=click.IntRange(1, _MOST_PEOPLE), required=True, help=_("How many are coming.")
)
@click.option(
    "--minutes",
    type=click.IntRange(1, _LONGEST_MINUTES),
    help=_("How long it is to be; else as long as the template says."),
)
@_home
def plan(name: str, people: int, minutes: int | None) -> None:
    from circle.planning import DoesNotFit, plan_of, spread, tight_words
    from ui.template_text import plan_text

    shelf = _shelf()
    template = shelf.template(name)
    rounds = spread(template.rounds, minutes, shelf.forms) if minutes else template.rounds
    made = plan_of(rounds, people, shelf.forms)
    if tight := tight_words(made, people, shelf.forms):
        raise DoesNotFit(tight)
    click.echo("\n".join(plan_text(template, made, people, shelf.forms)))


def _shelf() -> Shelf:
    """What ships, and what is in the kit, where there is one that can be opened."""
    return _shipped().with_own(_own())


def _own() -> dict[str, str]:
    from circle.kit import FILE_NAME
    from circle.paths import kit_folder

    folder = kit_folder(click.get_current_context().meta.get(_HOME))
    if not (folder / FILE_NAME).exists():
        return {}
    try:
        with _kit() as store:
            return store.templates()
    except Refused as why:
        click.echo(_("Without the kit’s own templates: {why}").format(why=why), err=True)
        return {}


def _shipped() -> Shelf:
    from circle.paths import assets
    from circle.templates import read_shelf

    return read_shelf(assets())
