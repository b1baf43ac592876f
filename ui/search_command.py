"""The command that looks through the archive for words: `search`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date
from typing import TYPE_CHECKING, Any

import click

from circle.dates import day_in_figures
from circle.i18n import gettext as _
from ui.json_out import echo_json
from ui.kit_option import home_option, open_kit
from ui.session_options import arrived_option, circle_option, own_option, since_option, until_option

if TYPE_CHECKING:
    from circle.archived_words import Hit

KINDS = ("title", "note", "key point", "prompt", "commitment", "comment")
_MOST = 50
_LAST_NUMBER = (1 << 62) - 1
_AROUND = 60
_BEGINS, _ENDS = "‹", "›"


def _kinds(context: click.Context, option: click.Parameter, value: str | None) -> tuple[str, ...]:
    names = [name.strip().replace("-", " ") for name in (value or "").lower().split(",")]
    for name in filter(None, names):
        if name not in KINDS:
            why = _("There is no kind {name}. Choose from: {known}.")
            known = ", ".join(one.replace(" ", "-") for one in KINDS)
            raise click.BadParameter(why.format(name=_quoted(name), known=known), context, option)
    return tuple(filter(None, names))


def _quoted(text: str) -> str:
    from circle.errors import quoted

    return quoted(text)


@click.command(
    help=_(
        "Look for words in titles, notes, key points, prompts, commitments and comments of closed sessions, the newest "
        "session first. All words have to be there; the last may be only begun; words in quotes stand side by side. "
        "Capital letters and accents do not matter. Shows what was kept, to you alone: nothing leaves."
    ),
    epilog=_('Example: circlekeeper search "who drives" --kind commitment'),
)
@click.argument("text", nargs=-1, required=True, metavar="TEXT")
@click.option(
    "--kind",
    "kinds",
    callback=_kinds,
    metavar="KINDS",
    help=_("Only those, such as note,key-point,prompt."),
)
@circle_option
@click.option("--led-by", metavar="ALIAS", help=_("Those of one facilitator."))
@click.option("--template", metavar="NAME", help=_("Those of one kind of circle."))
@click.option("--place", metavar="NAME", help=_("Those that were held in one place."))
@since_option
@until_option
@own_option
@arrived_option
@click.option(
    "--most",
    type=click.IntRange(1, 10_000),
    default=_MOST,
    show_default=True,
    metavar="N",
    help=_("So many at once."),
)
@click.option(
    "--before",
    type=click.IntRange(0, _LAST_NUMBER),
    metavar="NUMBER",
    help=_("The next page: those after that one."),
)
@click.option("--json", "as_json", is_flag=True, help=_("As JSON, for programs."))
@home_option
def search(
    *,
    text: tuple[str, ...],
    kinds: tuple[str, ...],
    circle: str | None,
    led_by: str | None,
    template: str | None,
    place: str | None,
    since: date | None,
    until: date | None,
    whose: str | None,
    most: int,
    before: int | None,
    as_json: bool,
) -> None:
    from circle.filter import Filter, Searched, Whose

    those = Filter(
        circle=circle or "",
        led_by=led_by or "",
        template=template or "",
        place=place or "",
        since=since,
        until=until,
        whose=Whose(whose or Whose.ALL),
    )
    with open_kit() as store:
        found = store.search(
            " ".join(map(_as_typed, text)),
            most=most + 1,
            those=those,
            kinds=[Searched(kind) for kind in kinds],
            before=before,
        )
    shown, is_more = found[:most], len(found) > most
    if as_json:
        echo_json([*map(_record, shown)])
    else:
        for line in _lines(shown):
            click.echo(line)
    if not found:
        click.echo(_("Nothing was found."), err=True)
    if is_more:
        words = _("There are more: --before {number} shows those that follow.")
        click.echo(words.format(number=shown[-1].id), err=True)


def _as_typed(word: str) -> str:
    """What the shell gave as one word of several was in quotes."""
    return f'"{word}"' if " " in word.strip() and '"' not in word else word


def _lines(found: list[Hit]) -> Iterator[str]:
    """Session by session: where it is once, and below it each text."""
    from itertools import groupby
    from operator import attrgetter

    for _session, hits in groupby(found, attrgetter("session")):
        these = [*hits]
        yield _where(these[0])
        yield from (f"  {_(one.kind.value)}{_place(one)}: {_marked(one)}" for one in these)


def _where(hit: Hit) -> str:
    from ui.session_text import plain

    meeting = "" if hit.meeting is None else _("Session {n}").format(n=hit.meeting)
    day = day_in_figures(hit.opened.astimezone())
    return " · ".join(
        filter(None, (hit.session, day, plain(hit.circle), meeting, plain(hit.title)))
    )


def _place(hit: Hit) -> str:
    return "" if hit.place is None else f" {hit.place}"


def _marked(hit: Hit) -> str:
    """On one line; of a long text what stands around the first words that were looked for."""
    from ui.session_text import plain

    first = hit.marks[0][0] if hit.marks else 0
    begin = max(0, first - _AROUND)
    end = max(first + 2 * _AROUND, hit.marks[0][1] if hit.marks else 0)
    parts, at = list[str](), begin
    for start, stop in hit.marks:
        if stop <= end:
            parts += [hit.text[at:start], _BEGINS, hit.text[start:stop], _ENDS]
            at = stop
    parts.append(hit.text[at:end])
    before, after = "…" * (begin > 0), "…" * (end < len(hit.text))
    return f"{before}{plain(''.join(parts))}{after}"


def _record(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "session": hit.session,
        "title": hit.title,
        "circle": hit.circle,
        "number": hit.meeting,
        "opened_utc": hit.opened.astimezone(UTC).isoformat(timespec="milliseconds"),
        "kind": hit.kind.value,
        "place": hit.place,
        "text": hit.text,
        "marks": [[*mark] for mark in hit.marks],
    }
