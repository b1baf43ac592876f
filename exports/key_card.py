"""The key card: one sheet of paper with all keys, to lie on the table beside the laptop."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

from circle.i18n import gettext as _
from circle.i18n import is_from_right, language
from exports.house import Paper
from exports.letters import shown
from exports.typesetting import TEMPLATES, TaggedPdf, typeset

FILE_NAME = "circlekeeper-keys.pdf"


@dataclass(frozen=True, slots=True)
class KeyRow:
    keys: str
    words: str


KeyGroups = Sequence[tuple[str, Sequence[KeyRow]]]
"""A heading, and its rows."""


def render(groups: KeyGroups, day: datetime, paper: Paper = Paper.A4) -> bytes:
    """`day`: when the document says it was made. Raises typesetting.NotLaidOut and aside.Stopped."""
    from exports import aside

    return aside.run(pdf_of, card_data(groups, paper), day)


def pdf_of(data: str, day: datetime) -> bytes:
    """To be done beside the program."""
    template = (TEMPLATES / "keys.typ").read_bytes()
    midnight = datetime(
        day.year, day.month, day.day, tzinfo=UTC
    )  # typst takes no parts of a second
    (made,) = typeset(template, {"card": data}, TaggedPdf(midnight))
    return made


def plain_text(groups: KeyGroups) -> str:
    wide = max((len(row.keys) for _title, rows in groups for row in rows), default=0)
    parts = (
        "\n".join((title, *(f"  {row.keys:<{wide}}  {row.words}" for row in rows)))
        for title, rows in groups
    )
    return "\n\n".join(parts)


def card_data(groups: KeyGroups, paper: Paper = Paper.A4) -> str:
    """In two columns of about the same height: a group is cut where it must be, and has its heading again."""
    room = sum(_lines(row) for _title, rows in groups for row in rows) / 2
    columns: tuple[list[object], list[object]] = [], []
    for title, rows in groups:
        here = 0
        for row in rows:
            if room > 0:
                here += 1
                room -= _lines(row)
        for column, those in zip(columns, (rows[:here], rows[here:]), strict=True):
            if those:
                column.append(_group(title, those))
    data = {
        "title": shown(_("The keys of Circlekeeper")),
        "about": shown(_("Esc leaves what is in the way. It never ends or throws away anything.")),
        "heads": [shown(_("Key")), shown(_("What it does"))],
        "columns": columns,
        "paper": paper.value,
        "language": language(),
        "from_right": is_from_right(),
    }
    return json.dumps(data)


def _lines(row: KeyRow) -> int:
    """About how many it takes."""
    return max(len(row.keys.split(" · ")), ceil(len(row.words) / 24))


def _group(title: str, rows: Sequence[KeyRow]) -> dict[str, object]:
    return {"title": shown(title), "rows": [[shown(row.keys), shown(row.words)] for row in rows]}
