"""A window to put single parts into, and what they look like there."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


def active_page(qtbot: QtBot) -> QWidget:
    """A window with a column, active, so that the focus is real."""
    page = QWidget()
    QVBoxLayout(page)
    qtbot.addWidget(page)
    page.resize(600, 300)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    return page


def put(page: QWidget, *widgets: QWidget) -> None:
    column = page.layout()
    assert column is not None
    for widget in widgets:
        column.addWidget(widget)


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
