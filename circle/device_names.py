"""Names that Windows keeps for devices, so that no file can have one, whatever its ending."""

from __future__ import annotations

_NAMES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"} | {
    device + digit for device in ("COM", "LPT") for digit in "0123456789¹²³"
}


def is_device(name: str) -> bool:
    """Whether a file of that name, or of that name and an ending, is a device there."""
    return name.partition(".")[0].strip().upper() in _NAMES
