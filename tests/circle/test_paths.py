"""Where things are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from circle.paths import HOME_VARIABLE, assets, data_folder, kit_folder

HOME = Path("/home/gwen")


def test_the_assets_lie_beside_the_packages():
    assert (assets() / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf").is_file()
    assert (assets() / "icons" / "bell.svg").is_file()


def test_a_frozen_build_has_unpacked_them_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert assets() == tmp_path / "assets"


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {}, HOME / ".local/share/circlekeeper"),
        ("linux", {"XDG_DATA_HOME": "/data"}, Path("/data/circlekeeper")),
        ("linux", {"XDG_DATA_HOME": "not/absolute"}, HOME / ".local/share/circlekeeper"),
        ("linux", {"XDG_DATA_HOME": ""}, HOME / ".local/share/circlekeeper"),
        ("freebsd14", {}, HOME / ".local/share/circlekeeper"),
        ("darwin", {}, HOME / "Library/Application Support/Circlekeeper"),
        (
            "win32",
            {"LOCALAPPDATA": "/Users/g/AppData/Local"},
            Path("/Users/g/AppData/Local/Circlekeeper"),
        ),
        ("win32", {}, HOME / "AppData/Local/Circlekeeper"),
    ],
)
def test_each_platform_has_its_own_folder(platform: str, environment: dict[str, str], folder: Path):
    assert data_folder(platform, environment, HOME) == folder


def test_the_kit_is_where_it_was_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv(HOME_VARIABLE, "/from/the/environment")
    assert kit_folder(tmp_path / "stick") == tmp_path / "stick"


def test_else_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert kit_folder(None) == tmp_path


def test_else_where_the_platform_keeps_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert kit_folder(None) == tmp_path / "circlekeeper"


def test_a_folder_is_absolute_wherever_the_program_was_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.chdir(tmp_path)
    assert kit_folder(Path("kit")) == tmp_path / "kit"
