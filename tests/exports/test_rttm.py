"""Times for speech tools: ten fields, read by this program and by pyannote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from pyannote.core import Annotation, Segment

from circle.level import Level
from circle.session_notes import SessionNotes
from circle.templates import Shape
from circle.turn_lists import read_rttm
from exports import rttm
from tests.exports.an_evening import SESSION, Words, an_evening
from tests.exports.five_sessions import FIVE
from tests.exports.hostile import FEW, hostile_words
from tests.notes import make_notes


def notes_of(words: Words | None = None, level: Level = Level.ALIASES) -> SessionNotes:
    return make_notes(SESSION, an_evening(words), level)


def segments(document: bytes) -> list[str]:
    return [line for line in document.decode().split("\n") if line and not line.startswith(";;")]


def as_pyannote_writes(notes: SessionNotes) -> str:
    called = rttm.speakers(turn.label for turn in notes.turns)
    made = Annotation(uri="circle-2026-05-11-k3fa")
    for turn in notes.turns:
        for start_ms, end_ms in turn.parts:
            made[Segment(start_ms / 1000, end_ms / 1000)] = called[turn.label]
    return made.to_rttm()


@pytest.mark.parametrize("level", [Level.NOBODY, Level.SEATS, Level.ALIASES])
@pytest.mark.parametrize("shape", FIVE)
def test_every_line_is_as_pyannote_writes_it(shape: Shape, level: Level) -> None:
    notes = make_notes(SESSION, FIVE[shape](), level)
    lines = segments(rttm.render(notes))
    assert len(lines) >= 6
    assert "\n".join(lines) + "\n" == as_pyannote_writes(notes)


def test_a_pause_divides_a_turn() -> None:
    assert segments(rttm.render(notes_of()))[:3] == [
        "SPEAKER circle-2026-05-11-k3fa 1 10.500 70.000 <NA> <NA> Dev <NA> <NA>",
        "SPEAKER circle-2026-05-11-k3fa 1 110.500 20.000 <NA> <NA> Dev <NA> <NA>",
        "SPEAKER circle-2026-05-11-k3fa 1 130.500 46.000 <NA> <NA> Gwen <NA> <NA>",
    ]


def test_the_level_and_the_rule_are_comments_at_the_beginning() -> None:
    text = rttm.render(notes_of()).decode()
    comments = [line for line in text.split("\n") if line.startswith(";;")]
    assert text.startswith("\n".join(comments))
    assert ";; With aliases." in comments
    assert (
        ";; Confidentiality: What is said here stays here; what we learn may go along." in comments
    )
    assert "Leaving hospital" not in text


def test_without_names_there_is_one_speaker_and_with_seats_no_space() -> None:
    nobody, seats = (
        {line.split()[7] for line in segments(rttm.render(notes_of(level=level)))}
        for level in (Level.NOBODY, Level.SEATS)
    )
    assert nobody == {"someone"}
    assert seats == {"Seat_1", "Seat_2", "Seat_3"}


def test_no_two_people_are_called_alike_and_nobody_is_nobody() -> None:
    labels = ["Ana B", "Ana_B", "Ana_B_2", "<NA>", "", "\u202eevil", "Ana\u2028B"]
    called = rttm.speakers(labels)
    assert [*called.values()] == [
        *("Ana_B", "Ana_B_2", "Ana_B_2_2", "NA", "someone", "evil", "Ana_B_3"),
    ]


@settings(FEW, max_examples=15)
@given(hostile_words())
def test_whatever_people_are_called_the_turns_come_back(
    tmp_path_factory: pytest.TempPathFactory, words: Words
) -> None:
    notes = notes_of(words)
    path = tmp_path_factory.mktemp("rttm") / "turns.rttm"
    path.write_bytes(rttm.render(notes))
    listed = read_rttm(path)
    assert listed.cross_talk == 0
    assert [(turn.start_ms, turn.end_ms) for turn in listed.turns] == [
        part for turn in notes.turns for part in turn.parts
    ]
    assert len({turn.who for turn in listed.turns}) == len({turn.label for turn in notes.turns})


def test_a_session_in_which_nobody_held_the_piece_has_no_line() -> None:
    notes = replace(notes_of(), turns=())
    assert segments(rttm.render(notes)) == []
