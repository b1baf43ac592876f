"""What can be done on the Close page, as rows of the action table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from circle.i18n import gettext as _
from ui.actions import Action, Place, rows_at

if TYPE_CHECKING:
    from ui.live_session import LiveSession
    from ui.pages.close import ClosePage


def close_parts() -> dict[str, tuple[str, str]]:
    """The parts of the left card, each in words and with its key."""
    return {
        "harvest": (_("Harvest"), _("Alt 1")),
        "notes": (_("Notes"), _("Alt 2")),
        "turns": (_("Turns"), _("Alt 3")),
    }


def close_actions(page: ClosePage, live: LiveSession) -> tuple[Action, ...]:
    log = lambda: live.log  # noqa: E731 - it is another one after each act
    rows = (
        Action("export", _("Export the notes"), ("Ctrl+Return", "Ctrl+Enter"), page.export),
        Action("look_first", _("Choose what leaves, and look first"), ("Ctrl+Shift+L",), page.look_asked.emit),
        Action("undo", _("Undo the last step"), ("Ctrl+Z",), live.undo, when=lambda: bool(log().can_undo)),
        Action("redo", _("Do it again"), ("Ctrl+Shift+Z", "Ctrl+Y"), live.redo, when=lambda: bool(log().can_redo)),
        *(
            Action(f"show_{part}", words, (f"Alt+{n}",), partial(page.show_part, part))
            for n, (part, (words, _key)) in enumerate(close_parts().items(), 1)
        ),
        Action("read_back", _("Read the key points back"), ("Ctrl+R",), page.read_back),
        Action("pictures", _("The session in pictures"), ("Ctrl+I",), page.show_pictures),
        Action("review", _("Review this session"), ("Ctrl+Shift+R",), page.review),
    )  # fmt: skip
    return rows_at(Place.CLOSE, rows)
