"""Which files of a stick may be sessions: by their ending or how they begin, in folders within folders, once each."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from circle import found_files
from circle.found_files import files_in
from tests.circle.a_stick import a_bundle, a_stick

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other disks refuse such names")


def names(folder: Path) -> list[str]:
    return [one.name for one in files_in([folder]).files]


def test_what_may_be_ours_is_found_in_order_and_nothing_else(tmp_path: Path) -> None:
    assert names(a_stick(tmp_path)) == [
        "evening 0.circle",
        "evening 1.circle",
        "evening 2.circle",
        "comments.circle",
        "cut short.circle",
        "empty.circle",
        "evening 1 again.circle",
        "evening 2, other.circle",
        "newer.circle",
        "round.circle",
        "sealed.circle",
    ]


def test_a_bundle_is_known_by_how_it_begins_whatever_it_was_renamed_to(tmp_path: Path) -> None:
    for name in ("evening.zip", "evening", "evening.CIRCLE"):
        (tmp_path / name).write_bytes(a_bundle(1))
    (tmp_path / "other.zip").write_bytes(b"PK\3\4 photographs")
    (tmp_path / "record.json").write_text('{"format": "circlekeeper-session"}', "utf-8")
    assert names(tmp_path) == ["evening", "evening.CIRCLE", "evening.zip", "record.json"]


def test_files_that_are_named_are_taken_as_they_are_and_once(tmp_path: Path) -> None:
    named = [tmp_path / "turns.csv", tmp_path / "gone.circle", tmp_path / "turns.csv"]
    assert files_in(named).files == (named[0], named[1])


def test_links_that_point_round_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "a" / "evening.circle").write_bytes(b"")
    assert names(tmp_path) == ["evening.circle"]
    assert len(files_in([tmp_path, tmp_path / "a" / "b"]).files) == 1, "the same stick twice"


@LINUX
def test_a_name_that_is_no_text_is_found(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"soir\xe9e.circle")).write_bytes(b"")
    assert len(names(tmp_path)) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_may_not_be_read_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    found = files_in([tmp_path])
    assert "“closed” could not be looked through" in found.unread[0]


def test_a_folder_that_vanishes_gets_a_sentence_and_the_others_are_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = a_stick(tmp_path / "stick")
    looks = os.scandir

    def pulled(folder: Path) -> object:
        if Path(folder).name == "May":
            raise OSError(5, "Input/output error")
        return looks(folder)

    monkeypatch.setattr(os, "scandir", pulled)
    found = files_in([stick])
    assert len(found.files) == 3
    assert found.unread == (
        "The folder “May” could not be looked through: the disk answered “Input/output error”.",
    )


def test_no_more_are_taken_than_are_opened_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.circle").write_bytes(b"")
    found = files_in([tmp_path], most=3)
    assert (len(found.files), found.more) == (3, True)
    assert not files_in([tmp_path], most=5).more
    monkeypatch.setattr(found_files, "MOST_LOOKED_AT", 2)
    assert files_in([tmp_path]).more


def test_folders_too_deep_are_left(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*"abcdefghij")
    deep.mkdir(parents=True)
    (deep / "evening.circle").write_bytes(b"")
    assert names(tmp_path) == []
