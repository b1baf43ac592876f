"""Faults of the disk, a few of them; `script/soak` tries all. Needs Linux and strace."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

import tests.reliability.faults  # noqa: F401 - its runs are in the table then
from circle import kit
from circle.kit_troubles import KitDamaged, KitTrouble
from circle.store import Store
from tests.reliability.faults import Fault, WarmEvenings, judge_of_evenings
from tests.reliability.promises import CannotRun, assert_kept


def test_any_fault_of_the_disk_is_said_or_healed_and_loses_nothing():
    assert_kept("faults of the disk")


def test_a_file_that_leaves_is_whole_or_absent_after_any_fault():
    assert_kept("faults of the disk while files leave")


def test_a_disk_that_fails_for_a_moment_while_a_kit_is_opened_is_no_damage(tmp_path: Path):
    """Also where the disk fails for good the sentence is another one."""
    try:
        warm = WarmEvenings(tmp_path)
    except CannotRun as why:
        pytest.skip(str(why))
    home = tmp_path / "home"
    with closing(warm):
        judge = judge_of_evenings(warm.run("evening", home, None))
        for on in (False, True):
            shutil.rmtree(home)
            fault = Fault("pread64", "EIO", 106, on=on)
            said = warm.run("evening", home, fault)
            assert said.hits
            assert judge(home, said) == ("", "")
            assert on == any("refused" in line for line in said.lines)


def test_a_disk_that_gives_back_nonsense_while_a_kit_is_open_is_not_called_a_damaged_kit(
    tmp_path: Path,
):
    with closing(Store.open(tmp_path)) as store:
        store.keep_template("ours", "text " * 9_000)
    with closing(Store.open(tmp_path)) as store:
        size = (tmp_path / kit.FILE_NAME).stat().st_size
        with (tmp_path / kit.FILE_NAME).open("r+b") as file:
            file.seek(4096)
            file.write(bytes(size - 4096))
        with pytest.raises(KitTrouble, match="open it again") as found:
            store.templates()
        assert not isinstance(found.value, KitDamaged)
    with pytest.raises(KitDamaged):
        Store.open(tmp_path)
