"""`circlekeeper commitments`: what circles said they would do, and is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from circle.dates import day_in_figures
from circle.i18n import gettext as _
from ui.json_out import echo_json
from ui.kit_option import home_option, open_kit

if TYPE_CHECKING:
    from circle.commitments import OpenCommitment
    from circle.store import Store

    Found = Mapping[str, Sequence[OpenCommitment]]

_NONE = "–"


@click.command(
    "commitments",
    help=_("What circles said they would do, and is still open. With CIRCLE, that of one circle."),
    epilog=_("Example: circlekeeper commitments Riverside"),
)
@click.argument("circle", metavar="[CIRCLE]", required=False, default="")
@click.option("--json", "as_json", is_flag=True, help=_("As JSON, for programs."))
@home_option
def commitments(circle: str, *, as_json: bool) -> None:
    with open_kit() as store:
        found = _found(store, circle)
    if as_json:
        echo_json(commitments_record(found))
    else:
        click.echo("\n".join(commitments_text(found)))


def _found(store: Store, name: str) -> Found:
    """By circle, as its name is kept. Raises NoSuchCircle."""
    from circle.circles import NoSuchCircle, find_known, folded
    from circle.commitments import by_circle, still_open
    from circle.errors import quoted

    circles, kept = store.circles(), by_circle(store.commitments())
    if name:
        known = find_known(circles, name)
        if known is None:
            why = _("No circle is called {name}. “circlekeeper circles” shows them all.")
            raise NoSuchCircle(why.format(name=quoted(name)))
        circles = (known,)
    found = {one.name: still_open(kept.get(folded(one.name), ())) for one in circles}
    return {circle: there for circle, there in found.items() if there}


def commitments_text(found: Found) -> Iterator[str]:
    from circle.commitments import commitment_words
    from ui.session_text import table

    if not found:
        yield _("Nothing is open.")
        return
    for at, (circle, there) in enumerate(found.items()):
        if at:
            yield ""
        yield circle
        headings = (_("said"), _("by"), _("what"))
        rows = [
            (_day(one), one.by or _NONE, commitment_words(one.who_alias, one.text)) for one in there
        ]
        yield from table(headings, rows, left={0, 1})


def commitments_record(found: Found) -> list[dict[str, Any]]:
    return [
        {
            "circle": circle,
            "session": one.session,
            "number": one.number,
            "text": one.text,
            "who": one.who_alias,
            "by": one.by,
            "made_utc": one.made_on.isoformat(timespec="milliseconds"),
            "last_words": one.last_words,
        }
        for circle, there in found.items()
        for one in there
    ]


def _day(one: OpenCommitment) -> str:
    return day_in_figures(one.made_on.astimezone())
