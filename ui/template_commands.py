"""The commands about templates: `templates` and `plan`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from circle.i18n import gettext as _
from ui.kit_option import home_option, open_kit, out_option, own_texts, shipped

if TYPE_CHECKING:
    from circle.templates import Shelf

_MOST_PEOPLE, _LONGEST_MINUTES = 200, 24 * 60


@click.group(
    "templates",
    invoke_without_command=True,
    help=_("The kinds of circle that there are. Without a command it lists them."),
    epilog=_("Example: circlekeeper templates show council"),
)
@home_option
def templates() -> None:
    if click.get_current_context().invoked_subcommand is None:
        _echo_templates()


@templates.command("list", help=_("List them."), epilog=_("Example: circlekeeper templates list"))
@home_option
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
@home_option
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
@home_option
def import_template(file: Path) -> None:
    from circle.own_templates import read_file
    from ui.template_text import usable_text

    template, text = read_file(file, shipped().forms)
    with open_kit(new=True) as store:
        store.keep_template(template.name, text)
    click.echo(f"{template.name}  {usable_text(template)}")


@templates.command(
    "check",
    help=_("Say whether a file can be used as a template; else the line, and what would be right."),
    epilog=_("Example: circlekeeper templates check mine.toml"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.toml")
@home_option
def check_template(file: Path) -> None:
    from circle.own_templates import read_file
    from ui.template_text import usable_text

    click.echo(usable_text(read_file(file, shipped().forms)[0]))


@templates.command(
    "export",
    help=_("Write one to a new file, to be changed and checked."),
    epilog=_("Example: circlekeeper templates export council --out mine"),
)
@click.argument("name", metavar="NAME")
@out_option
@home_option
def export_template(name: str, out: Path) -> None:
    from circle.own_templates import give_out
    from circle.paths import assets

    click.echo(give_out(name, out, shipped=shipped(), own=_own(), assets=assets()))


@click.command(
    "plan",
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
@home_option
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
    return shipped().with_own(_own())


def _own() -> dict[str, str]:
    without = _("Without the kit’s own templates: {why}")
    return own_texts(lambda store: store.templates(), without=without)
