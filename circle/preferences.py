"""How the program suits a person and a room: letters and colours, keys, sounds, the room display, the language.

They lie in a file of their own beside the kit, without anybody's words, so that they are known before the kit is opened,
and while it is locked.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, cast

from circle.errors import NotRead
from circle.files import NotWritten, make_folder, read_text, replace_file, why_not_written
from circle.i18n import gettext as _
from circle.kit_files import PREFERENCES
from circle.plain import WrongShape, from_plain, json_page, to_plain

LARGEST = 1 << 20
"""Bytes that are read."""
_RANGES = {"appearance.percent": range(80, 201), "sound.volume": range(101)}
"""Whole numbers that make sense."""
_SHOWN = 40
"""So long is what is quoted from the file."""
T = TypeVar("T")


class Palette(StrEnum):
    """The names of `ui.theme.THEMES`, or as the computer has it."""

    COMPUTER = ""
    LIGHT = "light"
    DARK = "dark"
    DIM = "dim"
    HIGH_CONTRAST = "high_contrast"


@dataclass(frozen=True, slots=True)
class Appearance:
    palette: Palette = Palette.COMPUTER
    percent: int = 100
    """The size of letters, 80 to 200."""
    still: bool = False
    """Nothing moves on the screen but what time itself moves."""
    digits: bool = True
    """Whether the Live page begins with the digits of its clock."""


@dataclass(frozen=True, slots=True)
class ChangedKeys:
    """The keys of an action of the action table, in Qt's portable words, instead of its usual ones."""

    action: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Keys:
    changed: tuple[ChangedKeys, ...] = ()
    letters: bool = True
    """Whether single letters and signs do something by themselves."""
    one_switch: bool = False
    """One key passes the piece, and held down it goes to silence."""
    switch: str = "Space"
    """The key of the one switch."""
    apart_ms: int = 600
    """Two presses closer than this count once."""
    held_ms: int = 900
    """So long a switch is held for silence."""


class Voice(StrEnum):
    """What a bell sounds like."""

    BELL = "bell"
    BOWL = "bowl"
    WOOD = "wood"


@dataclass(frozen=True, slots=True)
class Sound:
    """The bell is rung by hand; it may sound by itself where a round begins or ends, or partners change."""

    voice: Voice = Voice.BELL
    volume: int = 60
    """0 to 100; at 0 nothing sounds."""
    at_begin: bool = False
    at_end: bool = False
    at_swap: bool = False


class Shows(StrEnum):
    """What the room display shows of whoever holds the piece."""

    NAME = "name"
    RING = "ring"


@dataclass(frozen=True, slots=True)
class Room:
    """The room display, which is there only when it is asked for."""

    screen: str = ""
    """The name of the screen it goes to; empty: the only other one that there is."""
    in_window: bool = False
    """It is a window, whatever screens there are."""
    shows: Shows = Shows.NAME
    digits: bool = False
    as_window: bool = False
    """It is light where the window of the facilitator is light."""


@dataclass(frozen=True, slots=True)
class Preferences:
    language: str = ""
    """The code of a catalogue, as in `assets/locale`; empty: the language of the computer."""
    awake: bool = True
    """Whether the computer is kept from sleeping while a session runs."""
    appearance: Appearance = Appearance()
    keys: Keys = Keys()
    sound: Sound = Sound()
    room: Room = Room()


def read(folder: Path) -> tuple[Preferences, str]:
    """Those that are kept beside a kit, and a sentence where some could not be read: these are as at first."""
    file = folder / PREFERENCES
    if not os.path.lexists(file):
        return Preferences(), ""
    try:
        table = json.loads(read_text(file, largest_bytes=LARGEST))
        if not isinstance(table, dict):
            raise ValueError
    except (NotRead, ValueError, RecursionError):
        return Preferences(), _all_skipped()
    return _part_by_part(cast("dict[str, object]", table))


def keep(folder: Path, preferences: Preferences) -> None:
    """Raises NotWritten, and they are as they were."""
    try:
        make_folder(folder)
        replace_file(folder / PREFERENCES, json_page(to_plain(preferences)).encode())
    except OSError as error:
        why = why_not_written(folder, PREFERENCES, error)
        raise NotWritten(why, _("Nothing else was changed.")) from error


def _part_by_part(table: dict[str, object]) -> tuple[Preferences, str]:
    """What cannot be read takes nothing else along, not even in its own part: letters stay large where the name of
    a palette is wrong.
    """
    skipped: list[str] = []
    found = _read_fields(Preferences(), table, "", skipped)
    return found, _some_skipped(skipped) if skipped else ""


def _read_fields(usual: T, table: dict[str, object], path: str, skipped: list[str]) -> T:
    """`usual` with all fields that can be read."""
    read: dict[str, Any] = {}
    for name in (field.name for field in fields(cast("Any", usual)) if field.name in table):
        before, value, place = getattr(usual, name), table[name], f"{path}{name}"
        if is_dataclass(before) and isinstance(value, dict):
            inner = cast("dict[str, object]", value)
            read[name] = _read_fields(before, inner, f"{place}.", skipped)
            continue
        try:
            read[name] = getattr(from_plain(type(usual), {name: value}), name)
            _check_range(place, read[name])
        except WrongShape:
            read.pop(name, None)
            skipped.append(place + _in_words(value))
    return replace(cast("Any", usual), **read)


def _check_range(place: str, value: object) -> None:
    if place in _RANGES and value not in _RANGES[place]:
        raise WrongShape("is out of range")


def _in_words(value: object) -> str:
    """What stands there, where it says something to whoever wrote it."""
    return f": {value}" if isinstance(value, str | int) and len(str(value)) <= _SHOWN else ""


def _all_skipped() -> str:
    why = _(
        "The settings in {file} cannot be read. Circlekeeper works as it does at first, and your kit is safe. "
        "What you set anew takes their place."
    )
    return why.format(file=PREFERENCES)


def _some_skipped(names: list[str]) -> str:
    why = _(
        "Some settings in {file} cannot be read ({names}). They are as at first; all others hold, and your kit is safe."
    )
    return why.format(file=PREFERENCES, names=", ".join(names))
