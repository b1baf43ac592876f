"""All keys, as text or as a card to print: `keys`."""

from __future__ import annotations

from pathlib import Path

import click

from circle.errors import Refused
from circle.i18n import gettext as _
from ui.kit_option import folder_of_kit, home_option

_PAPERS = {"a4": "a4", "letter": "us-letter"}


@click.command(
    "keys",
    help=_("The keys of the window, as text or as a card to print: one page, to lie on the table."),
    epilog=_("Example: circlekeeper keys --pdf keys.pdf"),
)
@click.option(
    "--pdf",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="F",
    help=_("Write a card to this file; one that is there already is kept."),
)
@click.option("--paper", type=click.Choice([*_PAPERS]), default="a4", help=_("Of the card."))
@home_option
def keys(pdf: Path | None, paper: str) -> None:
    from ui.command_line import no_window

    try:
        from ui.key_rows import card_rows
        from ui.keymap import Keymap
    except ImportError as error:
        raise Refused(no_window(error)) from None
    from circle.preferences import read
    from exports.key_card import plain_text

    preferred, _trouble = read(folder_of_kit())
    rows = card_rows(Keymap(preferred.keys).keys)
    if pdf is None:
        click.echo(plain_text(rows))
        return
    from circle.clock import SystemClock
    from circle.files import write_new
    from exports.house import Paper
    from exports.key_card import render

    made = render(rows, SystemClock().read().wall, Paper(_PAPERS[paper]))
    click.echo(write_new(pdf.parent, pdf.name, made))
