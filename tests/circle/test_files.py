from __future__ import annotations

import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from circle import new_name
from circle.files import NotWritten, write_new
from tests.disks import (
    FaultyDisk,
    folder_for_everyone,
    no_links,
    small_disk,
    small_files,
    someone_without_rights,
)

NOTES = b"<p>What we heard</p>\n" * 5000


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_writes_what_it_was_given_for_its_owner_alone(tmp_path: Path) -> None:
    path = write_new(tmp_path, "notes.html", NOTES)
    assert path == tmp_path / "notes.html"
    assert contents(tmp_path) == {"notes.html": NOTES}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_nlink == 1


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    assert write_new(tmp_path, "notes.md", b"").read_bytes() == b""


WAYS = ("links", "names in one step", "neither")
"""What a disk knows for giving a file a name that nothing has."""


def knows(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way != "links":
        monkeypatch.setattr(os, "link", no_links)
    if way == "neither":
        monkeypatch.setattr(new_name, "rename_new", no_names)


def no_names(_source: Path, _target: Path) -> None:
    raise new_name.NoSuchCall


@pytest.mark.parametrize("way", WAYS)
def test_never_overwrites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    knows(way, monkeypatch)
    (tmp_path / "notes.html").write_bytes(b"older")
    (tmp_path / "notes-3.html").mkdir()
    names = [write_new(tmp_path, "notes.html", NOTES).name for _ in range(3)]
    assert names == ["notes-2.html", "notes-4.html", "notes-5.html"]
    assert (tmp_path / "notes.html").read_bytes() == b"older"
    assert len(list(tmp_path.iterdir())) == 5


def test_does_not_follow_a_link_to_somewhere_else(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "notes.html").symlink_to(elsewhere)
    assert write_new(tmp_path, "notes.html", NOTES).name == "notes-2.html"
    assert not elsewhere.exists()


@pytest.mark.parametrize("way", WAYS)
def test_writers_at_the_same_moment_all_keep_their_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    knows(way, monkeypatch)
    texts = [f"writer {i}".encode() * 2000 for i in range(24)]
    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(lambda text: write_new(tmp_path, "notes.md", text), texts))
    assert [path.read_bytes() for path in paths] == texts
    assert len(set(paths)) == len(list(tmp_path.iterdir())) == 24


@pytest.mark.parametrize("way", WAYS)
def test_whole_or_absent_whichever_call_fails(tmp_path: Path, way: str) -> None:
    refusals = 0
    for fails_at in range(1, 60):
        folder = tmp_path / str(fails_at)
        folder.mkdir()
        (folder / "notes.html").write_bytes(b"older")
        with pytest.MonkeyPatch.context() as monkeypatch:
            disk = FaultyDisk(monkeypatch, fails_at=fails_at, links=way == "links")
            if way == "neither":
                monkeypatch.setattr(new_name, "rename_new", no_names)
            try:
                made = {write_new(folder, "notes.html", NOTES).name: NOTES}
            except NotWritten:
                refusals += 1
                made = {}
        assert contents(folder) == {"notes.html": b"older", **made}
        if disk.calls < fails_at:
            break
    else:
        pytest.fail("the fault was reached every time")
    assert refusals >= 6


def test_goes_on_after_a_short_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda file, data: whole(file, data[:1000]))
    assert write_new(tmp_path, "notes.html", NOTES).read_bytes() == NOTES


def test_reads_back_what_the_disk_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda file, data: whole(file, b"\0" * len(data)))
    with pytest.raises(NotWritten, match="The disk answered"):
        write_new(tmp_path, "notes.html", NOTES)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("disk", [small_disk, lambda _folder: small_files()])
def test_a_full_disk(tmp_path: Path, disk: Callable[[Path], Any]) -> None:
    with disk(tmp_path):
        with pytest.raises(NotWritten) as refused:
            write_new(tmp_path, "notes.html", NOTES)
        assert contents(tmp_path) == {}
        assert write_new(tmp_path, "short.md", b"short").read_bytes() == b"short"
    assert str(refused.value) == (
        f"“notes.html” was not saved in “{tmp_path}”. "
        "There is no room left: make some, or choose another disk. Nothing else was changed."
    )


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(NotWritten) as refused:
        write_new(tmp_path / "gone", "notes.html", NOTES)
    assert str(refused.value) == (
        f"“notes.html” was not saved in “{tmp_path / 'gone'}”. "
        "That folder does not exist: choose another one. Nothing else was changed."
    )
    assert contents(tmp_path) == {}


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    with pytest.raises(NotWritten, match="That is not a folder"):
        write_new(tmp_path / "file", "notes.html", NOTES)
    assert contents(tmp_path) == {"file": b"kept"}


def test_a_folder_that_may_only_be_read() -> None:
    with folder_for_everyone() as folder:
        folder.chmod(0o555)
        with someone_without_rights(), pytest.raises(NotWritten, match="Nothing may be written"):
            write_new(folder, "notes.html", NOTES)
        assert contents(folder) == {}


def test_a_name_too_long_for_the_disk(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="The name is too long"):
        write_new(tmp_path, "n" * 300 + ".html", NOTES)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../notes.html", "/etc/notes.html"])
def test_a_name_is_a_name_and_not_a_way(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        write_new(tmp_path, name, NOTES)
    assert contents(tmp_path) == {}
