"""What people write does nothing but be read, in every format.

| | html | pdf | docx | md | txt | xlsx | csv | tables | rttm | ics | json | circle |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| every attack below, in every text | here | here | here | here | here | here | here | here | here | here | here | here |
| anything made of them, read back as its own program reads it | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | of histories |

The attacks are `ATTACKS` in tests/exports/hostile.py; where the second row is, `PROPERTIES` says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pytest

from circle.level import Level
from circle.session_notes import SessionNotes
from exports.formats import FORMATS, Format
from exports.writing import document
from tests.exports.an_evening import SESSION, Words, an_evening
from tests.exports.hostile import ATTACKS, PIECES
from tests.exports.office_files import parts_of
from tests.exports.texts import QUICK, text_of
from tests.notes import make_notes

PROPERTIES = {
    "html": "exports/test_html.py",
    "pdf": "exports/test_pdf.py",
    "docx": "exports/test_word.py",
    "md": "exports/test_markdown.py",
    "txt": "exports/test_plain_text.py",
    "xlsx": "exports/test_sheet.py",
    "csv": "exports/test_turns_csv.py",
    "tables": "exports/test_data_package.py",
    "rttm": "exports/test_rttm.py",
    "ics": "exports/test_calendar_file.py",
    "json": "exports/test_json_record.py",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NAME = re.compile(r"circle-\d{4}-\d\d-\d\d-[0-9a-z]{4}(-\w+)?\.\w+")

pytestmark = pytest.mark.usefixtures("undrawn")


def attacked(pieces: Sequence[str]) -> SessionNotes:
    """Each text of an evening is one of them, with a word so that it is seen."""
    texts = {
        field.name: f"{pieces[n % len(pieces)]} said"
        for n, field in enumerate(fields(Words))
        if field.type in {"str", str}
    }
    aliases = tuple(f"{n}{pieces[n % len(pieces)]}" for n in range(6))
    return make_notes(SESSION, an_evening(Words(**texts, aliases=aliases)), Level.ALIASES)


def test_every_format_has_a_property_test() -> None:
    assert {format.id for format in FORMATS} - {"circle"} == set(PROPERTIES)
    for module in PROPERTIES.values():
        source = (Path(__file__).parents[1] / module).read_text("utf-8")
        assert re.search(r"@given\([^@]*hostile_(text|words|written)", source), module


@pytest.mark.parametrize(
    ("format", "pieces"),
    [
        *(pytest.param(one, ATTACKS[attack], id=f"{one.id}: {attack}") for one in QUICK for attack in ATTACKS),
        *(pytest.param(one, PIECES[start::3], id=f"{one.id}: every third from {start}") for one in FORMATS if one not in QUICK for start in range(3)),
    ],
)  # fmt: skip
def test_it_is_made_whole_without_a_control_character_and_its_name_is_plain(
    format: Format, pieces: Sequence[str]
) -> None:
    made = document(attacked(pieces), format)
    assert _NAME.fullmatch(made.name)
    if format.id != "pdf":  # whose streams are packed
        assert not _CONTROLS.search(_written_in(made.data))
    if format.id not in {"rttm", "ics"}:  # which hold times and promises alone
        assert "said" in text_of(made.data)


def _written_in(document: bytes) -> str:
    """Without the pictures in it."""
    if not document.startswith(b"PK"):
        return text_of(document)
    parts = parts_of(document)
    return "\n".join(data.decode() for name, data in parts.items() if not name.endswith(".png"))
