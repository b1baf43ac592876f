"""The table of formats. A new one is a file that makes it, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from circle.commenting import SENT
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
    sheet,
    turns_csv,
    word,
)
from exports.archive_forms import Form
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
    seals: bool = False
    """Whether a passphrase can keep it."""

    def render(self, notes: SessionNotes, house: HouseStyle = PLAIN) -> bytes:
        return self.make(notes, house)


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS: tuple[Format, ...] = (
    Format("html", N_("Web page"), ".html", "text/html", html.render,
           about=N_("opens in any browser")),
    Format("pdf", N_("PDF"), ".pdf", "application/pdf", pdf.render,
           about=N_("for printing and keeping; everyone can read it")),
    Format("docx", N_("Word"), ".docx", f"{_OFFICE}.wordprocessingml.document", word.render,
           about=N_("to go on writing in, or to put into a report")),
    Format("md", N_("Markdown"), ".md", "text/markdown", markdown.render,
           about=N_("for websites and wikis")),
    Format("txt", N_("Plain text, for mail"), ".txt", "text/plain", plain_text.render,
           about=N_("reads well in any mail")),
    Format("xlsx", N_("Spreadsheet"), ".xlsx", f"{_OFFICE}.spreadsheetml.sheet", sheet.render,
           group=Use.TABLES, about=N_("the notes, and every table on a sheet of its own")),
    Format("csv", N_("Table of turns"), ".csv", "text/csv", turns_csv.render,
           group=Use.TABLES, about=N_("one row for each turn")),
    Format("tables", N_("Tables for research"), ".zip", "application/zip", data_package.render,
           group=Use.TABLES, about=N_("every table, described field by field")),
    Format("rttm", N_("Times for speech tools (RTTM)"), ".rttm", "text/plain", rttm.render,
           group=Use.TABLES, about=N_("who held the piece, from when and how long")),
    Format("ics", N_("Calendar of commitments"), ".ics", "text/calendar", calendar_file.render,
           group=Use.TABLES, about=N_("those that have a day")),
    Format("json", N_("Whole record"), ".json", "application/json", json_record.render,
           group=Use.TRAINER, about=N_("for Circlekeeper on another laptop, and for programs")),
    Format("circle", N_("Bundle for a trainer"), ".circle",
           "application/vnd.circlekeeper.session+zip", bundle.render,
           group=Use.TRAINER, about=N_("opens in Circlekeeper, with a passphrase"), seals=True),
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


def titles() -> dict[str, str]:
    """What there is in the register of exports, in words."""
    return {
        **{one.id: _(one.title) for one in FORMATS},
        SENT: _("Comments"),
        Form.PACKAGE.left_as: _("With others, as tables for research"),
        Form.SQLITE.left_as: _("With others, as one SQLite file"),
    }
