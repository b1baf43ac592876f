"""What can be done on the Start page, as rows of the action table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from circle.i18n import gettext as _
from ui.actions import Action, Place, rows_at

if TYPE_CHECKING:
    from ui.pages.start import StartPage


def start_actions(page: StartPage) -> tuple[Action, ...]:
    """First the field for finding; a button stands below for each of the others that has a key."""
    rows = (
        Action("find_notes", _("Find in notes"), ("Ctrl+F",), page.go_to_finding),
        Action("review", _("Review sessions…"), ("Ctrl+R",), page.review_asked.emit),
        Action("open_notes", _("Open notes from somebody…"), ("Ctrl+O",), page.open_asked.emit),
        Action("open_folder", _("Open a folder…"), ("Ctrl+Shift+O",), page.folder_asked.emit),
        Action("several", _("Export several…"), ("Ctrl+Shift+E",), page.several_asked.emit),
        Action("safety", _("Safe keeping…"), ("Ctrl+Shift+K",), page.safety_asked.emit),
        Action("start_now", _("Start now"), (), page.start_now_chosen.emit),
        Action("decks", _("Prompt decks"), (), page.decks_asked.emit),
        Action("documents", _("Documents"), (), page.documents_asked.emit),
        Action("settings", _("Settings…"), ("Ctrl+,",), page.settings_asked.emit),
        Action("sample", _("Try a sample circle"), ("Ctrl+T",), page.sample_asked.emit),
    )
    return rows_at(Place.START, rows)
