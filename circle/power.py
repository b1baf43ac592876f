"""Whether the laptop has power, as far as the system tells in files (Linux); elsewhere nothing is known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_SUPPLIES = Path("/sys/class/power_supply")


@dataclass(frozen=True, slots=True)
class Power:
    """`percent`: how full the battery is, 0 to 100. None: the system does not tell."""

    percent: int | None = None
    plugged_in: bool | None = None


def read_power(supplies: Path = _SUPPLIES) -> Power:
    percent, plugged_in = None, None
    try:
        for supply in sorted(supplies.iterdir()):
            kind = _line(supply / "type")
            if kind == "Battery" and _line(supply / "scope") != "Device":
                percent = _number(supply / "capacity") if percent is None else percent
            elif kind in ("Mains", "USB") and _line(supply / "online") == "1":
                plugged_in = True
    except OSError:
        return Power()
    return Power(percent, plugged_in or (None if percent is None else False))


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _number(path: Path) -> int | None:
    text = _line(path)
    return min(100, int(text)) if text.isascii() and text.isdigit() and len(text) < 4 else None
