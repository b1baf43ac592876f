"""The register of what left the kit: `exports`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import click

from circle.dates import day_in_figures
from circle.i18n import gettext as _
from ui.json_out import echo_json
from ui.kit_option import home_option, open_kit
from ui.left_words import left_line

if TYPE_CHECKING:
    from circle.kept import Left
    from circle.store import Store


@click.command(
    "exports",
    help=_(
        "The register of what left the kit: which session, and when, in which form, with whom in it and for whom. "
        "Where to is not kept."
    ),
    epilog=_("Example: circlekeeper exports 4f2a"),
)
@click.argument("session", required=False, metavar="[ID]")
@click.option("--json", "as_json", is_flag=True, help=_("As JSON, for programs."))
@home_option
def exports_left(session: str | None, *, as_json: bool) -> None:
    with open_kit() as store:
        left = store.exports(store.find(session) if session else "")
        titles = {} if as_json else _titles(store)
    if as_json:
        echo_json([*map(_record, left)])
    else:
        for line in _register(left, titles):
            click.echo(line)


def _titles(store: Store) -> dict[str, str]:
    """What each session is called, and its day."""
    from ui.session_seen import listed
    from ui.session_text import plain

    return {
        one.line.id: " · ".join(
            filter(None, (plain(one.line.title), day_in_figures(one.line.opened.astimezone())))
        )
        for one in listed(store)
    }


def _register(left: Sequence[Left], titles: Mapping[str, str]) -> Iterator[str]:
    """Session by session, in the order in which they first left."""
    if not left:
        yield _("Nothing has left the kit.")
    first = {session: n for n, session in enumerate(dict.fromkeys(one.session for one in left))}
    in_order = sorted(left, key=lambda one: first[one.session])
    for session, those in groupby(in_order, attrgetter("session")):
        yield " · ".join(filter(None, (session, titles.get(session, ""))))
        yield from (f"  {left_line(one)}" for one in those)


def _record(one: Left) -> dict[str, Any]:
    return {
        "session": one.session,
        "left_utc": one.wall.astimezone(UTC).isoformat(timespec="milliseconds"),
        "format": one.format,
        "level": one.level,
        "reader": one.reader,
        "sealed": one.sealed,
    }
