"""The room display with a second screen: it fills that one and no other, whatever is unplugged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.ui.typed import ROOT

LAPTOP, PROJECTOR = {"MainWindow": "Laptop"}, {"MainWindow": "Laptop", "RoomDisplay": "Projector"}
GONE = "The screen Projector is not there for the room any more, so the room display is hidden."


def screens(folder: Path, *others: tuple[str, int]) -> Path:
    """`others`: their names, and where they begin from the left."""
    there = (("Laptop", 0, 1366, 768), *((name, x, 1920, 1080) for name, x in others))
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    rows = [
        {"name": name, "x": x, "y": 0, "width": wide, "height": high, **dots}
        for name, x, wide, high in there
    ]
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": rows}))
    return file


def told(folder: Path, others: Sequence[tuple[str, int]], *words: str) -> dict[str, Any]:
    file = screens(folder, *others)
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens", str(folder / "kit"), *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={file}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return told(tmp_path_factory.mktemp("screens"), [("Projector", 1366)])


def test_it_is_off_and_then_fills_the_projector_and_never_the_laptop(
    evening: dict[str, Any],
) -> None:
    assert evening["before"] == LAPTOP
    assert evening["by a remote"] == PROJECTOR, "F5 shows it, and Esc does not close it"
    assert evening["fills"]
    assert evening["says"][:2] == ["Question 1?", "Amara"]
    assert evening["keys"] == ["Bob", 1]


def test_when_its_screen_goes_it_hides_and_the_circle_goes_on(evening: dict[str, Any]) -> None:
    windows, words, sees = evening["unplugged"]
    assert windows == LAPTOP
    assert words == "Room display hidden"
    assert words in sees
    assert GONE in sees
    assert evening["meanwhile"] == LAPTOP


def test_when_its_screen_comes_back_so_does_it(evening: dict[str, Any]) -> None:
    windows, words, sees = evening["plugged in"]
    assert windows == PROJECTOR
    assert words == "Room display on"
    assert GONE not in sees
    assert evening["as it is by then"] == "Ceri"


def test_it_makes_way_where_the_facilitators_window_comes_to_its_screen(
    evening: dict[str, Any],
) -> None:
    there = [{"MainWindow": "Projector"}, "Room display hidden"]
    assert evening["the facilitator is there"] == there
    assert evening["and back"] == [PROJECTOR, "Room display on"]
    assert evening["hidden"] == LAPTOP


def test_each_screen_says_its_number_and_name_until_settings_are_left(
    evening: dict[str, Any],
) -> None:
    assert "· Projector" in evening["settings"]
    assert "· Laptop" not in evening["settings"], "it is the facilitator’s"
    first, second = evening["signs"]
    assert {first[1], second[1]} == {"Laptop", "Projector"}
    assert [words for words, _screen in (first, second)] == [
        f"1 · {first[1]}",
        f"2 · {second[1]}",
    ]
    assert evening["left"] == LAPTOP


def test_at_the_next_session_it_is_offered_and_comes_when_it_is_taken(
    evening: dict[str, Any],
) -> None:
    sees, windows = evening["offered"]
    assert "The screen Projector is there. Show the room display on it?" in sees
    assert windows == LAPTOP
    assert evening["taken"] == PROJECTOR


def test_it_can_be_a_window_all_the_same(evening: dict[str, Any]) -> None:
    assert evening["no window by a remote"] == LAPTOP
    assert evening["a window"] == [{"MainWindow": "Laptop", "RoomDisplay": "Laptop"}, False]


def test_a_screen_that_mirrors_the_laptop_is_no_other_screen(tmp_path: Path) -> None:
    windows, fills = told(tmp_path, [("Projector", 0)], "mirrored")["mirrored"]
    assert windows == {"MainWindow": "Laptop", "RoomDisplay": "Laptop"}
    assert not fills


def test_with_two_others_it_asks_once_which_is_for_the_room(tmp_path: Path) -> None:
    there = told(tmp_path, [("Projector", 1366), ("Ceiling", 4000)], "three")
    sees, windows = there["asked"]
    assert "Which screen is for the room?" in sees
    assert windows == LAPTOP
    assert there["taken"] == {"MainWindow": "Laptop", "RoomDisplay": "Ceiling"}
    assert there["and again"] == there["taken"]
