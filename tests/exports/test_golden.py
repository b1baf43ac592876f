"""Each document as a whole, at two levels. Look at the difference before taking a new one."""

import pytest
from syrupy.assertion import SnapshotAssertion

from circle.level import Level
from exports.formats import FORMATS, Format, format_of
from tests.exports.an_evening import SESSION, an_evening
from tests.notes import make_notes


@pytest.mark.parametrize("level", [Level.NOBODY, Level.ALIASES])
@pytest.mark.parametrize(
    "format", [format_of(one) for one in ("html", "md", "csv", "json")], ids=lambda one: one.id
)
def test_the_whole_document(format: Format, level: Level, snapshot: SnapshotAssertion) -> None:
    document = format.render(make_notes(SESSION, an_evening(), level))
    assert document.decode().replace("\r\n", "⏎\n") == snapshot


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.id)
def test_the_same_session_gives_the_same_bytes(format: Format) -> None:
    notes = make_notes(SESSION, an_evening(), Level.SEATS)
    again = make_notes(SESSION, an_evening(), Level.SEATS)
    assert format.render(notes) == format.render(again)
