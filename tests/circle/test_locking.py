"""A passphrase for the kit: set, changed, removed; nothing of it readable meanwhile, and nothing lost at any moment."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest

from circle import key_file, locking, vault
from circle.backup import check_copy, copy_kit, place_of_copy
from circle.kit_files import BACKUPS, KEY, KIT, SET_ASIDE
from circle.kit_troubles import KitFull, KitLocked, KitOpenElsewhere, KitTrouble
from circle.recovery_code import new_code
from circle.rewriting import is_plain
from circle.store import Store
from circle.vault import Way
from tests.circle.locking_kits import (
    CANARY,
    CODE,
    PASSPHRASE,
    files_with,
    make_kit,
    opens_with,
    texts,
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a passphrase takes is nothing that these tests are about."""
    monkeypatch.setattr(vault, "WORK", 14)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "kit"
    make_kit(folder, sessions=1)
    for place, name in ((BACKUPS, "circlekeeper-000001-2026-03-12.kit"), (SET_ASIDE, "before.kit")):
        (folder / place).mkdir()
        shutil.copy(folder / KIT, folder / place / name)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


PLAIN = ["backups/circlekeeper-000001-2026-03-12.kit", "circlekeeper.kit", "set_aside/before.kit"]
KEPT = sorted([*PLAIN, "backups/circlekeeper.key", "circlekeeper.key"])


def test_the_words_are_found_while_nothing_keeps_them(folder: Path):
    assert [*files_with(folder, CANARY)] == PLAIN


def test_a_kit_that_a_passphrase_keeps_says_nothing_in_any_file(folder: Path):
    before = texts(folder)
    key = locking.set_passphrase(folder, PASSPHRASE, CODE)
    assert names(folder) == KEPT
    assert [*files_with(folder, CANARY)] == []
    assert opens_with(folder, PASSPHRASE) == before
    assert opens_with(folder, CODE) == before
    with closing(Store.open(folder, key=key)) as store:
        store.keep_setting("more", f"{CANARY} again")
        assert "circlekeeper.kit-wal" in names(folder)
        assert [*files_with(folder, CANARY)] == []
    assert not locking.is_unfinished(folder, key)


def test_what_the_old_file_held_is_overwritten(folder: Path):
    if os.name == "nt":
        pytest.skip("Windows lets nobody move a file over one that is held open")
    held = os.open(folder / KIT, os.O_RDONLY)
    try:
        size = os.fstat(held).st_size
        locking.set_passphrase(folder, PASSPHRASE, CODE)
        assert os.pread(held, size + 1, 0) == bytes(size)
    finally:
        os.close(held)


def test_backups_and_kits_set_aside_open_with_the_same_key(folder: Path, tmp_path: Path):
    before = texts(folder)
    key = locking.set_passphrase(folder, PASSPHRASE, CODE)
    for name in PLAIN:
        other = tmp_path / "other"
        (other / BACKUPS).mkdir(parents=True)
        shutil.copy(folder / name, other / KIT)
        key_file.write_vault(other, (folder / KEY).read_bytes())
        assert texts(other, key) == before
        shutil.rmtree(other)


def test_without_a_passphrase_the_kit_does_not_open_and_is_left_as_it_is(folder: Path):
    locking.set_passphrase(folder, PASSPHRASE, CODE)
    before = (folder / KIT).read_bytes()
    assert not before.startswith(b"SQLite format 3")
    with pytest.raises(KitLocked):
        Store.open(folder)
    with pytest.raises(vault.WrongPassphrase):
        locking.unlock(folder, "a path through the weeds")
    assert (folder / KIT).read_bytes() == before


def test_after_a_change_the_old_passphrase_is_refused_and_no_data_is_written_anew(folder: Path):
    key = locking.set_passphrase(folder, PASSPHRASE, CODE)
    before = (folder / KIT).read_bytes()
    locking.change(folder, key, Way.PASSPHRASE, "snow on the path")
    assert (folder / KIT).read_bytes() == before
    assert locking.unlock(folder, "snow on the path") == (key, Way.PASSPHRASE)
    for place in key_file.places(folder):
        with pytest.raises(vault.WrongPassphrase):
            vault.opened(place.read_bytes(), PASSPHRASE)
    other = new_code()
    locking.change(folder, key, Way.CODE, other)
    assert locking.unlock(folder, other) == (key, Way.CODE)
    with pytest.raises(vault.WrongPassphrase):
        locking.unlock(folder, CODE)


def test_a_passphrase_that_is_removed_leaves_the_kit_as_it_was_before(folder: Path):
    before = texts(folder)
    key = locking.set_passphrase(folder, PASSPHRASE, CODE)
    locking.remove(folder, key)
    assert names(folder) == PLAIN
    assert texts(folder) == before
    assert [*files_with(folder, CANARY)] == PLAIN


def test_a_passphrase_stays_while_a_whole_backup_cannot_do_without_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    key = locking.set_passphrase(folder, PASSPHRASE, CODE)
    rewrite = locking.rewrite

    def full(path: Path, *, before: bytes | None, after: bytes | None) -> None:
        if path.parent.name == BACKUPS:
            raise KitFull("The disk is full.")
        rewrite(path, before=before, after=after)

    with monkeypatch.context() as patched:
        patched.setattr(locking, "rewrite", full)
        with pytest.raises(KitFull):
            locking.remove(folder, key)
    assert opens_with(folder, PASSPHRASE)
    locking.remove(folder, key)
    assert names(folder) == PLAIN


def test_a_backup_that_is_on_its_way_is_left_to_come(folder: Path):
    made = place_of_copy(folder)
    copy_kit(folder, made, 0)
    assert not locking.is_unfinished(folder, None)
    locking.finish(folder, None)
    assert is_plain(made)
    assert check_copy(folder, made, date(2026, 3, 13), anew=True).number == 2


def test_a_second_passphrase_is_refused_with_all_as_it_was(folder: Path):
    locking.set_passphrase(folder, PASSPHRASE, CODE)
    with pytest.raises(locking.IsSet):
        locking.set_passphrase(folder, "another", new_code())
    assert opens_with(folder, PASSPHRASE)


def test_a_kit_that_is_open_elsewhere_gets_no_passphrase(folder: Path):
    with closing(Store.open(folder)):
        child = os.fork() if hasattr(os, "fork") else None
        if child is None:
            pytest.skip("this system cannot fork")
        if child == 0:
            refused = 1
            with suppress(KitOpenElsewhere):
                locking.set_passphrase(folder, PASSPHRASE, CODE)
                refused = 0
            os._exit(refused)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    assert names(folder) == PLAIN
    assert texts(folder)


@pytest.mark.parametrize("wrong", ["", "{}", "not this"])
def test_a_damaged_key_file_is_mended_from_its_copy(folder: Path, wrong: str):
    key = locking.set_passphrase(folder, PASSPHRASE, CODE)
    (folder / KEY).write_text(wrong)
    assert opens_with(folder, PASSPHRASE)
    assert locking.is_unfinished(folder, key)
    locking.finish(folder, key)
    first, second = (place.read_bytes() for place in key_file.places(folder))
    assert first == second
    assert not locking.is_unfinished(folder, key)


def test_a_key_file_that_is_gone_comes_back_from_its_copy(folder: Path):
    key = locking.set_passphrase(folder, PASSPHRASE, CODE)
    (folder / KEY).unlink()
    with pytest.raises(KitLocked):
        Store.open(folder)
    assert locking.unlock(folder, PASSPHRASE)[0] == key
    locking.finish(folder, key)
    assert (folder / KEY).exists()


def test_where_both_are_damaged_that_is_said(folder: Path):
    locking.set_passphrase(folder, PASSPHRASE, CODE)
    for place in key_file.places(folder):
        place.write_text("{")
    with pytest.raises(vault.KeyDamaged, match="Put back a copy of that file"):
        locking.unlock(folder, PASSPHRASE)


def test_where_both_are_gone_that_is_said_and_the_kit_is_not_called_damaged(folder: Path):
    locking.set_passphrase(folder, PASSPHRASE, CODE)
    before = (folder / KIT).read_bytes()
    for place in key_file.places(folder):
        place.unlink()
    with pytest.raises(KitTrouble, match=r"the file circlekeeper.key is gone.*Put back a copy"):
        Store.open(folder)
    assert (folder / KIT).read_bytes() == before


def test_a_plain_kit_with_a_key_beside_it_opens_and_the_key_goes(folder: Path):
    key_file.write_vault(folder, vault.new_vault(vault.new_key(), PASSPHRASE, CODE))
    assert not locking.has_passphrase(folder)
    assert texts(folder)
    assert locking.is_unfinished(folder, None)
    locking.finish(folder, None)
    assert names(folder) == PLAIN


def test_a_key_stays_while_something_needs_it(folder: Path):
    key = locking.set_passphrase(folder, PASSPHRASE, CODE)
    shutil.copy(folder / KIT, folder / SET_ASIDE / "older.kit")
    sealed = (folder / SET_ASIDE / "older.kit").read_bytes()
    locking.remove(folder, key)
    (folder / SET_ASIDE / "older.kit").write_bytes(sealed)
    key_file.write_vault(folder, vault.new_vault(key, PASSPHRASE, CODE))
    assert not locking.is_unfinished(folder, None)
    locking.finish(folder, None)
    assert (folder / KEY).exists()


def test_a_damaged_backup_that_anybody_can_read_is_named(folder: Path):
    broken = folder / BACKUPS / "circlekeeper-000002-2026-03-13.kit"
    broken.write_bytes((folder / KIT).read_bytes()[:5000])
    key = locking.set_passphrase(folder, PASSPHRASE, CODE)
    assert locking.finish(folder, key) == (broken,)
    assert opens_with(folder, PASSPHRASE)


def test_a_copy_that_does_not_read_as_it_was_written_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    from circle import rewriting

    export = rewriting._export

    def forgetful(old: object, new: Path, key: bytes | None) -> None:
        export(old, new, key)  # pyright: ignore[reportArgumentType]
        with closing(rewriting._connect(new, key)) as made:
            made.execute("DELETE FROM setting")

    monkeypatch.setattr(rewriting, "_export", forgetful)
    before = (folder / KIT).read_bytes()
    with pytest.raises(KitTrouble, match="did not read as it was written"):
        locking.set_passphrase(folder, PASSPHRASE, CODE)
    assert (folder / KIT).read_bytes() == before
    assert names(folder) == PLAIN


# Killed at every step: the files that are opened, moved and removed are the steps.

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.truncate"}


def killed_at(step: int, act: Callable[[], object]) -> bool:
    """Whether the act was killed there, in a process of its own, and did not come to its end before."""
    child = os.fork()
    if child == 0:
        left = [step]

        def watch(name: str, _given: tuple[object, ...]) -> None:
            if name in STEPS:
                left[0] -= 1
                if left[0] < 0:
                    os._exit(9)

        sys.addaudithook(watch)
        try:
            act()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def every_kill(folder: Path, act: Callable[[Path], object]) -> Iterator[Path]:
    """A copy of the kit for each step of the act, killed there."""
    for step in range(1_000):
        home = folder.parent / "killed"
        shutil.copytree(folder, home)
        was_killed = killed_at(step, lambda home=home: act(home))
        yield home
        shutil.rmtree(home)
        if not was_killed:
            assert step > 8
            return
    raise AssertionError("it does not end")


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@needs_fork
def test_a_kill_at_any_step_of_setting_leaves_a_kit_that_opens_and_is_put_in_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    before, found, key = texts(folder), set[bool](), vault.new_key()
    opens_it = vault.new_vault(key, PASSPHRASE, CODE)
    monkeypatch.setattr(vault, "new_key", lambda: key)
    monkeypatch.setattr(vault, "new_vault", lambda *_given: opens_it)
    for home in every_kill(folder, lambda home: locking.set_passphrase(home, PASSPHRASE, CODE)):
        is_kept = locking.has_passphrase(home)
        found.add(is_kept)
        if is_kept:
            assert key_file.read_vault(home) == opens_it
        used = key if is_kept else None
        assert texts(home, used) == before
        locking.finish(home, used)
        assert names(home) == (KEPT if is_kept else PLAIN)
        assert [*files_with(home, CANARY)] == ([] if is_kept else PLAIN)
        assert not locking.is_unfinished(home, used)
    assert found == {True, False}


@needs_fork
def test_a_kill_at_any_step_of_removing_leaves_a_kit_that_opens_and_is_put_in_order(folder: Path):
    before, found = texts(folder), set[bool]()
    key = locking.set_passphrase(folder, PASSPHRASE, CODE)
    opens_it = key_file.read_vault(folder)
    for home in every_kill(folder, lambda home: locking.remove(home, key)):
        is_kept = locking.has_passphrase(home)
        found.add(is_kept)
        if is_kept:
            assert key_file.read_vault(home) == opens_it
        assert texts(home, key if is_kept else None) == before
        locking.finish(home, key if is_kept else None)
        assert names(home) == (KEPT if is_kept else PLAIN)
        assert [*files_with(home, CANARY)] == ([] if is_kept else PLAIN)
    assert found == {True, False}


@needs_fork
def test_a_kill_at_any_step_of_a_change_leaves_the_old_passphrase_or_the_new_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    key, found = locking.set_passphrase(folder, PASSPHRASE, CODE), set[bytes]()
    before = key_file.read_vault(folder)
    after = vault.with_way(before, key, Way.PASSPHRASE, "snow")
    monkeypatch.setattr(vault, "with_way", lambda *_given: after)
    change = lambda home: locking.change(home, key, Way.PASSPHRASE, "snow")  # noqa: E731
    for home in every_kill(folder, change):
        counts = key_file.read_vault(home)
        found.add(counts)
        locking.finish(home, key)
        assert [place.read_bytes() for place in key_file.places(home)] == [counts] * 2
        assert names(home) == KEPT
    assert found == {before, after}
