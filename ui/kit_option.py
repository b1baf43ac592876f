"""The kit of a command: the options that name it, and opening it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from ui.kit_passphrase import key_of_kit, kit_passphrase_option, put_in_order

if TYPE_CHECKING:
    from circle.store import Store
    from circle.templates import Shelf

_Command = TypeVar("_Command", bound=Callable[..., Any])

_HOME = "circlekeeper.home"
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
"""As records have them."""


class Folder(click.ParamType):
    name = "folder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The folder that somebody names. It need not be there."""
        if not str(value):
            self.fail(_("Name a folder."), param, ctx)
        try:
            return Path(value).expanduser()
        except RuntimeError:  # ~somebody
            self.fail(_("There is no home folder “{folder}”.").format(folder=value), param, ctx)


def _take_home(context: click.Context, _option: click.Parameter, home: Path | None) -> None:
    if home is not None:
        context.meta[_HOME] = home


_home_option = click.option(
    "--home",
    type=Folder(),
    metavar="DIR",
    expose_value=False,
    callback=_take_home,
    help=_("The folder of the kit, instead of the usual one."),
)


def home_option(command: _Command) -> _Command:
    """Which kit, and what opens it. Both may stand before the command or after it."""
    return _home_option(kit_passphrase_option(command))


out_option = click.option(
    "--out",
    type=Folder(),
    metavar="DIR",
    default=".",
    help=_("Where to; else the current folder."),
)


def a_day(context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """Of an option that takes one."""
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        why = _("{text} is not a day. Write it as 2026-05-11.").format(text=quoted(value))
        raise click.BadParameter(why, context, option) from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        why = _("{text} is not within the years {first} to {last}.")
        why = why.format(text=quoted(value), first=_FIRST_YEAR, last=_LAST_YEAR)
        raise click.BadParameter(why, context, option)
    return day


@contextmanager
def folder_for(out: Path) -> Generator[None]:
    """Is there before anything is made, which takes longer; and is gone again where nothing was put into it."""
    from circle.files import make_folder

    is_new = make_folder(out)
    try:
        yield
    finally:
        if is_new:
            with suppress(OSError):
                out.rmdir()


@contextmanager
def open_kit(*, new: bool = False) -> Generator[Store]:
    """The kit of this command; only those that put something into it make one."""
    from circle.store import Store

    folder = folder_of_kit()
    key = key_of_kit(folder)
    with closing(Store.open(folder, new=new, key=key)) as store:
        put_in_order(folder, key)
        yield store


def folder_of_kit() -> Path:
    from circle.paths import kit_folder

    return kit_folder(folder_given())


def folder_given() -> Path | None:
    """The folder that --home names."""
    return click.get_current_context().meta.get(_HOME)


def has_kit() -> bool:
    from circle.kit import FILE_NAME

    return (folder_of_kit() / FILE_NAME).exists()


def shipped() -> Shelf:
    """What there is without a kit."""
    from circle.paths import assets
    from circle.templates import read_shelf

    return read_shelf(assets())


def own_texts(take: Callable[[Store], dict[str, str]], *, without: str) -> dict[str, str]:
    """What `take` finds in the kit, where there is one that can be opened; else nothing, and `without` says
    so with {why}.
    """
    if not has_kit():
        return {}
    try:
        with open_kit() as store:
            return take(store)
    except Refused as why:
        click.echo(without.format(why=why), err=True)
        return {}
