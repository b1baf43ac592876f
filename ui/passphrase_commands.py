"""`circlekeeper passphrase`: a passphrase for the kit, set, changed and removed."""

from __future__ import annotations

from pathlib import Path

import click

from circle.errors import Refused, Wrong
from circle.i18n import gettext as _
from ui import passphrase_words as words
from ui.kit_option import folder_of_kit, home_option, open_kit
from ui.passphrase import passphrase_option


@click.group(
    "passphrase",
    help=_("A passphrase for the kit: with it, nobody else who has this computer can read it."),
    epilog=_("Example: circlekeeper passphrase set"),
)
@home_option
def passphrase() -> None:
    pass


@passphrase.command(
    "set",
    help=_("Keep the kit and its backups by a passphrase. Shows a recovery code to write down."),
    epilog=_("Example: circlekeeper passphrase set"),
)
@passphrase_option
@home_option
def set_it(passphrase_file: Path | None) -> None:
    from circle import locking

    folder = folder_of_kit()
    if locking.has_passphrase(folder):
        raise locking.IsSet(_("This kit has a passphrase already. Nothing was changed."))
    with open_kit():
        pass  # what is wrong with it is said before anything is asked
    click.echo(words.before_setting())
    chosen = _new_passphrase(passphrase_file)
    locking.set_passphrase(folder, chosen, _code_typed_once())
    click.echo(f"{words.is_set()} {words.not_checked_elsewhere()}")


@passphrase.command(
    "change",
    help=_(
        "Another passphrase. A recovery code opens the kit, too, where the passphrase is forgotten."
    ),
    epilog=_("Example: circlekeeper passphrase change"),
)
@passphrase_option
@home_option
def change(passphrase_file: Path | None) -> None:
    from circle.locking import change
    from circle.vault import Way

    folder, key = _opened()
    change(folder, key, Way.PASSPHRASE, _new_passphrase(passphrase_file))
    click.echo(words.is_changed())


@passphrase.command(
    "code",
    help=_("Another recovery code, in place of the one before."),
    epilog=_("Example: circlekeeper passphrase code"),
)
@home_option
def change_code() -> None:
    from circle.locking import change
    from circle.vault import Way

    folder, key = _opened()
    change(folder, key, Way.CODE, _code_typed_once())
    click.echo(words.code_is_changed())


@passphrase.command(
    "remove",
    help=_("Keep the kit and its backups without a passphrase."),
    epilog=_("Example: circlekeeper passphrase remove"),
)
@home_option
def remove() -> None:
    from circle.locking import remove

    folder, key = _opened()
    remove(folder, key)
    click.echo(words.is_removed())


def _opened() -> tuple[Path, bytes]:
    """The kit, which opens with the passphrase that it has now. Raises Refused."""
    from ui.kit_passphrase import key_in_use

    folder = folder_of_kit()
    with open_kit():
        key = key_in_use(folder)
    if key is None:
        raise Refused(_("This kit has no passphrase. Nothing was changed."))
    return folder, key


def _new_passphrase(file: Path | None) -> str:
    from circle.before_leaving import short_words
    from ui.passphrase import ask_passphrase, read_passphrase

    if file is not None:
        return read_passphrase(file)
    chosen = ask_passphrase(_("New passphrase"), again=_("The same once more"))
    if hint := short_words(chosen):
        click.echo(hint, err=True)
    return chosen


def _code_typed_once() -> str:
    """Shown, and typed until it is right: so it was written down. Raises Refused."""
    from circle.recovery_code import new_code, read_code
    from ui.passphrase import ask_line, has_terminal

    if not has_terminal():
        why = _(
            "A recovery code has to be read and typed once, and there is no terminal for that. Nothing was set. "
            "Use a terminal, or the page “Safe keeping” in the window."
        )
        raise Refused(why)
    code = new_code()
    click.echo(f"\n    {code}\n\n{words.about_code()}")
    while True:
        try:
            if read_code(ask_line(_("Type it once"))) == read_code(code):
                return code
            click.echo(words.other_code(), err=True)
        except Wrong as why:
            click.echo(words.code_is_wrong(str(why)), err=True)
