"""Makes docs/examples again: one sample evening in every format at every level."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from circle.files import write_new
from circle.harvest import Seen
from circle.level import Level
from circle.notes import make_notes
from circle.searched import NOBODY_ELSE
from exports.formats import FORMATS, Format
from exports.house import HouseStyle
from exports.logo import checked_logo
from exports.writing import Document, document
from ui.sample_evening import SESSION, sample_evening

LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
<circle cx="32" cy="32" r="27" fill="none" stroke="#2f6f62" stroke-width="5"/><circle cx="32" cy="32" r="7" fill="#b9552f"/>
</svg>"""
ABOUT = {
    "html": "a web page, for the screen and for paper; any browser opens it, offline",
    "pdf": "for print and for sending: tagged, with bookmarks, fonts embedded",
    "docx": "a Word document with real headings and tables, to be written on",
    "md": "Markdown, for a wiki or a repository",
    "txt": "plain text, to be put into a mail",
    "xlsx": "a spreadsheet: turns, people at the level, measures, notes",
    "csv": "the turns as one table",
    "tables": "tables with a description of every field and its unit (a Frictionless data package, a .zip)",
    "rttm": "times of turns, as tools for speech research read them",
    "ics": "commitments with a date, for a calendar",
    "json": "the whole record as it may leave, to be taken in again; docs/json-format.md describes it",
    "circle": "a bundle, as a trainer takes it in; here it lies open, without the passphrase that would seal it",
}


def sample_house() -> HouseStyle:
    return HouseStyle(
        organisation="Riverside Listening Network",
        contact="Mill Lane 4, Riverside\nhello@example.org",
        closing="Thank you to everyone who came and listened.",
        logo=checked_logo(LOGO),
    )


def examples(formats: Sequence[Format] = FORMATS) -> Iterator[tuple[Level, Document]]:
    log, house = sample_evening(), sample_house()
    for level in Level:
        notes = make_notes(SESSION, log, level, Seen.REPORT, NOBODY_ELSE)
        for format in formats:
            yield level, document(notes, format, house)


def write_examples(folder: Path) -> None:
    """In place of those that were there."""
    for level in Level:
        (folder / level.value).mkdir(parents=True, exist_ok=True)
        for before in (folder / level.value).glob("circle-*"):
            before.unlink()
    for level, one in examples():
        write_new(folder / level.value, one.name, one.data)
    (folder / "README.md").unlink(missing_ok=True)
    write_new(folder, "README.md", readme().encode())


def readme() -> str:
    rows = "\n".join(f"| `{one.suffix}` | {ABOUT.get(one.id, one.title)} |" for one in FORMATS)
    return f"""# What leaves a circle

One sample evening, “What helps on the way home”, in every form at every level. Nobody in it has ever lived. Everybody in it said yes
to all that is asked, so that `names` can be shown; a circle in which somebody did not is refused there.

| folder | who appears |
| --- | --- |
| `nobody` | the group as a whole: no person, no alias, no seat. What is written when nothing else is chosen |
| `seats` | Seat 1, Seat 2 … |
| `aliases` | aliases, as they were typed |
| `names` | names |

| file | |
| --- | --- |
{rows}

One round was confidential: only its form, its prompt and its times are here. Name, logo, closing line and contact are an organisation’s
own ([own-documents.md](../own-documents.md)). `script/examples` makes all of this again.
"""


def main(arguments: Sequence[str]) -> int:
    os.environ["TZ"] = "UTC"  # the hours on the page are those of whoever makes it
    if hasattr(time, "tzset"):
        time.tzset()
    folder = Path(arguments[0] if arguments else "docs/examples")
    write_examples(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
