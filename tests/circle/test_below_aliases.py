"""Where nobody is called anything: rounded times, notes that say nothing of when they were written, few people."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle import events as e
from circle.harvest import Became, NoteKind, Seen
from circle.level import Level
from circle.log import Log
from circle.rounding import GRID_MS, quarter_of, rounded_ms
from circle.session_notes import SessionNotes
from circle.telling import Lots, Telling, told_anew, without_clock
from exports import json_record
from tests.circle.story import Story
from tests.exports.an_evening import SESSION, an_evening
from tests.exports.texts import QUICK, text_of
from tests.notes import make_notes

BELOW = (Level.NOBODY, Level.SEATS)
ABOVE = (Level.ALIASES, Level.NAMES)
moments = st.integers(0, 400_000)


def notes_at(level: Level, log: Log, session: str = SESSION) -> SessionNotes:
    return make_notes(session, log, level)


@given(st.lists(moments, min_size=2))
def test_rounding_keeps_the_order_and_is_never_far(times: list[int]) -> None:
    for one, other in pairwise(sorted(times)):
        assert rounded_ms(one) <= rounded_ms(other)
        assert abs(rounded_ms(one) - one) <= GRID_MS / 2
        assert rounded_ms(rounded_ms(one)) == rounded_ms(one)


def test_the_opening_is_the_quarter_of_an_hour_in_which_it_was() -> None:
    late = datetime(2026, 5, 11, 23, 59, 59, 999_000, tzinfo=UTC)
    assert quarter_of(late) == datetime(2026, 5, 11, 23, 45, tzinfo=UTC)
    assert quarter_of(quarter_of(late)) == quarter_of(late)


@pytest.mark.parametrize("level", Level)
def test_times_of_day_follow_from_the_rounded_opening(level: Level) -> None:
    late = [
        replace(entry, wall=entry.wall + timedelta(minutes=7, milliseconds=123))
        for entry in an_evening(say_yes=True).entries
    ]
    notes = notes_at(level, Log(late))
    minutes = 0 if level in BELOW else 7
    assert notes.opened.minute == 30 + minutes
    assert notes.record[-1].wall == notes.opened + timedelta(milliseconds=notes.record[-1].at_ms)


def short_turns() -> Log:
    """Three turns within three seconds, and a longer one."""
    story = Story(6).at(61_000).begins()
    for n, alias in enumerate(("Ann", "Ben", "Cleo")):
        story.at(62_000 + 1000 * n).gives(alias)
    return story.at(65_000).centres().at(70_000).gives("Dan").at(99_000).ends_round().closes().log


@pytest.mark.parametrize("level", BELOW)
def test_a_turn_of_a_second_is_a_turn_and_whoever_had_it_was_heard(level: Level) -> None:
    notes = notes_at(level, short_turns())
    assert [one.length_ms for one in notes.turns] == [0, 0, 10_000, 30_000]
    assert (notes.voices.heard, notes.rounds[0].heard) == (4, 4)
    assert len(json.loads(json_record.render(notes))["events"]) == len(notes.record)
    assert sum(isinstance(one.event, e.PieceGiven) for one in notes.record) == 4


def test_figures_tables_and_record_are_made_of_the_same_times() -> None:
    notes = notes_at(Level.SEATS, short_turns())
    summary = json.loads(json_record.render(notes))["summary"]
    assert summary["balance"]["total_ms"] == notes.balance.total_ms == 40_000
    assert [one.held_ms for one in notes.people] == [0, 0, 10_000, 30_000, 0, 0]
    assert summary["floors_ms"] == {floor.value: ms for floor, ms in notes.floors_ms.items()}


def a_round_with_notes(*texts: str, kind: NoteKind = NoteKind.NOTE) -> Log:
    story = Story(6).at(1000).begins().gives("Ann")
    for n, text in enumerate(texts):
        story.at(20_000 * (n + 1)).does(e.NoteWritten(story.log.next_seq, text, kind))
    return story.at(200_000).ends_round().at(210_000).closes().log


def documents(log: Log, level: Level) -> list[str]:
    notes = notes_at(level, log)
    return [text_of(format.render(notes)) for format in QUICK]


TEXTS = ("The rain was loud.", "Somebody laughed.", "It was warm.", "The tea was cold.")


@pytest.mark.parametrize("level", BELOW)
def test_a_note_says_nothing_of_when_it_was_written(level: Level) -> None:
    one, other = a_round_with_notes(*TEXTS), a_round_with_notes(*reversed(TEXTS))
    assert documents(one, level) == documents(other, level)
    assert notes_at(level, one).notes[0].at_ms is None
    assert "0:20" not in "\n".join(documents(one, level))


@pytest.mark.parametrize("level", BELOW)
def test_another_session_has_the_same_notes_in_another_order(level: Level) -> None:
    log = a_round_with_notes(*TEXTS)
    orders = {
        tuple(one.text for one in notes_at(level, log, f"session{n}").notes) for n in range(20)
    }
    assert len(orders) > 5
    assert all(sorted(order) == sorted(TEXTS) for order in orders)


@pytest.mark.parametrize("level", Level)
def test_key_points_keep_the_order_that_the_circle_gave_them(level: Level) -> None:
    log = a_round_with_notes(*TEXTS, kind=NoteKind.KEY_POINT)
    first, *_between, last = log.state.notes
    moved = e.NoteMoved(last, before=first)
    log = Log([*log.entries, replace(log.entries[-1], seq=log.next_seq, event=moved)])
    if level is Level.NAMES:
        log = Log([*log.entries, *_all_say_yes(log)])
    notes = notes_at(level, log)
    assert [one.text for one in notes.key_points] == [TEXTS[-1], *TEXTS[:-1]]
    assert all((one.at_ms is None) is level.is_below_aliases for one in notes.key_points)
    again = make_notes(notes.id, Log(notes.record), level)
    assert again.key_points == notes.key_points


@pytest.mark.parametrize("level", BELOW)
def test_key_points_that_nobody_put_in_order_do_not_say_who_spoke_first(level: Level) -> None:
    one, other = (
        a_round_with_notes(*texts, kind=NoteKind.KEY_POINT) for texts in (TEXTS, TEXTS[::-1])
    )
    assert documents(one, level) == documents(other, level)


def _all_say_yes(log: Log) -> list[e.Logged]:
    last, seq = log.entries[-1], log.next_seq
    return [
        replace(last, seq=seq + n, event=e.ConsentSaid(f"p{n + 1}", says_yes=True))
        for n in range(6)
    ]


@pytest.mark.parametrize("level", BELOW)
def test_notes_and_commitments_have_no_numbers_that_count_what_was_before_them(
    level: Level,
) -> None:
    """The first two acts are written in one order and in the other, with much or little between."""
    records: list[str] = []
    for between in (0, 3):
        story = Story(6).does(e.CommitmentMade(2, "To sit down first.", seen=Seen.REPORT))
        for _n in range(between):
            story.does(e.BellRung())
        seq = story.log.next_seq
        story.does(e.NoteWritten(seq, "It was warm."))
        story.does(e.CommitmentMade(seq + 1, "To ask.", seen=Seen.REPORT)).at(60_000).closes()
        records.append(json_record.render(notes_at(level, story.log)).decode())
    assert records[0] == records[1]


@pytest.mark.parametrize("level", BELOW)
def test_commitments_stand_in_no_order_that_says_when_they_were_made(level: Level) -> None:
    """Where each said one as the piece went round, their order would be that of the seats."""
    records: set[bytes] = set()
    for texts in (TEXTS, TEXTS[::-1]):
        story = Story(6)
        for text in texts:
            story.does(e.CommitmentMade(story.log.next_seq, text, seen=Seen.REPORT))
        for number, text in enumerate(texts):
            became = e.CommitmentFollowed(
                "session0", TEXTS.index(text), text, Became.DONE, "", Seen.REPORT
            )
            story.at(1000 * number).does(became)
        story.at(60_000).closes()
        records.add(json_record.render(notes_at(level, story.log)))
    assert len(records) == 1


def test_what_became_of_a_commitment_still_fits_it_where_its_text_is_the_same() -> None:
    made = Story(6).does(e.CommitmentMade(2, "To sit down first.", seen=Seen.REPORT)).closes().log
    later = Story(6)
    followed = e.CommitmentFollowed(
        "session0", 2, "To sit down first.", Became.DONE, "", Seen.REPORT
    )
    later.does(followed).closes()
    (first,) = [
        one.event.commitment
        for one in notes_at(Level.NOBODY, made, "session0").record
        if isinstance(one.event, e.CommitmentMade)
    ]
    (then,) = [
        one.event.commitment
        for one in notes_at(Level.NOBODY, later.log, "session1").record
        if isinstance(one.event, e.CommitmentFollowed)
    ]
    assert first == then


def test_told_again_it_is_the_same() -> None:
    lots = Lots(SESSION, {text: text for text in TEXTS})
    once = without_clock(a_round_with_notes(*TEXTS), lots)
    assert without_clock(once, lots).entries == once.entries
    assert told_anew(once, Telling(lots=lots)).entries == once.entries


@pytest.mark.parametrize("level", BELOW)
def test_of_fewer_than_five_people_totals_alone_leave(level: Level) -> None:
    notes = notes_at(level, an_evening(small=True))
    assert (notes.few, notes.voices.present) == (4, 4)
    assert (notes.turns, notes.people, notes.said_back) == ((), (), ())
    assert set(notes.floors_ms.values()) == {0}
    assert notes.unmeasured_ms + notes.confidential_ms == notes.length_ms
    first = notes.rounds[0]
    assert {first.offered, first.heard, first.passed, first.not_reached} == {None}
    assert (first.length_ms, first.planned_ms, first.silences, first.silence_ms) == (
        *(260_000, 900_000),
        *(1, None),
    )
    assert {"It rained.", "Biscuits came."} <= {one.text for one in notes.notes}
    assert [one.text for one in notes.key_points] == ["Ask before you arrange anything."]


@pytest.mark.parametrize("level", BELOW)
def test_of_few_people_no_document_tells_a_turn_a_count_or_a_seat(level: Level) -> None:
    notes = notes_at(level, an_evening(small=True))
    texts = {one.id: text_of(one.render(notes)) for one in QUICK}
    for reading in ("html", "md"):
        assert "4 people were there. They are so few" in texts[reading]
        for word in (
            "Evenness",
            "Heard",
            "Not reached",
            "not measured",
            "Seat 1",
            "shown as seats",
            "Equal time",
        ):
            assert word not in texts[reading]
    assert texts["csv"].count("\n") == 1
    record = json.loads(texts["json"])
    kinds = {entry["kind"] for entry in record["events"]}
    assert kinds == {"SessionOpened", "RoundBegan", "RoundEnded", "NoteWritten", "SessionClosed"}
    assert record["summary"]["few"] == 4
    assert record["summary"]["turns"] is record["summary"]["silence"] is None
    assert set(record["summary"]["floors_ms"].values()) == {None}
    assert '"p1"' not in texts["json"]


@pytest.mark.parametrize("level", ABOVE)
def test_with_aliases_and_names_few_people_are_shown_as_many_are(level: Level) -> None:
    notes = notes_at(level, an_evening(small=True, say_yes=True))
    assert (notes.few, len(notes.people), len(notes.turns)) == (0, 4, 3)


@pytest.mark.parametrize("level", BELOW)
def test_where_turns_were_had_differently_few_people_leave_the_same(level: Level) -> None:
    def told(*given: str) -> list[str]:
        story = Story(4).at(10_000).begins()
        for n, alias in enumerate(given):
            story.at(20_000 + 15_000 * n).gives(alias)
        return documents(story.at(300_000).ends_round().at(310_000).closes().log, level)

    assert told("Ann", "Ben") == told("Cleo", "Dan", "Ann", "Cleo") == told()


def test_whoever_comes_late_or_goes_early_counts_and_whoever_never_came_does_not() -> None:
    late = Story(4).at(60_000).joins("Zoe", seat=1).at(90_000).leaves("Ben").at(200_000).closes()
    assert notes_at(Level.SEATS, late.log).few == 0
    away = Story(5).steps_out("Ben").at(200_000).closes()
    assert notes_at(Level.SEATS, away.log).few == 4


@pytest.mark.parametrize("level", BELOW)
def test_a_record_of_few_people_comes_back_to_the_same_bytes_and_words(level: Level) -> None:
    notes = notes_at(level, an_evening(small=True))
    again = notes_at(level, Log(notes.record))
    for format in QUICK:
        assert format.render(again) == format.render(notes)


def test_a_prompt_to_few_people_does_not_say_when_a_turn_ended() -> None:
    story = Story(3).at(10_000).begins().gives("Ann").at(95_000).does(e.PromptOffered("And now?"))
    story.at(300_000).ends_round().closes()
    assert [one.at_ms for one in notes_at(Level.SEATS, story.log).prompts] == [10_000]
    many = Story(5).at(10_000).begins().gives("Ann").at(96_000).does(e.PromptOffered("And now?"))
    assert [one.at_ms for one in notes_at(Level.SEATS, many.closes().log).prompts] == [100_000]
