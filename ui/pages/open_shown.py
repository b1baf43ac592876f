"""What is shown of a file from somebody before it is taken in. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.i18n import ngettext
from circle.level import Level
from exports.words import confidentiality_words, day, level_words, reader_words


class Previewed(Protocol):
    """What is known of a file before it is taken in: circle.preview.Preview."""

    @property
    def file(self) -> str: ...
    @property
    def outcome(self) -> str | None: ...
    @property
    def what(self) -> str | None: ...
    @property
    def opened(self) -> datetime | None: ...
    @property
    def title(self) -> str: ...
    @property
    def circle(self) -> str: ...
    @property
    def number(self) -> int | None: ...
    @property
    def level(self) -> Level | None: ...
    @property
    def reader(self) -> Seen | None: ...
    @property
    def confidentiality(self) -> str: ...
    @property
    def people(self) -> int | None: ...
    @property
    def rounds(self) -> int: ...
    @property
    def turns(self) -> int: ...
    @property
    def notes(self) -> int: ...
    @property
    def comments(self) -> int: ...
    @property
    def why(self) -> str: ...
    @property
    def by(self) -> str: ...


class TakenIn(Protocol):
    """What came of taking it in: circle.importing.Imported."""

    @property
    def id(self) -> str: ...
    @property
    def sentence(self) -> str: ...


def heading(shown: Previewed) -> str:
    called = shown.title or shown.circle
    if not called:
        return _("Comments on a session") if shown.what == "comments" else shown.file
    called = f"{called} · {shown.number}" if shown.number else called
    return _("Comments on {session}").format(session=called) if shown.what == "comments" else called


def lines(shown: Previewed) -> tuple[str, ...]:
    """What is in it, and what importing would come to."""
    return tuple(_lines(shown))


def can_come_in(shown: Previewed) -> bool:
    return shown.outcome in ("new", "kept beside")


def _lines(shown: Previewed) -> Iterator[str]:
    if shown.opened is not None:
        yield day(shown.opened)
    about = [level_words(shown.level)] if shown.level is not None else []
    if shown.reader is not None:
        about.append(reader_words(shown.reader))
    if about:
        yield " · ".join(about)
    if shown.confidentiality:
        yield confidentiality_words(shown.confidentiality)
    if counts := " · ".join(_counts(shown)):
        yield counts
    yield _outcome_words(shown)


def _counts(shown: Previewed) -> Iterator[str]:
    if shown.people:
        yield ngettext("{n} person", "{n} people", shown.people).format(n=shown.people)
    counted = (
        (shown.rounds, ngettext("{n} round", "{n} rounds", shown.rounds)),
        (shown.turns, ngettext("{n} turn", "{n} turns", shown.turns)),
        (shown.notes, ngettext("{n} note", "{n} notes", shown.notes)),
        (shown.comments, ngettext("{n} comment{by}", "{n} comments{by}", shown.comments)),
    )
    for n, words in counted:
        if n:
            yield words.format(n=n, by=shown.by)


def _outcome_words(shown: Previewed) -> str:
    if shown.what == "comments":
        return _comments_words(shown)
    return {
        "new": _("It is not on this laptop yet. Nothing has been changed so far."),
        "already here": _("It is on this laptop already, so nothing needs to be done."),
        "kept beside": _("Another copy of it is on this laptop. This one is kept beside it."),
        "newer version": shown.why,
    }.get(shown.outcome or "", _("It cannot be taken in here."))


def _comments_words(shown: Previewed) -> str:
    if shown.outcome != "new":
        return _("They are on this laptop already, so nothing needs to be done.")
    words = _("They are not on this laptop yet. Nothing has been changed so far.")
    if shown.opened is None:
        words += "\n" + _("The session is not on this laptop; they are kept for when it is.")
    return words
