"""Going back to a backup: whichever it is, at once or not at all, and the kit before is set aside as it was."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from circle import restoring
from circle.backup import backups_in
from circle.errors import Refused
from circle.kit_checked import contents
from circle.kit_files import BACKUPS, KEY, KIT, NEXT, SET_ASIDE
from circle.kit_troubles import KitLocked
from circle.restoring import BackupDamaged, NotRestored
from circle.store import Store
from circle.verifying import verify
from tests.circle.kits_with_backups import (
    A_KEY,
    add_session,
    back_up,
    damage,
    digest,
    make_kit,
    plain_and_sealed,
    sessions_in,
)


def three_backups(folder: Path, key: bytes | None = None) -> dict[int, dict[str, str]]:
    """A kit with four sessions, and backups of when it had one, two and three: what each holds."""
    found: dict[int, dict[str, str]] = {}
    make_kit(folder, 0, key)
    for number in range(3):
        add_session(folder, number, key)
        found[back_up(folder, number, key).number] = sessions_in(folder, key)
    add_session(folder, 3, key)
    return found


@plain_and_sealed
def test_each_backup_is_the_kit_that_it_was_made_of(tmp_path: Path, key: bytes | None):
    held = three_backups(tmp_path, key)
    last = sessions_in(tmp_path, key)
    now = digest(tmp_path / KIT)
    for number, sessions in held.items():
        before = digest(tmp_path / KIT)
        backup = restoring.find_backup(tmp_path, number)
        aside = restoring.restore(tmp_path, backup, key)
        assert aside is not None
        assert digest(aside / KIT) == before
        assert sessions_in(tmp_path, key) == sessions
        with closing(Store.open(tmp_path, key=key)) as store:
            assert verify(store).findings == ()
        assert len(sessions) == number
    first = tmp_path / SET_ASIDE / "circlekeeper-000001"
    assert digest(first / KIT) == now
    assert sessions_in(first, key) == last, "what was set aside opens as a kit"
    assert [one.number for one in restoring.set_aside_in(tmp_path)] == [3, 2, 1]
    assert len(backups_in(tmp_path)) == 3, "the backups are left as they are"


def test_the_log_beside_a_kit_that_was_killed_goes_with_it(tmp_path: Path):
    """Left beside another kit it would be taken for that one's."""
    three_backups(tmp_path)
    leave_killed(tmp_path)
    log = KIT + "-wal"
    kit, beside = digest(tmp_path / KIT), digest(tmp_path / log)
    aside = restoring.restore(tmp_path, restoring.find_backup(tmp_path, 1))
    assert aside is not None
    assert (digest(aside / KIT), digest(aside / log)) == (kit, beside)
    assert len(sessions_in(tmp_path)) == 1
    with closing(Store.open(aside)) as store:
        assert store.templates() == {"last of all": "a text"}


def leave_killed(folder: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from circle.store import Store\n"
        "store = Store.open(Path(sys.argv[1])); store.keep_template('last of all', 'a text'); os._exit(0)"
    )
    run = [sys.executable, "-c", code, str(folder)]
    subprocess.run(run, cwd=Path(__file__).parents[2], check=True)
    assert (folder / (KIT + "-wal")).stat().st_size > 0


@plain_and_sealed
def test_a_damaged_backup_is_refused_and_the_next_good_one_named(tmp_path: Path, key: bytes | None):
    three_backups(tmp_path, key)
    newest, middle, oldest = backups_in(tmp_path)
    damage(newest.path)
    before = digest(tmp_path / KIT)
    with pytest.raises(BackupDamaged, match=r"Backup 3 is damaged.*Backup 2 of 2026-05-13 is whole") as why:  # fmt: skip
        restoring.restore(tmp_path, newest, key)
    assert why.value.instead == middle
    assert restoring.newest_good(tmp_path, key) == middle
    damage(middle.path)
    damage(oldest.path)
    with pytest.raises(BackupDamaged, match="No other backup is whole"):
        restoring.restore(tmp_path, newest, key)
    with pytest.raises(NotRestored, match="No backup of this kit is whole"):
        restoring.newest_good_or_refuse(tmp_path, key)
    assert digest(tmp_path / KIT) == before
    assert not (tmp_path / SET_ASIDE).exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [BACKUPS, KIT, *([KEY] if key else [])]
    )


def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path):
    three_backups(tmp_path)
    newest = backups_in(tmp_path)[0]
    data = bytearray(newest.path.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    newest.path.write_bytes(data)
    with pytest.raises(Refused, match="newer Circlekeeper"):
        contents(newest.path)
    with pytest.raises(NotRestored):
        restoring.restore(tmp_path, newest)
    assert len(sessions_in(tmp_path)) == 4


def test_a_backup_that_is_not_there_is_said(tmp_path: Path):
    three_backups(tmp_path)
    with pytest.raises(NotRestored, match="There is no backup 9"):
        restoring.find_backup(tmp_path, 9)
    with pytest.raises(NotRestored, match="There are no backups"):
        restoring.newest_good_or_refuse(tmp_path / "elsewhere")


def test_a_sealed_backup_needs_the_key(tmp_path: Path):
    three_backups(tmp_path, A_KEY)
    with pytest.raises(KitLocked):
        restoring.restore(tmp_path, backups_in(tmp_path)[0])
    assert len(sessions_in(tmp_path, A_KEY)) == 4


@plain_and_sealed
def test_a_backup_can_be_a_kit_in_another_folder(tmp_path: Path, key: bytes | None):
    home, other = tmp_path / "kit", tmp_path / "deep" / "other"
    held = three_backups(home, key)
    before = digest(home / KIT)
    backup = restoring.find_backup(home, 2)
    restoring.restore_to(home, backup, other, key)
    assert sessions_in(other, key) == held[2]
    with pytest.raises(NotRestored, match="There is a kit in"):
        restoring.restore_to(home, backup, other, key)
    assert digest(home / KIT) == before
    assert sorted(path.name for path in other.iterdir()) == sorted([KIT, *([KEY] if key else [])])


def test_a_kit_that_is_gone_comes_back(tmp_path: Path):
    held = three_backups(tmp_path, A_KEY)
    (tmp_path / KIT).unlink()
    shutil.move(tmp_path / KEY, tmp_path / BACKUPS / KEY)  # where a copy of it lies
    newest = restoring.newest_good_or_refuse(tmp_path, A_KEY)
    assert restoring.restore(tmp_path, newest, A_KEY) is None
    assert sessions_in(tmp_path, A_KEY) == held[3]


@pytest.mark.skipif(
    os.name == "nt", reason="there whoever has a file open does not let it be moved"
)
def test_a_kit_that_is_open_elsewhere_stays(tmp_path: Path):
    three_backups(tmp_path)
    with open_elsewhere(tmp_path):
        with pytest.raises(NotRestored, match="is open in another Circlekeeper"):
            restoring.restore(tmp_path, backups_in(tmp_path)[0])
        assert not (tmp_path / NEXT).exists()
    assert len(sessions_in(tmp_path)) == 4


def open_elsewhere(folder: Path) -> subprocess.Popen[str]:
    code = (
        "import sys; from pathlib import Path; from circle.store import Store\n"
        "store = Store.open(Path(sys.argv[1])); print('open', flush=True); input()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    return process


class Stopped(BaseException):
    """The power went."""


STEPS = ("patiently", "sync_folder", "sync_file", "copy_bytes")


@pytest.mark.parametrize("gone", [False, True], ids=["there", "gone"])
def test_wherever_the_power_goes_one_kit_is_whole_and_the_other_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, gone: bool
):
    held = three_backups(tmp_path / "before")
    if gone:
        (tmp_path / "before" / KIT).unlink()
    else:
        leave_killed(tmp_path / "before")
    old = digest(tmp_path / "before" / KIT) if not gone else ""
    became: list[bool] = []
    for at in range(1, 100):
        home = tmp_path / str(at)
        shutil.copytree(tmp_path / "before", home)
        with monkeypatch.context() as patched:
            stop_at(patched, at)
            try:
                restoring.restore(home, restoring.find_backup(home, 1))
            except Stopped:
                pass
            else:
                break
        became.append(is_restored(home, held[1], old, gone=gone))
    assert len(became) > 5, "it was stopped at many steps"
    assert became == sorted(became), "from one step on it is the other kit"
    assert {*became} == {False, True}


def stop_at(patched: pytest.MonkeyPatch, at: int) -> None:
    left = at

    def stopping(act: Callable[..., object]) -> Callable[..., object]:
        def step(*given: object) -> object:
            nonlocal left
            left -= 1
            if left == 0:
                raise Stopped
            return act(*given)

        return step

    for name in STEPS:
        patched.setattr(restoring, name, stopping(getattr(restoring, name)))


def is_restored(home: Path, sessions: dict[str, str], old: str, *, gone: bool) -> bool:
    """Whether the kit is the backup's; else it is as it was."""
    try:
        found = sessions_in(home)
    except Refused:
        assert gone, "there was no kit before"
        assert not (home / NEXT).exists()
        return False
    assert not (home / NEXT).exists(), "what was begun is done"
    if found == sessions:
        kept = restoring.set_aside_in(home)
        assert [digest(one.path / KIT) for one in kept] == ([] if gone else [old])
        assert gone or (kept[0].path / (KIT + "-wal")).exists()
        return True
    assert len(found) == 4
    assert not [*restoring.set_aside_in(home)]
    with closing(Store.open(home)) as store:
        assert store.templates() == {"last of all": "a text"}
    return False
