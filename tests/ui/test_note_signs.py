"""What kind of note is meant by the sign it begins with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.harvest import NoteKind
from ui.pages.note_signs import SIGNS, as_written, noted, shown_words


@pytest.mark.parametrize(
    ("written", "kind", "text"),
    [
        ("It rained.", NoteKind.NOTE, "It rained."),
        ("? Who was not here", NoteKind.QUESTION, "Who was not here"),
        ("! Bring more chairs", NoteKind.TO_DO, "Bring more chairs"),
        (": We went too fast", NoteKind.PROCESS, "We went too fast"),
        ("“Nobody asked.”", NoteKind.QUOTE, "Nobody asked."),
        ("“Nobody asked.", NoteKind.QUOTE, "Nobody asked."),
        ('"Nobody asked."', NoteKind.QUOTE, "Nobody asked."),
        ("„Niemand fragte.“", NoteKind.QUOTE, "Niemand fragte."),
        ("« Personne »", NoteKind.QUOTE, "Personne"),
        ('"Fine", he said, and "fine" again', NoteKind.QUOTE, '"Fine", he said, and "fine" again'),
        ("?Who", NoteKind.NOTE, "?Who"),
        ("!?", NoteKind.NOTE, "!?"),
        (":-)", NoteKind.NOTE, ":-)"),
        ("?", NoteKind.NOTE, "?"),
        ("“", NoteKind.NOTE, "“"),
        ("“”", NoteKind.NOTE, "“”"),
        ("  ? Who  ", NoteKind.QUESTION, "Who"),
        ("", NoteKind.NOTE, ""),
    ],
)
def test_the_first_sign_says_what_is_meant(written: str, kind: NoteKind, text: str) -> None:
    assert noted(written) == (kind, text)


@pytest.mark.parametrize("kind", SIGNS)
@pytest.mark.parametrize("written", ["We wait", "? We wait", "“We wait", "! We wait", ": We wait"])
def test_another_kind_puts_its_sign_in_place_of_the_one_before(
    kind: NoteKind, written: str
) -> None:
    assert noted(as_written(kind, written)) == (kind, "We wait")


@given(st.text(max_size=40))
def test_no_letter_that_was_written_is_lost_but_the_signs(written: str) -> None:
    kind, text = noted(written)
    assert text in written
    assert text.strip() == text
    if kind is NoteKind.NOTE:
        assert text == written.strip()
    assert bool(text) is bool(written.strip())


def test_a_quote_stands_in_its_marks() -> None:
    assert shown_words(NoteKind.QUOTE, "Nobody asked.") == "“Nobody asked.”"
    assert shown_words(NoteKind.QUOTE, '"Fine", he said') == '"Fine", he said'
    assert shown_words(NoteKind.QUESTION, "Who?") == "Who?"
