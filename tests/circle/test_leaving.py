"""The record as it may leave: what is in it at each level, and what is not."""

from __future__ import annotations

import json
from typing import TypeVar

import pytest

from circle import corrections, group_moves
from circle import events as e
from circle.events import row_of
from circle.forms import Direction, RoundForm
from circle.leaving import closed
from circle.level import Level
from circle.log import Log
from circle.session import Outcome
from circle.session_notes import SessionNotes
from circle.summary import summarise
from circle.telling import SOMEONE, without_hidden
from tests.circle.story import FORMS, Story
from tests.exports.an_evening import SECRET, SESSION, TAKEN_BACK, an_evening, people
from tests.notes import make_notes


def notes_at(level: Level, log: Log | None = None) -> SessionNotes:
    return make_notes(SESSION, log or an_evening(say_yes=True), level)


E = TypeVar("E")


def events_of(kind: type[E], notes: SessionNotes) -> list[E]:
    return [entry.event for entry in notes.record if isinstance(entry.event, kind)]


def text_of(notes: SessionNotes) -> str:
    return "\n".join(row_of(entry).data for entry in notes.record)


@pytest.mark.parametrize("confidential", [True, False])
@pytest.mark.parametrize("level", Level)
def test_texts_that_were_removed_undone_or_edited_away_stay(
    level: Level, confidential: bool
) -> None:
    text = text_of(notes_at(level, an_evening(say_yes=True, confidential=confidential)))
    assert TAKEN_BACK not in text
    assert "It rained." in text


@pytest.mark.parametrize("level", Level)
def test_a_confidential_round_leaves_its_form_its_prompt_and_its_times(level: Level) -> None:
    notes = notes_at(level)
    assert SECRET not in text_of(notes)
    plan = events_of(e.RoundBegan, notes)[-1].plan
    assert (plan.prompt, plan.title) == ("What has not been said?", "")
    kinds = [type(entry.event) for entry in notes.record]
    began = len(kinds) - 1 - kinds[::-1].index(e.RoundBegan)
    assert kinds[began + 1] is e.RoundEnded
    length_ms = notes.record[began + 1].at_ms - notes.record[began].at_ms
    assert length_ms == (110_000 if level.is_below_aliases else 101_000)


def test_without_hidden_rounds_the_rest_is_as_it_was() -> None:
    log = an_evening()
    told = without_hidden(log)
    before, after = (summarise(one.state, one.state.last_ms) for one in (log, told))
    assert after.length_ms == before.length_ms
    assert [turn.length_ms for turn in after.turns] == [90_000, 46_000, 31_250]
    for one, other in zip(before.rounds[:2], after.rounds[:2], strict=True):
        assert one.outcomes == other.outcomes
        assert [note.text for note in one.notes] == [note.text for note in other.notes]
    assert after.rounds[0].outcomes["p4"] is Outcome.PASSED


def test_who_came_late_and_who_went_out_were_there_for_as_long_as_before() -> None:
    plan = e.RoundPlan("go_round", confidential=True)
    story = Story(3).at(1000).does(e.RoundBegan(FORMS["go_round"], plan, plan.direction))
    story.gives("Ann").at(2000).centres().joins("Zoe", seat=1).steps_out("Ben")
    story.at(5000).comes_back("Ben").at(6000).leaves("Cleo").at(9000).closes()
    told = without_hidden(story.log)
    before, after = (summarise(one.state, 9000) for one in (story.log, told))
    assert [(one.participant.alias, one.seat, one.present_ms) for one in after.people] == [
        (one.participant.alias, one.seat, one.present_ms) for one in before.people
    ]
    assert {one.participant.alias: one.present_ms for one in after.people} == {
        "Ann": 9000,
        "Zoe": 7000,
        "Ben": 6000,
        "Cleo": 6000,
    }


def test_without_names_everybody_is_someone() -> None:
    notes = notes_at(Level.NOBODY)
    assert {given.to for given in events_of(e.PieceGiven, notes)} == {SOMEONE}
    assert events_of(e.SessionOpened, notes)[0].participants == ()
    assert {type(entry.event).__name__ for entry in notes.record} <= {
        *("SessionOpened", "RoundBegan", "RoundEnded", "PieceGiven", "PieceCentred", "Paused"),
        *("Resumed", "SilenceBegan", "BreakBegan", "NoteWritten", "SessionClosed"),
    }


def test_without_names_the_plan_does_not_say_where_the_piece_began() -> None:
    plan = e.RoundPlan("go_round", "What is here?", first="p2")
    opened = e.SessionOpened("An evening", people(("Ann", "Ben")), plan=(plan,))
    log = Log([e.Logged(1, 0, an_evening().entries[0].wall, opened)])
    assert '"p2"' not in text_of(notes_at(Level.NOBODY, log))
    assert '"p2"' in text_of(notes_at(Level.ALIASES, log))


def test_a_rest_that_is_not_that_of_the_form_comes_back_as_it_was() -> None:
    story = Story(5).begins("silent").at(50_000).does(e.SilenceEnded()).at(90_000).closes()
    notes = notes_at(Level.NOBODY, story.log)
    again = summarise(Log(notes.record).state, 90_000)
    assert [tile.length_ms for tile in again.tiles] == [50_000, 40_000]
    assert [tile.hand.floor for tile in again.tiles] == ["silence", "centre"]


def test_whoever_was_renamed_leaves_by_their_newest_alias_only() -> None:
    story = Story(2).does(e.PersonRenamed("p1", "Annabel", "Ann Smith"))
    story.does(e.NoteWritten(9, "Ann laughed.")).at(4000).closes()
    text = text_of(notes_at(Level.ALIASES, story.log))
    assert "Annabel laughed." in text
    assert '"Ann"' not in text
    assert "Smith" not in text


def test_a_form_that_somebody_named_after_a_person_is_searched_too() -> None:
    form = RoundForm("ann_round", "Ann’s round", about="As Ann likes it.")
    story = Story(2)
    story.does(e.RoundBegan(form, e.RoundPlan("ann_round"), Direction.CLOCKWISE)).closes()
    notes = notes_at(Level.NOBODY, story.log)
    data = json.loads(row_of(notes.record[1]).data)
    assert "ann" not in json.dumps(data["form"]["title"] + data["form"]["about"]).lower()


def test_closing_a_log_that_is_closed_changes_nothing() -> None:
    log = an_evening()
    assert closed(log) is log


@pytest.mark.parametrize("level", [Level.SEATS, Level.ALIASES])
def test_who_said_yes_to_their_name_leaving_leaves_with_the_names_only(level: Level) -> None:
    log = Story().does(e.ConsentSaid("p1", says_yes=True)).log
    assert '"says_yes":true' in "".join(row_of(entry).data for entry in log.entries)
    assert '"says_yes":true' not in text_of(notes_at(level, log))


def test_a_turn_that_was_found_to_last_into_the_next_part_leaves_as_it_was() -> None:
    story = Story(5).at(1_000).begins("fishbowl").at(2_000).gives("Ann")
    story.at(33_000).does(group_moves.next_part(story.state)).at(50_000).gives("Ben")
    moved = corrections.move_boundary(story.state, 51_000, from_ms=33_000, to_ms=40_000)
    story.at(51_000).does(moved).at(60_000).ends_round().at(70_000).closes()
    notes = make_notes(SESSION, story.log, Level.NOBODY)
    told = summarise(Log(notes.record).state, 0)
    assert [turn.length_ms for turn in notes.turns] == [40_000, 10_000]
    assert [turn.length_ms for turn in told.turns] == [40_000, 10_000]
