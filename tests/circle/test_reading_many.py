"""Many files are read once, each good one among bad ones, and what was looked at is what comes in, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from circle import archiving
from circle.arriving import take
from circle.found_files import files_in
from circle.importing import import_file
from circle.kit_troubles import KitTrouble
from circle.reading_many import AT_ONCE_MS, Foreseen, Kept, NotKept, Read, read_one, read_some
from circle.store import Store
from circle.verifying import verify
from tests.circle.a_stick import PASSPHRASE, a_bundle, a_comment, a_stick, session_id
from tests.circle.hostile_bundles import cases
from tests.fakes import AN_EVENING, FakeClock


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "kit")) as opened:
        yield opened


def read_all(stick: Path, passphrase: str = "") -> dict[str, Read]:
    return {one.name: read_one(one, passphrase) for one in files_in([stick]).files}


def good(read: dict[str, Read]) -> dict[str, Kept]:
    return {name: one for name, one in read.items() if isinstance(one, Kept)}


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_each_file_gets_what_it_is_or_a_sentence(tmp_path: Path) -> None:
    read = read_all(a_stick(tmp_path / "stick"))
    whys = {name: one.why for name, one in read.items() if isinstance(one, NotKept)}
    assert sorted(whys) == [
        "cut short.circle",
        "empty.circle",
        "newer.circle",
        "round.circle",
        "sealed.circle",
    ]
    assert all(name in why and why.endswith(".") for name, why in whys.items())
    assert "from a newer Circlekeeper" in whys["newer.circle"]
    asks = [name for name, one in read.items() if isinstance(one, NotKept) and one.asks]
    assert asks == ["sealed.circle"]


def test_what_was_read_comes_in_although_the_stick_is_gone(tmp_path: Path, store: Store) -> None:
    stick = a_stick(tmp_path / "stick")
    read = read_all(stick, PASSPHRASE)
    shutil.rmtree(stick)
    outcomes = [take(store, one.unpacked(), AN_EVENING).outcome for one in good(read).values()]
    assert outcomes == ["new", "new", "new", "new", "already here", "kept beside", "new"]
    assert store.how_many() == 5
    assert len(store.comments()) == 1
    assert verify(store).findings == ()


def test_it_is_the_same_as_importing_the_files_one_by_one(tmp_path: Path, store: Store) -> None:
    stick = a_stick(tmp_path / "stick")
    kept = good(read_all(stick))
    with closing(Store.open(tmp_path / "other")) as other:
        clock = FakeClock(AN_EVENING)
        for one in kept.values():
            mine = take(store, one.unpacked(), AN_EVENING)
            assert mine == import_file(other, one.file, clock=clock)
        for session in store.every_session():
            assert store.rows(session) == other.rows(session)
            assert store.arrived(session) == other.arrived(session)


def test_what_would_become_of_each_is_said_and_nothing_is_changed(
    tmp_path: Path, store: Store
) -> None:
    stick = a_stick(tmp_path / "stick")
    import_file(store, stick / "evening 0.circle")
    foreseen = Foreseen(store)
    becomes = {name: foreseen.of(one) for name, one in good(read_all(stick)).items()}
    assert becomes == {
        "evening 0.circle": "already here",
        "evening 1.circle": "new",
        "evening 2.circle": "new",
        "comments.circle": "comments",
        "evening 1 again.circle": "already here",
        "evening 2, other.circle": "kept beside",
    }
    assert store.how_many() == 1
    assert store.comments() == ()


def test_only_the_comments_of_a_session_that_is_here_are_new_and_only_once(
    tmp_path: Path, store: Store
) -> None:
    import_file(store, written(tmp_path / "a.circle", a_bundle(1)))
    said = read_one(written(tmp_path / "b.circle", a_bundle(1, comments=[a_comment(1)])))
    assert isinstance(said, Kept)
    assert Foreseen(store).of(said) == "comments"
    take(store, said.unpacked(), AN_EVENING)
    (kept,) = store.comments(session_id(1))
    assert (kept.id, kept.text) == (a_comment(1).id, a_comment(1).text)
    assert Foreseen(store).of(said) == "already here"


def test_as_many_are_read_as_a_moment_allows(tmp_path: Path) -> None:
    files = [written(tmp_path / f"{n}.circle", a_bundle(n)) for n in range(4)]
    clock = FakeClock()

    class Slow(FakeClock):
        def read(self):
            self.advance(AT_ONCE_MS // 2)
            return super().read()

    assert len(read_some(files, clock=clock)) == 4
    assert len(read_some(files, most=1, clock=clock)) == 1
    assert len(read_some(files, clock=Slow())) == 2


def test_several_in_one_act_come_in_all_or_none(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = good(read_all(a_stick(tmp_path / "stick")))
    writes, done = archiving.write_rows, list[str]()

    def fails(connection: object, session: str, *rest: object) -> None:
        if len(done) == 2:
            raise KitTrouble("The disk is full.")
        done.append(session)
        writes(connection, session, *rest)  # type: ignore[arg-type]

    def all_of_them() -> None:
        with store.together():
            for one in kept.values():
                take(store, one.unpacked(), AN_EVENING)

    with monkeypatch.context() as full:
        full.setattr(archiving, "write_rows", fails)
        with pytest.raises(KitTrouble):
            all_of_them()
    assert (store.every_session(), store.comments()) == ([], ())
    assert store.hash_of(session_id(1)) is None, "what was not kept is not remembered"
    all_of_them()
    assert store.how_many() == 4
    assert verify(store).findings == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.circle")
    (read,) = read_all(tmp_path).values()
    assert isinstance(read, NotKept)


def test_hostile_ones_among_good_ones_are_each_refused(tmp_path: Path, store: Store) -> None:
    some = [one for at, one in enumerate(cases()) if at % 12 == 0]
    for n, (_name, data, _why) in enumerate(some):
        (tmp_path / f"{n:03}.circle").write_bytes(data)
    (tmp_path / "zz good.circle").write_bytes(a_bundle(1))
    read = read_all(tmp_path)
    assert sum(isinstance(one, NotKept) for one in read.values()) == len(some) >= 10
    assert list(good(read)) == ["zz good.circle"]
    take(store, good(read)["zz good.circle"].unpacked(), AN_EVENING)
    assert store.every_session() == [session_id(1)]
