"""Documents in the language of the session, whatever the program speaks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from circle.i18n import gettext, language, speaking, use_language
from circle.level import Level
from circle.log import Log
from circle.paths import assets
from circle.privacy import LevelRefused
from circle.session_notes import SessionNotes
from exports import aside
from exports.formats import format_of
from exports.house import PLAIN
from exports.made import made
from exports.pages import pages
from exports.writing import document
from tests.exports.an_evening import SESSION, an_evening
from tests.notes import make_notes

LOCALE = assets() / "locale"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language(None, LOCALE)
    yield
    use_language(None, LOCALE)


def opened_in(code: str) -> Log:
    first, *others = an_evening().entries
    return Log([replace(first, event=replace(first.event, language=code)), *others])


def notes_in(code: str, level: Level = Level.ALIASES) -> SessionNotes:
    return make_notes(SESSION, opened_in(code), level)


def said(notes: SessionNotes, format: str) -> str:
    return document(notes, format_of(format)).data.decode()


def key_points_in(code: str) -> str:
    with speaking(code):
        words = gettext("Key points")
    assert words != "Key points"
    return words


@pytest.mark.parametrize("code", ["fr", "cy", "pl", "uk", "es", "ar"])
@pytest.mark.parametrize("format", ["html", "md", "txt"])
def test_a_document_is_in_the_language_of_the_session(code: str, format: str):
    text = said(notes_in(code), format)
    assert key_points_in(code) in text
    assert "Key points" not in text
    assert language() == "en"


def test_the_sentence_about_the_time_is_in_it_too():
    with speaking("fr"):
        assert notes_in("").sentence == notes_in("fr").sentence
    assert notes_in("").sentence != notes_in("fr").sentence


def test_a_session_of_before_is_in_the_language_of_the_program():
    assert "Key points" in said(notes_in(""), "html")
    use_language("fr", LOCALE)
    assert key_points_in("fr") in said(notes_in(""), "html")


def test_an_english_session_stays_english():
    use_language("fr", LOCALE)
    text = said(notes_in("en"), "html")
    assert '<html lang="en" dir="ltr">' in text
    assert "Key points" in text


def test_a_web_page_in_arabic_is_read_from_the_right():
    assert '<html lang="ar" dir="rtl">' in said(notes_in("ar"), "html")


def test_a_pdf_says_its_language():
    with pikepdf.open(io.BytesIO(document(notes_in("ar"), format_of("pdf")).data)) as pdf:
        assert str(pdf.Root.Lang) == "ar"
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"


def test_a_pdf_made_beside_the_program_is_in_it_and_so_are_the_pages_that_are_looked_at():
    beside = aside.run(made, notes_in("fr"), "md", PLAIN)
    assert key_points_in("fr") in beside.data.decode()
    assert "Key points" in aside.run(made, notes_in("en"), "md", PLAIN).data.decode()
    assert pages(notes_in("fr"), dpi=24) != pages(notes_in("en"), dpi=24)


def test_a_word_document_in_arabic_is_read_from_the_right():
    data = document(notes_in("ar"), format_of("docx")).data
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body, styles = (
            parts.read("word/document.xml").decode(),
            parts.read("word/styles.xml").decode(),
        )
    assert key_points_in("ar") in body
    assert body.count("<w:bidi/>") > 10
    assert 'w:bidi="ar"' in styles or 'w:bidi="ar-SA"' in styles


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
def test_the_record_keeps_it_at_every_level(level: Level):
    opened = notes_in("cy", level).record[0].event
    assert opened.language == "cy"  # pyright: ignore[reportAttributeAccessIssue]


def test_what_is_refused_is_said_in_the_language_of_the_program():
    with pytest.raises(LevelRefused, match="names"):
        notes_in("cy", Level.NAMES)


def test_what_is_no_language_does_not_leave():
    notes = notes_in("Myfanwy")
    assert notes.language == ""
    assert notes.record[0].event.language == ""  # pyright: ignore[reportAttributeAccessIssue]
    assert "Myfanwy" not in said(notes, "json")
