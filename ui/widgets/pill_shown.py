"""What a row of pills shows. No Qt here."""

from __future__ import annotations

from enum import StrEnum


class Pill(StrEnum):
    DONE = "done"
    NOW = "now"
    WAITING = "waiting"
