"""docs/examples is what the program makes now: `script/examples` makes it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from circle.level import Level
from exports import aside
from exports.formats import FORMATS, Format
from tests.ui.typed import ROOT
from ui.examples import ABOUT, examples, readme, write_examples

HERE = ROOT / "docs" / "examples"
TEXT = tuple(one for one in FORMATS if one.id in {"html", "md", "txt", "csv", "json", "rttm", "ics"})  # fmt: skip
LARGEST = 6_000_000


@pytest.mark.parametrize("format", TEXT, ids=lambda one: one.id)
def test_what_is_there_is_current(format: Format) -> None:
    for level, one in examples([format]):
        there = HERE / level.value / one.name
        assert there.is_file(), f"{there}: run script/examples"
        assert there.read_bytes() == one.data, f"{there}: run script/examples"


def test_every_format_is_there_at_every_level_and_nothing_else() -> None:
    for level in Level:
        there = sorted("".join(one.suffixes) for one in (HERE / level.value).iterdir())
        assert there == sorted(format.suffix for format in FORMATS)
    assert (HERE / "README.md").read_text("utf-8") == readme()
    assert {format.id for format in FORMATS} <= set(ABOUT)


def test_they_are_small_and_hold_what_is_only_for_the_room_nowhere() -> None:
    files = [one for one in HERE.rglob("*") if one.is_file()]
    assert sum(one.stat().st_size for one in files) < LARGEST
    for one in files:
        assert b"Nobody outside reads this" not in one.read_bytes(), one


def test_names_are_there_at_their_level_alone() -> None:
    for level in Level:
        page = next((HERE / level.value).glob("*.html")).read_text("utf-8")
        assert ("Ceri Morgan" in page) is (level is Level.NAMES)
        assert ("said Ceri" in page) is (level in {Level.NAMES, Level.ALIASES})


def test_they_are_written_again_over_those_that_were_there(tmp_path: Path) -> None:
    (tmp_path / "nobody").mkdir()
    (tmp_path / "nobody" / "circle-2020-01-01-old.html").write_text("old", "utf-8")
    (tmp_path / "README.md").write_text("old", "utf-8")
    write_examples(tmp_path)
    assert len([*tmp_path.rglob("circle-*")]) == len(FORMATS) * len(Level)
    assert (tmp_path / "README.md").read_text("utf-8") == readme()
    aside.stop()
