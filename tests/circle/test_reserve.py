"""Room that is kept for a circle whose disk fills up. The disks are real: small ones, in memory."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from circle import events as e
from circle import note_moves
from circle.kit_files import KIT, RESERVE
from circle.kit_troubles import KitFull
from circle.loop import Loop
from circle.reserve import AMPLE_BYTES, RESERVE_BYTES, Reserve, free_bytes
from circle.store import Store
from circle.verifying import verify
from tests.circle.story import people
from tests.disks import fill, own_disk
from tests.fakes import FakeClock


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """With room for a reserve."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with own_disk(folder, kilobytes=80_000):
        yield folder


def room(folder: Path) -> int:
    there = free_bytes(folder)
    assert there is not None
    return there


def begun(store: Store, clock: FakeClock | None = None) -> Loop:
    return Loop.begin(store, clock or FakeClock(), e.SessionOpened("An evening", people(3)))


def note(loop: Loop, text: str) -> None:
    loop.record(note_moves.write_note(loop.state, number=loop.log.next_seq, text=text))


def keeps_writing(loop: Loop) -> None:
    for n in range(10_000):
        note(loop, f"{n} " + "word " * 300)


def test_its_room_is_really_taken_and_given_back(disk: Path) -> None:
    before, reserve = room(disk), Reserve(disk)
    reserve.keep()
    assert before - room(disk) >= RESERVE_BYTES
    assert stat.S_IMODE((disk / RESERVE).stat().st_mode) == 0o600
    assert reserve.give_up()
    assert room(disk) == before
    assert not reserve.give_up(), "there is none any more"


def test_one_that_was_cut_short_is_made_whole(disk: Path) -> None:
    (disk / RESERVE).write_bytes(b"x")
    Reserve(disk).keep()
    assert (disk / RESERVE).stat().st_size >= RESERVE_BYTES


def test_where_there_is_little_room_none_is_kept_and_it_is_said(disk: Path) -> None:
    reserve = Reserve(disk)
    assert reserve.low_words() == ""
    (disk / "film").write_bytes(bytes(room(disk) - AMPLE_BYTES + 1_000_000))
    assert reserve.is_low
    assert "little room on the disk that holds" in reserve.low_words()
    assert ": 62 MB" in reserve.low_words() or ": 63 MB" in reserve.low_words()
    reserve.keep()
    assert not (disk / RESERVE).exists()


def test_a_folder_that_is_not_there_refuses_nothing(tmp_path: Path) -> None:
    reserve = Reserve(tmp_path / "nowhere")
    reserve.keep()
    assert not reserve.is_low
    assert not reserve.give_up()


def test_a_full_disk_does_not_stop_the_circle(disk: Path) -> None:
    """Turns, drafts and signs of life go on; then the reserve is used up, too, and what is refused has changed nothing."""
    with closing(Store.open(disk)) as store:
        store.reserve.keep()
        loop = begun(store)
        told: list[str] = []
        loop.when_reserve_goes = lambda: told.append(loop.reserve_words())
        fill(disk / "film")
        written = 0
        while not told:
            note(loop, f"{written} " + "word " * 300)
            written += 1
        assert not (disk / RESERVE).exists()
        assert "The disk is full. All that was done is saved, and so is what comes" in told[0]
        loop.keep_draft("note", "half a thought")
        loop.heartbeat()
        fill(disk / "another film")
        with pytest.raises(KitFull):
            keeps_writing(loop)
        assert len(told) == 1
        assert len(loop.state.notes) >= written
        assert store.read(loop.session).entries == loop.log.entries
        (disk / "film").unlink()
        note(loop, "there is room again")
        assert verify(store).findings == ()
    assert (disk / KIT).exists()


def test_without_a_reserve_a_full_disk_is_told_of_as_before(disk: Path) -> None:
    with closing(Store.open(disk)) as store:
        loop = begun(store)
        fill(disk / "film")
        with pytest.raises(KitFull):
            keeps_writing(loop)
        assert store.read(loop.session).entries == loop.log.entries


@pytest.mark.parametrize("write", ["draft", "heartbeat", "taking somebody out"])
def test_each_kind_of_writing_uses_it(disk: Path, write: str) -> None:
    clock = FakeClock()
    with closing(Store.open(disk)) as store:
        loop = begun(store, clock)
        store._connection.execute("PRAGMA wal_autocheckpoint=0").fetchall()
        store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        store.reserve.keep()
        fill(disk / "film")
        match write:
            case "draft":
                loop.keep_draft("note", "half a thought")
                assert store.drafts(loop.session) == {"note": "half a thought"}
            case "heartbeat":
                clock.advance(5_000)
                loop.heartbeat()
                assert store.open_sessions()[0].at_ms == 5_000
            case _:
                loop.take_out("p1")
                assert store.read(loop.session).entries == loop.log.entries
        assert not (disk / RESERVE).exists()
