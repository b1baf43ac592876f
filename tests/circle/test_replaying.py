"""A meeting held again: the same turns as an import, through moves and durable writes."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from circle.clock import ReplayClock, SystemClock
from circle.importing import import_file
from circle.loop import Loop
from circle.moves import NotAllowed
from circle.replaying import hold_again, opened_by
from circle.store import Store
from circle.summary import Summary, summarise
from circle.turn_lists import ListedTurn, TurnList
from tests.circle.story import AN_EVENING, FORMS


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


def spoke(*turns: tuple[str, int, int]) -> TurnList:
    return TurnList("m", None, tuple(ListedTurn(*turn, "spoke") for turn in turns), cross_talk=0)


def held(store: Store, listed: TurnList) -> Loop:
    clock = ReplayClock(AN_EVENING)
    loop = Loop.begin(store, clock, opened_by(listed, source="m.rttm"))
    entries = [*hold_again(loop, clock, FORMS["open"], listed.turns)]
    assert entries == loop.log.entries, "each event is told of once"
    return loop


def floor(loop: Loop) -> list[tuple[str, int, int]]:
    summary = summarise(loop.state, 0)
    return [
        (tile.hand.holder or tile.hand.floor.value, tile.start_ms, tile.end_ms)
        for tile in summary.tiles
    ]


def test_the_piece_rests_in_the_centre_between_turns_and_goes_from_hand_to_hand_without_a_gap(
    store: Store,
):
    loop = held(store, spoke(("Ann", 500, 1_000), ("Ben", 1_000, 9_000), ("Ann", 12_000, 13_000)))
    assert floor(loop) == [
        ("centre", 0, 500),
        ("p1", 500, 1_000),
        ("p2", 1_000, 9_000),
        ("centre", 9_000, 12_000),
        ("p1", 12_000, 13_000),
    ]


def test_two_turns_of_one_person_without_a_gap_are_two_turns(store: Store):
    loop = held(store, spoke(("Ann", 0, 1_000), ("Ann", 1_000, 2_000)))
    assert len(summarise(loop.state, 0).turns) == 2


def test_the_session_is_stored_closed_and_archived(store: Store):
    loop = held(store, spoke(("Ann", 0, 61_000)))
    (line,) = store.sessions()
    assert (line.id, line.length_ms, line.turns) == (loop.session, 61_000, 1)
    assert store.read(loop.session).entries[-1].wall == AN_EVENING + timedelta(seconds=61)


def test_a_meeting_held_again_comes_to_the_same_as_one_imported(store: Store, tmp_path: Path):
    file = tmp_path / "m.rttm"
    lines = ["m 1 0.5 2.125 <NA> <NA> Ann", "m 1 2 3 <NA> <NA> Ben", "m 1 2.5 0.5 <NA> <NA> Cleo"]
    file.write_text("".join(f"SPEAKER {line} <NA> <NA>\n" for line in lines), "utf-8")
    imported = import_file(store, file)
    loop = held(store, spoke(("Ann", 500, 2_625), ("Ben", 2_625, 5_000)))
    assert figures(summarise(store.read(imported.id).state, 0)) == figures(summarise(loop.state, 0))


def figures(summary: Summary) -> object:
    return (
        [(one.participant.alias, one.held_ms, one.turns) for one in summary.people],
        summary.length_ms,
        summary.balance,
        summary.turn_figures,
    )


class WatchedStore(Store):
    """Keeps the moments of the signs of life."""

    def heartbeat(self, session: str, at_ms: int, wall: datetime) -> None:
        super().heartbeat(session, at_ms, wall)
        self.beats = [*getattr(self, "beats", ()), at_ms]


def test_a_sign_of_life_every_five_seconds_while_somebody_holds_the_piece(tmp_path: Path):
    with closing(WatchedStore.open(tmp_path)) as store:
        assert isinstance(store, WatchedStore)
        held(store, spoke(("Ann", 0, 12_000), ("Ben", 60_000, 61_000)))
        assert store.beats == [5_000, 10_000, 12_000, 61_000]


def test_more_people_than_a_session_holds_are_refused_and_nothing_is_written(store: Store):
    crowd = spoke(*((f"person {n}", n, n + 1) for n in range(201)))
    with pytest.raises(NotAllowed, match=r"m\.rttm has 201 people; expected at most 200"):
        opened_by(crowd, source="m.rttm")
    assert store.every_session() == []


def test_a_meeting_at_sixty_times_speed_takes_a_sixtieth_of_its_time():
    before = SystemClock().read()
    clock = ReplayClock(AN_EVENING, speed=60)
    for _turn in range(3):
        clock.wait(1_000)
    assert SystemClock().read().steady_ms - before.steady_ms >= 3_000 / 60 - 1
    assert clock.read().steady_ms == clock.read().awake_ms == 3_000
    assert clock.read().wall == AN_EVENING + timedelta(seconds=3)
