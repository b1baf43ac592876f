"""The commands of the command line. What a command needs is imported when it runs; only the demo and the keys need Qt."""

from __future__ import annotations

from pathlib import Path

import click

from circle.errors import Refused
from circle.i18n import gettext as _
from circle.version import VERSION
from ui.archive_commands import archive
from ui.backup_commands import backup, restore, salvage
from ui.bundle_commands import bundle
from ui.circle_commands import circles
from ui.comment_commands import comments
from ui.commitment_commands import commitments
from ui.deck_commands import decks
from ui.erase_command import erase
from ui.export_commands import export_notes
from ui.import_commands import open_files, take_in
from ui.json_out import echo_json
from ui.keys_command import keys
from ui.kit_option import Folder, home_option, open_kit
from ui.passphrase_commands import passphrase
from ui.register_command import exports_left
from ui.search_command import search
from ui.template_commands import plan, templates

_SLOWEST, _FASTEST = 0.1, 10_000.0


@click.group(
    help=_(
        "An offline companion for listening circles. Without a command it opens the window.\n\n"
        "Every ID may be shortened, as long as it stands for one session."
    ),
    epilog=_("Example: circlekeeper --home ~/circles list"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(VERSION, message="circlekeeper %(version)s")
@home_option
def commands() -> None:
    pass


commands.add_command(take_in)
commands.add_command(open_files)
commands.add_command(backup)
commands.add_command(restore)
commands.add_command(salvage)
commands.add_command(bundle)
commands.add_command(circles)
commands.add_command(comments)
commands.add_command(commitments)
commands.add_command(passphrase)


@commands.command(
    help=_(
        "Hold a sample circle. With a display it plays in the window, without one in pictures and notes. "
        "Your own kit is not touched."
    ),
    epilog=_("Example: circlekeeper demo --out sample"),
)
@click.option("--out", type=Folder(), metavar="DIR", help=_("Where pictures and notes go."))
@home_option
def demo(out: Path | None) -> None:
    from ui.command_line import no_window

    try:
        from ui.demo import run_demo
    except ImportError as error:
        raise Refused(no_window(error)) from None
    click.get_current_context().exit(run_demo(out))


@commands.command(
    "list",
    help=_("List the sessions in the kit. Those that are still open come first, then the newest."),
    epilog=_("Example: circlekeeper list --json"),
)
@click.option("--json", "as_json", is_flag=True, help=_("As JSON, for programs."))
@home_option
def list_sessions(*, as_json: bool) -> None:
    from ui.session_record import list_record
    from ui.session_seen import listed
    from ui.session_text import list_text

    with open_kit() as store:
        sessions = [*listed(store)]
    if as_json:
        echo_json(list_record(sessions))
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
@home_option
def show(session: str, *, as_json: bool) -> None:
    from ui.session_record import session_record
    from ui.session_seen import see
    from ui.session_text import show_text

    with open_kit() as store:
        seen = see(store, store.find(session))
    if as_json:
        echo_json(session_record(seen))
    else:
        click.echo("\n".join(show_text(seen)))


@commands.command(
    help=_(
        "Show how one session went, as the Review page does. Counts come first, each with how it is counted, then whoever "
        "led, the rounds with their notes, what was left behind, and the comments. Of a session from elsewhere it shows "
        "what its level lets be seen."
    ),
    epilog=_("Example: circlekeeper review 4f2a"),
)
@click.argument("session", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("As JSON, for programs."))
@home_option
def review(session: str, *, as_json: bool) -> None:
    from ui.review_record import review_record
    from ui.review_text import review_text
    from ui.session_seen import reviewed_session

    with open_kit() as store:
        found = reviewed_session(store, store.find(session))
    if as_json:
        echo_json(review_record(found))
    else:
        click.echo("\n".join(review_text(found)))


commands.add_command(erase)
commands.add_command(export_notes)
commands.add_command(exports_left)
commands.add_command(keys)
commands.add_command(archive)
commands.add_command(search)


@commands.command(
    help=_(
        "Check the whole kit. Every log is replayed, and hashes, archive and database are compared. "
        "Changes nothing."
    ),
    epilog=_("Example: circlekeeper verify"),
)
@home_option
def verify() -> None:
    from circle.verifying import verify as check

    with open_kit() as store:
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
@home_option
def replay(file: Path, speed: float | None, *, acknowledge: bool) -> None:
    from circle.turn_lists import read_rttm
    from ui.replay_shown import hold_again

    if speed is not None and not _SLOWEST <= speed <= _FASTEST:  # not a number
        raise click.BadParameter(_("Give a number, such as 60."), param_hint="--speed")
    listed = read_rttm(file)
    with open_kit(new=True) as store:
        hold_again(store, listed, source=file.name, speed=speed, acknowledge=acknowledge)


commands.add_command(templates)
commands.add_command(decks)
commands.add_command(plan)
