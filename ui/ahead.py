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
CLOSE = (
    "circle.archiving",
    "circle.notes",
    "ui.pages.close_shown",
    "exports.figures",
    "exports.charts",
    "exports.course",
    "exports.report",
    "exports.html",
    "exports.calendar_file",
    "exports.csv_tables",
    "exports.data_package",
    "exports.json_record",
    "exports.plain_text",
    "exports.sheet",
    "exports.word_base",
    "exports.word",
    "exports.formats",
    "exports.made",
    "ui.widgets.export_card",
    "ui.widgets.harvest_part",
    "ui.widgets.listening_cards",
    "ui.widgets.turns_panel",
    "ui.pages.close",
    "ui.export_acts",
    "circle.remembered",
    "exports.own_templates",
    "exports.house_kept",
    "ui.widgets.over_time_card",
)
"""What the end of a session needs, imported while somebody is asked whether it is to end: Live has no room for it before."""
AT_REST = (*PREPARE, *REVIEW)
"""Each imports what the one after it needs, and takes less time than a key press that anybody notices."""


def import_ahead(owner: QObject, modules: tuple[str, ...] = AT_REST) -> None:
    """Imports the first, and the others one by one, as soon as there is nothing else to do."""
    first, *others = modules
    import_module(first)
    if others:
        QTimer.singleShot(0, owner, lambda: import_ahead(owner, tuple(others)))
