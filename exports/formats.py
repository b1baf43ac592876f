"""The table of formats, and writing documents in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from circle.errors import Refused, quoted
from circle.files import NotWritten, write_new
from circle.harvest import Seen
from circle.i18n import gettext as _
from circle.level import Level
from circle.session_notes import SessionNotes
from exports import html, json_record, markdown, turns_csv

N_ = str
"""Marks words for the catalogue."""


@dataclass(frozen=True, slots=True)
class Format:
    """`render` makes the whole document; `suffix` begins with a full stop. `title` is in English:
    it is translated when it is shown, `gettext(format.title)`.
    """

    id: str
    title: str
    suffix: str
    media_type: str
    render: Callable[[SessionNotes], bytes]


FORMATS: tuple[Format, ...] = (
    Format("html", N_("Web page"), ".html", "text/html", html.render),
    Format("md", N_("Markdown"), ".md", "text/markdown", markdown.render),
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


def file_name(notes: SessionNotes, format: Format) -> str:
    """The date, four letters of the session's id, who appears in it, where that is not nobody, and for whom it
    is, where that is not the report.

    No title: a title may say who was there.
    """
    who = "" if notes.level is Level.NOBODY else f"-{notes.level.value}"
    reader = "" if notes.reader is Seen.REPORT else f"-{notes.reader.value}"
    day = f"{notes.opened.astimezone():%Y-%m-%d}"
    return f"circle-{day}-{notes.id[:4]}{who}{reader}{format.suffix}"


def export(notes: SessionNotes, formats: Iterable[Format], folder: Path) -> tuple[Path, ...]:
    """Writes a document in each format to new files in a folder, and says where they are.

    All are made before the first is written, and when one cannot be written none stays. Raises
    files.NotWritten.
    """
    documents = [(file_name(notes, format), format.render(notes)) for format in formats]
    written: list[Path] = []
    try:
        for name, document in documents:
            written.append(write_new(folder, name, document))
    except NotWritten:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return tuple(written)
