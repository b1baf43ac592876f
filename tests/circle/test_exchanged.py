"""While another file takes the place of a kit, by restoring or a passphrase, nobody else writes to the one that goes."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from circle import kit, locking, restoring, rewriting, vault
from circle.kit_files import KEY, KIT, NEXT, SET_ASIDE
from circle.store import Store
from tests.circle.kits_with_backups import (
    A_KEY,
    add_session,
    back_up,
    make_kit,
    sessions_in,
    writes,
)
from tests.circle.locking_kits import CODE, PASSPHRASE

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="there whoever has a file open does not let it be moved"
)


def late(folder: Path, key: bytes | None = None) -> str:
    with closing(Store.open(folder, new=False, key=key)) as store:
        return store.setting("late", "")


@pytest.mark.parametrize("sets", [True, False], ids=["set", "removed"])
def test_nobody_writes_to_a_kit_whose_copy_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, sets: bool
):
    monkeypatch.setattr(vault, "WORK", 14)
    make_kit(tmp_path, 1)
    key = None if sets else locking.set_passphrase(tmp_path, PASSPHRASE, CODE)
    wrote: list[bool] = []
    sync = rewriting.sync

    def slow(descriptor: int) -> None:
        if not wrote:
            wrote.append(writes(tmp_path, key=key))
        sync(descriptor)

    monkeypatch.setattr(rewriting, "sync", slow)
    if key is None:
        after = locking.set_passphrase(tmp_path, PASSPHRASE, CODE)
    else:
        after = locking.remove(tmp_path, key)
    assert wrote == [False]
    assert len(sessions_in(tmp_path, after)) == 1


def test_what_a_killed_kit_has_beside_it_comes_along(tmp_path: Path):
    make_kit(tmp_path, 1)
    assert writes(tmp_path, killed=True)
    rewriting.rewrite(tmp_path / KIT, before=None, after=A_KEY)
    (tmp_path / KEY).write_bytes(b"what a passphrase opens")
    assert late(tmp_path, A_KEY) == "kept"


def restored_later(folder: Path) -> Path:
    """A kit with one session more than a backup, which is ready to take its place."""
    make_kit(folder, 1)
    backup = back_up(folder)
    add_session(folder, 1)
    return restoring.make_ready(folder, backup)


def test_whoever_opens_a_kit_just_before_another_takes_its_place_has_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ready = restored_later(tmp_path)
    look = kit._check_pages

    def slow(path: Path, key: bytes | None) -> None:
        look(path, key)
        if ready.exists():
            ready.rename(tmp_path / NEXT)

    monkeypatch.setattr(kit, "_check_pages", slow)
    with closing(Store.open(tmp_path, new=False)) as store:
        assert len(store.every_session()) == 1
        store.keep_setting("late", "kept")
    assert late(tmp_path) == "kept"


def test_two_that_finish_a_restore_do_not_set_the_new_kit_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    restored_later(tmp_path).rename(tmp_path / NEXT)
    moving = tmp_path / SET_ASIDE / "moving"
    moving.mkdir(parents=True)
    (tmp_path / KIT).rename(moving / KIT)
    set_aside, wrote = restoring._set_aside, list[bool]()

    def slow(folder: Path) -> Path | None:
        wrote.append(writes(folder))
        return set_aside(folder)

    monkeypatch.setattr(restoring, "_set_aside", slow)
    assert len(sessions_in(tmp_path)) == 1
    assert wrote == [False]
    assert [path.name for path in (tmp_path / SET_ASIDE).iterdir()] == ["circlekeeper-000001"]
