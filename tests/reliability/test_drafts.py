"""The whole program was killed while somebody wrote: what is older than two seconds stands in its field again."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.reliability.killing import warm_here
from tests.reliability.moments_in_the_window import SAFE_AFTER_MS, Typing, written
from tests.ui.facilitator import at_the_window

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system kills in other ways")


def test_after_a_kill_the_field_holds_what_was_written(qapp: QApplication, tmp_path: Path) -> None:
    Typing().make(tmp_path / "scene")
    killed = warm_here().act("typing", tmp_path / "scene", kill_after_s=3, from_first_word=True)
    safe = [
        letters for letters, _kept, at_ms in killed.said if at_ms <= killed.at_ms - SAFE_AFTER_MS
    ]
    assert safe, "nothing was written"
    with at_the_window(qapp, tmp_path / "scene" / "kit") as desk:
        desk.click("Carry on")
        kept = "".join(note.text for note in desk.live.state.notes.values())
        text = kept + desk.side.notes.field.text()
    assert len(text) >= safe[-1]
    assert text == written(len(text))
