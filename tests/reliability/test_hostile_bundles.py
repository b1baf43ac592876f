"""A bundle that means harm is refused in a sentence: soon, in little memory, and with the kit as it was."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.circle.hostile_bundles import CANARY, PASSPHRASE, WHOLE, cases
from tests.ui.typed import ROOT

MOST_SECONDS = 5.0
MOST_KB = 150_000


@dataclass(frozen=True)
class Went:
    """How it went with one file in the process that took all of them."""

    name: str
    file: str
    wanted: str
    said: str
    seconds: float
    grown_kb: int
    unchanged: bool


@pytest.fixture(scope="module")
def went(tmp_path_factory: pytest.TempPathFactory) -> list[Went]:
    folder = tmp_path_factory.mktemp("hostile")
    files, told = folder / "files", list[tuple[str, Path, str]]()
    files.mkdir()
    for n, (name, data, wanted) in enumerate(cases()):
        path = files / f"bundle-{n}.circle"
        path.write_bytes(data)
        told.append((name, path, wanted))
    good = files / "good.circle"
    good.write_bytes(WHOLE)
    before = {path: path.stat().st_size for path in files.iterdir()}
    run = subprocess.run(
        [sys.executable, "-m", "tests.reliability.take_in", str(folder / "kit"), PASSPHRASE],
        input="".join(f"{path}\n" for path in (good, *(path for _name, path, _said in told))),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
        check=True,
        timeout=200,
    )
    first, *rest = map(json.loads, run.stdout.splitlines())
    assert first["said"] == "taken in: new", "else a refusal would mean nothing"
    assert {path: path.stat().st_size for path in files.iterdir()} == before
    assert sorted(one.name for one in folder.iterdir()) == ["files", "kit"]
    assert [one.name for one in (folder / "kit").iterdir()] == ["circlekeeper.kit"]
    return [Went(name, path.name, wanted, **report) for (name, path, wanted), report in zip(told, rest, strict=True)]  # fmt: skip


def test_there_are_many_of_them(went: list[Went]) -> None:
    assert len({one.name for one in went}) == len(went) >= 60


def test_each_is_refused_for_what_is_wrong_with_it(went: list[Went]) -> None:
    others = {one.name: one.said for one in went if one.wanted not in one.said}
    assert others == {}


def test_each_gets_one_sentence_that_names_the_file_and_quotes_no_story(went: list[Went]) -> None:
    for one in went:
        assert one.file in one.said, one
        assert one.said.endswith("."), one
        assert "\n" not in one.said
        assert len(one.said) < 300, one
        assert CANARY not in one.said.lower(), one


def test_each_is_told_plainly_first_and_that_nothing_came_in(went: list[Went]) -> None:
    for one in went:
        assert "Nothing was taken in." in one.said, one
        plain, _brackets, details = one.said.partition(" (")
        assert "expected" not in plain, one
        if not plain.startswith("The passphrase") and "is larger than" not in plain:
            assert one.wanted in details, one


def test_none_takes_long_or_much_memory(went: list[Went]) -> None:
    assert [one for one in went if one.seconds > MOST_SECONDS] == []
    assert [one for one in went if one.grown_kb > MOST_KB] == []


def test_none_changes_the_kit(went: list[Went]) -> None:
    assert [one.name for one in went if not one.unchanged] == []
