"""What every test runs under: no screen, and never the kit of the person who runs the tests."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_ANY_SPEED = [HealthCheck.too_slow]
"""How fast examples are made is the machine's affair."""
settings.register_profile(
    "repeatable", derandomize=True, max_examples=50, suppress_health_check=_ANY_SPEED
)
settings.register_profile("exploring", suppress_health_check=_ANY_SPEED)
settings.load_profile(os.environ.get("CIRCLEKEEPER_TESTS", "repeatable"))
"""A red run is red again. CIRCLEKEEPER_TESTS=exploring tries other examples in every run, and twice as many."""


def pytest_collection_finish() -> None:
    """What there is by now stays to the end: to look through all of it for rubbish again and again takes long."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_kit_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIRCLEKEEPER_HOME", str(tmp_path / "kit"))


@pytest.fixture(autouse=True)
def no_leaked_windows(request: pytest.FixtureRequest) -> Iterator[None]:
    """A window that a test leaves on the screen, or a dialog that waits for an answer, fails that test."""
    yield
    if "qapp" not in request.fixturenames:
        return
    app = request.getfixturevalue("qapp")
    dialog = app.activeModalWidget()
    assert dialog is None, f"a dialog waits for an answer: {dialog.windowTitle()}"
    shown = [window for window in app.topLevelWidgets() if window.isVisible()]
    for window in shown:
        window.close()
    assert not shown, f"left on the screen: {shown}"
