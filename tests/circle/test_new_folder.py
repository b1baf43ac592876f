"""A folder of files that grow: whole or absent, whatever the disk does."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from circle.files import NotWritten
from circle.new_folder import NewFolder, new_folder
from tests.disks import (
    FaultyDisk,
    folder_for_everyone,
    small_disk,
    small_files,
    someone_without_rights,
)

PART = b"a,b,c\r\n" * 1000
PARTS = 12
WHOLE = {"data/turns.csv": PART * PARTS, "about.txt": b"short", "placed": b"by a library"}


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def fill(made: NewFolder) -> None:
    with made.told():
        turns, about = made.opens("data/turns.csv"), made.opens("about.txt")
        for _n in range(PARTS):
            turns.write(PART)
        about.write(b"short")
        made.places("placed").write_bytes(b"by a library")


def make(into: Path, name: str = "archive") -> Path:
    with new_folder(into, name) as made:
        fill(made)
    return made.path


def test_writes_what_it_was_given_for_its_owner_alone(tmp_path: Path) -> None:
    path = make(tmp_path)
    assert path == tmp_path / "archive"
    assert contents(path) == WHOLE
    assert [*tmp_path.iterdir()] == [path]
    modes = {stat.S_IMODE(one.stat().st_mode) for one in (path, *path.rglob("*"))}
    assert modes == {0o700, 0o600}


def test_size_and_digest_are_those_of_what_was_written(tmp_path: Path) -> None:
    with new_folder(tmp_path, "archive") as made:
        file = made.opens("one")
        file.write(b"ab")
        file.write(b"c")
    assert file.size == 3
    assert file.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_it_has_no_name_before_it_is_whole(tmp_path: Path) -> None:
    with new_folder(tmp_path, "archive") as made:
        fill(made)
        assert not (tmp_path / "archive").exists()


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive-2").write_bytes(b"a file")
    (tmp_path / "archive-3").symlink_to(tmp_path / "nowhere")
    assert [make(tmp_path).name for _n in range(2)] == ["archive-4", "archive-5"]
    assert [*(tmp_path / "archive").iterdir()] == []
    assert (tmp_path / "archive-2").read_bytes() == b"a file"
    assert not (tmp_path / "nowhere").exists()


def test_a_name_that_is_taken_at_the_last_moment_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.rename

    def race(source: Any, target: Any) -> None:
        if Path(target).name == "archive":
            Path(target).mkdir(exist_ok=True)
            (Path(target) / "somebody’s").touch()
        whole(source, target)

    monkeypatch.setattr(os, "rename", race)
    assert make(tmp_path).name == "archive-2"
    assert [one.name for one in (tmp_path / "archive").iterdir()] == ["somebody’s"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, OSError])
def test_nothing_is_left_of_one_that_was_broken_off(
    tmp_path: Path, error: type[BaseException]
) -> None:
    def breaks_off() -> None:
        with new_folder(tmp_path, "archive") as made:
            fill(made)
            raise error

    with pytest.raises(error):
        breaks_off()
    assert [*tmp_path.iterdir()] == []


def test_nothing_is_left_of_one_that_is_broken_off_while_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.rename

    def stopped(source: Any, target: Any) -> None:
        whole(source, target)
        monkeypatch.setattr(os, "fsync", broken_off)

    def broken_off(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        make(tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_whole_or_absent_whichever_call_fails(tmp_path: Path) -> None:
    refusals = 0
    for fails_at in range(1, 120):
        folder = tmp_path / str(fails_at)
        folder.mkdir()
        with pytest.MonkeyPatch.context() as monkeypatch:
            disk = FaultyDisk(monkeypatch, fails_at=fails_at, links=True)
            try:
                make(folder)
                made = {f"archive/{name}": data for name, data in WHOLE.items()}
            except NotWritten:
                refusals += 1
                made = {}
        assert contents(folder) == made
        assert len([*folder.iterdir()]) == bool(made)
        if disk.calls < fails_at:
            break
    else:
        pytest.fail("the fault was reached every time")
    assert refusals >= 15


def test_goes_on_after_a_short_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda file, data: whole(file, data[:1000]))
    assert contents(make(tmp_path)) == WHOLE


def test_reads_back_what_the_disk_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda file, data: whole(file, b"\0" * len(data)))
    with pytest.raises(NotWritten, match="The disk answered"):
        make(tmp_path)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("disk", [small_disk, lambda _folder: small_files()])
def test_a_full_disk(tmp_path: Path, disk: Callable[[Path], Any]) -> None:
    with disk(tmp_path):
        with pytest.raises(NotWritten) as refused:
            make(tmp_path)
        assert [*tmp_path.iterdir()] == []
    assert str(refused.value) == (
        f"“archive” was not saved in “{tmp_path}”. "
        "There is no room left: make some, or choose another disk. Nothing else was changed."
    )


def test_a_stick_that_is_pulled(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def pulled() -> None:
        with new_folder(stick, "archive") as made:
            fill(made)
            shutil.rmtree(stick)

    with pytest.raises(NotWritten, match="“archive” was not saved in"):
        pulled()
    assert not stick.exists()


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="That folder does not exist"):
        make(tmp_path / "gone")


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    with pytest.raises(NotWritten, match="That is not a folder"):
        make(tmp_path / "file")
    assert contents(tmp_path) == {"file": b"kept"}


def test_a_folder_that_may_only_be_read() -> None:
    with folder_for_everyone() as folder:
        folder.chmod(0o555)
        with someone_without_rights(), pytest.raises(NotWritten, match="Nothing may be written"):
            make(folder)
        assert contents(folder) == {}


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../archive"])
def test_a_name_is_a_name_and_not_a_way(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        make(tmp_path, name)
    assert [*tmp_path.iterdir()] == []
