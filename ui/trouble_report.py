"""The report that a person may pass on when something went wrong: what runs here, how large the kit is, and what the
program's log says last. Nobody's words. No Qt here.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from circle.i18n import gettext as _
from circle.kit_files import KIT
from circle.reserve import free_bytes
from circle.store import Store
from circle.version import VERSION

_MB = 1_000_000


def report_text(folder: Path, store: Store | None, log: Sequence[str], *, qt: str = "") -> str:
    """`store`: the open kit, if it is open; `log`: the last lines; `qt`: its version. Raises KitTrouble."""
    parts = (
        _("Report from Circlekeeper. It has no name, no note, no title and no folder in it."),
        "\n".join((*_programs(qt), *_disk(folder), *_kit(store))),
        "\n".join((_("What the program met with last (in UTC):"), *(log or [_("nothing")]))),
    )
    return "\n\n".join(parts) + "\n"


def _programs(qt: str) -> list[str]:
    return [
        f"Circlekeeper {VERSION}",
        f"Python {platform.python_version()}" + (f", Qt {qt}" if qt else ""),
        _("System: {system}").format(system=f"{platform.system()} {platform.machine()}"),
        _("Started as: {how}").format(
            how="frozen" if getattr(sys, "frozen", False) else "installed"
        ),
    ]


def _disk(folder: Path) -> list[str]:
    room = free_bytes(folder)
    try:
        size = f"{(folder / KIT).stat().st_size / _MB:.1f} MB"
    except OSError:
        size = _("cannot be seen")
    free = _("cannot be seen") if room is None else f"{room // _MB} MB"
    return [_("Size of the kit: {size}; room on its disk: {free}").format(size=size, free=free)]


def _kit(store: Store | None) -> list[str]:
    if store is None:
        return [_("The kit is not open.")]
    counted = ", ".join(f"{name} {n}" for name, n in store.counts().items())
    return [
        _("Database: {engine}").format(engine=store.engine()),
        _("In the kit: {counted}").format(counted=counted),
    ]
