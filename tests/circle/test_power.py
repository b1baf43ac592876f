"""Whether the laptop has power, as the system tells it in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from circle.power import Power, read_power

Files = dict[str, dict[str, str]]
CASES: dict[str, tuple[Files, Power]] = {
    "on battery": (
        {"BAT0": {"type": "Battery", "capacity": "82"}, "AC": {"type": "Mains", "online": "0"}},
        Power(82, plugged_in=False),
    ),
    "plugged in": (
        {"BAT0": {"type": "Battery", "capacity": "7"}, "AC": {"type": "Mains", "online": "1"}},
        Power(7, plugged_in=True),
    ),
    "no battery": ({"AC": {"type": "Mains", "online": "1"}}, Power(None, plugged_in=True)),
    "a mouse's battery": ({"m": {"type": "Battery", "scope": "Device", "capacity": "9"}}, Power()),
    "nonsense": ({"BAT0": {"type": "Battery", "capacity": "ü"}}, Power()),
    "nothing": ({}, Power()),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_known_of_the_power(tmp_path: Path, case: str) -> None:
    files, power = CASES[case]
    for supply, lines in files.items():
        folder = tmp_path / supply
        folder.mkdir()
        for name, text in lines.items():
            (folder / name).write_text(text + "\n", encoding="utf-8")
    assert read_power(tmp_path) == power


def test_where_no_files_tell_nothing_is_known(tmp_path: Path) -> None:
    assert read_power(tmp_path / "nowhere") == Power()
