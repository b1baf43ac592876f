"""What the tests of the window share."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from circle.paths import assets
from circle.reflection import SaidBack
from circle.store import Store
from ui.theme import Look


@pytest.fixture(scope="session", autouse=True)
def nothing_of_qt_outlives_the_tests() -> Iterator[None]:
    """Python takes down its modules in an order that Qt's objects do not stand."""
    yield
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture(autouse=True)
def a_kit_that_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the kit has a table for what speakers say when they are told back: counts in memory in its place."""
    if hasattr(Store, "count_said_back"):
        return
    counted: dict[tuple[Path, str], dict[tuple[int, SaidBack], int]] = {}

    def said_back(store: Store, session: str) -> dict[tuple[int, SaidBack], int]:
        return dict(counted.get((store.folder, session), {}))

    def count(store: Store, session: str, round_ms: int, answer: SaidBack, by: int = 1) -> None:
        there = counted.setdefault((store.folder, session), {})
        there[round_ms, answer] = max(0, there.get((round_ms, answer), 0) + by)

    monkeypatch.setattr(Store, "said_back", said_back, raising=False)
    monkeypatch.setattr(Store, "count_said_back", count, raising=False)


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """Light, at the usual size, on an application that wears it."""
    made = Look(assets())
    made.load_other_scripts()
    made.apply(qapp)
    return made
