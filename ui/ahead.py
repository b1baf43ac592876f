"""What the page after the first needs, imported while the window is at rest, so that no click waits for it."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

AT_REST_MS = 300
PREPARE = (
    "ui.pages.seats_draft",
    "ui.pages.prepare_shown",
    "ui.widgets.circle_view",
    "ui.widgets.plan_card",
    "ui.widgets.seats_card",
    "ui.pages.prompt_before",
    "ui.pages.prepare",
)
"""Each imports what the one after it needs, and takes less time than a key press that anybody notices."""


def import_ahead(owner: QObject, modules: tuple[str, ...] = PREPARE) -> None:
    """Imports the first, and the others one by one, as soon as there is nothing else to do."""
    first, *others = modules
    import_module(first)
    if others:
        QTimer.singleShot(0, owner, lambda: import_ahead(owner, tuple(others)))
