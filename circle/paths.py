"""Where things are: what comes with the program, and the kit of one facilitator."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

HOME_VARIABLE = "CIRCLEKEEPER_HOME"


def assets() -> Path:
    """The folder of fonts, icons, templates and words that came with the program.

    It lies beside the packages, in a checkout as in a wheel (`site-packages/assets`); a frozen
    build unpacks it to a folder of its own.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    beside = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return beside / "assets"


def kit_folder(override: Path | None) -> Path:
    """The folder of the kit: the one asked for, else `CIRCLEKEEPER_HOME`, else the platform's.

    It need not be there yet.
    """
    if override is not None:
        return override.expanduser().absolute()
    if from_environment := os.environ.get(HOME_VARIABLE):
        return Path(from_environment).expanduser().absolute()
    return data_folder(sys.platform, os.environ, Path.home())


def data_folder(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    """Where a platform (as in `sys.platform`) keeps the data of this program."""
    if platform == "darwin":
        return home / "Library" / "Application Support" / "Circlekeeper"
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return (Path(local) if local else home / "AppData" / "Local") / "Circlekeeper"
    shared = Path(environment.get("XDG_DATA_HOME", ""))
    return (shared if shared.is_absolute() else home / ".local" / "share") / "circlekeeper"
