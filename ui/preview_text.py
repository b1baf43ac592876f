"""What a file would bring, in words, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from circle.confidentiality import rule_meaning
from circle.dates import day_and_time
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from circle.preview import Preview
from ui.session_text import plain, zone_words


def preview_text(seen: Preview) -> Iterator[str]:
    """Line by line. What stands in the file is on one line each, and moves no cursor."""
    yield _what(seen)
    if seen.what == "comments":
        yield _count(seen)
        yield _("Nothing else of the session is in it.")
    else:
        yield plain(seen.title) or _("A session without a title")
        yield from filter(None, (_circle(seen), _day(seen), _count(seen)))
        yield from _rules(seen)
    yield _("Nothing was changed.")


def preview_record(seen: Preview) -> dict[str, Any]:
    return {
        "what": seen.what,
        "sealed": seen.sealed,
        "session": seen.session,
        "opened_utc": seen.opened.isoformat(timespec="milliseconds") if seen.opened else None,
        "title": seen.title,
        "circle": seen.circle,
        "number": seen.number,
        "level": seen.level,
        "reader": seen.reader,
        "confidentiality": seen.confidentiality,
        "people": seen.people,
        "rounds": seen.rounds,
        "turns": seen.turns,
        "notes": seen.notes,
        "comments": seen.comments,
    }


def _what(seen: Preview) -> str:
    said = {
        "session": _("Session {id}"),
        "comments": _("Comments on session {id}"),
        "times": _("Times of turns, as session {id}"),
    }[seen.what or "session"].format(id=seen.session)
    return _("{what}, kept by a passphrase").format(what=said) if seen.sealed else said


def _circle(seen: Preview) -> str:
    if seen.number is None:
        return plain(seen.circle)
    text = _("{circle}, session {n}").format(circle=plain(seen.circle), n=seen.number)
    return text.lstrip(", ")


def _day(seen: Preview) -> str:
    return (
        f"{day_and_time(seen.opened.astimezone())} {zone_words(seen.opened)}" if seen.opened else ""
    )


def _count(seen: Preview) -> str:
    said = ngettext("{n} comment", "{n} comments", seen.comments).format(n=seen.comments)
    if seen.what == "comments":
        return said
    people = _("nobody is named or counted")
    if seen.people is not None:
        people = ngettext("{n} person", "{n} people", seen.people).format(n=seen.people)
    return ", ".join(
        (
            people,
            ngettext("{n} round", "{n} rounds", seen.rounds).format(n=seen.rounds),
            ngettext("{n} turn", "{n} turns", seen.turns).format(n=seen.turns),
            ngettext("{n} note", "{n} notes", seen.notes).format(n=seen.notes),
            said,
        )
    )


def _rules(seen: Preview) -> Iterator[str]:
    if seen.level is not None:
        yield {
            Level.NOBODY: _("Nobody appears in it."),
            Level.SEATS: _("People appear in it by their seats."),
            Level.ALIASES: _("People appear in it by their aliases."),
            Level.NAMES: _("People appear in it by their names."),
        }[seen.level]
    if seen.reader is Seen.TRAINER:
        yield _("It was written for a trainer.")
    elif seen.reader is Seen.REPORT:
        yield _("It was written for everyone who reads the report.")
    if seen.confidentiality:
        meaning = plain(rule_meaning(seen.confidentiality))
        yield _("Agreed: {rule}").format(rule=meaning)
