"""Backups on the command line: made, listed, gone back to; and what can be read of a damaged kit rescued."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from circle.backup import backups_in, make_backup
from circle.kit_files import KIT
from exports import aside
from tests.circle.a_stick import a_bundle
from tests.circle.kits_with_backups import (
    add_session,
    back_up,
    damage,
    make_kit,
    sessions_in,
    writes,
)
from tests.ui.typed import Typed, typed_here


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return make_kit(tmp_path / "home", 2)


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], home: Path) -> Typed:
    return typed_here(capsys, home)


def test_a_backup_is_made_once_and_listed(typed: Typed, home: Path):
    assert typed("backup", "--list").lines == [
        "There are no backups yet. “circlekeeper backup” makes one."
    ]
    made = typed("backup")
    assert made.out.startswith("Backup 1 was made and checked: ")
    (one,) = backups_in(home)
    assert typed("backup").lines == [
        f"Nothing changed since backup 1 of {one.day}, which is whole."
    ]
    assert typed("backup", "--list").out.split()[:2] == ["1", one.day.isoformat()]
    assert json.loads(typed("backup", "--list", "--json").out) == [
        {"number": 1, "day": one.day.isoformat(), "bytes": one.bytes, "file": one.path.name}
    ]


def test_without_a_kit_there_is_nothing_to_back_up(typed: Typed, home: Path):
    (home / KIT).unlink()
    assert typed("backup").why.startswith("There is no kit in")


def test_going_back_says_what_became_of_the_kit_before(typed: Typed, home: Path, tmp_path: Path):
    back_up(home)
    add_session(home, 5)
    gone = typed("restore")
    assert gone.lines[0] == "Backup 1 of 2026-05-12 is your kit now."
    assert gone.lines[1].startswith("The kit that was there lies as it was in “")
    assert len(sessions_in(home)) == 2
    assert len(sessions_in(home / "set_aside" / "circlekeeper-000001")) == 3
    other = typed("restore", 1, "--to", tmp_path / "other")
    assert "is a kit in “" in other.out
    assert len(sessions_in(tmp_path / "other")) == 2
    assert typed("restore", 1, "--to", tmp_path / "other").why.startswith("There is a kit in “")
    assert typed("restore", 7).why.startswith("There is no backup 7.")


def test_a_damaged_kit_is_rescued_with_counts(typed: Typed, home: Path, tmp_path: Path):
    back_up(home)
    damage(home / KIT)
    assert typed("list").why.startswith("The kit in ")
    there = typed("salvage", "--to", tmp_path / "other")
    assert "2 of 2 sessions whole." in there.lines[0]
    assert there.lines[1].endswith("The damaged one was left as it is.")
    assert typed("list").code == 1, "as it is"
    assert "2 of 2 sessions whole." in typed("salvage").lines[0]
    assert sessions_in(home) == sessions_in(tmp_path / "other")
    assert typed("verify").code == 0


def test_a_damaged_backup_is_refused_by_a_sentence(typed: Typed, home: Path):
    damage(back_up(home).path)
    assert typed("restore", 1).why == (
        "Backup 1 is damaged. It was left as it is, and so was your kit. No other backup is whole."
    )


def test_before_an_import_there_is_a_backup(typed: Typed, home: Path, tmp_path: Path):
    (file := tmp_path / "evening.circle").write_bytes(a_bundle(9, turns=4))
    typed("import", "--dry-run", file)
    assert backups_in(home) == ()
    assert typed("import", file).code == 0
    (one,) = backups_in(home)
    assert len(sessions_in(home)) == 3
    typed("restore", one.number)
    assert len(sessions_in(home)) == 2, "as it was before"


@pytest.mark.skipif(os.name == "nt", reason="there whoever has a file open keeps others from it")
def test_nobody_writes_to_the_kit_that_is_copied_before_an_import(
    typed: Typed, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (file := tmp_path / "evening.circle").write_bytes(a_bundle(9, turns=4))
    wrote: list[bool] = []
    run = aside.run

    def then_tried(*given: Any) -> Any:
        made = run(*given)
        if given[0] is make_backup:
            wrote.append(writes(home))
        return made

    monkeypatch.setattr(aside, "run", then_tried)
    assert typed("import", file).code == 0
    assert wrote == [False]
    assert len(backups_in(home)) == 1
