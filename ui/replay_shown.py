"""A meeting held again on the command line: what is said of it, and a bar that moves."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import timedelta

import click

from circle import replaying
from circle.clock import ReplayClock, SystemClock
from circle.errors import quoted
from circle.events import Logged, PieceGiven
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.loop import Loop
from circle.paths import assets
from circle.store import Store
from circle.templates import read_shelf
from circle.turn_lists import TurnList


def hold_again(
    store: Store, listed: TurnList, *, source: str, speed: float | None, acknowledge: bool
) -> None:
    """Holds a meeting again in an open kit; says each event's number as it is stored, or at the end what was held."""
    opened = replaying.opened_by(listed, source=source)
    wall = SystemClock().read().wall
    if speed is None:
        wall -= timedelta(milliseconds=listed.turns[-1].end_ms)
    clock = ReplayClock(wall, speed=speed)
    loop = Loop.begin(store, clock, opened)
    held = replaying.hold_again(loop, clock, read_shelf(assets()).forms["open"], listed.turns)
    try:
        with _progress(len(listed.turns), held) as entries:
            for entry in entries:
                if acknowledge:
                    click.echo(entry.seq)
    except KeyboardInterrupt:
        why = _("Stopped. What was held so far is session {id}, which is still open.")
        click.echo(why.format(id=loop.session), err=True)
        click.get_current_context().exit(130)
    if not acknowledge:
        click.echo(f"{loop.session}  {_held_again(listed, len(loop.log.entries))}")


def _held_again(listed: TurnList, events: int) -> str:
    n = len(listed.turns)
    sentence = ngettext(
        "{title} was held again: {n} turn, {cross_talk} cross-talk, {events} events.",
        "{title} was held again: {n} turns, {cross_talk} cross-talk, {events} events.",
        n,
    )
    return sentence.format(
        title=quoted(listed.title), n=n, cross_talk=listed.cross_talk, events=events
    )


@contextmanager
def _progress(turns: int, entries: Iterator[Logged]) -> Generator[Iterator[Logged]]:
    """The same entries; on a terminal, a bar moves as turns begin."""
    if not sys.stderr.isatty():
        yield entries
        return

    def moving() -> Iterator[Logged]:
        for entry in entries:
            bar.update(isinstance(entry.event, PieceGiven))
            yield entry

    with click.progressbar(length=turns, label=_("Turns"), file=sys.stderr) as bar:
        yield moving()
