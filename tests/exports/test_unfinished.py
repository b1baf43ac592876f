"""What a killed export left in a folder goes with the next that is written there, and nothing else does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exports.writing import Document, write


def left(folder: Path, name: str, *, hours_ago: float = 5) -> Path:
    path = folder / name
    path.write_bytes(b"qzxsecret notes")
    then = path.stat().st_mtime - hours_ago * 3600
    os.utime(path, (then, then))
    return path


def test_what_a_killed_export_left_goes(tmp_path: Path) -> None:
    part = left(tmp_path, ".circlekeeper-ab3_x9kq.part")
    write([Document("txt", "evening.txt", b"notes")], tmp_path)
    assert not part.exists()
    assert [one.name for one in tmp_path.iterdir()] == ["evening.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "circlekeeper-ab3_x9kq.part",
        ".circlekeeper-ab3_x9kq.part.txt",
        ".circlekeeper-mine.part",
        ".circlekeeper-0123456789ab.part",
        ".circlekeeper-AB3_X9KQ.part",
        ".firefox-ab3_x9kq.part",
    ],
)
def test_what_has_another_name_stays(tmp_path: Path, name: str) -> None:
    part = left(tmp_path, name)
    write([Document("txt", "evening.txt", b"notes")], tmp_path)
    assert part.exists()


def test_what_may_still_be_written_stays(tmp_path: Path) -> None:
    part = left(tmp_path, ".circlekeeper-ab3_x9kq.part", hours_ago=0)
    write([Document("txt", "evening.txt", b"notes")], tmp_path)
    assert part.exists()


def test_a_folder_or_a_link_of_that_name_stays(tmp_path: Path) -> None:
    kept = left(tmp_path, "kept.txt")
    folder, link = (
        tmp_path / ".circlekeeper-aaaaaaaa.part",
        tmp_path / ".circlekeeper-bbbbbbbb.part",
    )
    folder.mkdir()
    os.utime(folder, (1, 1))
    link.symlink_to(kept)
    os.utime(link, (1, 1), follow_symlinks=False)
    write([Document("txt", "evening.txt", b"notes")], tmp_path)
    assert folder.exists()
    assert link.is_symlink()
    assert kept.exists()


def test_what_somebody_else_left_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = left(tmp_path, ".circlekeeper-ab3_x9kq.part")
    if not hasattr(os, "getuid"):
        pytest.skip("there nobody tells whose a file is")
    monkeypatch.setattr(os, "getuid", lambda: part.stat().st_uid + 1)
    write([Document("txt", "evening.txt", b"notes")], tmp_path)
    assert part.exists()
