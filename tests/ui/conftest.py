"""What the tests of the window share."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from circle.paths import assets
from exports import aside
from tests.circle.erasable import Kit
from ui.theme import Look


@pytest.fixture(scope="session", autouse=True)
def nothing_of_qt_outlives_the_tests() -> Iterator[None]:
    """Python takes down its modules in an order that Qt's objects do not stand."""
    yield
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """Light, at the usual size, on an application that wears it."""
    made = Look(assets())
    made.load_other_scripts()
    made.apply(qapp)
    return made


@pytest.fixture(scope="module")
def erasable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    """A kit with words of every kind in it, of which tests erase from a copy."""
    yield Kit(tmp_path_factory.mktemp("erasable"))
    aside.stop()
