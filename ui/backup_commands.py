"""The commands that keep a kit safe from damage and mistakes: `backup`, `restore`, `salvage`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from circle.errors import quoted
from circle.i18n import gettext as _
from ui.json_out import echo_json
from ui.kit_option import Folder, folder_of_kit, home_option, open_kit
from ui.kit_passphrase import key_in_use, key_of_kit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from circle.backup import Backup
    from circle.store import Store

_to_option = click.option(
    "--to",
    type=Folder(),
    metavar="DIR",
    help=_("Make a kit in this folder, and leave the present one as it is."),
)


@click.command(
    "backup",
    help=_(
        "Make a backup of the kit now, and check it. The window makes them by itself, around every circle. "
        "Where nothing changed since the last one, none is made."
    ),
    epilog=_("Example: circlekeeper backup --list"),
)
@click.option("--list", "lists", is_flag=True, help=_("Only list the backups, the newest first."))
@click.option("--json", "as_json", is_flag=True, help=_("As JSON, for programs."))
@home_option
def backup(*, lists: bool, as_json: bool) -> None:
    from circle.backup import backups_in

    found = backups_in(folder_of_kit())
    if not lists:
        made = _make()
        if not as_json:
            click.echo(_made_words(made, is_new=made not in found))
            return
        found = (made,)
    if as_json:
        echo_json([*map(_record, found)])
    else:
        for line in _lines(found):
            click.echo(line)


@click.command(
    "restore",
    help=_(
        "Go back to a backup, without a number to the newest that is whole. The present kit is set aside as it is."
    ),
    epilog=_("Example: circlekeeper restore 42 --to ~/circles-before"),
)
@click.argument("number", required=False, type=click.IntRange(1), metavar="[NUMBER]")
@_to_option
@home_option
def restore(number: int | None, to: Path | None) -> None:
    from circle import restoring

    folder = folder_of_kit()
    key = key_of_kit(folder)
    one = (
        restoring.find_backup(folder, number)
        if number
        else restoring.newest_good_or_refuse(folder, key)
    )
    named = _("Backup {number} of {day}").format(number=one.number, day=one.day.isoformat())
    if to is not None:
        restoring.restore_to(folder, one, to, key)
        said = _("{backup} is a kit in {folder} now. Your own kit was left as it is.")
        click.echo(said.format(backup=named, folder=quoted(to, longest=300)))
        return
    aside = restoring.restore(folder, one, key)
    click.echo(_("{backup} is your kit now.").format(backup=named))
    _say_aside(aside)


@click.command(
    "salvage",
    help=_(
        "Rescue what can be read of a damaged kit into a new one. It works on a copy; the damaged kit is set aside as "
        "it is. What cannot be read is taken from the newest backup that is whole."
    ),
    epilog=_("Example: circlekeeper salvage --to ~/rescued"),
)
@_to_option
@home_option
def salvage(to: Path | None) -> None:
    from circle import salvage as rescue

    folder = folder_of_kit()
    key = key_of_kit(folder)
    if to is not None:
        click.echo(rescue.salvage_to(folder, to, key).sentence)
        said = _("The new kit is in {folder}. The damaged one was left as it is.")
        click.echo(said.format(folder=quoted(to, longest=300)))
        return
    found = rescue.salvage(folder, key)
    click.echo(found.sentence)
    _say_aside(found.aside)


def back_up_first(store: Store) -> None:
    """Before much comes in at once. Where it cannot be done that is said, and nothing else stands in the way."""
    from circle.backup import NotBackedUp

    try:
        _copy(store)
    except NotBackedUp as why:
        click.echo(str(why), err=True)


def _make() -> Backup:
    with open_kit() as store:
        return _copy(store)


def _copy(store: Store) -> Backup:
    """By a process of its own, since this one has the kit open."""
    from circle.backup import NotBackedUp, make_backup
    from exports import aside

    try:
        with store.still():
            return aside.run(make_backup, store.folder, _today(), key_in_use(store.folder))
    except aside.Stopped:
        raise NotBackedUp(_("The backup was cut short. Your kit is as it was.")) from None


def _today() -> date:
    from circle.clock import SystemClock

    return SystemClock().read().wall.astimezone().date()


def _say_aside(aside: Path | None) -> None:
    if aside is not None:
        said = _("The kit that was there lies as it was in {folder}.")
        click.echo(said.format(folder=quoted(aside, longest=300)))


def _made_words(one: Backup, *, is_new: bool) -> str:
    from circle.files import size_words

    if is_new:
        said = _("Backup {number} was made and checked: {size}.")
    else:
        said = _("Nothing changed since backup {number} of {day}, which is whole.")
    size = size_words(round(one.bytes, -3))
    return said.format(number=one.number, day=one.day.isoformat(), size=size)


def _lines(found: tuple[Backup, ...]) -> Iterator[str]:
    from circle.files import size_words

    if not found:
        yield _("There are no backups yet. “circlekeeper backup” makes one.")
    for one in found:
        yield f"{one.number:>6}  {one.day.isoformat()}  {size_words(round(one.bytes, -3))}"


def _record(one: Backup) -> dict[str, str | int]:
    return {
        "number": one.number,
        "day": one.day.isoformat(),
        "bytes": one.bytes,
        "file": one.path.name,
    }
