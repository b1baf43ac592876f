"""Measuring can be off for a round or for the session: what is then left out everywhere, and what stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from circle import events as e
from circle.archive import archive_rows
from circle.level import Level
from circle.log import Log
from circle.loop import Loop
from circle.people import Participant
from circle.session import Outcome
from circle.session_notes import SessionNotes
from circle.store import Store
from circle.summary import summarise, time_shared
from circle.timeline import Floor
from exports import html, json_record, markdown, turns_csv
from tests.circle.story import FORMS
from tests.exports.an_evening import SESSION, Evening
from tests.fakes import FakeClock
from tests.notes import make_notes

PEOPLE = tuple(
    Participant(f"p{n}", alias, facilitator=n == 1, says_yes=True, noted=True)
    for n, alias in enumerate(("Ceri", "Dev", "Gwen", "Hamid", "Ines", "Jon"), 1)
)


def an_evening(*, measured: bool = True, first: bool = False) -> Log:
    """A round of 200 s, `first` measured or not, and one of 60 s that is measured where the session is."""
    evening = Evening().does(e.SessionOpened("An evening", PEOPLE, measured=measured))
    plan = e.RoundPlan("go_round", "What is here?", measured=first, length_ms=180_000)
    evening.begins("go_round", plan, after_ms=10_000)
    evening.does(e.PieceGiven("p1"), after_ms=1_000)
    evening.does(e.PieceGiven("p2"), after_ms=61_111)
    evening.does(e.NoteWritten(5, "It rained."), after_ms=2_000)
    evening.does(e.SilenceBegan(), after_ms=30_000)
    evening.does(e.SilenceEnded(), after_ms=20_000)
    evening.does(e.Passed("p3"), after_ms=1_000)
    evening.does(e.RoundEnded(), after_ms=84_889)
    evening.begins("open", e.RoundPlan("open", "And now?"), after_ms=5_000)
    evening.does(e.PieceGiven("p4"), after_ms=10_000)
    evening.does(e.PieceCentred(), after_ms=40_000)
    evening.does(e.RoundEnded(), after_ms=10_000)
    return evening.does(e.SessionClosed(), after_ms=1_000).log


def notes_at(level: Level, **how: bool) -> SessionNotes:
    return make_notes(SESSION, an_evening(**how), level)


def test_the_summary_has_no_turn_and_no_time_of_a_person_in_such_a_round() -> None:
    summary = summarise(an_evening().state, 0)
    assert [(turn.holder, turn.length_ms) for turn in summary.turns] == [("p4", 40_000)]
    assert [one.held_ms for one in summary.people] == [0, 0, 0, 40_000, 0, 0]
    assert summary.balance.total_ms == 40_000
    first, _second = summary.rounds
    assert (first.offered, first.count(Outcome.HELD), first.passed) == (3, 2, 1)
    assert (first.silence_count, first.silences) == (1, ())
    assert sum(tile.length_ms for tile in summary.tiles) == summary.length_ms
    assert [(tile.hand.floor, tile.length_ms) for tile in summary.tiles if tile.round == 0] == [
        (Floor.CENTRE, 200_000)
    ]


def test_the_sentence_says_so_and_counts_every_voice() -> None:
    summary = summarise(an_evening().state, 0)
    assert time_shared(summary, with_facilitators=False) == (
        "3 of 6 people spoke. Times were not measured in 1 round."
    )
    whole = summarise(an_evening(measured=False).state, 0)
    assert time_shared(whole) == "3 of 6 people spoke. Times were not measured in 2 rounds."


@pytest.mark.parametrize("level", Level)
def test_notes_keep_outcomes_silences_notes_and_lengths(level: Level) -> None:
    notes = notes_at(level)
    first, second = notes.rounds
    assert (first.length_ms, first.measured, second.measured) == (200_000, False, True)
    assert (first.offered, first.heard, first.passed, first.not_reached) == (3, 2, 1, 3)
    assert (first.silences, first.silence_ms) == (1, None)
    assert [note.text for note in first.notes] == ["It rained."]
    assert [turn.length_ms for turn in notes.turns] == [40_000]
    assert notes.voices.heard == 3
    assert sum(notes.floors_ms.values()) + notes.unmeasured_ms == notes.length_ms


@pytest.mark.parametrize("level", Level)
def test_no_event_of_the_record_falls_between_the_beginning_and_the_end_but_notes(
    level: Level,
) -> None:
    record = notes_at(level).record
    inside = [entry.event for entry in record if 10_000 < entry.at_ms < 210_000]
    assert [type(event) for event in inside] == [e.NoteWritten] * (not level.is_below_aliases)
    assert not [
        one for one in record if isinstance(one.event, e.PieceGiven) and one.at_ms < 210_000
    ]


@pytest.mark.parametrize("level", [Level.SEATS, Level.ALIASES, Level.NAMES])
def test_a_record_that_came_back_says_the_same(level: Level) -> None:
    document = json_record.render(notes_at(level))
    summary = json.loads(document)["summary"]
    assert summary["voices"]["heard"] == 3
    assert summary["unmeasured_ms"] == 200_000
    assert summary["rounds"][0]["heard"] == 2
    assert summary["rounds"][0]["silence_ms"] is None
    again = Log(notes_at(level).record)
    assert json_record.render(make_notes(SESSION, again, level)) == document


def test_documents_say_that_it_was_not_measured_and_no_figure_stands_for_it() -> None:
    notes = notes_at(Level.NOBODY, measured=False)
    for render in (html.render, markdown.render):
        text = render(notes).decode()
        assert "Times were not measured in 2 rounds" in text
        assert "not measured" in text
        assert "Evenness" not in text
        assert "Middle length" not in text
    assert turns_csv.render(notes).count(b"\r\n") == 1


def test_a_round_of_the_same_length_measured_says_more() -> None:
    text = html.render(notes_at(Level.NOBODY, first=True)).decode()
    assert "Evenness" in text
    assert "not measured" not in text


def test_the_archive_holds_no_turn_of_it() -> None:
    rows = archive_rows(an_evening())
    assert [turn["person"] for turn in rows.tables["turn"]] == ["p4"]
    assert [person["held_ms"] for person in rows.tables["person"]] == [0, 0, 0, 40_000, 0, 0]
    assert [round["heard"] for round in rows.tables["round"]] == [2, 1]
    assert rows.session["heard"] == 3


def test_a_correction_and_an_undo_work_as_ever(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    clock = FakeClock()
    loop = Loop.begin(store, clock, e.SessionOpened("An evening", PEOPLE, measured=False))
    plan = e.RoundPlan("go_round")
    loop.record(e.RoundBegan(FORMS["go_round"], plan, plan.direction))
    loop.record(e.PieceGiven("p1"))
    clock.advance(30_000)
    loop.record(e.TurnReassigned(1, "p2"))
    assert loop.state.hand.holder == "p2"
    loop.record(e.Withdrawn(loop.log.next_seq - 1))
    assert loop.state.hand.holder == "p1"
    store.close()


def test_outside_of_rounds_of_such_a_session_no_turn_is_there_either() -> None:
    evening = Evening().does(e.SessionOpened("An evening", PEOPLE, measured=False))
    evening.does(e.BreakBegan(), after_ms=60_000).does(e.BreakEnded(), after_ms=10_000)
    evening.does(e.TurnAdded("p1", 1_000, 9_000)).does(e.SessionClosed(), after_ms=5_000)
    summary = summarise(evening.log.state, 0)
    assert summary.turns == ()
    assert [tile.hand.floor for tile in summary.tiles] == ["centre", "break", "centre"]


@pytest.mark.parametrize("hidden", ["unmeasured", "confidential"])
def test_a_hidden_round_that_rests_in_silence_is_no_silence(hidden: str) -> None:
    plan = e.RoundPlan(
        "worship_sharing", measured=hidden != "unmeasured", confidential=hidden == "confidential"
    )
    evening = Evening().does(e.SessionOpened("An evening", PEOPLE))
    evening.begins("worship_sharing", plan, after_ms=10_000)
    evening.does(e.PieceGiven("p1"), after_ms=1_000)
    evening.does(e.RoundEnded(), after_ms=60_000)
    evening.does(e.SilenceBegan(), after_ms=1_000)
    evening.does(e.SilenceEnded(), after_ms=5_000)
    log = evening.does(e.SessionClosed(), after_ms=1_000).log
    notes = make_notes(SESSION, log, Level.SEATS)
    assert (notes.silence.count, notes.silence.total_ms) == (1, 10_000)
    record = json.loads(json_record.render(notes))
    assert record["summary"]["silence"]["total_ms"] == 10_000
    assert summarise(log.state, 0).silence.count == (1 if hidden == "unmeasured" else 2)


@pytest.mark.parametrize("hidden", ["unmeasured", "confidential"])
def test_it_does_not_leave_when_the_parts_of_a_hidden_round_began(hidden: str) -> None:
    plan = e.RoundPlan(
        "dyad", measured=hidden != "unmeasured", confidential=hidden == "confidential"
    )
    evening = Evening().does(e.SessionOpened("An evening", PEOPLE))
    evening.begins("dyad", plan, after_ms=10_000)
    evening.does(e.PartBegan(), after_ms=61_111)
    evening.does(e.RoundEnded(), after_ms=50_000)
    log = evening.does(e.SessionClosed(), after_ms=1_000).log
    notes = make_notes(SESSION, log, Level.NAMES)
    assert 71_111 not in [entry.at_ms for entry in notes.record]
    assert [entry.at_ms for entry in notes.record if entry.event == e.PartBegan()] == [10_000]
