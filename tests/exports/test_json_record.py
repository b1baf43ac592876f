"""The whole record: out, and in again, is the same record."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle import events as e
from circle.level import Level
from circle.log import Log
from circle.plain import to_plain
from circle.record import read_record
from circle.summary import floors_ms, summarise, time_shared
from circle.templates import Shape
from exports import json_record
from tests.circle.story import AN_EVENING
from tests.circle.test_invariants import Session, Try, _propose, tries
from tests.exports.an_evening import SESSION, Words, an_evening
from tests.exports.five_sessions import FIVE
from tests.exports.hostile import FEW, hostile_words
from tests.notes import make_notes


def come_back(document: bytes, level: Level) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "session.json"
        path.write_bytes(document)
        record = read_record(path)
    assert record.level is level
    return json_record.render(make_notes(record.id, record.log, level))


@pytest.mark.parametrize("confidential", [True, False])
@pytest.mark.parametrize("level", Level)
def test_a_record_that_came_back_is_the_same_to_the_byte(level: Level, confidential: bool) -> None:
    log = an_evening(say_yes=True, confidential=confidential)
    document = json_record.render(make_notes(SESSION, log, level))
    assert come_back(document, level) == document


def test_above_nobody_it_is_the_log_as_it_was() -> None:
    log = an_evening(confidential=False)
    notes = make_notes(SESSION, log, Level.ALIASES)
    there = [entry for entry in log.entries if not isinstance(entry.event, e.ExtraTimeGiven)]
    assert [(entry.seq, entry.at_ms, type(entry.event)) for entry in notes.record] == [
        (seq, entry.at_ms, type(entry.event)) for seq, entry in enumerate(there, 1)
    ]


def test_every_figure_of_the_file_is_that_of_the_notes() -> None:
    notes = make_notes(SESSION, an_evening(), Level.ALIASES)
    summary = json.loads(json_record.render(notes))["summary"]
    assert summary["sentence"] == notes.sentence
    assert summary["voices"]["passed"] == notes.voices.passed
    assert summary["balance"]["total_ms"] == notes.balance.total_ms
    assert summary["floors_ms"] == {floor.value: ms for floor, ms in notes.floors_ms.items()}
    assert summary["confidential_ms"] == notes.confidential_ms == 101_000
    assert [one["held_ms"] for one in summary["people"]] == [one.held_ms for one in notes.people]
    assert sum(summary["floors_ms"].values()) + summary["confidential_ms"] == notes.length_ms


@pytest.mark.parametrize("shape", [*FIVE])
@pytest.mark.parametrize("level", [Level.SEATS, Level.ALIASES])
def test_the_figures_are_what_the_events_in_the_file_come_to(shape: Shape, level: Level) -> None:
    notes = make_notes(SESSION, FIVE[shape](), level)
    told = json.loads(json_record.render(notes))["summary"]
    state = Log(notes.record).state
    summary = summarise(state, state.last_ms)
    assert told["sentence"] == time_shared(summary)
    assert told["turns"] == len(summary.turns)
    assert told["voices"] == to_plain(summary.voices)
    assert told["floors_ms"] == {one.value: ms for one, ms in floors_ms(summary).items()}
    assert told["balance"]["total_ms"] == summary.balance.total_ms
    assert {one["id"]: (one["turns"], one["held_ms"]) for one in told["people"]} == {
        one.participant.id: (one.turns, one.held_ms) for one in summary.people
    }
    assert [(one["form"], one["length_ms"]) for one in told["rounds"]] == [
        (one.round.form.name, one.length_ms) for one in summary.rounds
    ]


def test_without_names_what_only_people_give_is_null() -> None:
    summary = json.loads(json_record.render(make_notes(SESSION, an_evening(), Level.NOBODY)))
    figures = summary["summary"]
    assert figures["sentence"] is figures["voices"] is figures["balance"] is None
    assert figures["people"] == []
    assert figures["turn_figures"]["median_ms"] == 50_000


@FEW
@given(hostile_words(), st.sampled_from([Level.NOBODY, Level.SEATS, Level.ALIASES]))
def test_whatever_people_write_comes_back(words: Words, level: Level) -> None:
    if any("\x00" in text for text in _texts(words)):
        return
    document = json_record.render(make_notes(SESSION, an_evening(words), level))
    assert come_back(document, level) == document


def _texts(words: Words) -> list[str]:
    own = [getattr(words, name) for name in Words.__dataclass_fields__ if name != "aliases"]
    return [*own, *words.aliases]


@settings(FEW, max_examples=60)
@given(
    st.integers(0, 6),
    st.lists(tries, min_size=5, max_size=50),
    st.lists(st.booleans(), min_size=8, max_size=8),
)
def test_any_history_comes_back_at_every_level(
    count: int, history: list[Try], confidential: list[bool]
) -> None:
    session = Session(count)
    for its in history:
        session.now_ms += its.step_ms
        event, _refusal = _propose(session, its)
        if event is not None:
            session.record(_possible(event, confidential, len(session.state.rounds)))
    for level in (Level.NOBODY, Level.SEATS, Level.ALIASES):
        notes = make_notes(SESSION, session.log, level)
        document = json_record.render(notes)
        assert come_back(document, level) == document
        hidden_ms = notes.confidential_ms + notes.unmeasured_ms
        assert sum(notes.floors_ms.values()) + hidden_ms == notes.length_ms


def _possible(event: e.Event, confidential: list[bool], rounds: int) -> e.Event:
    """The event with a confidential round now and then, and one that is not measured; ids are such as the
    program gives."""
    if not isinstance(event, e.RoundBegan):
        return event
    first = None if event.plan.first == "nobody" else event.plan.first
    hidden, unmeasured = (confidential[(rounds + n) % len(confidential)] for n in (0, 3))
    plan = replace(event.plan, first=first, confidential=hidden, measured=not unmeasured)
    return replace(event, plan=plan)


def test_an_open_session_leaves_as_over_with_its_last_event() -> None:
    opened = e.Logged(1, 0, AN_EVENING, e.SessionOpened("An evening"))
    bell = e.Logged(2, 5000, AN_EVENING + timedelta(seconds=5), e.BellRung())
    notes = make_notes(SESSION, Log([opened, bell]), Level.ALIASES)
    assert notes.length_ms == 5000
    assert notes.record[-1] == replace(bell, seq=3, event=e.SessionClosed())
