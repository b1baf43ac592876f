"""The passphrase of the kit on the command line: from a file that is named, or typed unseen."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from circle.errors import Refused
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from circle.vault import Way

_FILE = "circlekeeper.kit_passphrase_file"
_KEY = "circlekeeper.key"


def _take_file(context: click.Context, _option: click.Parameter, file: Path | None) -> None:
    if file is not None:
        context.meta[_FILE] = file


kit_passphrase_option = click.option(
    "--kit-passphrase-file",
    type=click.Path(path_type=Path),
    metavar="F",
    expose_value=False,
    callback=_take_file,
    help=_("A text file whose first line is the passphrase of the kit, where it has one."),
)
"""May stand before the command or after it."""


def key_of_kit(folder: Path) -> bytes | None:
    """Of a kit that nobody here has open; None where no passphrase keeps it. Somebody is asked once in a command.

    Raises Refused.
    """
    from circle.locking import has_passphrase

    known = _known()
    if not has_passphrase(folder):
        return None
    if folder not in known:
        known[folder] = unlocked(folder)[0]
    return known[folder]


def key_in_use(folder: Path) -> bytes | None:
    """What `key_of_kit` gave in this command."""
    return _known().get(folder)


def _known() -> dict[Path, bytes]:
    return click.get_current_context().meta.setdefault(_KEY, {})


def unlocked(folder: Path) -> tuple[bytes, Way]:
    """The key, and which way it came. Raises Refused."""
    from circle.locking import unlock
    from ui.passphrase import ask_passphrase, has_terminal, read_passphrase

    file: Path | None = click.get_current_context().meta.get(_FILE)
    if file is not None:
        return unlock(folder, read_passphrase(file))
    if not has_terminal():
        why = _(
            "The kit in {folder} is kept by a passphrase, and there is no terminal to type it on. Write it on the "
            "first line of a text file, and name that with --kit-passphrase-file."
        )
        raise Refused(why.format(folder=folder))
    return unlock(folder, ask_passphrase(_("Passphrase of the kit, or its recovery code")))


def put_in_order(folder: Path, key: bytes | None) -> None:
    """What a power cut left of a passphrase that was being set or removed. The kit opens whether it can or not."""
    from circle.locking import finish, is_unfinished

    with suppress(Refused):
        if is_unfinished(folder, key):
            finish(folder, key)
