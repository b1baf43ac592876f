"""What a search in the notes found, as the Start page shows it. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from circle.archived_words import Hit
from circle.dates import day_words
from circle.i18n import gettext as _
from circle.i18n import ngettext
from ui.pages.start_shown import meeting_words
from ui.widgets.row_shown import RowShown

MOST = 200


@dataclass(frozen=True, slots=True)
class FoundShown:
    """`places`: the session and the number of the note of each row; the keys of the rows are their places, from 0."""

    rows: tuple[RowShown, ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    words: str = ""


def found_shown(hits: Sequence[Hit], now: datetime, *, zone: tzinfo | None = None) -> FoundShown:
    """`hits`: the first of them, at most `MOST`. `now`: the wall clock, aware."""
    today = now.astimezone(zone)
    rows = tuple(_row(at, hit, hit.opened.astimezone(zone), today) for at, hit in enumerate(hits))
    return FoundShown(
        rows, tuple((hit.session, hit.place or 0) for hit in hits), _count_words(len(hits))
    )


def _row(at: int, hit: Hit, opened: datetime, today: datetime) -> RowShown:
    day, title = day_words(opened, today), meeting_words(hit.title, hit.circle, hit.meeting)
    return RowShown(
        key=at,
        text=hit.text,
        marks=hit.marks,
        below=_("{day} · {title}").format(day=day, title=title),
        said=_("{text} ({title}, {day})").format(text=hit.text, title=title, day=day),
    )


def _count_words(n: int) -> str:
    if not n:
        return _("Nothing was found in the notes of closed sessions. Try fewer words.")
    if n >= MOST:
        return _("The newest {n} are shown. More words find fewer.").format(n=n)
    return ngettext("{n} note was found.", "{n} notes were found.", n).format(n=n)
