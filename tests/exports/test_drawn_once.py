"""A session's pictures are drawn once for all of its documents, and not kept longer than its notes."""

import gc
from dataclasses import replace

from circle.level import Level
from exports import charts
from tests.exports.an_evening import SESSION, an_evening
from tests.notes import make_notes


def test_documents_of_one_session_share_its_pictures() -> None:
    notes = make_notes(SESSION, an_evening(), Level.ALIASES)
    assert charts.pictures(notes) is charts.pictures(notes)
    other = replace(notes, length_ms=notes.length_ms + 60_000)
    assert charts.pictures(other) != charts.pictures(notes)


def test_nothing_of_a_session_is_kept_once_its_notes_are_gone() -> None:
    notes = make_notes(SESSION, an_evening(), Level.ALIASES)
    charts.pictures(notes)
    key = id(notes)
    assert key in charts._drawn
    del notes
    gc.collect()
    assert key not in charts._drawn
