"""The table of formats. A new one is a file that makes it, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.session_notes import SessionNotes
from exports import html, json_record, markdown, sheet, turns_csv, word
from exports.house import PLAIN, HouseStyle

N_ = str
"""Marks words for the catalogue."""


@dataclass(frozen=True, slots=True)
class Format:
    """`make` makes the whole document; `suffix` begins with a full stop. `title` is in English:
    it is translated when it is shown, `gettext(format.title)`.
    """

    id: str
    title: str
    suffix: str
    media_type: str
    make: Callable[[SessionNotes, HouseStyle], bytes]

    def render(self, notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
        return self.make(notes, house)


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS: tuple[Format, ...] = (
    Format("html", N_("Web page"), ".html", "text/html", html.render),
    Format("docx", N_("Word"), ".docx", f"{_OFFICE}.wordprocessingml.document", word.render),
    Format("md", N_("Markdown"), ".md", "text/markdown", markdown.render),
    Format("xlsx", N_("Spreadsheet"), ".xlsx", f"{_OFFICE}.spreadsheetml.sheet", sheet.render),
    Format("csv", N_("Table of turns"), ".csv", "text/csv", turns_csv.render),
    Format("json", N_("Whole record"), ".json", "application/json", json_record.render),
)
"""In the order in which they are offered."""


def format_of(wanted: str) -> Format:
    """The format with an id. Raises Refused naming those that there are."""
    for format in FORMATS:
        if format.id == wanted:
            return format
    known = ", ".join(format.id for format in FORMATS)
    why = _("There is no format {id}. Choose from: {known}.")
    raise Refused(why.format(id=quoted(wanted), known=known))
