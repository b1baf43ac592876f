"""Preferences: kept beside the kit, read part by part, and never lost to one part that is broken."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circle.files import NotWritten
from circle.kit_files import PREFERENCES
from circle.preferences import (
    Appearance,
    ChangedKeys,
    Keys,
    Palette,
    Preferences,
    Room,
    Shows,
    Sound,
    Voice,
    keep,
    read,
)

SOME = Preferences(
    "cy",
    awake=False,
    appearance=Appearance(Palette.DIM, 150, still=True, digits=False),
    keys=Keys((ChangedKeys("silence", ("F9",)),), letters=False, one_switch=True),
    sound=Sound(Voice.BOWL, 30, at_begin=True),
    room=Room("Projector", shows=Shows.RING, digits=True),
)


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    keep(tmp_path / "kit", SOME)
    assert read(tmp_path / "kit") == (SOME, "")


def test_where_nothing_is_kept_all_is_as_at_first(tmp_path: Path) -> None:
    assert read(tmp_path) == (Preferences(), "")


def test_a_part_that_cannot_be_read_takes_no_other_along(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    table = json.loads((tmp_path / PREFERENCES).read_text())
    table["sound"]["volume"] = "loud"
    table["of_a_newer_version"] = 3
    (tmp_path / PREFERENCES).write_text(json.dumps(table))
    found, said = read(tmp_path)
    assert found == replace(SOME, sound=replace(SOME.sound, volume=Sound().volume))
    assert "(sound.volume: loud)" in said
    assert "your kit is safe" in said


@given(st.binary(max_size=200) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda v: json.dumps(v).encode()))  # fmt: skip
def test_whatever_is_in_the_file_there_are_preferences(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("kit")
    (folder / PREFERENCES).write_bytes(data)
    found, said = read(folder)
    assert found == Preferences()
    assert bool(said) is (data.strip() != b"{}")


def test_where_they_cannot_be_kept_the_old_ones_hold(tmp_path: Path) -> None:
    keep(tmp_path, SOME)
    (tmp_path / f"{PREFERENCES}.new").mkdir()
    with pytest.raises(NotWritten, match="Nothing else was changed"):
        keep(tmp_path, Preferences())
    assert read(tmp_path) == (SOME, "")
