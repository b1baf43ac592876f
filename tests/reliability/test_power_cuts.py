"""Power cuts, a few of them; `script/soak` tries thousands. Needs Linux and strace."""

import os
import shutil
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

import tests.reliability.power_cuts  # noqa: F401 - its runs are in the table then
from circle import kit
from circle.kit_troubles import KitTrouble
from circle.store import Store
from tests.reliability.an_evening import KEY, open_kit
from tests.reliability.disk_model import SECTOR, Disk
from tests.reliability.promises import assert_kept
from tests.reliability.system_calls import Call, calls


def test_what_was_said_to_be_saved_is_there_after_a_power_cut():
    assert_kept("power cuts")


def test_likewise_in_a_kit_that_a_passphrase_keeps():
    assert_kept("power cuts of a kit that a passphrase keeps")


def test_a_file_that_leaves_is_whole_or_absent_after_a_power_cut():
    assert_kept("power cuts while files leave")


def test_a_kit_that_is_synced_too_seldom_is_found_out():
    assert_kept("power cuts: the test can fail")


def killed(home: Path, kit_of: Path) -> Path:
    """A kit as a kill leaves it, with what is saved beside it still."""
    home.mkdir()
    with closing(Store.open(kit_of)) as store:
        store.keep_template("ours", "text")
        for name in (kit.FILE_NAME, f"{kit.FILE_NAME}-wal"):
            (home / name).write_bytes((kit_of / name).read_bytes())
    return home / kit.FILE_NAME


def test_a_new_kit_opens_when_the_power_went_while_its_log_was_folded_in(tmp_path: Path):
    """Its later pages are there already, the first one, which says what it is, not yet."""
    file = killed(tmp_path / "home", tmp_path / "before")
    with file.open("ab") as more:
        more.write(bytes(5 * 4096))
    with closing(Store.open(file.parent)) as store:
        assert store.templates() == {"ours": "text"}


def test_likewise_one_that_a_passphrase_keeps_of_which_no_page_is_whole_yet(tmp_path: Path):
    """Whoever looks into the file alone takes it for a damaged one."""
    (home := tmp_path / "home").mkdir()
    with closing(open_kit(tmp_path / "before", KEY)) as store:
        store.keep_template("ours", "text")
        shutil.copytree(tmp_path / "before", home, dirs_exist_ok=True)
    file = home / kit.FILE_NAME
    torn = bytes(2 * 4096)
    file.write_bytes(torn + os.urandom(max(0, file.stat().st_size - len(torn))))
    with closing(Store.open(home, key=KEY)) as store:
        assert store.templates() == {"ours": "text"}


def test_a_kit_opens_when_the_power_went_before_anything_was_in_it(tmp_path: Path):
    (tmp_path / kit.FILE_NAME).write_bytes(bytes(7 * SECTOR))
    (tmp_path / f"{kit.FILE_NAME}-journal").write_bytes(
        bytes.fromhex("d9d505f920a163d7 00000000 1ec98156 00000000 00000200 00001000").ljust(
            SECTOR, b"\0"
        )
    )
    with closing(Store.open(tmp_path)) as store:
        assert store.every_session() == []


def test_another_programs_database_is_left_alone_whatever_lies_beside_it(tmp_path: Path):
    import sqlite3

    file = tmp_path / kit.FILE_NAME
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE theirs (a)")
    before = file.read_bytes()
    file.with_name(f"{kit.FILE_NAME}-wal").touch()
    with pytest.raises(KitTrouble, match="belongs to another program"):
        Store.open(tmp_path)
    assert file.read_bytes()[100:] == before[100:]


TRACE = """
7 openat(AT_FDCWD, "{a}", O_WRONLY|O_CREAT|O_EXCL, 0600) = 4
7 write(4, "{old}", 600) = 600
7 fsync(4) = 0
7 pwrite64(4, "{new}", 600, 0 <unfinished ...>
8 mkdir("/elsewhere", 0700) = -1 EEXIST (File exists)
7 <... pwrite64 resumed>) = 600
7 rename("{a}", "{b}") = 0
"""


def hexed(data: bytes) -> str:
    return "".join(f"\\x{one:02x}" for one in data)


@pytest.fixture
def trace() -> list[Call]:
    parts = {"a": b"/d/a", "b": b"/d/b", "old": b"o" * 600, "new": b"n" * 600}
    return [
        *calls(TRACE.format(**{k: hexed(v) for k, v in parts.items()}).splitlines(keepends=True))
    ]


def test_the_disk_of_the_simulator_tears_writes_and_forgets_names(trace: list[Call]):
    disk = Disk(Path("/d"))
    for call in trace:
        disk.take(call)
    chance = Random(1)
    assert disk.left(chance, 0) == {}
    assert disk.left(chance, 1) == {"b": b"n" * 600}
    found = {repr(disk.left(chance, 0.5)) for _ in range(200)}
    torn = b"n" * 512 + b"o" * 88, b"o" * 512 + b"n" * 88
    for data in (b"o" * 600, b"n" * 600, *torn):
        assert {repr({"a": data}), repr({"b": data})} <= found
    assert len(found) == 9  # with no name at all


def test_what_the_simulator_does_not_know_it_does_not_pass_over():
    disk = Disk(Path("/d"))
    opened = '7 openat(AT_FDCWD, "{}", O_RDWR|O_CREAT, 0600) = 4\n'.format(hexed(b"/d/a"))
    mapped = "7 mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 4, 0) = 0x7f0000000000\n"
    first, second = calls([opened, mapped])
    disk.take(first)
    with pytest.raises(AssertionError, match="mapping"):
        disk.take(second)
