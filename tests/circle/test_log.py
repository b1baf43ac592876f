"""The log: what was done can be undone and done again, whenever and wherever it is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle import events as e
from circle import moves, note_moves
from circle.events import KINDS, Logged, Row, link, logged_of, row_of
from circle.forms import Direction
from circle.log import KEPT_EVERY, UNDOABLE, Log, replay, state_at
from circle.session import Phase
from tests.circle.story import FORMS, Story, whole


def _long(turns: int) -> Story:
    """A session of so many turns, two seconds each."""
    story = Story(5).begins("open")
    for number in range(turns):
        story.at(2_000 * (number + 1)).gives(("Ann", "Ben", "Cleo", "Dan", "Eva")[number % 5])
    return story


def _reopened(story: Story) -> Story:
    """The same session after the program was started again."""
    again = Story(0)
    again.log, again.now_ms = Log(story.log.entries), story.now_ms
    return again


@pytest.mark.parametrize("turns", [1, 61, 62, 63, 64, 126, 127, 200])
def test_everything_can_be_undone_and_done_again(turns: int) -> None:
    story = _long(turns)
    states = [whole(story.state)]
    while story.log.can_undo is not None:
        states.append(whole(story.undoes().state))
    assert len(states) == turns + 2
    assert whole(story.state) == whole(Story(5).state)
    for state in reversed(states[:-1]):
        assert whole(story.redoes().state) == state
    assert story.log.can_redo is None
    assert whole(replay(story.log.entries)) == states[0]


@pytest.mark.parametrize("undone", [1, KEPT_EVERY - 1, KEPT_EVERY, KEPT_EVERY + 1, 150])
def test_what_was_undone_is_remembered_after_the_program_was_started_again(undone: int) -> None:
    story = _long(150)
    before = whole(story.state)
    for _ in range(undone):
        story.undoes()
    again = _reopened(story)
    assert whole(again.state) == whole(story.state)
    assert (again.log.can_undo, again.log.can_redo) == (story.log.can_undo, story.log.can_redo)
    for _ in range(undone):
        again.redoes()
    assert whole(again.state) == before


@given(st.lists(st.sampled_from(("give", "undo", "redo", "sleep")), max_size=300))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_states_that_are_kept_say_what_a_replay_says(acts: list[str]) -> None:
    story = _long(KEPT_EVERY - 10)
    for act in acts:
        story.at(story.now_ms + 1_000)
        if act == "give":
            story.gives("Ann" if story.holder == "Ben" else "Ben")
        elif act == "undo" and story.log.can_undo:
            story.undoes()
        elif act == "redo" and story.log.can_redo:
            story.redoes()
        elif act == "sleep":
            story.does(e.LaptopSlept(story.now_ms - 500, story.now_ms))
    effective = _effective(story.log.entries)
    assert list(story.log.effective) == effective
    assert whole(story.state) == whole(replay(effective))


def _effective(entries: list[Logged]) -> list[Logged]:
    """The events without the withdrawn ones, found the slow way."""
    withdrawn = set[int]()
    for entry in entries:
        match entry.event:
            case e.Withdrawn(seq):
                withdrawn.add(seq)
            case e.Restored(seq):
                withdrawn.remove(seq)
            case _:
                pass
    undo = (e.Withdrawn, e.Restored)
    return [x for x in entries if x.seq not in withdrawn and not isinstance(x.event, undo)]


@pytest.mark.parametrize("kept", [KEPT_EVERY, 2 * KEPT_EVERY])
def test_a_kept_state_is_forgotten_when_what_led_to_it_is_undone(kept: int) -> None:
    story = _long(kept - 2)
    assert len(story.log.effective) == kept
    story.undoes().centres()
    for alias in ("Ann", "Dan"):
        story.gives(alias)
    story.undoes().undoes()
    assert story.holder is None
    assert whole(story.state) == whole(replay(story.log.effective))


def test_a_new_act_takes_the_place_of_what_was_undone() -> None:
    story = _long(3).undoes().undoes().gives("Dan")
    assert story.log.can_redo is None
    assert story.undoes().holder == "Ann"
    assert story.redoes().holder == "Dan"


def test_what_befalls_the_laptop_is_neither_undone_nor_in_the_way() -> None:
    story = _long(2).undoes().at(9_000)
    story.does(moves.notice_sleep(story.state, start_ms=5_000, end_ms=9_000))
    story.does(moves.notice_clock_set(story.state, by_ms=60_000)).redoes()
    assert story.holder == "Ben"
    story.undoes().undoes()
    assert (story.holder, len(story.state.away)) == (None, 1)


def test_a_session_is_reopened_and_the_acts_before_it_was_closed_are_undone() -> None:
    """Opening, closing and reopening are not undone themselves."""
    story = Story(3).begins("open").at(10_000).gives("Ann").at(30_000).closes().at(90_000)
    before = whole(story.state)
    assert story.undoes().floor == ["centre 0–30000"]
    assert story.state.phase is Phase.CLOSED
    assert whole(story.redoes().state) == before
    story.does(moves.reopen(story.state)).at(95_000).undoes().undoes()
    assert story.floor == ["centre 0–30000", "break 30000–90000", "centre 90000–95000"]
    assert story.log.can_undo is None
    assert story.redoes().redoes().floor == [
        "centre 0–10000",
        "Ann 10000–30000",
        "break 30000–90000",
        "centre 90000–95000",
    ]


def test_an_undo_of_something_else_than_an_act_changes_nothing() -> None:
    story = _long(3)
    story.does(e.LaptopSlept(1, 2))
    before = whole(story.state)
    for seq in (0, 1, 99, story.log.entries[-1].seq):
        story.does(e.Withdrawn(seq)).does(e.Restored(seq))
    assert whole(story.state) == before
    assert story.log.next_seq == len(story.log.entries) + 1


def test_the_state_at_a_moment_is_what_the_screen_showed_then() -> None:
    story = Story(3).begins("open").at(10_000).gives("Ann").at(40_000).gives("Ben")
    story.at(45_000).undoes().at(50_000).gives("Cleo").at(60_000).reassigns(1, "Ben")
    entries = story.log.entries
    holders = {
        ms: story.alias(state_at(entries, ms).hand.holder)
        for ms in (0, 9_999, 10_000, 39_999, 40_000, 44_999, 45_000, 50_000, 99_000)
    }
    assert holders == {
        0: None,
        9_999: None,
        10_000: "Ann",
        39_999: "Ann",
        40_000: "Ben",
        44_999: "Ben",
        45_000: "Ann",
        50_000: "Cleo",
        99_000: "Cleo",
    }
    assert state_at(entries, 59_999).rounds[0].turns == {"p1": 1, "p3": 1}
    assert state_at(entries, 60_000).rounds[0].turns == {"p2": 1, "p3": 1}
    assert state_at(entries, -1).phase is Phase.UNOPENED


def test_what_befell_the_laptop_undo_itself_and_whether_a_session_is_open_is_not_undone() -> None:
    others = {
        *get_args(e.Lifecycle),
        *get_args(e.Fact),
        *get_args(e.Undo),
        *get_args(e.ListeningAct),
    }
    assert set(UNDOABLE) | others == set(KINDS.values())
    assert not set(UNDOABLE) & others


def _rows() -> list[Row]:
    story = _long(3).passes("Dan", for_now=True)
    story.does(note_moves.write_note(story.state, number=9, text="“Trust”\n— 信頼 👩‍👩‍👧"))
    return [row_of(entry) for entry in story.log.entries]


def _chained(rows: list[Row]) -> list[str]:
    hashes = [""]
    for row in rows:
        hashes.append(link(hashes[-1], row))
    return hashes[1:]


def test_an_event_is_read_as_it_was_written() -> None:
    story = _long(3).ends_round().begins("thinking_round", first="Eva").passes(for_now=True)
    assert [logged_of(row_of(entry)) for entry in story.log.entries] == story.log.entries


def test_a_time_is_kept_in_utc_to_the_millisecond() -> None:
    wall = datetime(2026, 3, 12, 20, 30, 0, 123_000, tzinfo=timezone(timedelta(hours=2)))
    row = row_of(Logged(1, 0, wall, e.BellRung()))
    assert row == Row(1, 0, "2026-03-12T18:30:00.123+00:00", "BellRung", "{}")
    assert logged_of(row).wall == wall
    assert logged_of(row).wall.tzinfo == UTC


def test_a_round_is_kept_with_the_whole_of_its_form() -> None:
    """So an old session reads the same after a form was changed."""
    row = row_of(Story(2).begins("thinking_round").log.entries[1])
    assert logged_of(row).event == e.RoundBegan(
        FORMS["thinking_round"], e.RoundPlan("thinking_round"), Direction.CLOCKWISE
    )


@pytest.mark.parametrize(
    "row",
    [
        Row(7, 0, "2026-03-12T18:30:00.000+00:00", "PieceStolen", "{}"),
        Row(7, 0, "2026-03-12T18:30:00.000+00:00", "PieceGiven", "{}"),
        Row(7, 0, "2026-03-12T18:30:00.000+00:00", "PieceGiven", '{"to": 5}'),
        Row(7, 0, "2026-03-12T18:30:00.000+00:00", "PieceGiven", '{"to": "p1"'),
        Row(7, 0, "2026-03-12T18:30:00.000+00:00", "PieceGiven", ""),
        Row(7, 0, "2026-03-12T18:30:00.000+00:00", "LaptopSlept", '{"start_ms": 1.5, "end_ms": 2}'),
        Row(7, 0, "yesterday", "BellRung", "{}"),
        Row(7, 0, "2026-03-12T18:30:00.000", "BellRung", "{}"),
    ],
    ids=lambda row: f"{row.kind} {row.data} {row.wall_utc[10:]}",
)
def test_a_row_that_holds_no_event_is_not_read(row: Row) -> None:
    with pytest.raises(ValueError, match=r"."):
        logged_of(row)


def test_the_chain_is_the_same_for_the_same_rows() -> None:
    assert _chained(_rows()) == _chained(_rows())
    assert len(set(_chained(_rows()))) == len(_rows())


@pytest.mark.parametrize("index", range(7))
@pytest.mark.parametrize(
    "change",
    [
        lambda row: row._replace(seq=row.seq + 1),
        lambda row: row._replace(at_ms=row.at_ms + 1),
        lambda row: row._replace(wall_utc=row.wall_utc.replace("18", "19")),
        lambda row: row._replace(kind=row.kind + "s"),
        lambda row: row._replace(data=row.data + " "),
        lambda row: row._replace(data=row.data[:-1]),
    ],
    ids=["seq", "at_ms", "wall_utc", "kind", "data", "shorter data"],
)
def test_a_changed_row_breaks_the_chain_from_there_on(
    index: int, change: Callable[[Row], Row]
) -> None:
    rows = _rows()
    whole_chain = _chained(rows)
    rows[index] = change(rows[index])
    broken = _chained(rows)
    assert broken[:index] == whole_chain[:index]
    assert not set(broken[index:]) & set(whole_chain)


def test_a_row_that_was_taken_out_or_moved_breaks_the_chain() -> None:
    rows = _rows()
    assert _chained([*rows[:3], *rows[4:]])[-1] != _chained(rows)[-1]
    assert _chained([*rows[:3], rows[4], rows[3], *rows[5:]])[-1] != _chained(rows)[-1]


def test_words_cannot_move_from_one_field_into_the_next() -> None:
    one = Row(1, 23, "w", "k", "d")
    other = Row(12, 3, "w", "k", "d")
    assert link("", one) != link("", other)
