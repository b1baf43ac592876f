"""Which Circlekeeper this is. Here as well as in pyproject.toml, because to ask the installation takes longer than
a window may wait."""

from __future__ import annotations

VERSION = "0.1.0"
