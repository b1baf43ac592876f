"""The loop: read the clock, write the event, fold it; and what happens around sleep, kills and full disks."""

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from circle import events as e
from circle import moves, note_moves
from circle.kit_troubles import KitFull
from circle.level import Level
from circle.loop import Loop, close_at, time_since
from circle.record import read_record
from circle.session import Phase
from circle.store import SignOfLife, Store
from circle.summary import summarise
from circle.verifying import verify
from exports import json_record
from tests.circle.story import AN_EVENING, FORMS, people
from tests.disks import own_disk
from tests.fakes import FakeClock
from tests.notes import make_notes


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(AN_EVENING)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


@pytest.fixture
def loop(store: Store, clock: FakeClock) -> Loop:
    """Ann holds the piece; the session has run for ten seconds, her turn for eight."""
    loop = Loop.begin(store, clock, e.SessionOpened("An evening", people(3)))
    loop.record(moves.begin_round(loop.state, form=FORMS["go_round"], plan=e.RoundPlan("go_round")))
    clock.advance(2_000)
    loop.record(moves.give_piece(loop.state, to="p1"))
    clock.advance(8_000)
    return loop


def stored(store: Store, loop: Loop) -> list[e.Event]:
    return [entry.event for entry in store.read(loop.session).entries]


def floor(loop: Loop) -> list[str]:
    tiles = summarise(loop.state, loop.now_ms()).tiles
    return [f"{t.hand.holder or t.hand.floor} {t.start_ms}–{t.end_ms}" for t in tiles]


def test_what_the_state_shows_is_stored_already(store: Store, loop: Loop, clock: FakeClock):
    entry = loop.record(moves.give_piece(loop.state, to="p2"))
    assert store.read(loop.session).entries == loop.log.entries
    assert (entry.at_ms, entry.wall) == (10_000, AN_EVENING + timedelta(seconds=10))
    assert loop.state.hand.holder == "p2"


def test_time_never_runs_back_when_the_wall_clock_is_set_back(loop: Loop, clock: FakeClock):
    clock.set_wall(-3_600_000)
    assert loop.now_ms() == 10_000
    entry = loop.look_at_clock()
    assert entry
    assert entry.event == e.WallClockSet(-3_600_000)
    assert entry.at_ms == 10_000
    assert loop.look_at_clock() is None, "it is told of once"
    assert floor(loop) == ["centre 0–2000", "p1 2000–10000"]


def test_a_wall_clock_that_is_nudged_is_nobodys_concern(loop: Loop, clock: FakeClock):
    clock.set_wall(300)
    assert loop.look_at_clock() is None


def test_sleep_is_recorded_as_the_time_it_took(store: Store, loop: Loop, clock: FakeClock):
    loop.look_at_clock()
    clock.sleep(600_000)
    clock.advance(1_000)
    entry = loop.look_at_clock()
    assert entry
    assert entry.event == e.LaptopSlept(10_000, 611_000)
    assert stored(store, loop)[-1] == entry.event
    assert loop.state.away[-1].slept is True
    assert loop.now_ms() == 611_000


def test_a_short_doze_is_nobodys_concern(loop: Loop, clock: FakeClock):
    clock.sleep(1_500)
    assert loop.look_at_clock() is None


def test_a_clock_looked_at_after_the_end_records_nothing(loop: Loop, clock: FakeClock):
    loop.record(moves.close(loop.state))
    clock.sleep(60_000)
    assert loop.look_at_clock() is None


def test_a_heartbeat_is_the_last_sign_of_life(store: Store, loop: Loop, clock: FakeClock):
    clock.advance(5_000)
    loop.heartbeat()
    (sign,) = store.open_sessions()
    assert (sign.session, sign.at_ms) == (loop.session, 15_000)
    assert sign.wall == AN_EVENING + timedelta(seconds=15)


@pytest.mark.parametrize(
    ("act", "rests"),
    [
        (moves.centre_piece, True),
        (moves.begin_silence, True),
        (moves.pause, True),
        (moves.close, True),
        (lambda state: moves.give_piece(state, to="p2"), False),
    ],
    ids=["centre", "silence", "paused", "closed", "held"],
)
def test_the_loop_is_at_rest_when_no_turn_runs(loop: Loop, act, rests: bool):
    loop.record(act(loop.state))
    assert loop.at_rest is rests


def stop(store: Store, clock: FakeClock) -> SignOfLife:
    """The program is killed now, and started again ten minutes later in another process."""
    (sign,) = store.open_sessions()
    clock.advance(600_000)
    return sign


def test_carrying_on_leaves_the_time_between_paused_and_the_turn_goes_on(
    store: Store, loop: Loop, clock: FakeClock
):
    loop.heartbeat()
    sign = stop(store, clock)
    again = Loop.carry_on(store, clock, sign)
    assert again.session == loop.session
    assert again.log.entries[-1].event == e.CarriedOn(10_000)
    assert again.log.entries[-1].at_ms == 610_000
    clock.advance(5_000)
    assert floor(again) == [
        "centre 0–2000",
        "p1 2000–10000",
        "paused 10000–610000",
        "p1 610000–615000",
    ]


def test_carrying_on_when_the_wall_clock_was_set_back_meanwhile(
    store: Store, loop: Loop, clock: FakeClock
):
    loop.heartbeat()
    (sign,) = store.open_sessions()
    clock.set_wall(-86_400_000)
    again = Loop.carry_on(store, clock, sign)
    assert again.now_ms() == 10_000
    clock.advance(1_000)
    assert again.now_ms() == 11_000


def test_closing_at_the_last_sign_of_life(store: Store, loop: Loop, clock: FakeClock):
    clock.advance(5_000)
    loop.heartbeat()
    sign = stop(store, clock)
    assert close_at(store, clock, sign, sign.at_ms) == loop.session
    (line,) = store.sessions()
    assert line.length_ms == 15_000
    assert store.open_sessions() == []
    assert verify(store).findings == ()


@pytest.mark.parametrize(("at_ms", "ends_ms"), [(70_000, 70_000), (10, 2_000)])
def test_closing_at_another_time_never_before_the_last_event(
    store: Store, loop: Loop, clock: FakeClock, at_ms: int, ends_ms: int
):
    close_at(store, clock, stop(store, clock), at_ms)
    assert store.sessions()[0].length_ms == ends_ms
    assert verify(store).findings == ()


def test_looking_back_corrections_and_notes_are_archived_at_once(
    store: Store, loop: Loop, clock: FakeClock
):
    loop.record(moves.close(loop.state))
    clock.advance(3_600_000)
    later = Loop.look_back(store, clock, loop.session)
    number = later.log.next_seq
    later.record(note_moves.write_note(later.state, number=number, text="the hall was cold"))
    assert [hit.text for hit in store.search("hall")] == ["the hall was cold"]
    assert later.log.entries[-1].at_ms == 3_610_000
    assert later.state.ended_ms == 10_000
    assert verify(store).findings == ()


def test_a_session_is_reopened_and_goes_on(store: Store, loop: Loop, clock: FakeClock):
    loop.record(moves.close(loop.state))
    clock.advance(60_000)
    later = Loop.look_back(store, clock, loop.session)
    later.record(moves.reopen(later.state))
    assert later.state.phase is Phase.CENTRE
    clock.advance(1_000)
    later.record(moves.close(later.state))
    assert floor(later)[-2:] == ["break 10000–70000", "centre 70000–71000"]
    assert store.sessions()[0].length_ms == 71_000
    assert verify(store).findings == ()


def test_a_full_disk_is_told_of_and_the_state_stays(tmp_path: Path, clock: FakeClock):
    with own_disk(tmp_path, kilobytes=2_000), closing(Store.open(tmp_path / "kit")) as store:
        loop = Loop.begin(store, clock, e.SessionOpened("An evening", people(3)))
        film = tmp_path / "holiday.mp4"
        with suppress(OSError):
            film.write_bytes(bytes(2_000_000))
        before = loop.state, list(loop.log.entries)
        note = note_moves.write_note(loop.state, number=2, text="word " * 3_000)
        with pytest.raises(KitFull):
            loop.record(note)
        assert (loop.state, loop.log.entries) == before
        film.unlink()
        clock.advance(1_000)
        assert loop.record(note).at_ms == 1_000
        assert store.read(loop.session).entries == loop.log.entries


def test_a_move_that_is_refused_writes_nothing(store: Store, loop: Loop):
    before = stored(store, loop)
    with pytest.raises(moves.NotAllowed):
        loop.record(moves.give_piece(loop.state, to="p1"))
    assert stored(store, loop) == before


def test_time_since_a_sign_of_life(clock: FakeClock):
    sign = SignOfLife("abc", 5_000, AN_EVENING - timedelta(minutes=1))
    assert time_since(sign, clock.read()) == 65_000


def test_a_session_looked_back_at_a_year_later_has_stood_still(
    store: Store, loop: Loop, clock: FakeClock, tmp_path: Path
):
    loop.record(moves.close(loop.state))
    clock.advance(400 * 24 * 3_600_000)
    again = Loop.look_back(store, clock, loop.session)
    note = note_moves.write_note(
        again.state, number=again.log.next_seq, text="What I still think of."
    )
    assert again.record(note).at_ms == 10_000
    again.record(moves.reopen(again.state))
    assert floor(again)[-1] == "p1 2000–10000"
    document = json_record.render(make_notes(loop.session, again.log, Level.ALIASES))
    path = tmp_path / "record.json"
    path.write_bytes(document)
    assert [note.text for note in read_record(path).log.state.notes.values()] == [
        "What I still think of."
    ]


def test_away_from_a_running_session_counts_for_a_day_at_most(
    store: Store, loop: Loop, clock: FakeClock
):
    (sign,) = store.open_sessions()
    clock.advance(3 * 365 * 24 * 3_600_000)
    assert time_since(sign, clock.read()) == sign.at_ms + 24 * 3_600_000


def test_a_clock_without_a_battery_gives_no_label_before_the_year_2000(
    store: Store, loop: Loop, clock: FakeClock
):
    clock.set_wall(-60 * 365 * 24 * 3_600_000)
    noticed = loop.look_at_clock()
    assert noticed is not None
    assert noticed.wall.year == 2000
    assert noticed.event == e.WallClockSet(-moves.LONGEST_MS)
