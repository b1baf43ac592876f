"""`circlekeeper circles`: the circles that meet again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from circle.dates import day_in_figures
from circle.i18n import gettext as _
from circle.i18n import ngettext
from ui.kit_option import home_option, open_kit

if TYPE_CHECKING:
    from circle.circles import KnownCircle
    from circle.listened import Listened

_NONE = "–"


@click.group(
    "circles",
    invoke_without_command=True,
    help=_("The circles that meet again. Without a command it lists them."),
    epilog=_("Example: circlekeeper circles show Riverside"),
)
@home_option
def circles() -> None:
    if click.get_current_context().invoked_subcommand is None:
        _list()


@circles.command("list", help=_("List them."), epilog=_("Example: circlekeeper circles list"))
@home_option
def list_circles() -> None:
    _list()


@circles.command(
    "show",
    help=_("Show one: who usually sits there, what they agreed, and how your listening moved."),
    epilog=_("Example: circlekeeper circles show Riverside"),
)
@click.argument("name", metavar="NAME")
@home_option
def show_circle(name: str) -> None:
    from circle.circles import find_kept

    with open_kit() as store:
        found = find_kept(store.circles(), name)
        sessions = store.listened(found.name)
    click.echo("\n".join((*circle_text(found), *listening_text(sessions))))


@circles.command(
    "forget",
    help=_("Forget who usually sits there. The sessions stay, and so do their numbers."),
    epilog=_("Example: circlekeeper circles forget Riverside"),
)
@click.argument("name", metavar="NAME")
@home_option
def forget_circle(name: str) -> None:
    from circle.circles import find_kept

    with open_kit() as store:
        found = find_kept(store.circles(), name)
        store.forget_circle(found.name)
    said = ngettext(
        "{circle} is forgotten. Its {n} session stays.",
        "{circle} is forgotten. Its {n} sessions stay.",
        found.sessions,
    )
    click.echo(said.format(circle=found.name, n=found.sessions))


def _list() -> None:
    with open_kit() as store:
        kept = [one for one in store.circles() if one.kept]
    click.echo("\n".join(circles_text(kept)))


def circles_text(known: Sequence[KnownCircle]) -> Iterator[str]:
    from ui.session_text import table

    if not known:
        yield _("No circle is remembered yet. One is when its first session opens.")
        return
    headings = (_("sessions"), _("last"), _("people"), _("circle"))
    rows = [(str(one.sessions), _day(one), str(len(one.circle.people)), one.name) for one in known]
    yield from table(headings, rows, left={1})


def circle_text(known: KnownCircle) -> Iterator[str]:
    from ui.session_text import table

    circle = known.circle
    yield circle.name
    words = ngettext("{n} session", "{n} sessions", known.sessions).format(n=known.sessions)
    following = _("the next is session {n}").format(n=known.next_number)
    last = [_("last {day}").format(day=_day(known))] if known.last else []
    yield " · ".join((words, following, *last))
    if circle.template:
        yield _("Template: {name}").format(name=circle.template)
    if circle.people:
        yield ""
        leads = _("{alias} (facilitator)")
        rows = [
            (str(seat), leads.format(alias=one.alias) if one.facilitator else one.alias)
            for seat, one in enumerate(circle.people, 1)
        ]
        yield from table((_("seat"), _("person")), rows, left=set())
    if circle.agreements:
        yield ""
        yield _("What the room agreed")
        yield from (f"  {line}" for line in circle.agreements)


def listening_text(sessions: Sequence[Listened]) -> Iterator[str]:
    """How listening moved over the sessions, and what the newest brought against what was expected."""
    from circle.over_time import expectation_words, over_time_words

    if not sessions:
        return
    yield ""
    yield over_time_words(sessions)
    if words := expectation_words(sessions[-1]):
        yield _("Session {n}: {words}").format(n=sessions[-1].number or _NONE, words=words)


def _day(known: KnownCircle) -> str:
    return day_in_figures(known.last.astimezone()) if known.last else _NONE
