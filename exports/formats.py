"""The table of formats. A new one is a file that makes it, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from circle.errors import Refused, quoted
from circle.i18n import gettext as _
from circle.session_notes import SessionNotes
from exports import (
    bundle,
    calendar_file,
    data_package,
    html,
    json_record,
    markdown,
    pdf,
    plain_text,
    rttm,
    turns_csv,
)
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
    seals: bool = False
    """Whether a passphrase can keep it."""

    def render(self, notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
        return self.make(notes, house)


FORMATS: tuple[Format, ...] = (
    Format("html", N_("Web page"), ".html", "text/html", html.render),
    Format("pdf", N_("PDF"), ".pdf", "application/pdf", pdf.render),
    Format("md", N_("Markdown"), ".md", "text/markdown", markdown.render),
    Format("txt", N_("Plain text, for mail"), ".txt", "text/plain", plain_text.render),
    Format("csv", N_("Table of turns"), ".csv", "text/csv", turns_csv.render),
    Format("tables", N_("Tables for research"), ".zip", "application/zip", data_package.render),
    Format("rttm", N_("Times for speech tools (RTTM)"), ".rttm", "text/plain", rttm.render),
    Format("ics", N_("Calendar of commitments"), ".ics", "text/calendar", calendar_file.render),
    Format("json", N_("Whole record"), ".json", "application/json", json_record.render),
    Format(
        "circle",
        N_("Bundle for a trainer"),
        ".circle",
        "application/vnd.circlekeeper.session+zip",
        bundle.render,
        seals=True,
    ),
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
