"""`circlekeeper decks`: the decks that prompts come from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from circle.i18n import gettext as _
from ui.kit_option import home_option, open_kit, out_option, own_texts, shipped

if TYPE_CHECKING:
    from circle.templates import Shelf


@click.group(
    "decks",
    invoke_without_command=True,
    help=_("The decks that prompts come from. Without a command it lists them."),
    epilog=_("Example: circlekeeper decks show first_circle"),
)
@home_option
def decks() -> None:
    if click.get_current_context().invoked_subcommand is None:
        _echo_decks()


@decks.command("list", help=_("List them."), epilog=_("Example: circlekeeper decks list"))
@home_option
def list_decks() -> None:
    _echo_decks()


def _echo_decks() -> None:
    from ui.deck_text import decks_text

    shelf = _shelf()
    click.echo("\n".join(decks_text(shelf.decks)))
    for why in shelf.broken:
        click.echo(why, err=True)


@decks.command(
    "show",
    help=_("Show one: what it draws on, and its prompts with their moment and for whom they are."),
    epilog=_("Example: circlekeeper decks show first_circle"),
)
@click.argument("name", metavar="NAME")
@home_option
def show_deck(name: str) -> None:
    from ui.deck_text import deck_text

    click.echo("\n".join(deck_text(_shelf().deck_called(name))))


@decks.command(
    "check",
    help=_("Say whether a file can be used as a deck; else the line, and what would be right."),
    epilog=_("Example: circlekeeper decks check mine.toml"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.toml")
@home_option
def check_deck(file: Path) -> None:
    from circle.own_decks import read_file
    from ui.deck_text import usable_text

    click.echo(usable_text(read_file(file)[0]))


@decks.command(
    "import",
    help=_("Take in a deck from a file, in place of one of the same name."),
    epilog=_("Example: circlekeeper decks import mine.toml"),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.toml")
@home_option
def import_deck(file: Path) -> None:
    from circle.own_decks import read_file
    from ui.deck_text import usable_text

    deck, text = read_file(file)
    with open_kit(new=True) as store:
        store.keep_deck(deck.name, text)
    click.echo(f"{deck.name}  {usable_text(deck)}")


@decks.command(
    "export",
    help=_("Write one to a new file, to be changed and checked."),
    epilog=_("Example: circlekeeper decks export first_circle --out mine"),
)
@click.argument("name", metavar="NAME")
@out_option
@home_option
def export_deck(name: str, out: Path) -> None:
    from circle.own_decks import give_out
    from circle.paths import assets

    click.echo(give_out(name, out, shipped=shipped(), own=_own(), assets=assets()))


@decks.command(
    "remove",
    help=_("Take one of your own out of the kit. One that ships is then there again."),
    epilog=_("Example: circlekeeper decks remove mine"),
)
@click.argument("name", metavar="NAME")
@home_option
def remove_deck(name: str) -> None:
    from circle.own_decks import check_own

    with open_kit() as store:
        check_own(name, store.decks())
        store.drop_deck(name)
    again = any(one.name == name for one in shipped().decks)
    said = _("{name} was removed.")
    if again:
        said = _("{name} was removed. The one that ships is there again.")
    click.echo(said.format(name=name))


def _shelf() -> Shelf:
    """What ships, and what is in the kit, where there is one that can be opened."""
    return shipped().with_own({}, _own())


def _own() -> dict[str, str]:
    without = _("Without the kit’s own decks: {why}")
    return own_texts(lambda store: store.decks(), without=without)
