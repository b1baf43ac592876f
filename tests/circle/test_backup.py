"""Backups: whole or absent, checked before they count, thinned by their numbers whatever a clock says."""

import os
import re
import shutil
import stat
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle import backup, kit
from circle.backup import (
    Backup,
    NotBackedUp,
    back_up_and_forget,
    backup_name,
    backups_in,
    make_backup,
    to_drop,
)
from circle.errors import Refused
from circle.events import SessionOpened
from circle.kit_checked import contents
from circle.kit_files import BACKUPS, KIT, SET_ASIDE
from circle.kit_troubles import KitGone
from circle.loop import Loop
from circle.restoring import newest_good
from circle.store import Store
from tests.circle.kits_with_backups import (
    A_DAY,
    add_session,
    back_up,
    damage,
    digest,
    make_kit,
    plain_and_sealed,
    sessions_in,
)
from tests.fakes import FakeClock

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def named(days: list[date], size: int = 1_000) -> list[Backup]:
    """With numbers from 1 on."""
    return [Backup(n, day, Path(backup_name(n, day)), size) for n, day in enumerate(days, start=1)]


@given(st.lists(DAYS, max_size=60))
def test_whatever_the_clock_said_the_last_ten_are_kept(days: list[date]):
    there = named(days)
    dropped = to_drop(there)
    assert not {*there[-10:]} & {*dropped}
    assert len(there) - len(dropped) <= 10 + 14 + 8


@given(st.lists(DAYS, max_size=40))
def test_thinning_again_drops_nothing_more(days: list[date]):
    there = named(days)
    left = [one for one in there if one not in to_drop(there)]
    assert to_drop(left) == ()


@given(st.lists(DAYS, max_size=30), st.integers(1, 400))
def test_where_there_is_little_room_the_newest_is_kept_however_large(days: list[date], size: int):
    there = named(days, size)
    left = [one for one in there if one not in to_drop(there, most_bytes=1_000)]
    assert there[-1:] == left[-1:]
    assert sum(one.bytes for one in left) <= max(1_000, size)
    assert there == [] or to_drop(there, most_bytes=0) == (*reversed(there[:-1]),)


def test_of_each_day_and_week_the_newest_is_kept():
    first = date(2026, 3, 1)
    days = [first + timedelta(n // 2) for n in range(200)]  # two a day, for a hundred days
    there = named(days)
    left = [one for one in there if one not in to_drop(there)]
    last_days = {day for day in days if day > days[-1] - timedelta(14)}
    assert {one.day for one in left} >= last_days
    of_day = {one.day: one.number for one in left[:-10]}
    assert all(number % 2 == 0 for number in of_day.values()), "the later of the two"
    assert len({one.day.isocalendar()[:2] for one in left}) == 8
    assert len(left) == 10 + (14 - 5) + (8 - 3)


def test_a_clock_set_back_puts_no_order_upside_down():
    there = named([*[date(2026, 5, 1)] * 12, *[date(1999, 1, 1)] * 12])
    left = {one.number for one in there} - {one.number for one in to_drop(there)}
    assert left == {*range(15, 25), 12}


def test_what_has_another_name_is_no_backup(tmp_path: Path):
    place = tmp_path / BACKUPS
    place.mkdir()
    whole = "circlekeeper-000042-2026-05-12.kit"
    for name in (whole, "circlekeeper-42-2026-05-12.kit", "circlekeeper-000043-2026-15-12.kit",
                 ".circlekeeper-aaaa.part", "circlekeeper.key", whole + "-wal"):  # fmt: skip
        (place / name).write_bytes(b"1234")
    assert backups_in(tmp_path) == (Backup(42, date(2026, 5, 12), place / whole, 4),)
    assert backups_in(tmp_path / "nowhere") == ()


@plain_and_sealed
def test_a_backup_is_one_whole_file_for_its_owner_alone(tmp_path: Path, key: bytes | None):
    make_kit(tmp_path, key=key)
    before = digest(tmp_path / KIT)
    made = back_up(tmp_path, key=key)
    assert made.path.name == "circlekeeper-000001-2026-05-12.kit"
    assert [*made.path.parent.iterdir()] == [made.path]
    assert contents(made.path, key).sessions == 3
    assert digest(tmp_path / KIT) == before, "the kit was only read"
    if os.name != "nt":
        assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


@plain_and_sealed
def test_where_nothing_changed_there_is_no_second_one(tmp_path: Path, key: bytes | None):
    make_kit(tmp_path, key=key)
    first = back_up(tmp_path, key=key)
    assert back_up(tmp_path, days=1, key=key) == first
    with closing(Store.open(tmp_path, key=key)) as store:
        store.keep_setting("theme", "dark")
    second = back_up(tmp_path, days=2, key=key)
    assert second.number == 2
    assert backups_in(tmp_path) == (second, first)


def test_a_backup_that_got_damaged_does_not_stand_for_the_kit(tmp_path: Path):
    make_kit(tmp_path)
    damage(back_up(tmp_path).path)
    assert back_up(tmp_path).number == 2


@plain_and_sealed
def test_a_damaged_kit_gives_no_backup(tmp_path: Path, key: bytes | None):
    make_kit(tmp_path, key=key)
    first = back_up(tmp_path, key=key)
    damage(tmp_path / KIT)
    with pytest.raises(NotBackedUp, match=r"not as it was written.*as they were"):
        back_up(tmp_path, key=key)
    assert [*(tmp_path / BACKUPS).iterdir()] == [first.path]


def test_a_log_that_was_changed_gives_no_backup(tmp_path: Path):
    make_kit(tmp_path)
    with closing(Store.open(tmp_path)) as store, store._rewritable():
        session = store.every_session()[0]
        store._connection.execute("UPDATE event SET at_ms = at_ms + 1 WHERE seq = 4 AND session = ?", (session,))  # fmt: skip
    with pytest.raises(NotBackedUp, match=f"session {session} is damaged from event 4 on"):
        back_up(tmp_path)
    assert backups_in(tmp_path) == ()


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE template SET text = 'title = \"Evenimg\"'", "A session template is not as it was written."),
        ("UPDATE setting SET value = '\"dusk\"'", "A setting is not as it was written."),
        ("DELETE FROM event", "was open, but its record is gone."),
        ("DROP INDEX session_by_day", "The database is not laid out as it was: session_by_day."),
    ],
)  # fmt: skip
@plain_and_sealed
def test_what_no_log_speaks_for_is_checked_too(
    tmp_path: Path, key: bytes | None, sql: str, said: str
):
    make_kit(tmp_path, 0, key=key)
    with closing(Store.open(tmp_path, key=key)) as store:
        store.keep_template("evening", 'title = "Evening"')
        store.keep_setting("theme", "dark")
        Loop.begin(store, FakeClock(), SessionOpened("Still open"))
    first = back_up(tmp_path, key=key)
    with closing(Store.open(tmp_path, key=key)) as store, store._rewritable():
        store._connection.execute(sql)
    with pytest.raises(NotBackedUp, match=f"{re.escape(said)} The backups before are as they were"):
        back_up(tmp_path, key=key)
    assert [*(tmp_path / BACKUPS).iterdir()] == [first.path]
    assert contents(first.path, key).sessions == 1


def test_a_backup_in_which_a_row_changed_is_no_way_back(tmp_path: Path):
    make_kit(tmp_path)
    good = back_up(tmp_path)
    with closing(Store.open(tmp_path)) as store:
        store.keep_template("evening", 'title = "Evening"')
    rotten = back_up(tmp_path)
    rotten.path.write_bytes(rotten.path.read_bytes().replace(b'"Evening"', b'"Evenimg"'))
    assert newest_good(tmp_path) == good


def test_what_is_in_the_log_beside_the_kit_is_in_the_backup(tmp_path: Path):
    """As of a kit that is open in a window, copied by another process."""
    make_kit(tmp_path)
    with closing(Store.open(tmp_path)) as store, store.still():
        store.keep_setting("theme", "dark")
        store.keep_template("written meanwhile", "a text")
        size = (tmp_path / KIT).stat().st_size
        made = made_by_another_process(tmp_path)
        assert (tmp_path / KIT).stat().st_size == size
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(made, other / KIT)
    with closing(Store.open(other)) as store:
        assert "written meanwhile" in store.templates()


def made_by_another_process(folder: Path) -> Path:
    code = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from circle.backup import make_backup\n"
        "print(make_backup(Path(sys.argv[1]), date(2026, 5, 12), left_free=0).path)"
    )
    run = [sys.executable, "-c", code, str(folder)]
    root = Path(__file__).parents[2]
    return Path(subprocess.run(run, cwd=root, check=True, capture_output=True, text=True).stdout.strip())  # fmt: skip


def test_while_a_kit_is_still_its_file_does_not_change(tmp_path: Path):
    make_kit(tmp_path)
    with closing(Store.open(tmp_path)) as store:
        with store.still(), store.still():
            before = as_another_reads(tmp_path / KIT)
            for n in range(300):  # more than would be folded in by itself
                store.keep_template(f"t{n}", "a long text " * 2_000)
            store.retell({}, names=())  # which wipes, and has to wait
            assert as_another_reads(tmp_path / KIT) == before
        assert as_another_reads(tmp_path / KIT) != before, "what waited was done"
        store.keep_template("after", "x" * 5_000_000)
        assert store._rows("PRAGMA wal_autocheckpoint") == [(1000,)]
    with closing(Store.open(tmp_path)) as store:
        assert len(store.templates()) == 301


def as_another_reads(path: Path) -> str:
    """In another process: one that closed the file here would let go of the engine's lock on it."""
    code = "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest())"
    run = [sys.executable, "-c", code, str(path)]
    return subprocess.run(run, check=True, capture_output=True, text=True).stdout


@plain_and_sealed
def test_a_backup_of_what_is_left_takes_the_place_of_all_before(tmp_path: Path, key: bytes | None):
    make_kit(tmp_path, key=key)
    back_up(tmp_path, key=key)
    add_session(tmp_path, 7, key)
    back_up(tmp_path, key=key)
    made = back_up_and_forget(tmp_path, A_DAY, key)
    assert made.number == 3, "though nothing changed"
    assert [*(tmp_path / BACKUPS).iterdir()] == [made.path]


def test_without_room_for_a_circle_no_backup_is_made(tmp_path: Path):
    make_kit(tmp_path)
    with pytest.raises(NotBackedUp, match="too little room on the disk"):
        make_backup(tmp_path, A_DAY, left_free=shutil.disk_usage(tmp_path).total)
    assert [*(tmp_path / BACKUPS).iterdir()] == []


def test_what_a_killed_backup_left_is_swept_by_the_next(tmp_path: Path):
    make_kit(tmp_path)
    copy = backup.place_of_copy(tmp_path)
    backup.copy_kit(tmp_path, copy, left_free=0)
    copy.with_name(copy.name + "-wal").write_bytes(b"")
    assert backups_in(tmp_path) == (), "a copy that was not checked does not count"
    made = back_up(tmp_path)
    assert [*(tmp_path / BACKUPS).iterdir()] == [made.path]


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path):
    make_kit(tmp_path)
    (tmp_path / BACKUPS).write_bytes(b"a file in its place")
    with pytest.raises(NotBackedUp, match="No backup was made: the disk answered"):
        back_up(tmp_path)
    assert len(sessions_in(tmp_path)) == 3


def test_the_eleventh_of_a_day_takes_the_place_of_the_first(tmp_path: Path):
    make_kit(tmp_path, 1)
    for n in range(12):
        with closing(Store.open(tmp_path)) as store:
            store.keep_setting("n", float(n))
        back_up(tmp_path)
    assert [one.number for one in backups_in(tmp_path)] == [*range(12, 2, -1)]


def test_a_kit_that_is_gone_is_not_begun_anew_over_its_backups(tmp_path: Path):
    make_kit(tmp_path)
    back_up(tmp_path)
    (tmp_path / KIT).unlink()
    with pytest.raises(KitGone, match="is gone, but there are backups of it"):
        Store.open(tmp_path)
    assert not (tmp_path / KIT).exists()


def as_an_older_version(folder: Path, key: bytes | None = None) -> None:
    """The tables are those of today, and the steps are done where they are not: here the number alone is older."""
    connection = kit.open_connection(folder, key=key)
    connection.execute(f"PRAGMA user_version={kit.VERSION - 1}")
    kit.close_connection(connection)


@plain_and_sealed
def test_before_an_older_kit_is_changed_there_is_a_backup_of_it(tmp_path: Path, key: bytes | None):
    make_kit(tmp_path, key=key)
    as_an_older_version(tmp_path, key)
    assert len(sessions_in(tmp_path, key)) == 3
    (made,) = backups_in(tmp_path)
    assert contents(made.path, key).version == kit.VERSION - 1
    sessions_in(tmp_path, key)
    assert backups_in(tmp_path) == (made,), "only once"


def test_an_older_kit_of_which_no_backup_can_be_made_is_set_aside_as_a_copy(tmp_path: Path):
    make_kit(tmp_path)
    with closing(Store.open(tmp_path)) as store, store._rewritable():
        store._connection.execute("UPDATE event SET at_ms = at_ms + 1 WHERE seq = 4")
    as_an_older_version(tmp_path)
    before = digest(tmp_path / KIT)
    Store.open(tmp_path).close()
    assert digest(tmp_path / SET_ASIDE / "circlekeeper-000001" / KIT) == before


def test_an_older_kit_without_room_for_its_backup_stays_as_it_is(tmp_path: Path):
    make_kit(tmp_path)
    as_an_older_version(tmp_path)
    before = digest(tmp_path / KIT)
    (tmp_path / BACKUPS).write_bytes(b"a file in its place")
    with pytest.raises(Refused, match="No backup was made"):
        Store.open(tmp_path)
    assert digest(tmp_path / KIT) == before
