"""Every format for reading says the same, in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from circle.confidentiality import known_rules, rule_meaning
from circle.harvest import Seen
from circle.level import Level
from circle.session_notes import SessionNotes
from circle.templates import Shape
from exports.formats import FORMATS, Format, format_of
from exports.house import PLAIN, HouseStyle
from exports.report import report
from exports.words import confidentiality_words
from tests.exports.an_evening import SESSION, an_evening
from tests.exports.five_sessions import FIVE
from tests.exports.reading import (
    NOT_FOR_READING,
    READ_ELSEWHERE,
    READERS,
    SHOW_THE_HOUSE,
    said,
    words,
)
from tests.notes import make_notes
from tests.ui.typed import ROOT

LEVELS = {
    "nobody": (Level.NOBODY, Seen.REPORT),
    "seats": (Level.SEATS, Seen.REPORT),
    "aliases, for a trainer": (Level.ALIASES, Seen.TRAINER),
}
FOR_READING = [format for format in FORMATS if format.id not in NOT_FOR_READING | READ_ELSEWHERE]
OURS = HouseStyle("Riverside Listening", "01 234\nhello at riverside", "Thank you for listening.")


def notes_of(shape: Shape, level: str) -> SessionNotes:
    log = an_evening() if shape is Shape.PLAIN else FIVE[shape]()
    return replace(make_notes(SESSION, log, *LEVELS[level]), shape=shape.value)


def check(format: Format, notes: SessionNotes, house: HouseStyle = PLAIN) -> None:
    assert format.id in READERS, (
        f"Nobody reads {format.id} here: give it a reader in tests/exports/reading.py."
    )
    read = words(READERS[format.id](format.render(notes, house)))
    expected = words(said(report(notes, house)))
    assert around(read, expected) == around(expected, read)


def around(some: Sequence[str], others: Sequence[str]) -> str:
    """Where the two begin to differ, with what stands before and after; of the same words nothing."""
    pairs = enumerate(zip(some, others, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), min(len(some), len(others)))
    return (
        " ".join(some[max(0, same - 8) : same + 12]) if same < max(len(some), len(others)) else ""
    )


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("format", FOR_READING, ids=lambda format: format.id)
def test_every_word_of_the_report_is_there_once_and_in_its_place(
    format: Format, shape: Shape, level: str
) -> None:
    check(format, notes_of(shape, level))


@pytest.mark.parametrize("format", sorted(SHOW_THE_HOUSE))
def test_what_an_organisation_adds_stands_in_its_place(format: str) -> None:
    check(format_of(format), notes_of(Shape.TOPIC, "nobody"), OURS)


def test_a_word_that_is_missing_or_in_another_place_is_found() -> None:
    notes = notes_of(Shape.STORY, "nobody")
    whole = format_of("txt")
    for changed in (
        replace(whole, make=lambda one, _house: whole.render(one).replace(b"Somebody", b"", 1)),
        replace(
            whole, make=lambda one, _house: whole.render(one).replace(b"The rain", b"Rain the")
        ),
    ):
        with pytest.raises(AssertionError):
            check(changed, notes)
    with pytest.raises(AssertionError, match="Nobody reads scroll here"):
        check(replace(whole, id="scroll"), notes)


def test_every_section_of_every_shape_is_read_here() -> None:
    keys = {
        section.key
        for shape in Shape
        for section in report(notes_of(shape, "aliases, for a trainer")).sections
    }
    assert {"habits", "quotes", "said-back", "stances", "became", "people", "prompts"} <= keys


def test_documents_say_the_rule_in_the_words_that_were_read_to_the_circle() -> None:
    described = (ROOT / "docs" / "consent.md").read_text("utf-8")
    for rule in known_rules():
        assert confidentiality_words(rule.name) == rule_meaning(rule.name) == rule.meaning
        assert f"| {rule.meaning} |" in described
    assert confidentiality_words("Between\n us") == "Between us"
