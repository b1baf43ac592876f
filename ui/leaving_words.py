"""What the command line says of notes that leave: what is to be known of them first, the names found, and what failed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from circle.errors import quoted
from circle.i18n import gettext as _

if TYPE_CHECKING:
    from circle.log import Log
    from circle.session_notes import SessionNotes


def told_before(log: Log, notes: SessionNotes) -> Iterator[str]:
    """What speaks against their leaving, and does not hold them up."""
    from circle.before_leaving import names_words, trainer_words
    from circle.harvest import Seen

    if notes.reader is Seen.TRAINER:
        for words in trainer_words(log.state):
            yield _("{fact} It leaves all the same.").format(fact=words)
    rules = (notes.confidentiality, *(one.confidentiality for one in notes.rounds))
    if words := names_words(rules, notes.level):
        yield words


def show_found(notes: SessionNotes, *, several: bool) -> None:
    """The names that were found in their texts, and what stands there now. `several`: it is said of which session."""
    if several and notes.found:
        click.echo(_("Session {id}:").format(id=notes.id), err=True)
    for name in notes.found:
        old, new = quoted(name.hit.found), quoted(name.hit.replacement)
        becomes = _("In {where}: {old} becomes {new}.")
        click.echo(becomes.format(where=name.where, old=old, new=new), err=True)


def say(why: str, session: str) -> None:
    """In one line, with the session where that is not said already."""
    line = " ".join(why.split())
    if session and session not in line:
        line = _("Session {id}: {why}").format(id=session, why=line)
    click.echo(line, err=True)
