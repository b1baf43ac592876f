"""What the pages after the first need, imported while the window is at rest, so that no click waits for it."""

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
REVIEW = (
    "circle.telling",
    "circle.put_right",
    "circle.naming",
    "circle.around_turns",
    "circle.moments",
    "ui.pages.live_shown",
    "ui.pages.measures_shown",
    "ui.pages.archive_shown",
    "ui.widgets.archive_filters",
    "ui.widgets.archive_list",
    "ui.widgets.place_row",
    "ui.widgets.cell_grid",
    "ui.widgets.gathered_card",
    "ui.widgets.putting_right",
    "ui.widgets.review_parts",
    "ui.widgets.review_ways",
    "ui.comment_desk",
    "ui.open_acts",
    "ui.over_acts",
)
"""Of Review what needs nothing that only what leaves needs."""
AT_REST = (*PREPARE, *REVIEW)
"""Each imports what the one after it needs, and takes less time than a key press that anybody notices."""


def import_ahead(owner: QObject, modules: tuple[str, ...] = AT_REST) -> None:
    """Imports the first, and the others one by one, as soon as there is nothing else to do."""
    first, *others = modules
    import_module(first)
    if others:
        QTimer.singleShot(0, owner, lambda: import_ahead(owner, tuple(others)))
