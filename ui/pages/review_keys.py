"""Keys that the parts of Review take by themselves, where the focus is: they are listed, and not bound."""

from __future__ import annotations

from circle.i18n import gettext as _
from ui.actions import Action


def keys_inside() -> tuple[Action, ...]:
    rows = (
        (_("In a list: open the row; in comments and cards: go to its place"), ("Return",)),
        (_("In a comment: keep it"), ("Ctrl+Return",)),
        (_("On the timeline: 5 s back or on"), ("Left", "Right")),
        (_("On the timeline: to the change before or after"), ("Ctrl+Left", "Ctrl+Right")),
        (_("On the timeline: along it, the moment stays"), ("Shift+Left", "Shift+Right")),
        (_("On the timeline: to its beginning or its end"), ("Home", "End")),
        (_("On the timeline: more or less closely, or all of it"), ("+", "-", "0")),
        (_("On the timeline: play, or pause"), ("Space",)),
    )
    return tuple(Action(f"inside_{n}", *row, _nothing) for n, row in enumerate(rows))


def _nothing() -> None:
    """The part that has the focus does it."""
