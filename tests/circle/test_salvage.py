"""Rescuing what can be read: row by row, from a copy, with counts that are true."""

import random
from contextlib import closing
from pathlib import Path

import pytest

from circle.circles import Circle
from circle.kit_files import BACKUPS, KEY, KIT
from circle.kit_troubles import KitDamaged, KitNewer, KitTrouble
from circle.salvage import Salvaged, salvage, salvage_to
from circle.store import Store
from circle.verifying import verify
from tests.circle.a_stick import a_log, session_id
from tests.circle.kits_with_backups import (
    A_KEY,
    back_up,
    damage,
    digest,
    make_kit,
    plain_and_sealed,
    sessions_in,
)
from tests.circle.older_kits import turn_back

SESSIONS = 8
PAGE = 4096


def full_kit(folder: Path, key: bytes | None = None) -> None:
    """Closed sessions, one that is open, and one thing of each kind besides."""
    make_kit(folder, SESSIONS, key)
    with closing(Store.open(folder, key=key)) as store:
        for entry in a_log(SESSIONS, turns=4).entries[:5]:
            store.append(session_id(SESSIONS), entry)
        store.keep_setting("theme", "dark")
        store.keep_template("ours", "a template")
        store.keep_deck("ours", "a deck")
        store.keep_house("name", b"Riverside")
        store.keep_draft(session_id(SESSIONS), "note", "half a sentence")
        store.keep_circle(Circle("Kitchen table"))


def all_there(folder: Path, key: bytes | None) -> None:
    """What `full_kit` put in, and nothing that `verify` would find."""
    with closing(Store.open(folder, new=False, key=key)) as store:
        assert verify(store).findings == ()
        assert store.every_session() == sorted(session_id(n) for n in range(SESSIONS + 1))
        assert store.how_many() == SESSIONS
        assert [sign.session for sign in store.open_sessions()] == [session_id(SESSIONS)]
        assert store.setting("theme", "") == "dark"
        assert store.templates() == {"ours": "a template"}
        assert store.decks() == {"ours": "a deck"}
        assert store.house() == {"name": b"Riverside"}
        assert store.drafts(session_id(SESSIONS)) == {"note": "half a sentence"}
        assert "Kitchen table" in [circle.name for circle in store.circles()]


def checked_whole(found: Salvaged) -> None:
    assert found.entries == found.of_entries > 50
    assert found.whole == found.sessions == SESSIONS + 1


@plain_and_sealed
def test_of_a_whole_kit_everything_is_rescued(tmp_path: Path, key: bytes | None):
    full_kit(tmp_path, key)
    before = digest(tmp_path / KIT)
    found = salvage(tmp_path, key)
    checked_whole(found)
    assert found.rest_is_whole
    assert found.backup is None
    assert (
        found.sentence
        == f"{found.entries} of {found.entries} entries rescued, 9 of 9 sessions whole."
    )
    all_there(tmp_path, key)
    assert found.aside is not None
    assert digest(found.aside / KIT) == before


@pytest.mark.parametrize("version", [5, 6])
def test_an_older_kit_is_rescued_without_anything_that_looks_changed(tmp_path: Path, version: int):
    full_kit(tmp_path)
    turn_back(tmp_path / KIT, version)
    checked_whole(salvage(tmp_path))
    all_there(tmp_path, None)


@plain_and_sealed
def test_what_the_kit_lost_comes_from_the_newest_good_backup(tmp_path: Path, key: bytes | None):
    chance = random.Random(7)
    full_kit(tmp_path, key)
    back_up(tmp_path, key=key)
    whole = (tmp_path / KIT).read_bytes()
    for case in range(6):
        pages = chance.sample(range(1, len(whole) // PAGE), k=4)
        (tmp_path / KIT).write_bytes(whole)
        for page in pages if case else (0,):  # the first time the page that names all tables
            damage(tmp_path / KIT, from_byte=page * PAGE, bytes_long=PAGE)
        before = digest(tmp_path / KIT)
        found = salvage(tmp_path, key)
        assert found.aside is not None
        assert digest(found.aside / KIT) == before, "the damaged kit is only copied"
        all_there(tmp_path, key)


@plain_and_sealed
def test_without_a_backup_every_record_is_kept_up_to_where_it_broke(
    tmp_path: Path, key: bytes | None
):
    chance = random.Random(11)
    full_kit(tmp_path / "before", key)
    whole = (tmp_path / "before" / KIT).read_bytes()
    logs = logs_in(tmp_path / "before", key)
    n, partly = sum(map(len, logs.values())), 0
    for case in range(8):
        home = make_kit(tmp_path / str(case), 0, key)
        (home / KIT).write_bytes(whole)
        for page in chance.sample(range(1, len(whole) // PAGE), k=3):
            damage(home / KIT, from_byte=page * PAGE, bytes_long=PAGE)
        try:
            found = salvage(home, key)
        except KitDamaged:
            continue
        rescued = logs_in(home, key)
        assert all(logs[session][: len(log)] == log for session, log in rescued.items())
        assert found.entries == sum(map(len, rescued.values()))
        assert found.entries <= found.of_entries <= n + SESSIONS + 1
        whole_ones = sum(logs[session] == log for session, log in rescued.items())
        assert found.whole <= whole_ones, "none is said to be whole that is not"
        partly += found.entries < n
        with closing(Store.open(home, key=key)) as store:
            assert verify(store).findings == ()
    assert partly > 2, "something was lost in some of them"


def logs_in(folder: Path, key: bytes | None) -> dict[str, list[object]]:
    with closing(Store.open(folder, key=key)) as store:
        return {one: [*store.rows(one)] for one in store.every_session()}


def test_a_session_that_lost_its_end_is_open_again(tmp_path: Path):
    """Nobody sees a session that is neither closed nor open."""
    make_kit(tmp_path, 1)
    with closing(Store.open(tmp_path)) as store, store._rewritable():
        (session,) = store.every_session()
        n = len(store.rows(session))
        store._connection.execute("UPDATE event SET data = '{}' WHERE seq = ?", (n - 1,))
    found = salvage(tmp_path)
    assert (found.entries, found.of_entries, found.whole) == (n - 2, n, 0)
    with closing(Store.open(tmp_path)) as store:
        assert [sign.session for sign in store.open_sessions()] == [session]
        assert store.how_many() == 0


def test_what_is_only_in_the_log_beside_a_damaged_kit_is_rescued(tmp_path: Path):
    from tests.circle.test_restoring import leave_killed

    full_kit(tmp_path)
    leave_killed(tmp_path)
    found = salvage(tmp_path)
    assert found.aside is not None
    assert (found.aside / (KIT + "-wal")).exists()
    with closing(Store.open(tmp_path)) as store:
        assert store.templates() == {"last of all": "a text", "ours": "a template"}


@plain_and_sealed
def test_it_can_be_rescued_into_another_folder(tmp_path: Path, key: bytes | None):
    home, other = tmp_path / "kit", tmp_path / "other"
    full_kit(home, key)
    before = digest(home / KIT)
    checked_whole(salvage_to(home, other, key))
    all_there(other, key)
    assert digest(home / KIT) == before
    assert sorted(path.name for path in other.iterdir()) == sorted([KIT, *([KEY] if key else [])])
    with pytest.raises(KitTrouble, match="There is a kit in"):
        salvage_to(home, other, key)


@plain_and_sealed
def test_where_nothing_can_be_read_everything_stays(tmp_path: Path, key: bytes | None):
    full_kit(tmp_path, key)
    damage(back_up(tmp_path, key=key).path)
    damage(tmp_path / KIT, from_byte=0, bytes_long=(tmp_path / KIT).stat().st_size)
    before, names = digest(tmp_path / KIT), {path.name for path in tmp_path.iterdir()}
    with pytest.raises(KitDamaged, match="Nothing can be read"):
        salvage(tmp_path, key)
    assert digest(tmp_path / KIT) == before
    assert {path.name for path in tmp_path.iterdir()} == names
    assert BACKUPS in names


def test_a_newer_kit_is_not_rescued_into_an_older_one(tmp_path: Path):
    make_kit(tmp_path)
    data = bytearray((tmp_path / KIT).read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    (tmp_path / KIT).write_bytes(data)
    with pytest.raises(KitNewer):
        salvage(tmp_path)
    assert (tmp_path / KIT).read_bytes() == data


def test_a_backup_is_not_asked_where_nothing_is_lost(tmp_path: Path):
    """A session that was taken out since would come back."""
    make_kit(tmp_path, 3)
    back_up(tmp_path)
    with closing(Store.open(tmp_path)) as store, store._rewritable():
        gone = store.every_session()[0]
        for table, of in (("event", "session"), ("session", "id")):
            store._connection.execute(f"DELETE FROM {table} WHERE {of} = ?", (gone,))
    found = salvage(tmp_path)
    assert (found.sessions, found.backup) == (2, None)
    assert gone not in sessions_in(tmp_path)


def test_the_sentence_says_what_is_known():
    found = Salvaged(1990, 2000, 11, 12, is_sure=False, rest_is_whole=False)
    assert found.sentence == (
        "1,990 of at least 2,000 entries rescued, 11 of 12 sessions whole. "
        "Of settings, templates, comments and the like not all could be read."
    )


def test_a_sealed_kit_needs_its_key(tmp_path: Path):
    full_kit(tmp_path, A_KEY)
    with pytest.raises(KitTrouble):
        salvage(tmp_path)
    all_there(tmp_path, A_KEY)
