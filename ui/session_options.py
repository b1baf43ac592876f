"""Options that several commands have: which sessions are meant, and how they leave."""

from __future__ import annotations

import click

from circle.i18n import gettext as _
from ui.kit_option import a_day

LEVELS = ("nobody", "seats", "aliases", "names")
_READERS = ("report", "trainer")

circle_option = click.option("--circle", metavar="NAME", help=_("Those of one circle."))
since_option = click.option(
    "--since", callback=a_day, metavar="DATE", help=_("Those from that day on, such as 2026-05-11.")
)
until_option = click.option(
    "--until", callback=a_day, metavar="DATE", help=_("Those up to that day, and on it.")
)
own_option = click.option(
    "--own", "whose", flag_value="own", help=_("Those that were held with this kit.")
)
arrived_option = click.option(
    "--arrived", "whose", flag_value="arrived", help=_("Those that came from elsewhere.")
)

who_option = click.option(
    "--who",
    type=click.Choice(LEVELS),
    default=LEVELS[0],
    show_default=True,
    help=_("Who appears in them. Names need a yes from everyone present."),
)
reader_option = click.option(
    "--for",
    "reader",
    type=click.Choice(_READERS),
    default=_READERS[0],
    show_default=True,
    help=_("For whom they are. What is yours alone never leaves."),
)
initials_option = click.option(
    "--initials", is_flag=True, help=_("Replace initials as well, such as G.P. and GP.")
)
