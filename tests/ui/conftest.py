"""What the tests of the window share."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from circle.paths import assets
from ui.theme import Look


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """Light, at the usual size, on an application that wears it."""
    made = Look(assets())
    made.load_other_scripts()
    made.apply(qapp)
    return made
