"""Files from somebody, which are read beside the window."""

from __future__ import annotations

from tests.ui.facilitator import Facilitator
from tests.ui.hands import wait_for


def once_read(desk: Facilitator) -> str:
    wait_for(lambda: "Opening…" not in desk.sees, lambda: desk.sees)
    return desk.sees
