"""The table of formats. A new one is a file that makes it, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.session_notes import SessionNotes
from exports import html, json_record, markdown, turns_csv
from exports.house import PLAIN, HouseStyle

N_ = str
"""Marks words for the catalogue."""


class Use(StrEnum):
    """What a format is for: those of one use are offered together."""

    READ = "read"
    TABLES = "tables"
    TRAINER = "trainer"


@dataclass(frozen=True, slots=True)
class Format:
    """`make` makes the whole document; `suffix` begins with a full stop. `title` and `about`, a line about what
    it is good for, are in English: they are translated when they are shown, `gettext(format.title)`.
    """

    id: str
    title: str
    suffix: str
    media_type: str
    make: Callable[[SessionNotes, HouseStyle], bytes]
    group: Use = Use.READ
    about: str = ""

    def render(self, notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
        return self.make(notes, house)


FORMATS: tuple[Format, ...] = (
    Format("html", N_("Web page"), ".html", "text/html", html.render, about=N_("opens in any browser")),
    Format("md", N_("Markdown"), ".md", "text/markdown", markdown.render, about=N_("for websites and wikis")),
    Format("csv", N_("Table of turns"), ".csv", "text/csv", turns_csv.render, group=Use.TABLES,
           about=N_("one row for each turn")),
    Format("json", N_("Whole record"), ".json", "application/json", json_record.render, group=Use.TRAINER,
           about=N_("for Circlekeeper on another laptop")),
)  # fmt: skip
"""In the order in which they are offered."""


def format_of(wanted: str) -> Format:
    """The format with an id. Raises Refused naming those that there are."""
    for format in FORMATS:
        if format.id == wanted:
            return format
    known = ", ".join(format.id for format in FORMATS)
    why = _("There is no format {id}. Choose from: {known}.")
    raise Refused(why.format(id=quoted(wanted), known=known))
